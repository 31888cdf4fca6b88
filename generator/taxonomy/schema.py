"""The shape of `taxonomy.yaml`: its keys with their types, limits, meaning and examples.

Owns: what may stand where. From these declarations come the checks of shape, the JSON Schema for editors
and the reference page. Must not: build values, look across topics.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Discriminator, Field, Tag

from generator.core.yamlnodes import Shape, fault

MAX_TOPICS = 5_000

# --- texts and ids -------------------------------------------------------------------------------

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 60
RESERVED_IDS = (
    *("404", "assets", "aux", "con", "index", "nul", "prn", "search", "tags"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
)
"""Names that operating systems or the site itself use for other things."""


def _topic_id(value: str) -> str:
    if not _ID.fullmatch(value):
        proposal = re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")[:MAX_ID].rstrip("-")
        hint = f"such as '{proposal}'" if proposal else "such as 'masked-modelling'"
        message = f"'{value[:60]}' is no topic id: small letters a to z, digits, and single hyphens between them"
        raise fault("topic-id", message, hint=hint)
    if len(value) > MAX_ID:
        message = f"a topic id of {len(value)} characters; at most {MAX_ID} are allowed"
        raise fault("topic-id", message, hint="shorten it; the label may be longer")
    if value in RESERVED_IDS:
        raise fault("topic-id", f"'{value}' cannot be a topic id: the name has another use", hint="add a word to it")
    return value


TopicId = Annotated[
    str,
    AfterValidator(_topic_id),
    Field(
        json_schema_extra={
            "type": ["string", "integer", "boolean"],
            "pattern": f"^{_ID.pattern}$",
            "maxLength": MAX_ID,
            "minimum": 0,
            "x-words": "an id: small letters, digits and single hyphens",
            "not": {"enum": [*RESERVED_IDS, 404]},
        }
    ),
]
Label = Annotated[str, Field(min_length=1, max_length=120)]
Prose = Annotated[str, Field(min_length=1, max_length=2_000)]
PaperId = Annotated[str, Field(min_length=1, max_length=120)]


def _kind(value: object) -> str:
    return "<block>" if isinstance(value, dict | Shape) else "<text>"


# --- rules ---------------------------------------------------------------------------------------

PhraseText = Annotated[str, Field(min_length=1, max_length=300)]


class TitlePhraseShape(Shape):
    """A phrase that is looked for in the title alone."""

    model_config = ConfigDict(title="phrase")

    title: PhraseText = Field(description="A phrase that must stand in the title.", examples=["survey"])


PhraseShape = Annotated[
    Annotated[PhraseText, Tag("<text>")] | Annotated[TitlePhraseShape, Tag("<block>")], Discriminator(_kind)
]
Phrases = Annotated[list[PhraseShape], Field(max_length=500)]


class RuleShape(Shape):
    """What a topic matches, in phrases; the order of phrases never matters."""

    model_config = ConfigDict(title="rule")

    any: Phrases = Field(
        default=[],
        description="One of these phrases is enough.",
        examples=[["RLHF", "reward model*", "align* ~5 human (intent|preference*)"]],
    )
    central: Phrases = Field(
        default=[],
        description="One of these is enough where the paper speaks of itself: in its title, or in a sentence "
        "such as 'we propose …'. A mention in passing does not count.",
        examples=[["pre-train*", "masked language model*"]],
    )
    some: Phrases = Field(
        default=[],
        description="Weaker phrases: two different ones of them are needed.",
        examples=[["human feedback", "preference data"]],
    )
    all: Phrases = Field(
        default=[],
        description="Each of these is needed as well.",
        examples=[["language model*"]],
    )
    none: Phrases = Field(
        default=[],
        description="A veto: with one of these in the paper the rule does not count.",
        examples=[["sequence alignment", "title: entity alignment"]],
    )
    ignore: Phrases = Field(
        default=[],
        description="Other senses: words within one of these phrases do not count, here and in all narrower topics.",
        examples=[["diffusion MRI", "align* with the metric"]],
    )
    needs: Annotated[list[TopicId], Field(max_length=20)] = Field(
        default=[],
        description="Topics, by id, that must hold the paper as well, each by evidence of its own.",
        examples=[["diffusion"]],
    )


class ExamplesShape(Shape):
    """The rule's own tests."""

    model_config = ConfigDict(title="examples")

    inside: list[Prose] = Field(
        default=[],
        alias="in",
        max_length=50,
        description="Sentences that the rule must match.",
        examples=[["We fine-tune the model with RLHF."]],
    )
    outside: list[Prose] = Field(
        default=[],
        alias="out",
        max_length=50,
        description="Sentences that the rule must not match: the same words in another sense.",
        examples=[["cross-modal alignment of image and text features"]],
    )


_GROUP_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _group_name(value: str) -> str:
    if not _GROUP_NAME.fullmatch(value):
        message = f"'{value[:60]}' is no name of a group: small letters a to z, digits, and single hyphens between them"
        raise fault("group-name", message, hint="such as 'pre-training'; a phrase names it as '$pre-training'")
    return value


class GroupShape(Shape):
    """Phrases that stand for the same thing; `$name` in a phrase is any one of them."""

    model_config = ConfigDict(title="group")

    name: Annotated[
        str,
        AfterValidator(_group_name),
        Field(
            max_length=40,
            json_schema_extra={
                "pattern": f"^{_GROUP_NAME.pattern}$",
                "x-words": "a name: small letters, digits and hyphens",
            },
        ),
    ] = Field(description="The name by which phrases refer to the group, without `$`.", examples=["people"])
    means: Prose | None = Field(
        default=None, description="What the phrases have in common.", examples=["Those whose wishes count."]
    )
    phrases: Annotated[list[PhraseText], Field(min_length=1, max_length=200)] = Field(
        description="The phrases of the group.", examples=[["human*", "people", "user*"]]
    )


# --- curators' words -----------------------------------------------------------------------------


class PinShape(Shape):
    """A curator's word about one paper."""

    model_config = ConfigDict(title="pin")

    paper: PaperId = Field(
        description="The paper's id: the last part of its page's address.", examples=["arxiv-2302-10035"]
    )
    because: Prose | None = Field(
        default=None, description="The reason, in a sentence.", examples=["It trains the reward model that others use."]
    )


Pinned = Annotated[Annotated[PaperId, Tag("<text>")] | Annotated[PinShape, Tag("<block>")], Discriminator(_kind)]
Pins = Annotated[list[Pinned], Field(max_length=5_000)]


class OutsideShape(Shape):
    """A paper that is rightly outside the taxonomy."""

    model_config = ConfigDict(title="outside")

    paper: PaperId = Field(description="The paper's id.", examples=["arxiv-2302-10035"])
    because: Prose = Field(description="Why no topic should hold it.", examples=["A paper on tokenisers alone."])


class ImpossibleShape(Shape):
    """Two topics that cannot meet in one paper."""

    model_config = ConfigDict(title="impossible")

    topics: Annotated[list[TopicId], Field(min_length=2, max_length=2)] = Field(
        description="The ids of the two topics.", examples=[["text-objectives", "point-clouds"]]
    )
    because: Prose = Field(description="Why they cannot meet.", examples=["Text has no points."])


# --- topics --------------------------------------------------------------------------------------


class TopicShape(Shape):
    """A topic: a name, what it means, what it matches, and the topics below it."""

    model_config = ConfigDict(title="topic")

    id: TopicId = Field(
        description="Makes the topic's address, /topics/<id>/. Never changed without `formerly`.",
        examples=["preference-optimisation"],
    )
    label: Label = Field(description="The name that readers see.", examples=["Preference optimisation"])
    alt_labels: Annotated[list[Label], Field(max_length=50)] = Field(
        default=[], description="Other names of the same topic, abbreviations included.", examples=[["DPO"]]
    )
    definition: Prose = Field(
        description="What the topic means, in one or two sentences that help a newcomer.",
        examples=["Training a model on pairs of answers of which people preferred one."],
    )
    scope_note: Prose | None = Field(
        default=None,
        description="Where the topic ends: what belongs elsewhere.",
        examples=["Not word, sequence or cross-modal alignment."],
    )
    rule: RuleShape | None = Field(
        default=None,
        description="The phrases that bring a paper here. A topic without a rule holds what its narrower topics hold.",
        examples=[{"any": ["RLHF", "reward model*"], "none": ["sequence alignment"]}],
    )
    examples: ExamplesShape | None = Field(
        default=None,
        description="Sentences by which `survey check` tests the rule.",
        examples=[{"in": ["We fine-tune with RLHF."], "out": ["Alignment of words in two languages."]}],
    )
    include: Pins = Field(
        default=[],
        description="Papers that belong here whatever the rule says: an id, or an id with the reason.",
        examples=[["arxiv-2302-10035", {"paper": "arxiv-2203-02155", "because": "It founded the method."}]],
    )
    exclude: Pins = Field(
        default=[],
        description="Papers that do not belong here whatever the rule says.",
        examples=[[{"paper": "arxiv-2302-10035", "because": "Alignment of proteins."}]],
    )
    also_under: Annotated[list[TopicId], Field(max_length=20)] = Field(
        default=[], description="Further topics that this one is a part of, by id.", examples=[["vision-language"]]
    )
    related: Annotated[list[TopicId], Field(max_length=50)] = Field(
        default=[], description="Topics worth a look from here, neither above nor below.", examples=[["reward-models"]]
    )
    formerly: Annotated[list[TopicId], Field(max_length=50)] = Field(
        default=[], description="Ids that this topic had before; their addresses lead here.", examples=[["dpo"]]
    )
    narrower: Annotated[list[TopicShape], Field(max_length=500)] = Field(
        default=[],
        description="The topics below this one, each with keys of its own; up to four levels in all.",
        examples=[[{"id": "reward-models", "label": "Reward models", "definition": "Models that score answers."}]],
    )


class TaxonomyShape(Shape):
    """The whole of `taxonomy.yaml`."""

    model_config = ConfigDict(title="taxonomy")

    facets: Annotated[list[TopicShape], Field(min_length=1, max_length=50)] = Field(
        description="The topics at the top: the axes of the survey, in the order in which readers see them.",
        examples=[[{"id": "alignment", "label": "Alignment", "definition": "Making models do what people want."}]],
    )
    groups: Annotated[list[GroupShape], Field(max_length=200)] = Field(
        default=[],
        description="Named groups of phrases that rules share.",
        examples=[[{"name": "people", "phrases": ["human*", "user*"]}]],
    )
    impossible: Annotated[list[ImpossibleShape], Field(max_length=1_000)] = Field(
        default=[],
        description="Pairs of topics that cannot meet in one paper; the gap map leaves them out.",
        examples=[[{"topics": ["text-objectives", "point-clouds"], "because": "Text has no points."}]],
    )
    outside: Annotated[list[OutsideShape], Field(max_length=5_000)] = Field(
        default=[],
        description="Papers that are rightly outside the taxonomy; they leave the queue of unreached papers.",
        examples=[[{"paper": "arxiv-2302-10035", "because": "A paper on tokenisers alone."}]],
    )
