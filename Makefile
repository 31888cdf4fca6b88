# Needs Python 3.11 or newer (with venv), git and make. Everything else is installed into .venv from the lock files.
.POSIX:
SHELL = /bin/sh
# VENV=DIR uses an environment of your own, into which nothing is installed. OPTIONS=… is handed to the command.
VENV ?= .venv
SURVEY = $(VENV)/bin/python -m generator

.PHONY: help site offline serve check diff test locks clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

site: environment ## build the site into site/
	@$(SURVEY) build

offline: environment ## build a copy into site-offline/ that opens without a server
	@$(SURVEY) build --offline

serve: environment ## live preview: edit, save, look
	@$(SURVEY) serve

check: environment ## run all checks on the taxonomy, the curated facts and the documents
	@$(SURVEY) check $(OPTIONS)

diff: environment ## tell what your edits move, compared with the last commit (OPTIONS="main" for another base)
	@options='$(OPTIONS)'; $(SURVEY) diff $${options:-HEAD}

test: ## run every check of the program and the site (BROWSER=skip leaves the browser out)
	@sh .ci/test

.PHONY: environment
environment:
	@VENV='$(VENV)' sh .ci/environment requirements.lock >&2

locks: ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile -q -U --universal --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock
	uv pip compile -q -U --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -c requirements.lock --extra test pyproject.toml -o requirements-test.lock

clean: ## remove everything generated, hand-written pages excepted
	git clean -qfdX site_src .survey
	rm -rf site site.new-* site.old-* site-offline site-offline.new-* site-offline.old-*
