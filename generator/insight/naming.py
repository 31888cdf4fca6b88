"""The forms in which papers of any science introduce a name of their own.

Owns: the patterns and what a name looks like. Must not: use a list of names.
"""

from __future__ import annotations

import re

TOKEN = r"[A-Z0-9a-zα-ω][\w]*(?:[-+./@²³][A-Za-z0-9]\w*)*\+*"  # noqa: S105 - a word, no secret
VERB = (
    r"(?:propos|introduc|present|develop|design|devis|construct|creat|build|built|contribut|releas|curat|compil|collect|"
    r"describ|formulat|unveil|publish|offer|put forward|establish|provid|deriv|pre-train|train)\w*"
)
_PAPER = r"(?:paper|work|article|study|report|thesis|research)"
WE = rf"(?:\b[Ww]e|\b[Tt]his (?:\w+ )?{_PAPER}|\b[Oo]ur work|\bauthors?|\bI)\b"
_HEAD = (
    r"(?:framework|models?|methods?|approach(?:es)?|algorithms?|procedure|benchmarks?|data ?sets?|corpus|corpora|loss|"
    r"task|system|architecture|technique|toolkit|network|metric|strategy|paradigm|scheme|module|library|platform|"
    r"pipeline|tool|suite|test ?bed|objective|encoder|decoder|policy|agent|optimi[sz]er|mechanism|attack|defen[cs]e|"
    r"collection|resource|representation|regularizer|estimator|index|protocol|simulator|environment|solution|"
    r"formulation)"
)
_ONE = r"(?:an?|the|our|two|three)"
_NAME = rf"(?P<name>{TOKEN}(?: (?:{TOKEN})){{0,3}}?)"
_AFTER_WORD = r"(?:for|to|that|which|is|with|by|on|in|using|via|as|and|based|from|of)"
_AFTER = rf"(?=\s*(?:,|\.(?:\s|$)|:|;|\(|--|–|—|$)|\s+{_AFTER_WORD}\b)"
_APPOSITION = r"(?=,? \(|, (?:an?|the|our|one|which|that)\b| -- | – | — )"
_WE_CALL = r"we (?:call|name|term)(?: (?:it|this(?: \w+){0,3}|our (?:\w+ ){0,2}\w+))?"
_NAMED = (
    r"\b(?:named|called|dubbed|termed|denoted|coined|christened|nicknamed|namely|abbreviated|"
    rf"which we (?:call|name|term)|{_WE_CALL}|referred to|refer to(?: \w+){{0,3}})(?: as| by)?(?: the)?"
)
PATTERNS = tuple(
    (re.compile(pattern), is_sure)
    for pattern, is_sure in (
        # We propose SkillDiffuser, an end-to-end …; We introduce Crome (Causally …)
        (rf"{WE}(?: \w+){{0,3}}? {VERB} (?:the )?{_NAME}{_APPOSITION}", True),
        (rf"{WE}(?: \w+){{0,3}}? {VERB} (?:the )?{_NAME}{_AFTER}", False),
        # … a novel training procedure, Birdie, that …; … a framework STAR for …
        (
            rf"{VERB} {_ONE} [^,.;:()]{{0,90}}?\b{_HEAD},? ?[(,:–—-]* ?{_NAME}(?=, (?:an?|that|which|to|for|by|in)\b)",
            True,
        ),
        (rf"{VERB} {_ONE} [^,.;:()]{{0,90}}?\b{_HEAD},? {_NAME}{_AFTER}", False),
        (rf"{VERB} {_ONE} [^,.;:()]{{0,90}}?\b{_HEAD} \((?P<name>{TOKEN})\)", False),
        # …, named LANGuage-guided Object detection (LANGO); termed as VELVET-Med; dubbed …
        (rf"{_NAMED} {_NAME}{_AFTER}", False),
    )
)
"""Each with whether the sentence alone makes sure that a word with one capital is a name."""
QUOTED = re.compile(
    r"\b(?:named|called|dubbed|termed|coined|namely)(?: as)?(?: the)? [\"“'‘](?P<name>[^\"”’]{2,40})[\"”’]"
)
NAMING = re.compile(r"\b(?:named|called|dubbed|termed|namely)\b")
CUE = re.compile(rf"\b(?:{VERB}|named|called|call|dubbed|termed|term|denoted|coined|christened|nicknamed|namely|refer)")
"""Without one of these no form can match; most sentences have none."""
INTRODUCES = re.compile(
    rf"{WE}(?: \w+){{0,3}}? {VERB}|\b(?:named|called|dubbed|termed|namely)\b|\b(?:is|are) (?:proposed|introduced)\b"
)
OTHERS = re.compile(r"\b(?:recently|previously|existing|prior)\b", re.IGNORECASE)
"""A sentence about the work of others, whose names are not the paper's own."""
DEFINED = re.compile(
    rf"\b(?:{VERB}|named|called|dubbed|termed|namely)(?: as)? (?:{_ONE} )?(?:[a-z][\w/-]*,? ){{0,9}}?"
    rf"(?P<long>[A-Z][^,.;:()]{{3,110}}?) \((?P<name>{TOKEN})\)"
)
"""What a verb of proposing is followed by, with its short form: we propose Text-aware Image Mixing (TiMix)."""
PREPOSITION = re.compile(r"\b(?:for|in|on|of|to|with|from|by|into|under|using|based|that|which|via|and)\b")
TITLE = re.compile(rf"^{_NAME}(?:\s*:|\s+--?|\s+[–—]) ")
SURVEY = re.compile(r"\b(?:survey|review|primer|overview|tutorial|perspectives?|past, present)\b", re.IGNORECASE)

_DATA = r"(?:data ?sets?|benchmarks?|corpus|corpora|test ?bed|test set|(?:evaluation|test|probing) (?:suite|tasks?))\b"
DATA_BEFORE = re.compile(
    rf"(?:\b{_DATA}(?:,? (?:namely|called|named|dubbed|termed))?|\bwe (?:curate|compile|collect))(?: \()?\s*$",
    re.IGNORECASE,
)
_GOES_ON = r"(?!(?:for|to|that|which|trained|on|with|using|by|via|of|in|and)\b)"
DATA_AFTER = re.compile(
    rf"(?:\s*\([^)]*\))?(?: (?:large-scale )?{_DATA}|,? (?:comprising|consisting of|containing) |"
    rf"(?:[:,]| is| --| –| —) (?:an?|the|our)(?: {_GOES_ON}[\w'/-]+,?){{0,8}}? {_DATA})",
    re.IGNORECASE,
)
TASK = re.compile(r"\)? (?:tasks?|problems?|settings?)\b")
"""What stands behind the name of a task, which is no method."""
OBJECTIVE = re.compile(r"\b(?:pre-?train\w*|pretext|proxy|auxiliary|self-supervised|objectives?)\b", re.IGNORECASE)
"""In a sentence with such a word a task is one that a model is trained by, so a method."""
_TITLE_GOES_ON = r"(?!(?:for|with|of|on|to|in|via)\b)"
DATA_IN_TITLE = re.compile(rf": (?:an? |the )?(?:{_TITLE_GOES_ON}[\w'/-]+ ){{0,8}}?{_DATA}", re.IGNORECASE)
METRIC_IN_TITLE = re.compile(
    rf"(?::| [–-]) (?:an? |the )?(?:{_TITLE_GOES_ON}[\w'/-]+ ){{0,4}}?metrics?\b", re.IGNORECASE
)

# Abbreviations of whole fields and of kinds of models: nobody's own name.
_COMMON = re.compile(
    r"ai|api|bert|clip|cnn|cv|dl|dnn|dpo|gan|gnn|gpt|grpo|ir|llm|lm|mcts|mlm|mllm|ml|"
    r"mlp|moe|mri|nlp|ood|plm|ppo|ptm|qa|rag|rl|rlhf|rnn|sft|sgd|slm|sota|ssl|ssm|vae|"
    r"vit|vlm|vlp|vqa|id|2d|3d|4d|us|eu|uk",
    re.IGNORECASE,
)
_MANNER = re.compile(r"-(?:based|like|style|guided|aware|driven|free|level)$")
MOST_WORDS = 4
SHORTEST = 3


def _capitals(word: str) -> int:
    return sum(char.isupper() for char in word)


def is_common(name: str) -> bool:
    """True for an abbreviation that everybody uses."""
    return _COMMON.fullmatch(name.rstrip("s")) is not None


def is_name_word(word: str) -> bool:
    """True with two capitals, or a capital and a digit, in one part of the word, or a lone capital before a hyphen."""
    parts = re.split(r"[-/.@]", word)
    within = any(_capitals(part) > 1 or (_capitals(part) and any(char.isdigit() for char in part)) for part in parts)
    lone = len(parts) > 1 and len(parts[0]) == 1 and parts[0].isupper()
    return (within or lone) and not is_common(word)


def looks_like_a_name(name: str) -> bool:
    """True for `VELVET-Med`, `BioCLIP 2`, `Neural PG-RANK`; false for `Transformer`, `Gaussian process`, `LLM`."""
    words = name.split()
    if not 1 <= len(words) <= MOST_WORDS or len(name) < SHORTEST or is_common(name) or _MANNER.search(name):
        return False
    if not all(word[0].isupper() or word[0].isdigit() or _capitals(word) for word in words):
        return False
    return any(is_name_word(word) for word in words)
