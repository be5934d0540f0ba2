"""What the parser does not tell of an .xlsx sheet, scanned from its XML: error cells, formulas without a stored value,
hidden rows and columns, and how far the cells reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from campaign.settings import Limits
from campaign.sheets.files.cell_addresses import Addresses
from campaign.sheets.files.container import CHUNK, Container, inflate, unsafe
from campaign.sheets.files.kinds import unreadable
from campaign.sheets.files.sheet import MAX_COLUMN, Scan

_ADDRESS = re.compile(r"[A-Z]+\d+")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SPAN = re.compile(rb"\b(min|max)\s*=\s*[\"'](\d+)")
# A parser reads an attribute that begins right after the one before it, too: t="s"r="A1".
_REFERENCE = re.compile(rb"[\s\"']r\s*=\s*[\"']([A-Za-z]+\d+)")
_ERROR = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt\s*=\s*[\"']e[\"'][^>]*)>.*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
# A formula that asks another program for its value, and by that starts it: =cmd|'/c calc'!A1
_DDE = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*>[^<\"]*\w\|[^<]*!")
_NO_VALUE = r"\s*<(?:(?:\w+:)?v\s*/>|(?:\w+:)?v>\s*</|/(?:\w+:)?c>)"
_AFTER_FORMULA = re.compile(b"f>" + _NO_VALUE.encode())
_AFTER_SHARED_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*/>" + _NO_VALUE.encode())
_ZERO = re.compile(rb"f>\s*<(?:\w+:)?v>0</")
_SHARED_ZERO = re.compile(rb"<(?:\w+:)?f\b[^>]*/>\s*<(?:\w+:)?v>0</")
_COMPUTED = re.compile(rb"(?:f>|<(?:\w+:)?f\b[^>]*/>)\s*<(?:\w+:)?v>(?!0<)[^<]")
_CELL_START = re.compile(rb"<(?:\w+:)?c\s[^>]*>")
_IS_TEXT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml\b[^>]*\bencoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


@dataclass
class _Seen(Scan):
    """A scan under way, with its last row and what the formulas gave."""

    last_row: int = 0
    zeros: list[str] = field(default_factory=list)  # formulas whose stored value is 0
    computed: bool = False  # a formula has another stored value


def scan_sheet(container: Container, name: str, *, recalculated: bool = False) -> Scan:
    """Read a sheet's XML once, in pieces; raises UnreadableFile when a cell lies beyond any sheet of people.

    `recalculated`: the file asks to be calculated when it is opened, as scripts do that store 0 for every formula;
    when no formula of the sheet has another value, none was calculated.
    """
    scan, rest, addresses = _Seen(), b"", Addresses()
    for chunk in inflate(container, name):
        whole = rest + chunk
        check_markup(whole)
        cut = _last_start(whole)
        addresses.look(whole[:cut])
        _scan_piece(whole[:cut], scan, recalculated)
        rest = whole[cut:]
        if addresses.last_row > container.limits.rows:
            break
    addresses.look(rest)
    _scan_piece(rest, scan, recalculated)
    _check_reach(max(scan.last_row, addresses.last_row), addresses.letters, container.limits)
    addresses.check()
    if not scan.computed:
        scan.without_value.extend(scan.zeros)
    return scan


def check_part(container: Container, name: str) -> None:
    """Read another XML part to its end: its checksum, its size, no document type."""
    rest = b""
    for chunk in inflate(container, name):
        check_markup(rest + chunk)
        rest = chunk[-16:]


def column_index(letters: str) -> int:
    """0 for 'A', 26 for 'AA'."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def place_of(address: str) -> tuple[int, int]:
    """(row, column) from 0 of an address such as 'E14'."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]) - 1, column_index(letters)


def marked_cells(addresses: Iterable[str]) -> set[tuple[int, int]]:
    """(row, column) from 0 of those texts that are addresses."""
    return {place_of(address) for address in addresses if _ADDRESS.fullmatch(address)}


def column_letters(index: int) -> str:
    """'A' for 0, 'AA' for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def check_markup(piece: bytes) -> None:
    """Raise UnreadableFile for a document type or entities, which no spreadsheet program writes into its parts."""
    if b"!" in piece and b"<!" in piece and _FORBIDDEN.search(piece):
        raise unsafe("doctype")
    # UTF-16, UTF-7 and the like: no program writes sheets so, and a scan for bytes would not see into it.
    if b"\0" in piece[:200] or (b"?" in piece and b"<?xml" in piece and not _says_utf8(piece)):
        raise unsafe("encoding")


def _says_utf8(piece: bytes) -> bool:
    return all(name.lower() in _ENCODINGS for name in _ENCODING.findall(piece))


def _last_start(whole: bytes) -> int:
    """Where the last cell or row begins: what stands before it is complete."""
    cell = max(whole.rfind(b"<c "), whole.rfind(b":c "))
    start = max(cell, whole.rfind(b"<row"), whole.rfind(b":row"))
    if start < len(whole) - CHUNK:  # no cell is so long: what follows the last one is of something else
        start = len(whole) - 4096
    return max(0, whole.rfind(b"<", 0, max(0, start + 1)))


def _scan_piece(piece: bytes, scan: _Seen, recalculated: bool) -> None:
    _scan_rows(piece, scan)
    if b"hidden" in piece:
        scan.hidden_columns.extend(_hidden_columns(piece))
    for attributes, value in _ERROR.findall(piece) if b'="e"' in piece or b"='e'" in piece else ():
        scan.errors.update({reference: value.decode() for reference in _references(attributes)})
    if b"|" in piece:
        scan.errors.update({cell: "DDE" for match in _DDE.finditer(piece) for cell in _references(match[1])})
    scan.without_value.extend(_cells_of(piece, _AFTER_FORMULA, _AFTER_SHARED_FORMULA))
    if recalculated and not scan.computed and (b"<f" in piece or b":f" in piece):
        scan.computed |= bool(_COMPUTED.search(piece))
        scan.zeros.extend(() if scan.computed else _cells_of(piece, _ZERO, _SHARED_ZERO))


def _scan_rows(piece: bytes, scan: _Seen) -> None:
    """Take note of hidden rows and of the last one; where none is hidden, the last alone is looked at."""
    numbered = _NUMBER.search(piece, piece.rfind(b"<row ")) if b"hidden" not in piece and b"<row " in piece else None
    if numbered and b":row" not in piece:
        scan.last_row = max(scan.last_row, int(numbered[1]))
        return
    for attributes in _ROW.findall(piece):
        number = _NUMBER.search(attributes)
        scan.last_row = max(scan.last_row, int(number[1])) if number else scan.last_row + 1
        if b"hidden" in attributes and _HIDDEN.search(attributes):
            scan.hidden_rows.append(scan.last_row)


def _hidden_columns(piece: bytes) -> Iterator[tuple[int, int]]:
    for attributes in _COLUMN.findall(piece):
        if _HIDDEN.search(attributes):
            span = {name: int(value) for name, value in _SPAN.findall(attributes)}
            if {b"min", b"max"} <= span.keys():
                yield span[b"min"] - 1, span[b"max"] - 1


def _cells_of(piece: bytes, after_formula: re.Pattern[bytes], after_shared: re.Pattern[bytes]) -> Iterator[str]:
    """The addresses of the cells whose formula is followed as a pattern says."""
    shared = after_shared.finditer(piece) if b"shared" in piece else ()
    for match in (*after_formula.finditer(piece), *shared):
        start = max(piece.rfind(b"<c ", 0, match.start()), piece.rfind(b":c ", 0, match.start()) - 1, 0)
        cell = _CELL_START.search(piece, max(0, piece.rfind(b"<", 0, start + 1)))
        if cell and not _IS_TEXT.search(cell[0]):  # an empty text is a value: =IF(A1="","",A1)
            yield from _references(cell[0])


def _references(attributes: bytes) -> Iterable[str]:
    found = _REFERENCE.search(attributes)
    if not found:  # a cell without an address could not be named
        raise unsafe("addresses")
    return [found[1].decode().upper()]


def _check_reach(last_row: int, letters: Iterable[bytes], limits: Limits) -> None:
    columns = [column_index(each.decode()) + 1 for each in letters]
    widest = max(columns, default=1)
    if widest > MAX_COLUMN or not limits.hold(last_row, widest):
        raise unreadable("far_cell", cell=f"{column_letters(widest - 1)}{last_row}")
