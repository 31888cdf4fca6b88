"""What a built page may hold: the elements and addresses on which the scan insists.

Owns: the allow-lists, and the kinds of attributes that hold addresses. Must not: read a page.
"""

from __future__ import annotations

_SHELL = """
    html head body title meta link script style noscript template header main footer nav aside section article hgroup
    div span form fieldset legend label input button select option optgroup datalist textarea output search dialog
"""
_TEXT = """
    h1 h2 h3 h4 h5 h6 p a ul ol li dl dt dd blockquote pre code kbd samp var abbr dfn cite q em strong b i u s small
    sub sup mark ins del time data br wbr hr ruby rt rp bdi bdo address details summary figure figcaption img picture
    source table caption colgroup col thead tbody tfoot tr th td progress meter menu
"""
_CHARTS = """
    svg g path line polyline polygon rect circle ellipse text tspan textpath desc defs use symbol marker pattern mask
    clippath lineargradient radialgradient stop canvas
"""
_FORMULAS = """
    math mrow mi mn mo ms mtext mspace msub msup msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd
    mstyle mpadded mphantom menclose mmultiscripts mprescripts merror semantics annotation
"""
ELEMENTS = frozenset(f"{_SHELL} {_TEXT} {_CHARTS} {_FORMULAS}".split())

_PLAIN = """
    class for type title role lang dir hidden tabindex value alt width height viewBox d fill stroke x y cx cy r rx ry
    x1 x2 y1 y2 points transform colspan rowspan scope aria-label aria-hidden aria-labelledby data-md-component
    data-md-toggle data-md-state data-md-level rel charset
"""
PLAIN = frozenset(_PLAIN.split())
"""The commonest attributes that can do no harm; looked at no further, for speed."""

LINKS = frozenset({"href", "cite", "action", "formaction", "xlink:href"})
"""Attributes that hold an address which is followed, not loaded."""

LOADS = frozenset({"src", "srcset", "poster", "data", "background", "manifest", "imagesrcset"})
"""Attributes that hold an address which the browser loads by itself."""

FORBIDDEN = frozenset({"srcdoc", "ping", "http-equiv", "is"})
"""Attributes that no page needs; `http-equiv` is looked at on its own."""

HTTP_EQUIV = frozenset({"refresh", "content-security-policy", "x-ua-compatible", "content-type"})

FOLLOWED_RELATIONS = frozenset({"canonical", "alternate", "license", "next", "prev", "author", "help", "search", "me"})
"""Relations of `<link>` that only name another page; every other one makes the browser load it."""

LOADING_ELEMENTS = frozenset({"use", "image", "pattern", "lineargradient", "radialgradient", "textpath", "mask"})
"""Elements whose `href` is loaded."""

SCHEMES = frozenset({"http", "https", "mailto"})

DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""Types of `<script>` that hold data and do not run."""

EXECUTED_TYPES = frozenset({"", "text/javascript", "module"})
