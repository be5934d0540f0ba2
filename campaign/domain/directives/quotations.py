"""Where a quotation stands in a text, whatever the white space, line breaks and printers' signs between its letters.

Directives come as PDF, DOCX or typed text: the same sentence has other line breaks, dashes and quotation marks in each.
Letters and figures must be the same, capitals apart (a quotation may begin inside a sentence).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

# Marks words left out of a quotation.
ELLIPSIS = re.compile(r"…|\.\.\.")

_SAME_SIGN = {**dict.fromkeys("‐‑‒–—", "-"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’", "'"), "…": "..."}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]")


class Span(NamedTuple):
    """A piece of a text: from `start` up to, not including, `end`."""

    start: int
    end: int


def clean_text(text: str) -> str:
    """A text as it is kept and searched: composed letters, no control signs, spaces at the ends off."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")  # halves of a letter, which no database takes
    return _CONTROL.sub("", unicodedata.normalize("NFC", whole.replace("\r\n", "\n"))).strip()


def find_quotation(text: str, quoted: str) -> list[Span]:
    """The pieces of `text` that a quotation repeats, in order; empty when it is not there.

    First the quotation is looked for as it stands; where it is not found, an ellipsis in it stands for words left out
    and its parts must follow one another. Both texts are as `clean_text` leaves them.
    """
    letters, places = _letters(text)
    if not has_words(quoted):
        return []
    for parts in ([quoted], ELLIPSIS.split(quoted)):
        found = _find_parts(letters, [each for part in parts if (each := _letters(part)[0])])
        if found:
            return [Span(places[start], places[end - 1] + 1) for start, end in found]
    return []


def is_quoted(text: str, quoted: str) -> bool:
    """Whether the text has the words of the quotation."""
    return bool(find_quotation(clean_text(text), clean_text(quoted)))


def has_words(quoted: str) -> bool:
    """Whether a quotation says anything beside what it leaves out."""
    return any(map(str.isalnum, quoted))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same pieces in order, those that touch or overlap as one."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.start <= whole[-1].end:
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, span.end))
        else:
            whole.append(span)
    return whole


def _letters(text: str) -> tuple[str, list[int]]:
    """The text without what nobody sees, capitals and printers' signs as one, and where each character stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if not _UNSEEN.match(character):
            plain = _SAME_SIGN.get(character, character).casefold()
            letters.append(plain)
            places.extend([place] * len(plain))
    return "".join(letters), places


def _find_parts(letters: str, parts: list[str]) -> list[tuple[int, int]]:
    """Where parts stand one after another, each as early as it can; empty when one is missing."""
    found: list[tuple[int, int]] = []
    after = 0
    for part in parts:
        start = letters.find(part, after)
        if start < 0:
            return []
        after = start + len(part)
        found.append((start, after))
    return found
