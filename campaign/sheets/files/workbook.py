"""Opening a file of any kind that is read: .xlsx, .xlsm, .xls, .ods and .csv, told apart by its bytes."""

from __future__ import annotations

from dataclasses import replace

from campaign.domain.findings import INFO, Finding
from campaign.settings import DEFAULT_LIMITS, MEBIBYTE, Limits
from campaign.sheets.files.container import open_container
from campaign.sheets.files.kinds import (
    CSV,
    NAMES,
    ODS,
    XLS,
    XLSX,
    differs_from_name,
    tell_kind,
    tell_package,
    unreadable,
)
from campaign.sheets.files.old_fonts import convert_old_fonts
from campaign.sheets.files.sheet import Merge, Row, Sheet, Workbook
from campaign.sheets.files.xlsx_file import open_xlsx

__all__ = ["Merge", "Row", "Sheet", "Workbook", "open_workbook"]


def open_workbook(content: bytes, file_name: str = "", limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The workbook in `content`, its texts in Unicode; raises UnreadableFile, with what to do, for bytes that are none.

    `file_name` is only looked at to tell when it says another kind than the bytes.
    """
    check_size(content, limits)
    kind, workbook = _open(content, limits)
    converted = [convert_old_fonts(_clip_merges(sheet)) for sheet in workbook.sheets]
    findings = [*workbook.findings, *(finding for one in converted for finding in one.findings)]
    if differs_from_name(kind, file_name):
        findings.insert(0, Finding(INFO, "another_kind", values={"kind": f".{NAMES[kind][0]}"}))
    return workbook._replace(sheets=[one.sheet for one in converted], findings=findings)


def check_size(content: bytes, limits: Limits) -> None:
    """Raise UnreadableFile for a file larger than one may be."""
    if len(content) > limits.file_mib * MEBIBYTE:
        raise unreadable("file_too_big", limit=limits.file_mib)


def _clip_merges(sheet: Sheet) -> Sheet:
    """Merges as far as there are cells; a file may say that they reach beyond."""
    bottom, right = len(sheet.rows) - 1, len(sheet.rows[0]) - 1 if sheet.rows else -1
    merges = [
        (top, left, min(last, bottom), min(end, right))
        for top, left, last, end in sheet.merges
        if top <= bottom and left <= right
    ]
    return replace(sheet, merges=merges)


def _open(content: bytes, limits: Limits) -> tuple[str, Workbook]:
    """The kind and the workbook; what only one kind needs is loaded when a file of that kind comes."""
    kind = tell_kind(content)
    if kind == CSV:
        from campaign.sheets.files.csv_file import open_csv

        return CSV, open_csv(content, limits)
    if kind == XLS:
        from campaign.sheets.files.xls_file import open_xls

        return XLS, open_xls(content, limits)
    container = open_container(content, limits)
    if tell_package(container.members) == ODS:
        from campaign.sheets.files.ods_file import open_ods

        return ODS, open_ods(container)
    return XLSX, open_xlsx(container)
