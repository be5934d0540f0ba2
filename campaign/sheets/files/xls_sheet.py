"""One sheet of an .xls workbook: the records of its cells, rows and columns."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from campaign.settings import Limits
from campaign.sheets.files.biff import Record, read_rk, read_string
from campaign.sheets.files.container import unsafe
from campaign.sheets.files.kinds import unreadable
from campaign.sheets.files.sheet import Merge, Row, Scan
from campaign.sheets.files.xls_formats import as_date
from campaign.sheets.result import cell_name

_ROW, _COLUMN, _MERGES = 0x0208, 0x007D, 0x00E5
_NUMBER, _RK, _MANY_RK, _FORMULA, _FORMULA_TEXT = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0207
_SHARED_TEXT, _TEXT, _RICH_TEXT, _BOOL_OR_ERROR = 0x00FD, 0x0204, 0x00D6, 0x0205
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_NOT_A_NUMBER = b"\xff\xff"
# Scripts that write formulas without a result leave this mark and a 0, or an empty text.
_CALCULATE_ON_LOAD = 0x02
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_COLUMNS = 256


@dataclass(frozen=True)
class Formats:
    """What the cells of all sheets refer to: texts by number, and cell formats that are dates or of an old font."""

    strings: list[str]
    dates: set[int]
    old_fonts: Mapping[int, str]
    from_1904: bool


def read_sheet(records: Iterable[Record], formats: Formats, limits: Limits) -> tuple[list[Row], list[Merge], Scan]:
    """The rows from A1, merges, and what stands beside the values; raises struct.error or IndexError when damaged."""
    reader = _Reader(formats)
    for record in records:
        read = reader.READ.get(record.type)
        if read:
            read(reader, record.body)
    reader.finish()
    return reader.rows(limits), reader.merges, reader.scan


class _Reader:
    """Goes through a sheet's records, keeping cells by place."""

    def __init__(self, formats: Formats) -> None:
        self.formats = formats
        self.cells: dict[tuple[int, int], Any] = {}
        self.merges: list[Merge] = []
        self.scan = Scan()
        self.waiting: tuple[int, int] | None = None  # a formula whose text is yet to come
        self.blank: list[tuple[int, int]] = []  # formulas that hold what a script writes for no result
        self.computed = False  # a formula holds anything else

    def rows(self, limits: Limits) -> list[Row]:
        """All rows up to the last cell, one length each."""
        height = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        if width > _COLUMNS or not limits.hold(height, width):
            raise unreadable("far_cell", cell=cell_name(height - 1, width - 1))
        rows: list[Row] = [[""] * width for _ in range(height)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value
        return rows

    def finish(self) -> None:
        """Formulas that all hold an empty text were never calculated; Excel gives that to single ones (=IF(…,"",…))."""
        self._end_formula()
        if not self.computed:
            self.scan.without_value += [cell_name(*place) for place in self.blank]

    def _end_formula(self) -> None:
        """A formula whose text never came has no stored result."""
        if self.waiting:
            self.scan.without_value.append(cell_name(*self.waiting))
            self.waiting = None

    def _put(self, row: int, column: int, style: int, value: Any) -> None:
        self._end_formula()
        place = (row, column)
        if place in self.cells:
            raise unsafe("cells")
        if type(value) is float and style in self.formats.dates:
            value = as_date(value, from_1904=self.formats.from_1904)
        elif type(value) is str and style in self.formats.old_fonts:
            self.scan.old_fonts[place] = self.formats.old_fonts[style]
        self.cells[place] = value

    def _read_row(self, body: bytes) -> None:
        number, flags = struct.unpack_from("<H10xH", body)
        if flags & _ROW_HIDDEN:
            self.scan.hidden_rows.append(number + 1)

    def _read_column(self, body: bytes) -> None:
        first, last, flags = struct.unpack_from("<HH4xH", body)
        if flags & _COLUMN_HIDDEN:
            self.scan.hidden_columns.append((first, min(last, _COLUMNS - 1)))

    def _read_merges(self, body: bytes) -> None:
        for number in range(struct.unpack_from("<H", body)[0]):
            top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * number)
            if (top, left) != (bottom, right):
                self.merges.append((top, left, bottom, right))

    def _read_number(self, body: bytes) -> None:
        row, column, style, value = struct.unpack_from("<HHHd", body)
        self._put(row, column, style, value)

    def _read_rk(self, body: bytes) -> None:
        row, column, style, packed = struct.unpack_from("<HHHI", body)
        self._put(row, column, style, read_rk(packed))

    def _read_many_rk(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            style, packed = struct.unpack_from("<HI", body, 4 + 6 * number)
            self._put(row, first + number, style, read_rk(packed))

    def _read_shared_text(self, body: bytes) -> None:
        row, column, style, number = struct.unpack_from("<HHHI", body)
        self._put(row, column, style, self.formats.strings[number])

    def _read_text(self, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self._put(row, column, style, read_string(body, 6))

    def _read_bool_or_error(self, body: bytes) -> None:
        row, column, style, value, is_error = struct.unpack_from("<HHHBB", body)
        self._put(row, column, style, "" if is_error else bool(value))
        if is_error:
            self.scan.errors[cell_name(row, column)] = _ERRORS.get(value, "#")

    def _read_formula(self, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        result, flags = struct.unpack_from("<8sH", body, 6)
        number = struct.unpack("<d", result)[0] if result[6:] != _NOT_A_NUMBER else None
        kind = result[0] if number is None else None
        value = number if number is not None else bool(result[2]) if kind == 1 else ""
        self._put(row, column, style, value)
        if kind == 0:
            self.waiting = (row, column)
        elif kind == 2:
            self.scan.errors[cell_name(row, column)] = _ERRORS.get(result[2], "#")
        elif kind == 3:
            self.blank.append((row, column))
        elif flags & _CALCULATE_ON_LOAD and number == 0:
            self.scan.without_value.append(cell_name(row, column))
            self.cells[row, column] = ""
        self.computed |= kind != 3

    def _read_formula_text(self, body: bytes) -> None:
        if self.waiting:
            self.cells[self.waiting] = read_string(body, 0)
            self.waiting = None

    READ: ClassVar[Mapping[int, Callable[[_Reader, bytes], None]]] = {
        _ROW: _read_row,
        _COLUMN: _read_column,
        _MERGES: _read_merges,
        _NUMBER: _read_number,
        _RK: _read_rk,
        _MANY_RK: _read_many_rk,
        _SHARED_TEXT: _read_shared_text,
        _TEXT: _read_text,
        _RICH_TEXT: _read_text,
        _BOOL_OR_ERROR: _read_bool_or_error,
        _FORMULA: _read_formula,
        _FORMULA_TEXT: _read_formula_text,
    }
