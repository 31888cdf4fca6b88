"""Whom a curator's entry speaks of: the candidates with its identifier, its title, or its abstract's first words.

`merge` and `separate` name other records in the same ways. Owns: that look-up, built once over all candidates.
Must not: know the file's form (`curation`), merge.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.core import identifiers
from generator.core.model import Candidate, Identifier
from generator.core.text import fold, title_key, words
from generator.papers.curation import Entry, Reference
from generator.papers.curation_shape import MIN_OPENING_WORDS


@dataclass(frozen=True, kw_only=True)
class Finder:
    """Finds candidates by identifier, title, or the first words of the abstract; built once over all candidates."""

    by_identifier: dict[Identifier, tuple[int, ...]]
    by_title: dict[str, tuple[int, ...]]
    by_opening: dict[str, tuple[int, ...]]
    abstracts: tuple[str, ...]

    def entry(self, entry: Entry) -> tuple[int, ...]:
        """Return the indexes of the candidates that an entry speaks of, ascending."""
        found = {index for identifier in entry.identifiers for index in self.by_identifier.get(identifier, ())}
        for title in (entry.title, *entry.listed_as):
            found.update(self.by_title.get(title_key(title or ""), ()))
        if entry.abstract_begins:
            found.update(self._beginning(entry.abstract_begins))
        return tuple(sorted(found))

    def reference(self, reference: Reference) -> tuple[int, ...]:
        """Return the indexes of the candidates that a reference names, ascending."""
        text = reference.text
        identifier = identifiers.recognise(text) or identifiers.arxiv(text)
        if identifier and identifier in self.by_identifier:
            return self.by_identifier[identifier]
        found = self.by_title.get(title_key(text))
        if found:
            return found
        return self._beginning(text) if len(words(text)) >= MIN_OPENING_WORDS else ()

    def _beginning(self, opening: str) -> tuple[int, ...]:
        key = title_key(opening)
        block = self.by_opening.get(_opening(opening), ())
        return tuple(index for index in block if self.abstracts[index].startswith(key))


def _opening(text: str) -> str:
    """Return the start of a text that every opening of it shares."""
    return "".join(words(fold(text[:400]))[:MIN_OPENING_WORDS])[:12]


def finder(candidates: tuple[Candidate, ...]) -> Finder:
    """Return the finder over all candidates."""
    by_identifier: dict[Identifier, list[int]] = {}
    by_title: dict[str, list[int]] = {}
    by_opening: dict[str, list[int]] = {}
    for index, candidate in enumerate(candidates):
        for identifier in candidate.identifiers:
            by_identifier.setdefault(identifier, []).append(index)
        if candidate.title_key:
            by_title.setdefault(candidate.title_key, []).append(index)
        if candidate.abstract_key:
            by_opening.setdefault(candidate.abstract_key[:12], []).append(index)
    return Finder(
        by_identifier={key: tuple(found) for key, found in by_identifier.items()},
        by_title={key: tuple(found) for key, found in by_title.items()},
        by_opening={key: tuple(found) for key, found in by_opening.items()},
        abstracts=tuple(candidate.abstract_key or "" for candidate in candidates),
    )
