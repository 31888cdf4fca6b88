"""The sentence of an abstract that states the paper's contribution, verbatim, with its place.

Owns: the cues. Must not: shorten or rewrite a sentence.
The cues are those in which papers of any science speak of themselves ("we propose", "this article surveys"). Where
no sentence has them the answer is None: an opening sentence is background, and would pass for the contribution.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.core.model import Paper
from generator.core.sentences import sentence_spans

_ADVERB = r"(?:\w+ly |also |further |then |first |here |now |thus |therefore |next |jointly )*"
_WORK = (
    r"(?:paper|work|article|study|survey|review|thesis|dissertation|report|letter|chapter|tutorial|primer|manuscript|"
    r"research|project|note|position paper|systematic review|comprehensive survey|literature review)"
)
_MAKES = (
    r"(?:propos|introduc|present|develop|design|devis|describ|formulat|creat|construct|build|built|contribut|"
    r"establish|releas|publish|unveil|reformulat|extend|advocat|curat|collect|derive|invent|put forward|"
    r"offer|recast|generali[sz])"
)
_STUDIES = (
    r"(?:stud|investigat|survey|review|analy[sz]|examin|explor|argu|show|prove|demonstrat|compar|evaluat|address|"
    r"provid|conduct|revisit|report|summari[sz]|categori[sz]|discuss|focus|aim|apply|adapt|test|ask|assess|perform|"
    r"take|give|identif|cover|quantif|measure|estimat|model|find|seek|tackle|perform|consider|trac|use|bridg)"
)
_ENDING = r"(?:e|es|ed|s|ing|y|ies|ied|yse|yze|yses|yzes|yzed|ysed|ize|izes|ise|ises|t|n)?"
_AVAILABLE = r"(?:is|are|will be|can be) (?:\w+ )?(?:available|released)"
_SHOWS = r"(?:show|demonstrate|indicate|reveal|suggest|confirm)"
_LATER = (
    r"specifically|then|finally|firstly?|second(?:ly)?|third(?:ly)?|further(?:more)?|in addition|moreover|"
    r"additionally|besides|also|in particular|concretely|next|lastly|to achieve this|we (?:then|also|further)"
)
_CONTRIBUTION = (
    (rf"\b(?:we|i|authors) (?:have |will )?{_ADVERB}{_MAKES}{_ENDING}\b", 4.0),
    (rf"\b(?:this|the) (?:\w+ )?{_WORK} {_ADVERB}{_MAKES}{_ENDING}\b", 4.5),
    (rf"\b(?:we|i|authors) (?:have |will )?{_ADVERB}{_STUDIES}{_ENDING}\b", 2.5),
    (rf"\bthis (?:\w+ )?{_WORK} {_ADVERB}{_STUDIES}{_ENDING}\b", 4.0),
    (rf"\bour (?:\w+ )?{_WORK} {_ADVERB}(?:{_MAKES}|{_STUDIES}){_ENDING}\b", 3.0),
    (rf"\b(?:in|with|through) (?:this|our|the present) (?:\w+ )?{_WORK}\b", 2.0),
    (rf"\bthis (?:\w+ )?{_WORK} is (?:devoted|dedicated|concerned|about)\b", 3.0),
    (rf"\b(?:of|purpose|goal|aim) (?:this|our) (?:\w+ )?{_WORK} (?:is|was)\b", 3.0),
    (r"\b(?:is|are|were|was) (?:proposed|introduced|presented|developed|described)\b", 2.5),
    (r"\b(?:new|novel|the first|comprehensive|systematic|unified)\b", 0.6),
    (r"\b(?:to|in order to) (?:this end|address|tackle|bridge|overcome|fill|mitigate|solve|improve)\b", 0.8),
    (r"^(?:here|in this)\b", 0.5),
)
# What follows the contribution: its parts, its tests, its promises.
_SEQUEL = (
    (rf"^(?:{_LATER})\b", -2.5),
    (r"\bwe (?:also|further|then|additionally)\b|\b(?:given|based on) (?:these|our) \w+\b", -1.5),
    (rf"\b(?:code|models?|data ?sets?|videos?|demo) {_AVAILABLE}\b", -3.0),
    (rf"\b(?:experiment(?:s|al)?|empirical(?:ly)?|evaluations?|results?|findings) (?:\w+ ){{0,4}}{_SHOWS}", -2.5),
    (r"\b(?:state-of-the-art|outperform\w*|superior|extensive experiments|ablation)\b", -1.0),
    (r"\b(?:future (?:work|research|directions|studies)|we hope|we believe|to the best of our knowledge)\b", -2.0),
)
_CUES = tuple((re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in (*_CONTRIBUTION, *_SEQUEL))
_LEAST = 2.4
_LONGEST = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A sentence of the abstract: `text == abstract[start:end]`."""

    start: int
    end: int
    text: str


def _score(sentence: str) -> float:
    return sum(weight for cue, weight in _CUES if cue.search(sentence))


def summary(paper: Paper) -> Summary | None:
    """Return the sentence that states the contribution (the earlier of two equals), or None where unsure."""
    abstract = paper.abstract or ""
    best: tuple[float, int, int] | None = None
    for start, end in sentence_spans(abstract):
        score = _score(abstract[start:end])
        if end - start <= _LONGEST and score >= _LEAST and (best is None or score > best[0]):
            best = (score, start, end)
    if best is None:
        return None
    return Summary(start=best[1], end=best[2], text=abstract[best[1] : best[2]])
