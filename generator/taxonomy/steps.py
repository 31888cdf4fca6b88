"""Where the parts of phrases that hold no gap stand in a text: any number of them in one reading.

Owns: reading a text word by word. Must not: know gaps, sentences or phrases.

Every step is a key of folded words without gaps. A text is read from each of its words on, as long as what was read
begins some key; most words begin none, so the cost grows with the text, hardly with the number of steps. What was
read once is remembered as a tree of words, which grows while texts are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from generator.taxonomy.language import Step
from generator.taxonomy.words import Words, is_hyphen, joins

Span = tuple[int, int]
"""The words from the first one to before the last one, by index."""
Steps = dict[int, list[Span]]
"""Where steps stand, by their index."""

_REMEMBERED = 300_000
"""Words in the tree of a finder, after which it begins anew."""
_NONE: AbstractSet[str] = frozenset()


class _Node(dict[str, "_Node | None"]):
    """Words read one after the other; by the key of the word that follows, the node behind it, or None.

    A dictionary that fills itself, so that following a word which was met before costs one look-up.
    """

    __slots__ = ("_finder", "_read", "before", "ended", "follow")

    def __init__(self, finder: StepFinder, read: str, before: int, ended: Sequence[tuple[int, bool]]) -> None:
        super().__init__()
        self._finder = finder
        self._read = read
        self.before = before
        """How much of what was read stands before its last word."""
        self.ended = ended
        """Steps that end here, and whether they do whatever capitals and hyphens the words have."""
        self.follow = finder.following(read)
        """With which characters a word may go on."""

    def __missing__(self, key: str) -> _Node | None:
        read, before = self._read + key, len(self._read)
        ended = tuple(self._finder.ending(read, before))
        node = _Node(self._finder, read, before, ended)
        self[key] = found = node if ended or node.follow else None
        self._finder.remembered += 1
        return found


class StepFinder:
    """Finds steps in texts, each under its index in the given order."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = tuple(steps)
        self._closed: dict[str, list[int]] = {}
        self._open: dict[str, list[int]] = {}
        self._following: dict[str, set[str]] = {}
        """With which characters what was read may go on."""
        for index, step in enumerate(self._steps):
            (self._open if step.is_open else self._closed).setdefault(step.key, []).append(index)
            for length, char in enumerate(step.key):
                self._following.setdefault(step.key[:length], set()).add(char)
        self._root = _Node(self, "", 0, ())
        self.remembered = 0
        """How many words the tree holds."""

    def find(self, words: Words, sentences: Sequence[int]) -> dict[int, Steps]:
        """Return where steps stand, by the number of the sentence; a step may overlap itself.

        Args:
            words: the text.
            sentences: the number of the sentence of each word; what joins the words of a step parts no sentences.
        """
        if self.remembered > _REMEMBERED:
            self._root, self.remembered = _Node(self, "", 0, ()), 0
        found: dict[int, Steps] = defaultdict(lambda: defaultdict(list))
        keys, gaps, count = words.keys, words.gaps, len(words.keys)
        for first, begun in enumerate(map(self._root.__getitem__, keys)):
            if begun is None:
                continue
            steps, last = found[sentences[first]], first + 1
            node: _Node | None = begun
            while node is not None:
                for step, is_certain in node.ended:
                    if is_certain or self._stands(step, node.before, words, (first, last)):
                        steps[step].append((first, last))
                if last == count or keys[last][0] not in node.follow or not joins(gaps[last]):
                    break
                node = node[keys[last]]
                last += 1
        return found

    def following(self, read: str) -> AbstractSet[str]:
        """Return the characters with which what was read may go on."""
        return self._following.get(read, _NONE)

    def ending(self, read: str, before: int) -> Iterator[tuple[int, bool]]:
        """Give the steps that end with the word read last (from `before` on), and whether that is certain."""
        for step in self._closed.get(read, ()):
            yield step, not self._steps[step].capitals
        for length in range(before + 1, len(read) + 1):
            stem = read[:length]
            for step in self._open.get(stem, ()):
                yield step, not self._steps[step].capitals and self._is_cut(step, before)
            if stem not in self._following:
                return

    def _is_cut(self, step: int, before: int) -> bool:
        """Return whether an open step may part before its last word without a hyphen."""
        return not before or before in self._steps[step].cuts

    def _stands(self, index: int, before: int, words: Words, span: Span) -> bool:
        """Return whether a step of which all letters were read has its capitals, and its hyphen where it needs one."""
        step = self._steps[index]
        if step.is_open and not self._is_cut(index, before) and not is_hyphen(words.gaps[span[1] - 1]):
            return False
        if not step.capitals:
            return True
        shape = words.shape(*span)
        return all(shape[at : at + len(text)] == text for at, text in step.capitals)
