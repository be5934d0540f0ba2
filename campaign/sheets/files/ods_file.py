"""An .ods workbook (OpenDocument, as LibreOffice writes it): one pass over its content, values as stored.

Own reader, since the parser of .xlsx gives an error cell and a formula without a result as a blank, and believes how
often a cell says it is repeated.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

from campaign.settings import Limits
from campaign.sheets.files.container import Container, damaged, find_damaged, inflate, unsafe
from campaign.sheets.files.kinds import unreadable
from campaign.sheets.files.ods_sheet import OFFICE, TABLE, OdsSheet
from campaign.sheets.files.parts import check_markup
from campaign.sheets.files.sheet import MAX_SHEETS, Workbook

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_MACROS = ("basic/", "scripts/")

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BOOK, _TABLE, _ROW = f"{OFFICE}spreadsheet", f"{TABLE}table", f"{TABLE}table-row"
_COLUMN, _SOURCE = f"{TABLE}table-column", f"{TABLE}table-source"


def open_ods(container: Container) -> Workbook:
    """The workbook in an archive; raises UnreadableFile, with what to do, for one that is damaged or unsafe."""
    if MANIFEST in container.members and _ENCRYPTED in container.read(MANIFEST):
        raise unreadable("password_protected")
    reader = _Reader(container.limits)
    try:
        _read_content(container, reader)
        sheets = [made.finish() for made in reader.sheets if not (made.hidden or made.is_copy)]
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise damaged() from error
    if not reader.is_book:
        raise unreadable("other_document")
    hidden = [made.name for made in reader.sheets if made.hidden and not made.is_copy]
    macros = any(name.lower().startswith(_MACROS) for name in container.members)
    return Workbook(sheets, hidden, macros, find_damaged(container, {CONTENT, MANIFEST}))


def _read_content(container: Container, reader: _Reader) -> None:
    """Feed the content to the reader in pieces, to its end and its checksum."""
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    rest = b""
    for chunk in inflate(container, CONTENT):
        check_markup(rest + chunk)
        parser.feed(chunk)
        rest = chunk[-16:]
        _read_events(parser, reader)
    parser.close()
    _read_events(parser, reader)


def _read_events(parser: Any, reader: _Reader) -> None:
    for event, element in parser.read_events():
        (reader.start if event == "start" else reader.end)(element)


class _Reader:
    """Goes through the elements, giving each row to its sheet; tables inside cells and drawings are left out."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.is_book = False
        self.sheets: list[OdsSheet] = []
        self.hidden_styles: set[str] = set()
        self.path: list[str] = []
        self.tables = 0  # around the present element

    def start(self, element: ElementTree.Element) -> None:
        """An element begins; its attributes are known, what stands in it is not."""
        if element.tag == _TABLE:
            if self.path[-1:] == [_BOOK]:
                self._add_sheet(element)
                self.tables = 1
            elif self.tables:
                self.tables += 1
        self.is_book |= element.tag == _BOOK
        self.path.append(element.tag)

    def end(self, element: ElementTree.Element) -> None:
        """An element is whole; rows are taken and thrown away, since a sheet may have a million."""
        self.path.pop()
        if element.tag == _TABLE and self.tables:
            self.tables -= 1
        elif self.tables == 1:
            self._end_in_sheet(element)
        if element.tag == f"{_STYLE}style":
            self._read_style(element)

    def _end_in_sheet(self, element: ElementTree.Element) -> None:
        sheet = self.sheets[-1]
        if element.tag == _ROW:
            sheet.add_rows(element)
            element.clear()
        elif element.tag == _COLUMN:
            sheet.add_columns(element)
        elif element.tag == _SOURCE:
            sheet.is_copy = True

    def _add_sheet(self, element: ElementTree.Element) -> None:
        if len(self.sheets) >= MAX_SHEETS:
            raise unsafe("sheets")
        hidden = element.get(f"{TABLE}style-name", "") in self.hidden_styles
        self.sheets.append(OdsSheet(element.get(f"{TABLE}name", ""), hidden, self.limits))

    def _read_style(self, element: ElementTree.Element) -> None:
        if any(part.get(f"{TABLE}display") == "false" for part in element):
            self.hidden_styles.add(element.get(f"{_STYLE}name", ""))
