"""An .xls workbook of Excel 97-2003: its sheets' values, and what stands beside them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from campaign.settings import Limits
from campaign.sheets.files.biff import BIFF8, CONTINUE, Record, SharedStrings, read_records, read_string
from campaign.sheets.files.compound import Compound
from campaign.sheets.files.container import damaged, unsafe
from campaign.sheets.files.kinds import unreadable
from campaign.sheets.files.old_fonts import font_kind
from campaign.sheets.files.sheet import MAX_SHEETS, Sheet, Workbook
from campaign.sheets.files.xls_formats import BUILT_IN_DATES, is_date_format
from campaign.sheets.files.xls_sheet import Formats, read_sheet

_BOF, _FILEPASS, _BOUNDSHEET, _DATEMODE = 0x0809, 0x002F, 0x0085, 0x0022
_FORMAT, _XF, _FONT, _SST = 0x041E, 0x00E0, 0x0031, 0x00FC
_WORKSHEET = 0
# The list of fonts has no number 4.
_NO_FONT = 4
_STREAMS_OF_OTHERS = ("WordDocument", "PowerPoint Document")


class _Bound(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    start: int
    hidden: bool
    type: int


@dataclass
class _Globals:
    """What the workbook says once for all its sheets."""

    sheets: list[_Bound] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)  # the kind of text each font draws
    styles: list[tuple[int, int]] = field(default_factory=list)  # (font, number format) of each cell format
    dates: set[int] = field(default_factory=lambda: set(BUILT_IN_DATES))  # number formats that show a date
    from_1904: bool = False


def open_xls(content: bytes, limits: Limits) -> Workbook:
    """The workbook in an OLE2 container; raises UnreadableFile, with what to do, for anything else in one."""
    try:
        return _open(Compound(content), limits)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise damaged() from error


def _open(container: Compound, limits: Limits) -> Workbook:
    _refuse_others(container)
    stream = container.read("Workbook")
    said = _read_globals(stream)
    if len(said.sheets) > MAX_SHEETS:
        raise unsafe("sheets")
    formats = _formats(said)
    worksheets = [bound for bound in said.sheets if bound.type == _WORKSHEET]
    sheets = [
        Sheet(bound.name, *read_sheet(read_records(stream, bound.start), formats, limits))
        for bound in worksheets
        if not bound.hidden
    ]
    macros = "_VBA_PROJECT_CUR" in container.entries or len(worksheets) < len(said.sheets)
    return Workbook(sheets, [bound.name for bound in worksheets if bound.hidden], macros)


def _refuse_others(container: Compound) -> None:
    names = container.entries
    if "EncryptedPackage" in names:
        raise unreadable("password_protected")
    if any(name in names for name in _STREAMS_OF_OTHERS):
        raise unreadable("other_document")
    if "Workbook" not in names:
        raise unreadable("old_excel" if "Book" in names else "not_a_workbook")


def _read_globals(stream: bytes) -> _Globals:
    said, texts = _Globals(), _Texts()
    for record in read_records(stream, 0):
        if record.type == _BOF:
            _check_version(record.body)
        elif record.type == _FILEPASS:
            raise unreadable("password_protected")
        elif record.type == _BOUNDSHEET:
            start, state, kind = struct.unpack_from("<IBB", record.body)
            name = read_string(record.body, 6, wide_count=False)
            said.sheets.append(_Bound(name, start, bool(state & 3), kind))
        elif not texts.take(record):
            _read_format(record, said)
    said.strings = SharedStrings(texts.pieces).read() if texts.pieces else []
    return said


def _check_version(body: bytes) -> None:
    if struct.unpack_from("<H", body)[0] != BIFF8:
        raise unreadable("old_excel")


class _Texts:
    """Collects the pieces of the table of texts: its record and those that continue it."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.inside = False

    def take(self, record: Record) -> bool:
        """Keep a record that is a piece; False for any other."""
        self.inside = record.type == _SST or (record.type == CONTINUE and self.inside)
        if self.inside:
            self.pieces.append(record.body)
        return self.inside


def _read_format(record: Record, said: _Globals) -> None:
    if record.type == _FONT:
        said.fonts.append(font_kind(read_string(record.body, 14, wide_count=False)))
    elif record.type == _XF:
        font, number_format = struct.unpack_from("<HH", record.body)
        said.styles.append((font, number_format))
    elif record.type == _FORMAT:
        number = struct.unpack_from("<H", record.body)[0]
        dates = said.dates
        (dates.add if is_date_format(read_string(record.body, 2)) else dates.discard)(number)
    elif record.type == _DATEMODE:
        said.from_1904 = record.body[:1] == b"\x01"


def _formats(said: _Globals) -> Formats:
    """By cell format: which show a date, and which are set in an old font."""
    kinds = dict(enumerate(_numbered(said.fonts)))
    dates = {number for number, (_, form) in enumerate(said.styles) if form in said.dates}
    old = {number: kinds.get(font, "") for number, (font, _) in enumerate(said.styles)}
    return Formats(said.strings, dates, {number: kind for number, kind in old.items() if kind}, said.from_1904)


def _numbered(fonts: list[str]) -> Iterator[str]:
    yield from fonts[:_NO_FONT]
    yield ""
    yield from fonts[_NO_FONT:]
