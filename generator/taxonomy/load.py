"""`taxonomy.yaml` → Taxonomy, with the place of every topic, phrase, example and pin.

Owns: reading the file and building the values. Must not: compare topics with each other, know papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as AnySequence

from generator.core.diagnostics import Report, Severity
from generator.core.model import Example, Group, Impossible, Phrase, Pin, Rule, Taxonomy, Topic
from generator.core.yamlnodes import Mapping, Node, Scalar, Sequence, locate, parse, validate
from generator.taxonomy.language import Groups, group_fault, parse_phrase
from generator.taxonomy.schema import (
    ExamplesShape,
    GroupShape,
    OutsideShape,
    PinShape,
    RuleShape,
    TaxonomyShape,
    TitlePhraseShape,
    TopicShape,
)
from generator.taxonomy.signs import PhraseFault
from generator.taxonomy.structure import Written, check_structure


def load_taxonomy(text: str, *, path: str, report: Report) -> Taxonomy | None:
    """Return the taxonomy, or None with every fault of syntax, shape, structure and phrases in the report."""
    found = Report()
    taxonomy = _load(text, path=path, report=found)
    report.extend(found.diagnostics)
    return None if found.worst is Severity.ERROR else taxonomy


def _load(text: str, *, path: str, report: Report) -> Taxonomy | None:
    root = parse(text, path=path, report=report)
    if root is None:
        return None
    whole = validate(root, TaxonomyShape, report=report, room="taxonomy")
    if whole is None or not isinstance(root, Mapping):
        _check_misshapen(root, report=report)
        return None
    written = tuple(_walk(whole.facets, root.get("facets"), parent=None))
    check_structure(written, whole, root, report=report)
    groups = _groups(whole.groups, root.get("groups"))
    for group in groups:
        for phrase in group.phrases:
            _report_fault(group_fault(phrase.text), phrase, None, f"group '{group.name}'", report=report)
    members = {group.name: tuple(phrase.text for phrase in group.phrases) for group in groups}
    for topic in written:
        _check_phrases(topic, members, report=report)
    if report.worst is Severity.ERROR:
        return None
    return Taxonomy(
        topics=tuple(_topic(topic) for topic in written),
        impossible=tuple(
            Impossible(
                topics=(pair.topics[0], pair.topics[1]),
                because=_line(pair.because),
                location=locate(root, ("impossible", index)),
            )
            for index, pair in enumerate(whole.impossible)
        ),
        outside=_pins(whole.outside, root.get("outside")),
        groups=groups,
    )


def _walk(shapes: Iterable[TopicShape], node: Node | None, *, parent: str | None) -> Iterator[Written]:
    """Give each topic before the topics below it."""
    for shape, item in zip(shapes, _items(node), strict=True):
        if isinstance(item, Mapping):
            yield Written(shape=shape, node=item, parent=parent)
            yield from _walk(shape.narrower, item.get("narrower"), parent=shape.id)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _line(text: str) -> str:
    """Return a text on one line, as a block of several lines in the file is meant."""
    return " ".join(text.split())


def _topic(topic: Written) -> Topic:
    shape, node = topic.shape, topic.node
    return Topic(
        id=shape.id,
        label=_line(shape.label),
        location=topic.at("id"),
        definition=_line(shape.definition),
        scope_note=_line(shape.scope_note) if shape.scope_note else None,
        alt_labels=tuple(_line(label) for label in shape.alt_labels),
        rule=_rule(shape.rule, node) if shape.rule else None,
        examples=_examples(shape.examples, topic) if shape.examples else (),
        include=_pins(shape.include, node.get("include")),
        exclude=_pins(shape.exclude, node.get("exclude")),
        parent=topic.parent,
        also_under=tuple(dict.fromkeys(target for target in shape.also_under if target != topic.parent)),
        narrower=tuple(child.id for child in shape.narrower),
        related=tuple(shape.related),
        formerly=tuple(shape.formerly),
    )


# --- rules ---------------------------------------------------------------------------------------

PHRASE_KEYS = tuple(key for key in RuleShape.model_fields if key != "needs")


def _rule(shape: RuleShape, topic: Mapping) -> Rule:
    node = topic.get("rule")
    if not isinstance(node, Mapping):
        raise TypeError(node)
    return Rule(
        location=locate(topic, ("rule",), at_key=True),
        needs=tuple(
            Phrase(text=need, location=item.location)
            for need, item in zip(shape.needs, _items(node.get("needs")), strict=True)
        ),
        **{key: _phrases(getattr(shape, key), node.get(key)) for key in PHRASE_KEYS},
    )


def _phrases(shapes: AnySequence[str | TitlePhraseShape], node: Node | None) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(text=_phrase_text(shape), location=item.location)
        for shape, item in zip(shapes, _items(node), strict=True)
    )


def _phrase_text(shape: str | TitlePhraseShape) -> str:
    return shape if isinstance(shape, str) else f"title: {shape.title}"


def _groups(shapes: AnySequence[GroupShape], node: Node | None) -> tuple[Group, ...]:
    return tuple(
        Group(
            name=shape.name,
            phrases=tuple(
                Phrase(text=text, location=locate(item, ("phrases", index))) for index, text in enumerate(shape.phrases)
            ),
            location=locate(item, ("name",)),
            means=_line(shape.means) if shape.means else None,
        )
        for shape, item in zip(shapes, _items(node), strict=True)
    )


def _check_phrases(topic: Written, groups: Groups, *, report: Report) -> None:
    node = topic.node.get("rule")
    if topic.shape.rule is None or not isinstance(node, Mapping):
        return
    for key in PHRASE_KEYS:
        phrases = _phrases(getattr(topic.shape.rule, key), node.get(key))
        for phrase, item in zip(phrases, _items(node.get(key)), strict=True):
            parsed = parse_phrase(phrase.text, groups)
            fault = parsed if isinstance(parsed, PhraseFault) else None
            _report_fault(fault, phrase, item, f"'{key}' of topic '{topic.id}'", report=report)


def _check_misshapen(root: Node, *, report: Report) -> None:
    """Report the phrases that cannot be read in a file of a wrong shape too, so that all faults show at once."""
    if not isinstance(root, Mapping):
        return
    groups = {
        name.text: tuple(phrase.text for phrase in _items(group.get("phrases")) if isinstance(phrase, Scalar))
        for group in _items(root.get("groups"))
        if isinstance(group, Mapping) and isinstance(name := group.get("name"), Scalar)
    }
    for topic in _mappings(root.get("facets")):
        name = topic.get("id")
        where = f"topic '{name.text}'" if isinstance(name, Scalar) else "a topic"
        for key, item in _written_phrases(topic):
            if isinstance(fault := parse_phrase(item.text, groups), PhraseFault):
                phrase = Phrase(text=item.text, location=item.location)
                _report_fault(fault, phrase, item, f"'{key}' of {where}", report=report)


def _written_phrases(topic: Mapping) -> Iterator[tuple[str, Scalar]]:
    rule = topic.get("rule")
    if not isinstance(rule, Mapping):
        return
    for key in PHRASE_KEYS:
        yield from ((key, item) for item in _items(rule.get(key)) if isinstance(item, Scalar) and item.text.strip())


def _mappings(node: Node | None) -> Iterator[Mapping]:
    """Give the topics as they are written, whatever their shape, each before those below it."""
    for item in _items(node):
        if isinstance(item, Mapping):
            yield item
            yield from _mappings(item.get("narrower"))


def _report_fault(fault: PhraseFault | None, phrase: Phrase, item: Node | None, where: str, *, report: Report) -> None:
    """Report a phrase that cannot be read, at the very character where it is written as it is read."""
    if fault is not None:
        is_inside = isinstance(item, Scalar) and fault.offset < len(phrase.text)
        place = item.at(fault.offset) if is_inside and isinstance(item, Scalar) else phrase.location
        report.error("taxonomy/phrase", place, f"{fault.message} in {where}", hint=fault.hint)


# --- examples and pins ---------------------------------------------------------------------------


def _examples(shape: ExamplesShape, topic: Written) -> tuple[Example, ...]:
    return tuple(
        Example(text=_line(text), expected=expected, location=topic.at("examples", key, index))
        for key, texts, expected in (("in", shape.inside, True), ("out", shape.outside, False))
        for index, text in enumerate(texts)
    )


def _pins(shapes: AnySequence[str | PinShape | OutsideShape], node: Node | None) -> tuple[Pin, ...]:
    return tuple(
        Pin(
            paper=shape if isinstance(shape, str) else shape.paper,
            because=None if isinstance(shape, str) or not shape.because else _line(shape.because),
            location=item.location,
        )
        for shape, item in zip(shapes, _items(node), strict=True)
    )
