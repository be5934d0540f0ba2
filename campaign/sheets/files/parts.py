"""What the parser does not tell of an .xlsx sheet, scanned from its XML: error cells, formulas without a stored value,
hidden rows and columns, and how far the cells reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from campaign.sheets.files.container import CHUNK, Container, inflate, unsafe
from campaign.sheets.files.kinds import unreadable
from campaign.sheets.files.sheet import MAX_COLUMN, Scan

_ADDRESS = re.compile(r"[A-Z]+\d+")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_SPAN = re.compile(rb"\b(min|max)\s*=\s*[\"'](\d+)")
_LETTERS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)")
# A row number of five digits, or a column of three letters: only then is it worth listing every address.
_FAR = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Za-z]*\d{5}|[A-Za-z]{3})")
# Ways to write an address that no program uses, but a parser reads.
_ODD_SPELLINGS = (b" r =", b" r= ", b" r='", b"\tr", b"\nr")
_ROWS_OF_CELLS = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*(\d{5,})")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+\d+)")
_ERROR = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt\s*=\s*[\"']e[\"'][^>]*)>.*?<(?:\w+:)?v>([^<]*)<", re.DOTALL)
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
    """A scan under way, with how far the cells reach and what the formulas gave."""

    last_row: int = 0
    letters: set[bytes] = field(default_factory=set)  # columns seen; only of sheets with `many` rows or columns
    many: bool = False
    zeros: list[str] = field(default_factory=list)  # formulas whose stored value is 0
    computed: bool = False  # a formula has another stored value


def scan_sheet(container: Container, name: str, *, recalculated: bool = False) -> Scan:
    """Read a sheet's XML once, in pieces; raises UnreadableFile when a cell lies beyond any sheet of people.

    `recalculated`: the file asks to be calculated when it is opened, as scripts do that store 0 for every formula;
    when no formula of the sheet has another value, none was calculated.
    """
    # A sheet of several pieces may have its widest row in the first: list every piece's columns from the start.
    scan, rest = _Seen(many=container.members[name].file_size > CHUNK), b""
    for chunk in inflate(container, name):
        whole = rest + chunk
        check_markup(whole)
        cut = _last_start(whole)
        _scan_piece(whole[:cut], scan, recalculated)
        rest = whole[cut:]
    _scan_piece(rest, scan, recalculated)
    _check_reach(scan, container.limits.cells)
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
    if b"<!" in piece and _FORBIDDEN.search(piece):
        raise unsafe("doctype")
    # UTF-16, UTF-7 and the like: no program writes sheets so, and a scan for bytes would not see into it.
    if b"\0" in piece[:200] or (b"<?xml" in piece and not _says_utf8(piece)):
        raise unsafe("encoding")


def _says_utf8(piece: bytes) -> bool:
    return all(name.lower() in _ENCODINGS for name in _ENCODING.findall(piece))


def _last_start(whole: bytes) -> int:
    """Where the last cell or row begins: what stands before it is complete."""
    cell = max(whole.rfind(b"<c "), whole.rfind(b":c "))
    row = max(whole.rfind(b"<row"), whole.rfind(b":row"))
    start = max(cell, row)
    return whole.rfind(b"<", 0, start + 1) if start >= 0 else max(0, len(whole) - 4096)


def _scan_piece(piece: bytes, scan: _Seen, recalculated: bool) -> None:
    _scan_rows(piece, scan)
    if scan.many or _FAR.search(piece):
        scan.many = True
        scan.letters.update(_columns_of(piece))
        scan.last_row = max(scan.last_row, *map(int, _ROWS_OF_CELLS.findall(piece)), 0)
    if b"hidden" in piece:
        scan.hidden_columns.extend(_hidden_columns(piece))
    for attributes, value in _ERROR.findall(piece) if b'="e"' in piece or b"='e'" in piece else ():
        scan.errors.update({reference: value.decode() for reference in _references(attributes)})
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


def _columns_of(piece: bytes) -> set[bytes]:
    """The columns of a piece's cells. Programs write r="A1" and nothing else: then cutting there is quickest."""
    if any(odd in piece for odd in _ODD_SPELLINGS):
        return set(_LETTERS.findall(piece))
    starts = {start[:4] for start in piece.split(b' r="')[1:]}
    return {letters for letters in (start.rstrip(b'0123456789" >/') for start in starts) if letters.isalpha()}


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


def _check_reach(scan: _Seen, most_cells: int) -> None:
    columns = [column_index(letters.decode()) + 1 for letters in scan.letters if len(letters) <= 3]
    widest = max(columns, default=1)
    if len(columns) < len(scan.letters) or widest > MAX_COLUMN or widest * scan.last_row > most_cells:
        cell = f"{column_letters(widest - 1)}{scan.last_row}"
        raise unreadable("far_cell", cell=cell)
