"""Where a paper's facts come from: its records, the source of every field, and the merges that made it one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.model import Merge, Paper
from generator.site.views.context import Context, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOrigin:
    """A field of the paper and the place that gave it."""

    field: str
    place: Place
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOrigin:
    """A record that became part of the paper."""

    place: Place
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLine:
    """Two records found to be one paper."""

    kept: Place
    merged: Place
    rule: str
    score: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """All of it, for one paper."""

    fields: tuple[FieldOrigin, ...]
    records: tuple[RecordOrigin, ...]
    merges: tuple[MergeLine, ...]
    aliases: tuple[str, ...]


def merge_line(context: Context, merge: Merge) -> MergeLine:
    """Return a merge as pages show it."""
    rule = merge.rule.replace("_", " ").replace("-", " ")
    return MergeLine(
        kept=context.place(merge.kept),
        merged=context.place(merge.merged),
        rule=rule,
        score=f"{merge.score:.2f}",
    )


def origins(context: Context, paper: Paper) -> Origins:
    """Return where a paper comes from."""
    return Origins(
        fields=tuple(
            FieldOrigin(
                field=source.field.replace("_", " "),
                place=context.place(source.location),
                by="a curator" if source.curated else "a document",
            )
            for source in paper.provenance
        ),
        records=tuple(
            RecordOrigin(place=context.place(record.location, end_line=record.end_line), format=record.format)
            for record in paper.records
        ),
        merges=tuple(merge_line(context, merge) for merge in context.merges_of.get(paper.id, ())),
        aliases=paper.aliases,
    )
