"""What papers name and report, in words: "built with" of one paper, and results as text.

Owns: how names and results are put into words. Must not: extract them.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.model import NameKind, Paper
from generator.insight.results import Change, Result
from generator.site import words
from generator.site.address import Links
from generator.site.evidence import Quote, quote
from generator.site.views.context import Context
from generator.site.views.parts import Link

_NARROW = "\u202f"
"""A narrow blank that does not break, before a unit."""
_SIGNS = {Change.BETTER: "better by ", Change.MORE: "up by ", Change.LESS: "down by ", Change.LEVEL: ""}
KINDS = (
    (NameKind.METHOD, "Methods and models"),
    (NameKind.DATA, "Data sets and benchmarks"),
    (NameKind.METRIC, "Metrics"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedKind:
    """The names of one kind that a paper speaks of."""

    label: str
    names: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A reported result with the words behind it."""

    text: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltWith:
    """What a paper names and reports."""

    kinds: tuple[NamedKind, ...]
    results: tuple[ResultLine, ...]


def value(result: Result) -> str:
    """Return a result's value with its unit: `42.81 % → 61.32 %`, `up by up to 5.4 %`."""
    unit = f"{_NARROW}{result.unit}" if result.unit else ""
    before = f"{result.before}{unit} → " if result.before else ""
    qualifier = f"{result.qualifier} " if result.qualifier else ""
    sign = "" if result.before else _SIGNS[result.change]
    return f"{sign}{qualifier}{before}{result.value}{unit}"


def sentence(result: Result) -> str:
    """Return a result in words, with plain blanks, since files take it too: `FID 2.51 on CIFAR-10`."""
    data = f" on {result.data}" if result.data else ""
    return f"{result.metric} {value(result)}{data}".replace(_NARROW, " ")


def name_link(context: Context, links: Links, name: str, kind: NameKind, *, count: int | None = None) -> Link:
    """Return the link to a name's place in the index, with the number of its papers where that is given."""
    uri, anchor = context.name_places[name, kind]
    label = name if count is None else f"{name} {words.number(count)}"
    return Link(label=label, href=links.to(uri, fragment=anchor))


def built_with(context: Context, links: Links, paper: Paper) -> BuiltWith | None:
    """Return what a paper names and reports; None where nothing has been computed."""
    if context.extras.insight is None:
        return None
    index = context.extras.insight.names
    uses = index.uses[paper.id]
    return BuiltWith(
        kinds=tuple(
            NamedKind(
                label=label,
                names=tuple(name_link(context, links, use.name, use.kind) for use in uses if use.kind is kind),
            )
            for kind, label in KINDS
        ),
        results=tuple(
            ResultLine(text=sentence(one), quote=quote(paper.abstract or "", one.start, one.end))
            for one in index.results[paper.id]
        ),
    )
