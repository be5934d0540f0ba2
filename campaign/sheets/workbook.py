"""A workbook opened: its visible sheets as rows of values, with what the parser leaves out added from the XML."""

from __future__ import annotations

import io
import posixpath
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from campaign.sheets.container import Container, damaged, find_damaged, open_container, unsafe
from campaign.sheets.parts import Scan, check_part, scan_sheet

MAX_SHEETS = 200
_READ_WHOLE = (
    "[content_types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedstrings.xml",
    "xl/styles.xml",
)

Row = list[Any]
Merge = tuple[int, int, int, int]  # top, left, bottom, right, from 0


@dataclass
class Sheet:
    """One visible sheet: `rows` from row 0 and column 0, all of one length; addresses in `scan` are as written."""

    name: str
    rows: list[Row]
    merges: list[Merge]
    scan: Scan = field(default_factory=Scan)


class Workbook(NamedTuple):
    """The visible sheets in order, the names of the hidden ones, whether macros came with the file, and its damaged
    parts that hold no values."""

    sheets: list[Sheet]
    hidden: list[str]
    macros: bool
    damaged: list[str]


def open_workbook(content: bytes) -> Workbook:
    """The workbook in `content`; raises UnreadableFile, with what to do, for bytes that are none."""
    container = open_container(content)
    try:
        scans = _scan(container)
        with load_workbook(io.BytesIO(content)) as book:
            sheets, hidden = _read(book, scans)
    except (CalamineError, ElementTree.ParseError, UnicodeDecodeError, KeyError, ValueError, OSError) as error:
        raise damaged() from error
    macros = any(name.lower().endswith("vbaproject.bin") for name in container.members)
    return Workbook(sheets, hidden, macros, find_damaged(container, _parts_with_values(container)))


def _parts_with_values(container: Container) -> set[str]:
    """The parts that were read to their end, or the file was refused."""
    return {*_sheet_parts(container).values(), *(name for name in container.members if name.lower() in _READ_WHOLE)}


def _scan(container: Container) -> dict[str, Scan]:
    """What each sheet's XML says beside its values, by sheet name; every part the parser reads is checked."""
    for name in container.members:
        if name.lower() in _READ_WHOLE:
            check_part(container, name)
    parts = _sheet_parts(container)
    if len(parts) > MAX_SHEETS:
        raise unsafe("sheets")
    return {sheet: scan_sheet(container, part) for sheet, part in parts.items() if part in container.members}


def _sheet_parts(container: Container) -> dict[str, str]:
    """Sheet names and the members that hold them."""
    relations = ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): _member_name(relation.get("Target", "")) for relation in relations}
    parts = {}
    for element in ElementTree.fromstring(container.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation = next((value for key, value in element.items() if key.rpartition("}")[2] == "id"), "")
            parts[element.get("name", "")] = targets.get(relation, "")
    return parts


def _member_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _read(book: CalamineWorkbook, scans: dict[str, Scan]) -> tuple[list[Sheet], list[str]]:
    """The visible sheets, and the names of the hidden ones."""
    sheets, hidden = [], []
    for data in book.sheets_metadata:
        if data.typ != SheetTypeEnum.WorkSheet:
            continue
        if data.visible != SheetVisibleEnum.Visible:
            hidden.append(data.name)
        else:
            sheets.append(_read_sheet(book.get_sheet_by_name(data.name), scans[data.name]))
    return sheets, hidden


def _read_sheet(sheet: CalamineSheet, scan: Scan) -> Sheet:
    merges = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    return Sheet(sheet.name, sheet.to_python(skip_empty_area=False), merges, scan)
