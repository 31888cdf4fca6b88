"""Explore with many papers, in Chromium: how long until it stands, and how long an answer takes.

Usage: python -m benchmarks.explore [PAPERS …]

A small invented survey is built once; its data are then replaced by those of a survey of the same topics with as many
papers as asked for, since the page itself depends on the topics alone. Start is the time from the parsed document to
the end of all its scripts (the data's own included); answers are a facet's box ticked and a search submitted, the
cards drawn. Median of the runs, in milliseconds.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from generator.insight.gather import gather
from generator.site.extras import Extras
from generator.site.views.context import Context
from generator.site.views.explore_data import explore_data
from tests import bread, sites

RUNS = 5
_START = """() => {
  const [load] = performance.getEntriesByType("navigation");
  return load.domContentLoadedEventStart - load.domInteractive;
}"""
_TICK = """() => {
  const box = document.querySelector("input[name=topic]");
  const begin = performance.now();
  box.click();
  return performance.now() - begin;
}"""
_SEARCH = """(words) => {
  const form = document.querySelector("form.sv-explore-form");
  form.elements.find.value = words;
  const begin = performance.now();
  form.requestSubmit();
  return performance.now() - begin;
}"""
_IS_READY = "() => Survey.search.isReady(Survey.explore.survey.engine)"


def write_data(folder: Path, papers: int) -> None:
    """Replace the site's data by those of a survey of that many papers."""
    survey = bread.of_size(papers)
    context = Context(survey=survey, settings=sites.SETTINGS, extras=Extras(), tools=frozenset())
    for script in explore_data(context).scripts:
        (folder / script.uri).write_text(script.text, encoding="utf-8")


def measure(page: Page, address: str) -> dict[str, float]:
    """Return the times of one visit."""
    page.goto(f"{address}explore/")
    times = {"start": page.evaluate(_START), "tick": page.evaluate(_TICK)}
    page.focus("#sv-find")
    begin = page.evaluate("() => performance.now()")
    page.wait_for_function(_IS_READY)
    times["index"] = page.evaluate("() => performance.now()") - begin
    for words in ("baking", "krusec", "rheolgy vane"):
        times[f"search '{words}'"] = page.evaluate(_SEARCH, words)
    return times


def main(sizes: list[int]) -> None:
    """Print a row of times for every size."""
    small = bread.small()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = sites.build(Path(temporary), small, replace(bread.extras(small), insight=gather(small)))
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with sites.served(folder) as address:
            for size in sizes:
                write_data(folder, size)
                runs = []
                for _ in range(RUNS):
                    page = chromium.new_page()
                    runs.append(measure(page, address))
                    page.close()
                medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
                print(f"{size:>6} papers  " + "  ".join(f"{name} {time:.0f} ms" for name, time in medians.items()))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
