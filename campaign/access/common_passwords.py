"""The passwords that are tried first: common ones, words of this place and this work, patterns of a keyboard's rows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from campaign.settings import DATA

LIST = DATA / "common_passwords.txt"
LONGEST_PATTERN = 4  # characters that are repeated over and over
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_RUNS = ("01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


class Lists(NamedTuple):
    """Common passwords as they are compared, and words of the place and the work."""

    common: frozenset[str]
    place: frozenset[str]


def is_common(password: str) -> bool:
    """Whether a password is one of the first that somebody tries who knows nothing, or knows the place.

    Capitals and Vietnamese marks make no difference; nor do digits and signs before and after a common password, or
    anywhere among words of the place.
    """
    text, lists = _folded(password), _lists()
    core = _AROUND.sub("", text)
    letters = "".join(each for each in text if each.isalpha())
    return (
        text in lists.common
        or core in lists.common
        or (bool(letters) and _consists(letters, lists.place))
        or _is_repeated(text)
        or _consists(text, _runs())
    )


def _is_repeated(text: str) -> bool:
    """abcabcabcabc, and aaaaaaaaaaaa."""
    return any((text[:size] * len(text)).startswith(text) for size in range(1, LONGEST_PATTERN + 1))


def _consists(text: str, pieces: frozenset[str]) -> bool:
    """Whether a text is nothing but pieces, one after the other."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {start + len(piece) for piece in pieces if text.startswith(piece, start)}
    return len(text) in reached


@cache
def _runs() -> frozenset[str]:
    """Pieces of a keyboard's rows and of the alphabet, of three characters or more."""
    return frozenset(
        row[start:end] for row in _RUNS for start in range(len(row)) for end in range(start + 3, len(row) + 1)
    )


@cache
def _lists() -> Lists:
    _, place, common = LIST.read_text(encoding="utf-8").split("\n\n", 2)
    return Lists(frozenset(map(_folded, common.split())), frozenset(map(_folded, place.split())))


def _folded(text: str) -> str:
    """Without capitals and without the marks of Vietnamese letters."""
    plain = "".join(each for each in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(each))
    return plain.replace("đ", "d")
