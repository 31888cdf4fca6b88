"""Sentences of web pages that stand where an abstract should be.

Owns: the known sentences, and finding unknown ones by their repetition over a collection.
Must not: change a record; callers drop the abstract and report it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.core.text import clean, title_key

REPEATED = 3
"""Records with the same whole abstract from which on it is taken for boilerplate. Measured in a public collection of
445 papers scraped from a listing: every one had the same sentence. Real duplicates come in twos."""
LONGEST = 240
"""Letters and digits of the longest text that is taken for a sentence of a page, about two lines."""

_KNOWN = frozenset(
    title_key(sentence)
    for sentence in (
        "Join the discussion on this paper page",
        "No abstract available",
        "No abstract",
        "Abstract not available",
        "Abstract unavailable",
        "Abstract",
        "N/A",
        "None",
        "To be announced",
        "Click here to read the abstract",
        "Read the full paper",
        "View PDF",
        "View a PDF of the paper",
        "Papers with Code",
        "Paper page",
        "Sign up or log in to comment",
        "Please enable JavaScript",
        "Please enable JavaScript to view this page",
        "Enable JavaScript and cookies to continue",
        "Just a moment",
        "Access denied",
        "Page not found",
        "This paper has been withdrawn",
        "This paper has been withdrawn by the author",
        "This paper has been withdrawn by the authors",
    )
)


def is_known(text: str) -> bool:
    """Tell whether a text is nothing but a sentence known to come from pages, not from papers."""
    return len(text) < 100 and title_key(clean(text)) in _KNOWN  # noqa: PLR2004 # none of them is longer


def repeated(abstracts: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the keys of sentences that stand as the whole abstract of `REPEATED` or more different papers.

    Takes (abstract key, title key) a record. Records that also share their title are copies of one paper and count
    once; so do all records without a title, since untitled copies of one abstract are expected. A text longer than
    `LONGEST` letters is a real abstract, whoever repeats it.
    """
    counts = Counter(abstract for abstract, _ in set(abstracts) if 0 < len(abstract) <= LONGEST)
    return frozenset(abstract for abstract, count in counts.items() if count >= REPEATED)
