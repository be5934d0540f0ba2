"""A sheet as a person sees it: texts in their places, merged cells, what is hidden; never more than a screen bears."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from campaign.settings import DEFAULT_LIMITS, Limits
from campaign.sheets.files.old_fonts import convert_old_fonts
from campaign.sheets.files.parts import marked_cells
from campaign.sheets.files.workbook import Merge, Row, Sheet, open_workbook
from campaign.sheets.result import Place

# More cells than anybody scrolls through, and few enough for a browser to draw at once. Sheets that are longer or wider
# are shown from their beginning, and around the places asked for.
MAX_ROWS, FIRST_ROWS = 400, 250
MAX_COLUMNS, FIRST_COLUMNS = 80, 60
MAX_SHEETS, MAX_CELLS = 12, 60_000
# So many rows above and below a place that lies outside the first rows.
AROUND = 2
MAX_TEXT = 300
MAX_MERGES = 5_000

# A formula whose result is not stored in the file.
WITHOUT_RESULT = "=?"
_DECIMALS = 4


class SheetView(NamedTuple):
    """One sheet to draw: `texts` are those of `rows` × `columns`, both counted from 0 and in order, maybe with gaps.

    `numbers` are the places whose value is a number; merges and what is hidden are of the whole sheet.
    """

    name: str
    rows: list[int]
    columns: list[int]
    texts: list[list[str]]
    numbers: frozenset[Place]
    merges: list[Merge]
    rows_in_all: int
    columns_in_all: int
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def view_sheets(
    content: bytes, marked: Mapping[str, Collection[Place]], *, within: Limits = DEFAULT_LIMITS
) -> list[SheetView]:
    """The sheets named in `marked`, in the workbook's order, each with the places that must be in sight.

    Of many or very large ones, those with places go first, up to MAX_SHEETS and about MAX_CELLS. Raises UnreadableFile
    for bytes that are no workbook `within` the limits. Texts of old fonts are shown in Unicode.
    """
    opened = open_workbook(content, limits=within).sheets
    sheets = [convert_old_fonts(sheet).sheet for sheet in opened if sheet.name in marked]
    views: dict[str, SheetView] = {}
    cells = 0
    for sheet in sorted(sheets, key=lambda sheet: not marked[sheet.name])[:MAX_SHEETS]:
        if cells < MAX_CELLS:
            views[sheet.name] = view_sheet(sheet, marked[sheet.name])
            cells += len(views[sheet.name].rows) * len(views[sheet.name].columns)
    return [views[sheet.name] for sheet in sheets if sheet.name in views]


def view_sheet(sheet: Sheet, marked: Collection[Place] = ()) -> SheetView:
    """An opened sheet from its first cell to the last row and column with anything in them."""
    said = _said_by_the_file(sheet)
    height, width = _extent(sheet.rows, said)
    rows = _pick(height, [row for row, _ in marked], most=MAX_ROWS, first=FIRST_ROWS, around=AROUND)
    columns = _pick(width, [column for _, column in marked], most=MAX_COLUMNS, first=FIRST_COLUMNS, around=0)
    values = {
        (row, column): said.get((row, column), _value(sheet.rows, row, column)) for row in rows for column in columns
    }
    return SheetView(
        name=sheet.name,
        rows=rows,
        columns=columns,
        texts=[[shown_text(values[row, column]) for column in columns] for row in rows],
        numbers=frozenset(place for place, value in values.items() if _is_number(value)),
        merges=[merge for merge in sheet.merges if merge[0] < height and merge[1] < width][:MAX_MERGES],
        rows_in_all=height,
        columns_in_all=width,
        hidden_rows=frozenset(number - 1 for number in sheet.scan.hidden_rows),
        hidden_columns=frozenset(
            c for first, last in sheet.scan.hidden_columns for c in range(first, min(last, width) + 1)
        ),
    )


def shown_text(value: Any) -> str:
    """A cell as Vietnamese Excel writes it without a format: 1234 · 0,985 · 19/05/2022; text as it stands.

    No separator of thousands is added, so that 12,345 on screen is a number that is not whole.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return _number(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = "" if value is None else str(value)
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + "…"


def _number(value: float) -> str:
    """Four decimals, unless they would make a whole number, or nothing, of one that is not."""
    if not math.isfinite(value):
        return str(value)
    rounded = round(value, _DECIMALS) + 0.0  # no minus before a zero
    telling = value if rounded != value and rounded == round(value) else rounded
    return f"{telling:.15g}".replace(".", ",")


def _said_by_the_file(sheet: Sheet) -> dict[Place, str]:
    """What stands in cells that the parser leaves blank: errors, and formulas without a stored result."""
    scan = sheet.scan
    errors = {place: error for cell, error in scan.errors.items() for place in marked_cells([cell])}
    return {**dict.fromkeys(marked_cells(scan.without_value), WITHOUT_RESULT), **errors}


def _extent(rows: Sequence[Row], said: Collection[Place]) -> tuple[int, int]:
    """How many rows and columns there are up to the last in which anything stands."""
    height = max((row + 1 for row, _ in said), default=0)
    width = max((column + 1 for _, column in said), default=0)
    for number, row in enumerate(rows):
        used = _used(row)
        if used:
            height, width = max(height, number + 1), max(width, used)
    return height, width


def _used(row: Row) -> int:
    """How many cells of a row there are up to the last that is not blank."""
    for column in range(len(row), 0, -1):
        if row[column - 1] not in ("", None):
            return column
    return 0


def _pick(size: int, wanted: Sequence[int], *, most: int, first: int, around: int) -> list[int]:
    """Which of `size` rows or columns to show: all, or the first ones and those near the places wanted."""
    if size <= most:
        return list(range(size))
    picked = set(range(first))
    for place in sorted(set(wanted)):
        near = {each for each in range(place - around, place + around + 1) if 0 <= each < size}
        if len(picked | near) <= most:
            picked |= near
    return sorted(picked)


def _value(rows: Sequence[Row], row: int, column: int) -> Any:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool)
