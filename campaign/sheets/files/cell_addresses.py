"""The addresses of an .xlsx sheet's cells: how far they reach, and whether each stands in the file once.

Of two cells with one address the parser takes the last, and Excel does not open the file.
"""

from __future__ import annotations

import re
from itertools import groupby

from campaign.sheets.files.kinds import unreadable
from campaign.sheets.files.sheet import MAX_COLUMN

# Whatever may be one, however it is spaced and whatever stands around it: nothing may reach the parser unseen.
_ADDRESS = re.compile(rb"r\s*=\s*[\"']([A-Za-z]+[0-9]+)[\"']")
# Those of cells alone: scenarios and watches name cells again.
_OF_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*[\s\"'])?r\s*=\s*[\"']([A-Za-z]+[0-9]+)[\"']")
_LETTERS, _DIGITS = bytes(range(65, 91)) + bytes(range(97, 123)), bytes(range(48, 58))


class Addresses:
    """Those of a sheet's pieces, looked over in turn; programs write each row after the one before, each cell once."""

    def __init__(self) -> None:
        self.last_row = 0
        self.letters: set[bytes] = set()
        self.before: list[bytes] = []  # as many cells of the pieces before as a row may have
        self.wrong: bytes | None = None

    def look(self, piece: bytes) -> None:
        """Take note of columns and rows, and of the first cell that stands twice or in a row that was over."""
        cells = _ADDRESS.findall(piece)
        together = b" ".join(cells)
        rows = [int(row) for row, _ in groupby(together.translate(None, _LETTERS).split())]
        self.letters.update(together.translate(None, _DIGITS).split())
        if not self.wrong and (rows != sorted(rows) or min(rows, default=self.last_row) < self.last_row):
            self.wrong = _first_before(_OF_CELL.findall(piece), self.last_row)
        if not self.wrong and len({*self.before, *cells}) < len(self.before) + len(cells):
            self.wrong = _first_again([*self.before, *_OF_CELL.findall(piece)])
        self.last_row = max([self.last_row, *rows])
        self.before = [*self.before, *cells][-MAX_COLUMN:]

    def check(self) -> None:
        """Raise UnreadableFile, naming the cell, for one that stands twice or in the wrong row."""
        if self.wrong:
            raise unreadable("cell_twice", cell=self.wrong.decode().upper())


def _first_before(cells: list[bytes], row: int) -> bytes | None:
    """The first cell of a row that is over."""
    for cell in cells:
        here = int(cell.lstrip(_LETTERS))
        if here < row:
            return cell
        row = here
    return None


def _first_again(cells: list[bytes]) -> bytes | None:
    seen: set[bytes] = set()
    for cell in cells:
        if cell in seen:
            return cell
        seen.add(cell)
    return None
