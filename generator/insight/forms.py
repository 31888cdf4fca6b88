"""The sentence forms that are sure to state a result, over a sentence with marks (`quantities.marked`).

Owns: the patterns. Must not: know papers or names.
"""

from __future__ import annotations

import re

from generator.insight.quantities import DATA, METRIC, VALUE

M, D, V = f"[{METRIC}]", f"[{DATA}]", f"[{VALUE}]"
QUALIFIER = (
    r"(?:up to|nearly|about|around|approximately|almost|over|more than|at least|as much as|as high as|as low as|"
    r"less than|under|only|roughly|beyond|below|above|exceeding)"
)
_EMPTY = r"(?:an?|the|only|just|remarkable|impressive|additional|average|absolute|relative|overall)"
Q = rf"(?:{_EMPTY} )*(?:{QUALIFIER} )?(?:an? )?"
LIST = r"(?:,? and |, or | or |, )"
_VS = rf"{Q}{V}(?:{LIST}{Q}{V})*"
_MS = rf"{M}(?:{LIST}{M})*"
DS = rf"{D}(?:{LIST}(?:the )?{D})*"
SMALL = (
    r"(?!(?:in|on|of|for|to|by|with|from|at|than|over|and|or|the|is|are|was|using|under|while|when|as|per|via|only|"
    r"higher|lower|better|worse|faster|slower|improvements?|increases?|gains?|reductions?|drops?|boosts?|decreases?|"
    r"relative|absolute|points?|compared|less|more)(?![\w-]))[A-Za-z][\w-]*(?:\([^)]*\))?"
)
"""A word that may stand between a value and its metric: no preposition, no comparison, no change."""
_KIND = r"(?:absolute |relative |average )?"
_UP_TO_2, _UP_TO_3, _UP_TO_4 = (rf"(?:{SMALL} ){{0,{number}}}?" for number in (2, 3, 4))
_MORE = r"(?:improvements?|gains?|increases?|boosts?|lifts?|jumps?|rises?|growth|margins?|advantages?|uplifts?)"
_LESS = r"(?:reductions?|decreases?|drops?|decline|degradations?|losses|loss|savings?|sacrifice|cuts?)"
CHANGE = rf"(?:{_MORE}|{_LESS})"
UP = r"(?:improv|increas|boost|rais|lift|enhanc|elevat|gain|outperform|surpass|exceed|beat|advanc|surg|climb)\w*"
DOWN = r"(?:reduc|decreas|lower|cut|drop|degrad|sav|declin|shrink|diminish|mitigat)\w*"
_RISE = rf"(?P<verb>{UP}|{DOWN}|rises?|rose|grows?|grew|jumps?|jumped|falls?|fell)"
_VERB = rf"(?P<verb>{UP}|{DOWN})"
_IN = r"(?:in terms of|with respect to|in|on|of|for) (?:the )?"
_WORD = rf"[\w'’/\-(){DATA}]+ "
_LAST = rf"[\w'’/\-(){DATA}]+"
_CLOSED = r"(?=[,.;:)]|$| (?:on|in|for|with|at|across|over|and|while|when|using|by|after)\b)"
_THERE = rf"(?: (?:on|in|for|over|across) (?:{_WORD}){{0,3}}?{_LAST})?"
_FAR = r"\b[^;.]{0,120}? by "
_SCORE = r"(?: scores?| values?| rates?| results?)?(?: of| =|:| is| was| reaches| reaching)"

LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        # improves the AIME accuracy of a model from 43 % to 63 %
        rf"{_VERB} (?:{_WORD}){{0,4}}?(?P<m>{M}) (?:{_WORD}){{0,9}}?from (?P<b>{V}) to {Q}(?P<v>{V})",
        # drops from 56 % to 22 % mIoU
        rf"{_VERB} (?:{_WORD}){{0,6}}?from (?P<b>{V}) to {Q}(?P<v>{V}) {_UP_TO_2}(?P<m>{M})(?! {CHANGE})",
        rf"(?P<b>{V}) (?:→|->) (?P<v>{V}) {_UP_TO_2}(?P<m>{M})",
        # MELINDA accuracy increases from 70 % to 75 %; error rate on UASpeech drops from 38 % to 24 %
        rf"(?P<m>{M}){_THERE}(?: (?:is|are|was|were))? {_RISE} (?:{_WORD}){{0,4}}?from (?P<b>{V}) to {Q}(?P<v>{V})",
    )
)
"""From one value to another; before the changes, which would take one of the two values."""
CHANGES = tuple(
    re.compile(pattern)
    for pattern in (
        # 18.6 % FID reduction; 4.6 % average accuracy improvement
        rf"(?P<v>{_VS}) {_KIND}{_UP_TO_2}(?P<m>{M}) (?P<noun>{CHANGE})\b",
        # 8 % improvement in linear probing accuracy
        rf"(?P<v>{_VS}) {_KIND}{_UP_TO_3}{_KIND}(?P<noun>{CHANGE}) {_IN}{_UP_TO_4}(?P<m>{_MS})",
        # gains of up to 6 points in recall; FID improvements of 3; FID with 38 % relative improvement
        rf"(?P<noun>{CHANGE}) of (?P<v>{_VS}) {_IN}{_UP_TO_4}(?P<m>{_MS})",
        rf"(?P<m>{M}) (?P<noun>{CHANGE}) of (?P<v>{_VS})",
        rf"(?P<m>{M}) with (?P<v>{Q}{V}) {_KIND}(?P<noun>{CHANGE})",
        # reduces FID by 25 %; outperforms … by 4 points on success rate; … by 3 mIoU points
        rf"{_VERB} (?:{_WORD}){{0,4}}?(?P<m>{M})(?: \({M}\))?(?:,? [\w'’/(){DATA}-]+){{0,14}}? by (?P<v>{_VS})(?! {M})",
        # success rates surge by up to 57 points
        rf"(?P<m>{M})(?: \([\w-]+\))?(?: to)? {_RISE} by (?P<v>{_VS})",
        # by 0.6 perplexity on A, and by 0.6 BLEU on B
        rf"{_VERB}[^;.]{{0,160}}? by {V}[^;.]{{0,80}}?(?:,| and) by (?P<v>{V}) {_KIND}(?P<m>{M})",
        rf"{_VERB}{_FAR}(?P<v>{_VS})(?: absolute| relative)? {_IN}{_KIND}{_UP_TO_4}(?P<m>{_MS})",
        rf"{_VERB}{_FAR}(?P<v>{_VS}) {_KIND}(?P<m>{M})(?: points?| scores?)?",
        # we gain 2.3 mIoU
        rf"\b(?P<verb>gain(?:s|ed)?|improv(?:es?|ed)|boost(?:s|ed)?) (?P<v>{_VS}) {_KIND}(?P<m>{M})",
        # a gain of 13 % mIoU; 10 % higher success rate
        rf"(?P<noun>{CHANGE}) of (?P<v>{_VS}) {_KIND}{_UP_TO_2}(?P<m>{M})",
        rf"(?P<v>{_VS}) (?P<noun>higher|better|more|faster|lower|worse|less) {_UP_TO_2}(?P<m>{M})",
        # inference times 2x faster; reduces 40 % of the inference time
        rf"(?P<m>{M}) (?P<v>{Q}{V}) (?P<noun>higher|better|faster|lower)",
        rf"(?P<verb>{DOWN}) (?P<v>{_VS}) (?:of )?(?:the |its )?{_UP_TO_2}(?P<m>{M})",
    )
)
LAST_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        # FID scores of 2.51 and 3.25; 93.8 % accuracy
        rf"(?P<m>{M})(?: \((?:[\w-]+|{M})\))?{_SCORE} (?P<v>{_VS})(?! {CHANGE})",
        rf"(?P<v>{_VS}) {_UP_TO_3}(?P<m>{M})(?! (?:{CHANGE}|points?)\b)",
        rf"(?:{UP}|{DOWN}) (?:{_WORD}){{0,3}}?(?P<m>{M})(?: scores?)? to (?P<v>{_VS})",
        rf"(?P<m>{M})(?: scores?)? {_RISE} to (?P<v>{_VS})",
        rf"(?P<m>{M}) (?P<v>(?:beyond|above|exceeding|below|over|under|as high as|as low as|up to) {V}){_CLOSED}",
    )
)

LESS = re.compile(rf"{_LESS}|{DOWN}|lower|less|worse")
BETTER = re.compile(
    r"faster|improv|gain|boost|outperform|surpass|exceed|beat|better|enhanc|advanc|margin|advantage|uplift"
)

_BEFORE_END = r"(?=,|\.|;|:|\(|\)|$| (?:on|while|when|under|in|for|with|across|and|via|at|using)\b)"
COMPARED = re.compile(
    rf"^[^.,;{VALUE}{METRIC}]{{0,60}}?\b(?:(?:compared|in comparison) (?:to|with)|relative to|over|than|against) +"
    rf"(?P<other>[^,.;:()]{{3,70}}?){_BEFORE_END}"
)
RANGE = re.compile(rf"{V} ?(?:to|-|–|—) {Q}$")
"""The value that follows is the end of a range."""
TOLD_AS_CHANGE = re.compile(rf"\b(?:by|{UP}|{DOWN}|{CHANGE} of)\b[^.;{METRIC}]{{0,40}}$")
REACHES = re.compile(rf"\b(?:reach|achiev|attain|obtain|report|record|yield|get|hit|show)\w* {Q}$")
NOT_OWN = re.compile(
    r"\b(?:vs\.?|versus|degrades?|previously|instead of|rather than|threshold|confidence)\b[^,;]{0,20}$"
)
NO_METRIC = re.compile(
    r"-[a-z]| (?:rates?|regimes?|settings?|scenarios?|levels?|requirements?|constraints?|dispar\w+|gaps?|relevance|"
    r"differences?|variance|predict\w+|estimat\w+)\b"
)
"""What stands behind a metric is then part of another quantity: "accuracy-to-prompt", "accuracy gap"."""
THAN = re.compile(r" than\b")
SHARE = re.compile(
    rf"{V} of (?:the |all |our )?[\w-]+(?: (?!while|and|but|yet)[\w-]+){{0,3}}? "
    rf"(?:achiev|reach|attain|show|hav|obtain)\w* {Q}$"
)
"""What so large a share of something reaches is no level of the whole."""

DATA_NOUN = r"(?:data ?sets?|benchmarks?|test|val|validation|challenge|corpus)\b"
BEFORE_METRIC = re.compile(rf"({D}) (?:{SMALL} ){{0,2}}?{M}$")
BEHIND = re.compile(
    rf" ?\((?P<bracket>{D})\)|[^.,;(){VALUE}]{{0,90}}?\b(?:on|over|in|for|across|of|at|to)\b"
    r"(?: (?!(?:via|with|using|by|than|from|trained|compared)\b)[\w-]+){0,6}? "
    rf"\(?(?P<behind>{D})(?! (?:initiali[sz]|pre-?train|weights|features))(?P<more>{LIST}(?:the )?{D})?"
)
AHEAD = re.compile(
    rf"\b(?:on|over|for|in|across) (?:the )?(?:[\w-]+ ){{0,2}}?{D}[^;]*$|{D} {DATA_NOUN}[^;]*$|{D} [^;]{{0,30}}$",
    re.IGNORECASE,
)
LISTED_DATA = re.compile(rf"[^.;{VALUE}{METRIC}]{{0,60}}?\b(?:on|in|for|over|across) (?:the )?({DS})")
TO_DATA = re.compile(rf"[^.;{VALUE}]{{0,90}}?{D}\)?")
ALSO = re.compile(
    rf"(?:,? and |, ){Q}(?P<v>{V}) (?:(?:on|in|for|over) (?:the )?(?:[\w-]+ ){{0,5}}?(?P<d>{D})|\((?P<b>{D})\))"
)
"""A further value of the metric just named: … and 2.35 on ImageNet, … and 7.5 % (ImageNet)."""
MORE_METRICS = re.compile(rf"(?:,? and |, ){Q}(?P<v>{V}) (?:{CHANGE} )?(?:in|of) (?:the )?{_UP_TO_2}(?P<m>{M})")
"""A further value with its own metric: improvements of 3.4 % in recall and 3.6 % in accuracy."""
SEVERAL = re.compile(
    r"(?:[^.;]|\.\d)*?\b"
    r"(?:respectively|conditions|settings|scenarios|splits|shots?|data ?sets|benchmarks|tasks)\b"
)
"""A list of values of one metric, each under a condition of its own."""
GOVERNED = re.compile(rf"(?:{UP}|{DOWN}) {Q}$")
"""A list right behind its verb: saves 45 % and 47 % computational cost."""
_NAME = r"[A-Z]\w*(?:[-+./][A-Za-z0-9]+)*"
UNLISTED_DATA = (
    re.compile(rf"\b(?:on|in|over|across) (?:the )?(?:\w+ )?({_NAME}(?: (?:{_NAME}|v?\d[\w.]*))?) {DATA_NOUN}"),
    re.compile(rf"^On (?:the )?({_NAME}), (?:we|our|it|the|this)\b"),
)
"""Names that a sentence calls data, or begins with: "on the LogoDet3K dataset", "On OU-MVLP, we …"."""
LISTED_NAMES = re.compile(
    rf"\b(?:on|for) (?:the )?({_NAME}(?:(?:, and |, | and )(?:the )?{_NAME})+)[^.;]{{0,30}}? respectively"
)
EACH_NAME = re.compile(_NAME)
MODEL_SIZE = re.compile(r"\d[BM]\b|\dB-")
"""A name with a number of parameters is a model's: "on Vicuna-7B"."""
POINTS = re.compile(r"(?: [\w@-]+){1,3} points?\b")
