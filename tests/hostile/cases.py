"""What a case of the corpus is, and the good sheet that most cases spoil in one place.

Cases are numbered 1 to 140 by what they try; one number may have several files. Where a file that a stricter program
would refuse is read here, the case says `accepted` and a comment says why.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from campaign.domain.counting.figures import Period
from tests.builders import Style, build_l1, replace_part
from tests.sheets.reading_helpers import PEOPLE, ROWS, WEEK

ACCEPTED, UNCHANGED, ASKED, REFUSED = "accepted", "unchanged", "needs_answer", "refused"
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
ADULTS = {"18+": ("people", "dose_3")}  # columns C people, D week, E to date, F rate, G note; rows 11-18, total 19
# The figures of the good sheet: eight districts, the week and to date.
ALL = 16

Build = Callable[[], bytes]


class Case(NamedTuple):
    """One file and its answer: the preview's status, the finding that answers it and that finding's cell.

    `figures` is how many doses are read of a file that is accepted. `before` are files saved first.
    """

    number: int
    what: str
    build: Build
    status: str
    code: str = ""
    cell: str | None = None
    figures: int | None = None
    name: str = "bao cao.xlsx"
    before: Sequence[Build] = ()
    period: Period | None = None

    @property
    def id(self) -> str:
        """Its name in lists."""
        return f"{self.number:03}-{self.what.replace(' ', '-')}"


def good(cells: dict[str, Any] | None = None, *, rows: Any = ROWS, week: Period = WEEK, **options: Any) -> bytes:
    """A weekly sheet of adults' third dose without anything wrong, some cells replaced."""
    title, notes = options.pop("title", None), options.pop("notes", None)
    style = Style(cells=cells or {}, **{"rates": "fraction", **options})
    return build_l1(week, rows, PEOPLE, style=style, blocks=ADULTS, title=title, notes=notes)


def spoiled(**cells: Any) -> Build:
    """The good sheet with some cells replaced: `spoiled(D12=-5)`."""
    return lambda: good(cells)


def with_part(part: str, content: bytes, base: Build = good) -> Build:
    """The good sheet with a part added or replaced."""
    return lambda: replace_part(base(), part, content)


def part_of(content: bytes, part: str) -> str:
    """The text of one part."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(part).decode()


def edited(old: str, new: str, part: str = SHEET, base: Build = good) -> Build:
    """The good sheet with the first `old` in a part replaced; a case whose place is not there fails."""

    def build() -> bytes:
        content = base()
        text = part_of(content, part)
        assert old in text, old
        return replace_part(content, part, text.replace(old, new, 1).encode())

    return build


def before_end(xml: str) -> Build:
    """The good sheet with more XML after its last row."""
    return edited("</sheetData>", f"{xml}</sheetData>")


def archive(**members: str | bytes) -> bytes:
    """An archive of these members; '__' in a name stands for '/'."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()
