"""What the parser does not tell, scanned from the sheets' XML: error cells, formulas without a stored value,
hidden rows and columns, and how far the cells reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from campaign.sheets.container import CHUNK, Container, inflate, unsafe
from campaign.sheets.kinds import unreadable

# The parser keeps a dense grid: 32 bytes for every cell up to the last row and column.
MAX_AREA = 12_000_000
MAX_COLUMN = 1_024

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SPAN = re.compile(rb"\b(min|max)\s*=\s*[\"'](\d+)")
_LETTERS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)")
# A row number of five digits, or a column of three letters: only then is it worth listing every address.
_FAR = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Za-z]*\d{5}|[A-Za-z]{3})")
_ROWS_OF_CELLS = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*(\d{5,})")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+\d+)")
_ERROR = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt\s*=\s*[\"']e[\"'][^>]*)>.*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
_NO_VALUE = r"\s*<(?:(?:\w+:)?v\s*/>|(?:\w+:)?v>\s*</|/(?:\w+:)?c>)"
_AFTER_FORMULA = re.compile(b"f>" + _NO_VALUE.encode())
_AFTER_SHARED_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*/>" + _NO_VALUE.encode())
_CELL_START = re.compile(rb"<(?:\w+:)?c\s[^>]*>")
_IS_TEXT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass
class Scan:
    """What stands in one sheet's XML beside its values; addresses such as 'E14'."""

    errors: dict[str, str] = field(default_factory=dict)
    without_value: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)  # 1-based
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # 0-based, both included
    last_row: int = 0
    letters: set[bytes] = field(default_factory=set)  # columns seen; only of sheets with `many` rows or columns
    many: bool = False


def scan_sheet(container: Container, name: str) -> Scan:
    """Read a sheet's XML once, in pieces; raises UnreadableFile when a cell lies beyond any sheet of people."""
    # A sheet of several pieces may have its widest row in the first: list every piece's columns from the start.
    scan, rest = Scan(many=container.members[name].file_size > CHUNK), b""
    for chunk in inflate(container, name):
        whole = rest + chunk
        _check_markup(whole)
        cut = _last_start(whole)
        _scan_piece(whole[:cut], scan)
        rest = whole[cut:]
    _scan_piece(rest, scan)
    _check_reach(scan)
    return scan


def check_part(container: Container, name: str) -> None:
    """Read another XML part to its end: its checksum, its size, no document type."""
    rest = b""
    for chunk in inflate(container, name):
        _check_markup(rest + chunk)
        rest = chunk[-16:]


def column_index(letters: str) -> int:
    """0 for 'A', 26 for 'AA'."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """'A' for 0, 'AA' for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _check_markup(piece: bytes) -> None:
    if b"<!" in piece and _FORBIDDEN.search(piece):
        raise unsafe("doctype")
    if b"\0" in piece[:200]:  # UTF-16: no program writes sheets so, and a scan for bytes would not see into it
        raise unsafe("encoding")


def _last_start(whole: bytes) -> int:
    """Where the last cell or row begins: what stands before it is complete."""
    cell = max(whole.rfind(b"<c "), whole.rfind(b":c "))
    row = max(whole.rfind(b"<row"), whole.rfind(b":row"))
    start = max(cell, row)
    return whole.rfind(b"<", 0, start + 1) if start >= 0 else max(0, len(whole) - 4096)


def _scan_piece(piece: bytes, scan: Scan) -> None:
    if scan.many or _FAR.search(piece):
        scan.many = True
        scan.letters.update(_LETTERS.findall(piece))
        scan.last_row = max(scan.last_row, *map(int, _ROWS_OF_CELLS.findall(piece)), 0)
    for attributes in _ROW.findall(piece):
        number = _NUMBER.search(attributes)
        scan.last_row = max(scan.last_row, int(number[1])) if number else scan.last_row + 1
        if b"hidden" in attributes and _HIDDEN.search(attributes):
            scan.hidden_rows.append(scan.last_row)
    if b"hidden" in piece:
        scan.hidden_columns.extend(_hidden_columns(piece))
    for attributes, value in _ERROR.findall(piece) if b'="e"' in piece or b"='e'" in piece else ():
        scan.errors.update({reference: value.decode() for reference in _references(attributes)})
    scan.without_value.extend(_cells_without_value(piece))


def _hidden_columns(piece: bytes) -> Iterator[tuple[int, int]]:
    for attributes in _COLUMN.findall(piece):
        if _HIDDEN.search(attributes):
            span = {name: int(value) for name, value in _SPAN.findall(attributes)}
            if {b"min", b"max"} <= span.keys():
                yield span[b"min"] - 1, span[b"max"] - 1


def _cells_without_value(piece: bytes) -> Iterator[str]:
    shared = _AFTER_SHARED_FORMULA.finditer(piece) if b"shared" in piece else ()
    for match in (*_AFTER_FORMULA.finditer(piece), *shared):
        start = max(piece.rfind(b"<c ", 0, match.start()), piece.rfind(b":c ", 0, match.start()) - 1, 0)
        cell = _CELL_START.search(piece, max(0, piece.rfind(b"<", 0, start + 1)))
        if cell and not _IS_TEXT.search(cell[0]):  # an empty text is a value: =IF(A1="","",A1)
            yield from _references(cell[0])


def _references(attributes: bytes) -> Iterable[str]:
    found = _REFERENCE.search(attributes)
    if not found:  # a cell without an address could not be named
        raise unsafe("addresses")
    return [found[1].decode().upper()]


def _check_reach(scan: Scan) -> None:
    columns = [column_index(letters.decode()) + 1 for letters in scan.letters if len(letters) <= 3]
    widest = max(columns, default=1)
    if len(columns) < len(scan.letters) or widest > MAX_COLUMN or widest * scan.last_row > MAX_AREA:
        cell = f"{column_letters(widest - 1)}{scan.last_row}"
        raise unreadable("far_cell", cell=cell)
