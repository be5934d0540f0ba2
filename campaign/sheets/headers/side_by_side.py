"""Tables that stand beside one another on a sheet, told apart by their columns of units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from campaign.domain.names.text import folded
from campaign.sheets.files.workbook import Row, Sheet
from campaign.sheets.numbers.cells import is_written_number
from campaign.sheets.words.leftovers import says_something
from campaign.sheets.words.names import bare_name
from campaign.sheets.words.vocabulary import Vocabulary

Cell = tuple[int, int]  # row and column from 0
# Headers of tables beside one another begin within so many rows of each other.
ROWS_APART = 5
# What stands on the right of the first rows of every form is nobody's caption.
_MOTTO = re.compile(r"\b(?:cong hoa|doc lap|tu do|hanh phuc|mau so|bieu so|phu luc|don vi tinh|dvt|ngay)\b")
_NAMING_ROLES = frozenset(("index", "unit", "unit_code", "group", "dose", "product", "note", "period"))


def split_sheet(sheet: Sheet, labels: Sequence[Cell], vocabulary: Vocabulary) -> list[Sheet]:
    """The sheet itself, or as many of its kind as tables stand side by side, each with the others' cells left blank.

    Two columns of units are of two tables when columns of figures stand between them; 'Huyện' and 'Xã' next to each
    other are of one. `labels` are the cells that head such columns. Every cell keeps its address; a title over several
    tables is each one's own.
    """
    if len({column for _, column in labels}) < 2:
        return [sheet]
    blocks = _blocks(sheet, labels, vocabulary)
    ends = [*(min(block)[0] for block in blocks[1:]), len(sheet.rows)]
    first, others = sheet, []
    for block, end in zip(blocks, ends, strict=True):
        bounds = _bounds(sheet, block, vocabulary)
        if len(bounds) > 2:
            rows = range(min(block)[0], end)
            others += [_part(sheet, rows, left, right, bounds[1], alone=True) for left, right in pairwise(bounds[1:])]
            first = _part(first, rows, 0, bounds[1], bounds[1], alone=False)
    return [first, *others]


def _blocks(sheet: Sheet, labels: Sequence[Cell], vocabulary: Vocabulary) -> list[list[Cell]]:
    """The labels of tables that may stand beside one another, from the top down."""
    blocks: list[list[Cell]] = []
    for cell in sorted(labels):
        if blocks and any(_go_together(sheet, other, cell, vocabulary) for other in blocks[-1]):
            blocks[-1].append(cell)
        else:
            blocks.append([cell])
    return blocks


def _go_together(sheet: Sheet, first: Cell, second: Cell, vocabulary: Vocabulary) -> bool:
    """Whether a header begins before the one above it has rows, or beside one of its rows."""
    rows = sheet.rows[first[0] + 1 : second[0]]
    if second[0] - first[0] <= ROWS_APART and not any(is_written_number(value) for row in rows for value in row):
        return True
    name = sheet.rows[second[0]][first[1]]
    if first[1] == second[1] or type(name) is not str:
        return False
    found = vocabulary.units.find(bare_name(name))
    return bool(found.unit or found.candidates)


def _bounds(sheet: Sheet, block: Sequence[Cell], vocabulary: Vocabulary) -> list[int]:
    """The first column of each table, and the end of the last."""
    bounds, top = [0], min(block)[0]
    for row, column in sorted(block, key=lambda cell: cell[1]):
        before = max((other for _, other in block if other < column), default=None)
        start = _start(sheet, vocabulary, row, column)
        if before is None or start <= bounds[-1]:
            continue
        if _has_figures(sheet, vocabulary, range(top, row + ROWS_APART), before, start):
            bounds.append(start)
    return [*bounds, max(map(len, sheet.rows))]


def _start(sheet: Sheet, vocabulary: Vocabulary, row: int, column: int) -> int:
    """The first column of the table that a unit label is of: its index stands to its left."""
    left = sheet.rows[row][column - 1] if column else ""
    return column - 1 if type(left) is str and vocabulary.whole("role", left) == "index" else column


def _has_figures(sheet: Sheet, vocabulary: Vocabulary, rows: range, before: int, start: int) -> bool:
    """Whether header labels of figures stand between a column of units and the next table's first column."""
    between = [value for near in sheet.rows[rows.start : rows.stop] for value in near[before + 1 : start]]
    texts = {value for value in between if type(value) is str and value}
    telling = {text for text in texts if vocabulary.whole("role", text) not in _NAMING_ROLES}
    return any(says_something(text, vocabulary) for text in telling)


def _part(sheet: Sheet, rows: range, left: int, right: int, cut: int, *, alone: bool) -> Sheet:
    """The sheet with the tables in `rows` cut down to the columns `left`..`right`; `alone`: with no other tables."""
    captions = _caption_rows(sheet.rows, rows.start, cut)
    spans = {(merge[0], merge[1]): merge[3] for merge in sheet.merges}
    made: list[Row] = []
    for number, row in enumerate(sheet.rows):
        if number in rows:
            made.append([value if left <= column < right else "" for column, value in enumerate(row)])
        elif number in captions:
            made.append([_over(row, number, column, left, right, spans) for column in range(len(row))])
        else:
            keep = not alone or (number < rows.start and not any(map(is_written_number, row)))
            made.append(row if keep else [""] * len(row))
    merges = [merge for merge in sheet.merges if merge[0] not in rows or left <= merge[1] < right]
    return replace(sheet, rows=made, merges=merges)


def _caption_rows(rows: Sequence[Row], top: int, cut: int) -> range:
    """The rows above tables from the first one on where one on the right has a text of its own."""
    own = (number for number in range(_last_numbers(rows, top) + 1, top) if any(map(_is_caption, rows[number][cut:])))
    return range(next(own, top), top)


def _is_caption(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and not _MOTTO.search(folded(value))


def _last_numbers(rows: Sequence[Row], top: int) -> int:
    return max((number for number in range(top) if any(map(is_written_number, rows[number]))), default=-1)


def _over(row: Row, number: int, column: int, left: int, right: int, spans: dict[Cell, int]) -> object:
    """A caption's cell, where it stands over the columns `left`..`right`."""
    return row[column] if column < right and spans.get((number, column), column) >= left else ""
