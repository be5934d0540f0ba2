"""An .xlsx or .xlsm workbook: values by the parser, what it leaves out added from the XML."""

from __future__ import annotations

import io
import posixpath
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from campaign.domain.findings import INFO, Finding
from campaign.settings import Limits
from campaign.sheets.files.container import Container, damaged, find_damaged, unsafe
from campaign.sheets.files.kinds import unreadable
from campaign.sheets.files.parts import check_part, place_of, scan_sheet
from campaign.sheets.files.sheet import MAX_SHEETS, Row, Scan, Sheet, Workbook
from campaign.sheets.files.xlsx_fonts import find_old_fonts, old_font_styles
from campaign.sheets.result import cell_name

_READ_WHOLE = (
    "[content_types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedstrings.xml",
    "xl/styles.xml",
)
_RECALCULATED = re.compile(rb"\bfullCalcOnLoad\s*=\s*[\"'](?:1|true)")
# Links to other files, connections to data, and objects of other programs: none is followed or opened.
_OUTSIDE = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/embeddings/", "xl/activex/", "customxml/")

# Rows from which on a sheet's texts are worth keeping once.
LONG = 10_000


def open_xlsx(container: Container) -> Workbook:
    """The workbook in an archive; raises UnreadableFile, with what to do, for one that is damaged or unsafe."""
    try:
        _check_parts(container)
        parts = _sheet_parts(container)
        scans = _scan(container, parts)
        with load_workbook(io.BytesIO(container.content)) as book:
            sheets, hidden = _read(book, scans, container.limits)
    except (CalamineError, ElementTree.ParseError, UnicodeDecodeError, KeyError, ValueError, OSError) as error:
        raise damaged() from error
    names = [name.lower() for name in container.members]
    macros = any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names)
    outside = [Finding(INFO, "outside_ignored")] if any(name.startswith(_OUTSIDE) for name in names) else []
    return Workbook(sheets, hidden, macros, find_damaged(container, _parts_with_values(container, parts)), outside)


def _parts_with_values(container: Container, parts: Mapping[str, str]) -> set[str]:
    """The parts that were read to their end, or the file was refused."""
    return {*parts.values(), *(name for name in container.members if name.lower() in _READ_WHOLE)}


def _check_parts(container: Container) -> None:
    """Every part that the parser reads beside the sheets, before anything else reads it."""
    for name in container.members:
        if name.lower() in _READ_WHOLE:
            check_part(container, name)


def _scan(container: Container, parts: Mapping[str, str]) -> dict[str, Scan]:
    """What each sheet's XML says beside its values, by sheet name."""
    if len(parts) > MAX_SHEETS:
        raise unsafe("sheets")
    recalculated = bool(_RECALCULATED.search(container.read("xl/workbook.xml")))
    styles = old_font_styles(container)
    scans = {}
    for sheet, part in parts.items():
        if part in container.members:
            scans[sheet] = scan_sheet(container, part, recalculated=recalculated)
            scans[sheet].old_fonts = find_old_fonts(container, part, styles)
    return scans


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


def _read(book: CalamineWorkbook, scans: dict[str, Scan], limits: Limits) -> tuple[list[Sheet], list[str]]:
    """The visible sheets, and the names of the hidden ones."""
    sheets, hidden = [], []
    for data in book.sheets_metadata:
        if data.typ != SheetTypeEnum.WorkSheet:
            continue
        if data.visible != SheetVisibleEnum.Visible:
            hidden.append(data.name)
        else:
            sheets.append(_read_sheet(book.get_sheet_by_name(data.name), scans[data.name], limits))
    return sheets, hidden


def _long_rows(sheet: CalamineSheet) -> list[Row]:
    """The rows of a long sheet, each text once in memory however many cells say it."""
    known: dict[str, str] = {}
    one = known.setdefault
    left = [""] * (sheet.start[1] if sheet.start else 0)
    return [
        [*left, *(one(value, value) if type(value) is str else value for value in row)] for row in sheet.iter_rows()
    ]


def _read_sheet(sheet: CalamineSheet, scan: Scan, limits: Limits) -> Sheet:
    if not limits.hold(sheet.total_height, sheet.total_width):
        raise unreadable("far_cell", cell=cell_name(sheet.total_height - 1, sheet.total_width - 1))
    merges = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    rows = _long_rows(sheet) if sheet.total_height > LONG else sheet.to_python(skip_empty_area=False)
    for row, column in map(place_of, scan.without_value):  # the 0 that a script stored for it is no value
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ""
    return Sheet(sheet.name, rows, merges, scan)
