"""Known phrases found in a text: a dictionary of their words answers as one pattern of them all would, and is built in
a fraction of its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Phrases:
    """Some phrases of words with one space between; in a text of such words each is found where none longer begins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = frozenset(phrases) - {""}
        sizes: dict[str, set[int]] = {}
        for phrase in self._known:
            sizes.setdefault(phrase.split(" ", 1)[0], set()).add(phrase.count(" ") + 1)
        self._sizes = {first: sorted(of, reverse=True) for first, of in sizes.items()}

    def find(self, text: str) -> list[str]:
        """The phrases in a text, in its order; none overlaps another."""
        return [phrase for phrase, _ in self.find_ends(text)]

    def find_ends(self, text: str) -> Iterator[tuple[str, int]]:
        """The phrases in a text, each with the place in the text where it ends."""
        said = text.split(" ")
        for first, last in self._places(said):
            yield " ".join(said[first:last]), len(" ".join(said[:last]))

    def without(self, text: str) -> str:
        """A text with a gap in place of each phrase: two spaces, over which no phrase reaches."""
        said = text.split(" ")
        for first, last in reversed(list(self._places(said))):
            said[first:last] = [""]
        return " ".join(said)

    def _places(self, said: list[str]) -> Iterator[tuple[int, int]]:
        """The numbers of each phrase's first word and of the word after it."""
        at = 0
        while at < len(said):
            end = self._end_of_longest(said, at)
            if end:
                yield at, end
            at = end or at + 1

    def _end_of_longest(self, said: list[str], at: int) -> int | None:
        for size in self._sizes.get(said[at], ()):
            end = at + size
            if end <= len(said) and " ".join(said[at:end]) in self._known:
                return end
        return None
