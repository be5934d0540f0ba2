"""The analyst's own workbook with what was found in it marked at its cells, to send back to the district."""

from __future__ import annotations

import io
import math
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

import openpyxl
from openpyxl.drawing.image import PILImage
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from campaign.domain.findings import ERROR, INFO, WARNING, Finding
from campaign.errors import Refused, UnreadableFile
from campaign.exports.check_list import About, add_list, free_name, remove_list, write_text
from campaign.exports.check_marks import MOST_COMMENTED, fitted, mark_findings, remove_marks
from campaign.exports.kept_results import cut_links, has_formulas, put_results, read_results
from campaign.locale import N_, translator
from campaign.locale.formats import number
from campaign.settings import MEBIBYTE

COPY_NAME = N_("{name} (checked)")
COMMENTS_ENDED = N_("The first {count} findings have a comment at their cell; the others have its colour alone.")
DRAWINGS = N_("Pictures, charts and shapes may be missing here or look different from the original.")
MACROS = N_("The macros of the original are not in this copy.")
LINKS_CUT = N_("{count} formulas that point into other files stand here as the values they had.")
REBUILT = N_("The values stand at their cells of the original; its formats and formulas are not in this copy.")
TOO_BIG = N_("The file is too large to be copied with comments (more than {limit} MB). Check it with fewer sheets.")
NOT_COPIED = N_("The file cannot be copied as it stands.")

# A weekly sheet has 20 KiB. A million cells, half of them formulas, cost the copying half a minute and a gigabyte.
MAX_FILE, MAX_INFLATED, MAX_CELLS = 4 * MEBIBYTE, 40 * MEBIBYTE, 1_000_000

_ORDER = (ERROR, WARNING, INFO)
_DRAWN = re.compile(r"xl/(drawings/drawing|media/|embeddings/|activex/|ctrlprops/)", re.IGNORECASE)
_NAME_FORBIDS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

# What openpyxl raises for workbooks that other programs open; "too large a picture" is Pillow's own.
_UNOPENABLE = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, OSError, EOFError,
    RuntimeError, SyntaxError, zipfile.BadZipFile, zlib.error, struct.error, InvalidFileException,
    getattr(PILImage, "DecompressionBombError", ValueError),
)  # fmt: skip


class PlainSheet(NamedTuple):
    """A sheet's values from A1 on, its merged blocks as (top, left, bottom, right) from 0, and what cells with an error
    show, such as '#REF!', by their addresses."""

    name: str
    rows: Sequence[Sequence[Any]]
    merges: Sequence[tuple[int, int, int, int]] = ()
    errors: Mapping[str, str] = MappingProxyType({})


def checked_copy(
    content: bytes, file_name: str, findings: Sequence[Finding], *, language: str, today: date
) -> tuple[str, bytes]:
    """The copy's name and bytes: the sheets as they are, findings as comments and fills, a list of all in front.

    The copy is an .xlsx without macros and without links to other files; formulas keep their results. Marks and list of
    an earlier check are replaced. Text is never a formula. Raises Refused for a file that is too large, UnreadableFile
    for one that openpyxl cannot open (`rebuilt_copy` makes one from the values).
    """
    refuse_large(content)
    with warnings.catch_warnings(action="ignore"):  # about what openpyxl leaves out: said in the list
        try:
            _refuse_inflated(content)
            book, results = _open(content)
            cut = cut_links(book, results)
            notes = _what_is_lost(content, cut, language)
            made = _finished(book, file_name, findings, notes, language, today)
            return copy_name(file_name, language), put_results(made, book, results)
        except _UNOPENABLE as problem:
            raise UnreadableFile("not_copied", NOT_COPIED) from problem


def rebuilt_copy(
    sheets: Sequence[PlainSheet],
    file_name: str,
    findings: Sequence[Finding],
    *,
    language: str,
    today: date,
    note: str | None = None,
) -> tuple[str, bytes]:
    """The same from the values alone, for .xls, .ods, .csv and what openpyxl cannot open.

    Without sheets it is the list alone; `note` then says why, in words. Raises Refused for too many cells.
    """
    if sum(len(row) for sheet in sheets for row in sheet.rows) > MAX_CELLS:
        raise _too_big()
    book = openpyxl.Workbook()
    book.remove(book.active)
    titles = {sheet.name: _add_sheet(book, sheet) for sheet in sheets}
    notes = [note or translator(language)(REBUILT)]
    return copy_name(file_name, language), _finished(book, file_name, findings, notes, language, today, titles)


def copy_name(file_name: str, language: str) -> str:
    """'BC tuần 20 (đã kiểm tra).xlsx' for 'BC tuần 20.xls'."""
    stem = PurePosixPath(file_name.replace("\\", "/")).stem or "file"
    name = translator(language)(COPY_NAME)
    suffix = name.format(name="")
    return f"{name.format(name=stem.removesuffix(suffix))}.xlsx"


def refuse_large(content: bytes) -> None:
    """Raise Refused for a file that is too large to be copied, before anybody begins to read it."""
    if len(content) > MAX_FILE:
        raise _too_big()


def _too_big() -> Refused:
    return Refused("copy_too_big", TOO_BIG, limit=MAX_FILE // MEBIBYTE)


def _refuse_inflated(content: bytes) -> None:
    if sum(info.file_size for info in zipfile.ZipFile(io.BytesIO(content)).infolist()) > MAX_INFLATED:
        raise _too_big()


def _open(content: bytes) -> tuple[Any, dict[str, dict[str, Any]]]:
    """The workbook to write, and what its formulas came to."""
    book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=False, keep_links=False, rich_text=True)
    book.template = False
    results: dict[str, dict[str, Any]] = {}
    if has_formulas(book):
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        results = read_results(book, values)
    remove_list(book)
    for sheet in book.worksheets:
        remove_marks(sheet._cells.values())
        for cell in sheet._cells.values():
            if cell.comment:
                fitted(cell.comment)
    return book, results


def _what_is_lost(content: bytes, cut: int, language: str) -> list[str]:
    translate = translator(language)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    notes = []
    if any(map(_DRAWN.match, names)):
        notes.append(translate(DRAWINGS))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        notes.append(translate(MACROS))
    if cut:
        notes.append(translate(LINKS_CUT).format(count=number(cut, language)))
    return notes


def _finished(
    book: Any,
    file_name: str,
    findings: Sequence[Finding],
    notes: Sequence[str],
    language: str,
    today: date,
    titles: dict[str, Any] | None = None,
) -> bytes:
    """The workbook marked, with the list in front, as bytes."""
    sheets = {sheet.title: sheet for sheet in book.worksheets} if titles is None else titles
    ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    if sum(finding.cell is not None for finding in ordered) > MOST_COMMENTED:
        notes = [*notes, translator(language)(COMMENTS_ENDED).format(count=number(MOST_COMMENTED, language))]
    mark_findings(sheets, ordered, language)
    add_list(book, About(file_name, today, notes), ordered, sheets, language)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add_sheet(book: Any, plain: PlainSheet) -> Any:
    sheet = book.create_sheet(free_name(book, _NAME_FORBIDS.sub("_", plain.name).strip("'") or "Sheet"))
    widths: dict[int, int] = {}
    for row, values in enumerate(plain.rows, 1):
        for column, value in enumerate(values, 1):
            if value not in (None, ""):
                _write_value(sheet.cell(row, column), value)
                widths[column] = max(widths.get(column, 0), min(len(str(value)), 30))
    for address, error in plain.errors.items():
        write_text(sheet[address], error)
    for top, left, bottom, right in plain.merges:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = max(8, width + 2)
    return sheet


def _write_value(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        write_text(cell, value)
    elif isinstance(value, float) and math.isfinite(value):
        cell.value = int(value) if value.is_integer() else value
    elif isinstance(value, bool | int | date | datetime | time | timedelta):
        cell.value = value
    else:
        write_text(cell, str(value))
