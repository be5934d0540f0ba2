"""How long a text that somebody typed may be, and signs that have no place in it."""

from __future__ import annotations

import re

# Characters. A name, a number or a post fits a line of a table; a subject or quoted words a paragraph.
MOST_OF_A_NAME = 200
MOST_OF_A_PARAGRAPH = 2_000
MOST_OF_A_CLAUSE = 20_000
MOST_OF_A_DOCUMENT = 1_000_000
SIGNS_NAMED = 3  # a message names this many of them

# Control characters beside tab and line breaks, and those that turn the direction of the letters after them
# (U+202A–U+202E, U+2066–U+2069): what is read is then not what is kept.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def unseen_signs(text: str) -> str:
    """The signs in a text that nobody sees and that change how it is read, as U+202E; "" where there are none."""
    found = list(dict.fromkeys(_UNSEEN.findall(text)))
    return ", ".join(f"U+{ord(sign):04X}" for sign in found[:SIGNS_NAMED])
