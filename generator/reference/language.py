"""The phrase language by example: each form, what it finds and what it does not.

Owns: the examples. Must not: find anything; `taxonomy.matching` does, and a test tries every example.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of phrase: as written, its meaning, a text that it finds and one that it does not."""

    written: str
    meaning: str
    finds: str
    misses: str
    is_title: bool = False


GROUP_NAME = "people"
GROUP = ("human*", "user*")
"""The group that the last form refers to."""

FORMS = (
    Form(
        written="reward model",
        meaning="Words side by side, whole, in any case; singular and plural are the same, and so are British and "
        "American spelling.",
        finds="Reward models score answers.",
        misses="The reward of modelling.",
    ),
    Form(
        written="pre-training",
        meaning="A hyphen, a blank and nothing are the same between parts.",
        finds="Pretraining and pre training.",
        misses="Training before testing.",
    ),
    Form(
        written="RLHF",
        meaning="Words in capitals are found as written only.",
        finds="We use RLHF.",
        misses="The file rlhf.txt.",
    ),
    Form(
        written="LLM",
        meaning="A name in capitals may end a longer one.",
        finds="VideoLLMs watch films.",
        misses="The file videollm.txt.",
    ),
    Form(
        written="align*",
        meaning="A star ends a word freely.",
        finds="aligned, aligning, alignment",
        misses="misaligned",
    ),
    Form(
        written="(image|video)-text",
        meaning="Alternatives.",
        finds="video-text pairs",
        misses="audio-text pairs",
    ),
    Form(
        written="align* ~3 human values",
        meaning="Up to three words between, in this order, within one sentence.",
        finds="aligned with all of our human values: no. Aligned with our human values: yes.",
        misses="human values are aligned",
    ),
    Form(
        written="reward & human",
        meaning="Both in one sentence, in any order.",
        finds="A human gives the reward.",
        misses="A human came. The reward was small.",
    ),
    Form(
        written="title: survey",
        meaning="In the title only.",
        finds="A survey of lamps",
        misses="A history of lamps",
        is_title=True,
    ),
    Form(
        written=f"${GROUP_NAME} feedback",
        meaning=f"Any phrase of a group that stands under `groups`, here `{GROUP_NAME}`: {', '.join(GROUP)}.",
        finds="user feedback",
        misses="sensor feedback",
    ),
)
