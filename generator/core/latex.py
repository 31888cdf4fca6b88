r"""LaTeX → plain text: what a whole LaTeX text says, and the remnants of LaTeX in text that is otherwise plain.

Owns: which backslashes, dollars, braces, tildes and dashes are LaTeX, and what they say. Plain text such as `100%`,
`a<b`, `$5` or `C:\x` is left alone: a remnant must be one by its own form, not only by a single character.
What a macro or an accent says is pylatexenc's knowledge. Must not: make markup.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pylatexenc import latexwalker
from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

_MAX_FRAGMENT = 2000

_ARGUMENT = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
"""A group in braces, with groups nested up to three deep."""
_STYLES = (
    "textbf|textit|textsc|texttt|textrm|textsf|textsl|textup|textnormal|emph|underline|mbox|hbox|text|mathbf|mathit|mathrm"
    "|mathsf|mathtt|operatorname|boldsymbol|bm|mathcal|mathscr|mathfrak|url|nolinkurl|path|textsuperscript|textsubscript"
)
_STYLE = re.compile(rf"\\(?:{_STYLES})\s*\{{((?:[^{{}}]|\{{[^{{}}]*\}})*)\}}")
_SWITCH = re.compile(
    r"\{\s*\\(?:bf|it|sc|tt|em|rm|sf|sl|bfseries|itshape|scshape|ttfamily)\b\s*((?:[^{}]|\{[^{}]*\})*)\}"
)
_FOOTNOTE = re.compile(rf"\s*\\footnote\s*({_ARGUMENT})")
_FOOTNOTE_OPEN = re.compile(r"\\(?:footnote|thanks)\s*\{")
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_CITATION = re.compile(r"[~\s]*\\(?:cite[a-z]*\*?|label|ref|eqref|autoref|cref)\s*(?:\[[^\[\]]*\])*\s*\{[^{}]*\}")
_QUOTED = re.compile(r'(?<!\w)\\"([^"\\]{1,300}?)\\"(?!\w)')
_ESCAPED = re.compile(r"\\([%&#_{}$])")
_ACCENT = re.compile(r"""\\(["'`^~=.])\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij](?![A-Za-z])|[A-Za-z]))""")
_ACCENT_BY_LETTER = re.compile(r"\\([cvuHkrdbt])\s*\{\s*([A-Za-z]{1,2})\s*\}")
_LETTERS = "OE|oe|AE|ae|AA|aa|ss|DH|dh|TH|th|[OoLli]"
_LETTER = re.compile(rf"\\({_LETTERS})(?![A-Za-z])(?:\{{\}}|\s+(?=[A-Za-z]))?")
_SYMBOL = re.compile(r"(?<![A-Za-z]:)(?<!\\)\\([A-Za-z]{2,24})(?:\{\})?")
_OPEN, _CLOSE = "\N{LEFT WHITE CURLY BRACKET}", "\N{RIGHT WHITE CURLY BRACKET}"
_KEPT = "\ufdd0"
"""A non-character that stands around the number of an address while the text beside it is said."""
_KEPT_ADDRESS = re.compile(rf"{_KEPT}(\d+){_KEPT}")
_ADDRESS = re.compile(r"(?:\bhttps?:)?//[^\s{}\\$]+")
_MONEY = re.compile(r"[A-Za-z]{2,}\s+[A-Za-z]|\s[A-Za-z]{2,}$")
_MATHS = re.compile(r"(?<![\\$])\$(?![\s$])([^$\n]{1,300}?)(?<![\s\\])\$(?![\d$])")
_LOOSE_MATHS = re.compile(r"(?<![\\$])\$(?=[^$]*\\)([^$\n]{1,300}?)(?<!\\)\$(?![\d$])")
_ROUND_MATHS = re.compile(r"\\\(([^$\n]{1,300}?)\\\)")
_QUOTES = re.compile(r"``([^`']{1,300})''")
_TIE = re.compile(r"(?<=[A-Za-z]{2})~(?=[\w(\[\\])")
_SPACED_DASH = re.compile(r"(?<=\s)-{2,3}(?=\s)")
_DASH = re.compile(r"(?<=[A-Za-z\"'”’)])(?:-{2,3})(?=[A-Za-z\"'“‘(])")
_RANGE = re.compile(r"(?<=\d)--(?=\d)")
_WRAPPED = re.compile(r"\{([A-Za-z0-9][\w\s.,:'’\-–&/+]*|[^\W\d_]|)\}")

_BARE = re.compile(
    r"(?P<by>(?<=\d)times(?=\s?\d))|(?P<fold>(?<=\d)times\b)"
    r"|\b(?P<greek>alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|chi|psi|omega|ell)"
    r"_(?P<index>\{[^{}\s]{1,12}\}|[A-Za-z0-9])(?!\w)"
    r"|\b(?P<font>mathbb|mathcal|mathrm|mathbf|textbf|textit|texttt|textsc|emph)\{(?P<held>[^{}]{1,80})\}"
    r"|\b(?P<relation>leq|geq|neq|infty|rightarrow)\b"
)
_SIGNS = ("times", "_", "{", "leq", "geq", "neq", "infty", "rightarrow")
"""What a text must hold for the search of bare maths to be worth its while."""
_RELATIONS = {"leq": "≤", "geq": "≥", "neq": "≠", "infty": "∞", "rightarrow": "→"}
_DOUBLE_STRUCK = str.maketrans(dict(zip("CHNPQRZE", "ℂℍℕℙℚℝℤ𝔼", strict=True)))
_SUBSCRIPTS = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SUPERSCRIPTS = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_INDEX = re.compile(r"([_^])(?:\{([^{}]{1,40})\}|(\w))")


@lru_cache(maxsize=1)
def _converter() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=False)


@lru_cache(maxsize=4096)
def _says(fragment: str) -> str:
    """Return what a small piece of LaTeX says, or the piece itself when pylatexenc cannot read it."""
    try:
        said: str = _converter().latex_to_text(fragment, tolerant_parsing=True)
    except (latexwalker.LatexWalkerParseError, ValueError, IndexError):
        return fragment
    return said


_TEXT_SYMBOLS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
"""Characters that mean something to LaTeX, named."""


@lru_cache(maxsize=4096)
def _symbol(name: str) -> str | None:
    """Return the text of a macro without arguments, such as `alpha` or `times`, or None when it is unknown."""
    if name in _TEXT_SYMBOLS:
        return _TEXT_SYMBOLS[name]
    context = get_default_latex_context_db()
    spec = context.get_macro_spec(name)
    if spec is None or not isinstance(spec.simplify_repl, str) or "%" in spec.simplify_repl:
        return None
    return spec.simplify_repl


def _macro(found: re.Match[str]) -> str:
    said = _symbol(found.group(1))
    return found.group() if said is None or not said.strip() else said


def _maths(found: re.Match[str]) -> str:
    """Return a formula as text: macros said, indices lowered and raised where Unicode can."""
    if "\\" not in found.group(1) and _MONEY.search(found.group(1)):
        return found.group()
    held = re.sub(r"\\(?:left|right|[bB]ig{1,2}[lr]?|displaystyle|limits)(?![a-z])|\\!", "", found.group(1))
    held = re.sub(r"\\[,;: ]|\\q?quad(?![a-z])", " ", held)
    held = held.replace("\\{", _OPEN).replace("\\}", _CLOSE)
    said = _indices(_macros(held)).replace(_OPEN, "{").replace(_CLOSE, "}")
    return said.strip() or " "


def _indices(text: str) -> str:
    def shifted(found: re.Match[str]) -> str:
        held = found.group(2) if found.group(2) is not None else found.group(3)
        table = _SUBSCRIPTS if found.group(1) == "_" else _SUPERSCRIPTS
        moved = held.translate(table)
        if all(ord(char) in table for char in held):
            return moved
        return f"{found.group(1)}{held}" if len(held) == 1 else f"{found.group(1)}({held})"

    return re.sub(r"[{}]", "", _INDEX.sub(shifted, text))


def _macros(text: str) -> str:
    """Say every macro in a text that is known to be LaTeX at its place."""
    text = _QUOTED.sub(r'"\1"', text)
    text = _CITATION.sub("", text)
    text = _HREF.sub(lambda m: f"{m.group(2)} ({m.group(1)})", text)
    text = _FOOTNOTE.sub(lambda m: f" ({m.group(1)[1:-1]})", text)
    text = _FOOTNOTE_OPEN.sub("", text)
    text = _SWITCH.sub(r"\1", _STYLE.sub(r"\1", text))
    text = re.sub(r"\\mathbb\s*\{?([A-Z])\}?", lambda m: m.group(1).translate(_DOUBLE_STRUCK), text)
    text = re.sub(r"\\(?:widetilde|tilde|hat|widehat|bar|overline|vec)\s*\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", text)
    text = re.sub(r"\\sqrt\s*\{([^{}]*)\}", r"√(\1)", text)
    text = re.sub(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1)/(\2)", text)
    text = _ACCENT.sub(_accented, text)
    text = _ACCENT_BY_LETTER.sub(_accented, text)
    text = _SYMBOL.sub(_macro, _LETTER.sub(_macro, text))
    return _ESCAPED.sub(r"\1", text)


def _accented(found: re.Match[str]) -> str:
    said = _says(found.group())
    return unicodedata.normalize("NFC", said) if len(unicodedata.normalize("NFC", said)) <= 2 else found.group()  # noqa: PLR2004 # one letter, or one and its mark


def _bare(found: re.Match[str]) -> str:
    if found.group("by") or found.group("fold"):
        return "×"
    if found.group("relation"):
        return _RELATIONS[found.group("relation")]
    if found.group("font"):
        held = found.group("held")
        return held.translate(_DOUBLE_STRUCK) if found.group("font") == "mathbb" else held
    letter = "ℓ" if found.group("greek") == "ell" else _symbol(found.group("greek")) or found.group("greek")
    return _indices(f"{letter}_{found.group('index')}")


def without_remnants(text: str) -> str:
    r"""Return plain text in which what is left of LaTeX is said: `~(SSM)`, `5\%`, `na\"ive`, `64times 64`."""
    if "//" not in text:
        return _without_remnants(text)
    addresses: list[str] = []

    def keep(found: re.Match[str]) -> str:
        addresses.append(found.group())
        return f"{_KEPT}{len(addresses) - 1}{_KEPT}"

    said = _without_remnants(_ADDRESS.sub(keep, text.replace(_KEPT, "")))
    return _KEPT_ADDRESS.sub(lambda found: addresses[int(found.group(1))], said)


def _without_remnants(text: str) -> str:
    if "$" in text:
        text = _LOOSE_MATHS.sub(_maths, _MATHS.sub(_maths, text))
    if "\\(" in text:
        text = _ROUND_MATHS.sub(_maths, text)
    if "\\" in text:
        text = _macros(text)
    if any(sign in text for sign in _SIGNS):
        text = re.sub(r"(?<=\d)× (?=\d)", "×", _BARE.sub(_bare, text))
    if "~" in text:
        text = _TIE.sub(" ", text)
    if "``" in text:
        text = _QUOTES.sub(r"“\1”", text)
    if "--" in text:
        text = _RANGE.sub("–", _DASH.sub("—", _SPACED_DASH.sub("–", text)))
    return text


def to_text(text: str) -> str:
    """Return what a whole LaTeX text says, as in a BibTeX field: its braces only group, and `~` is a blank."""
    said = without_remnants(re.sub(r"(?<!\\)~", " ", text))
    for _ in range(3):
        said = _WRAPPED.sub(r"\1", said)
    return said
