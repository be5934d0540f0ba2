"""Lines of a printed page put together into the paragraphs they were broken from."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable

# A line this much of the usual length ran to the margin; a shorter one ended where its writer ended it.
FULL_LINE = 0.85
# Nothing is printed this wide (characters): such lines are paragraphs already, and were broken at the page's end alone.
WIDEST_PAGE = 150
# Numbered clauses and dashes begin a paragraph: "2. Sở Y tế", "2.1. Tiếp tục", "a) Đối với", "- Triển khai".
_ITEM = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[-+*•–])\s")
_ENDS = (":", ";", "!", "?")
# A sentence may end at the margin in the middle of a paragraph; a document ends with this.
_LAST = "./."
# A hyphen at a line's end joins the word before it to what follows: "Covid-" / "19".
_HYPHEN = re.compile(r"\w-$")
_SPACES = re.compile(r"[^\S\n]+")


def join_lines(text: str) -> str:
    """The paragraphs of a text whose lines were broken by a page's width, one a line, single spaces.

    Nothing but white space is changed; empty lines say nothing, since many programs write one after every line.
    """
    lines = [clean for line in text.splitlines() if (clean := _SPACES.sub(" ", line).strip())]
    usual = _usual_length(lines)
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        if paragraphs and _goes_on(last, line, usual):
            paragraphs[-1] += ("" if _HYPHEN.search(last) else " ") + line
        else:
            paragraphs.append(line)
        last = line
    return "\n".join(paragraphs)


def tidy(paragraphs: Iterable[str]) -> str:
    """Paragraphs that are whole already, one a line, single spaces, empty ones left out."""
    return "\n".join(clean for each in paragraphs if (clean := _SPACES.sub(" ", each.replace("\n", " ")).strip()))


def _usual_length(lines: list[str]) -> float:
    """The length of a line that ran to the margin: most of a page's longer lines do."""
    longer = [len(line) for line in lines if len(line) > 40]
    return statistics.median(longer) if longer else 0


def _goes_on(before: str, line: str, usual: float) -> bool:
    """Whether a line continues the one before it."""
    if _ITEM.match(line) or not any(map(str.isalnum, before)) or before.endswith(_LAST):
        return False
    if before.isupper() and not line.isupper():  # a heading
        return False
    if line[0].islower() or _HYPHEN.search(before):
        return True
    printed = 0 < usual <= WIDEST_PAGE and len(before) >= FULL_LINE * usual
    return printed and not before.endswith(_ENDS)
