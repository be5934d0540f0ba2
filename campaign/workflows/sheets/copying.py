"""Make a checked copy: the part that opens other people's bytes, and so is run apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaign.domain.findings import Finding
from campaign.errors import Refused, UnreadableFile
from campaign.exports.checked_copy import PlainSheet, checked_copy, rebuilt_copy, refuse_large
from campaign.locale import N_, translator
from campaign.sheets.files.workbook import Workbook, open_workbook

LIST_ALONE = N_("The file itself is not in this copy, only the list of what was found in it. {reason}")

Copy = tuple[str, bytes]  # file name and content


def make_copy(content: bytes, file_name: str, findings: Sequence[Finding], *, language: str, today: date) -> Copy:
    """The checked copy of a file as it was sent: its own workbook where that can be, else the list alone."""
    try:
        refuse_large(content)
        book = open_workbook(content, file_name)  # the gate: nothing harmful gets past it
        return _copy(book, content, file_name, findings, language=language, today=today)
    except (UnreadableFile, Refused) as problem:
        return list_alone(problem, file_name, findings, language=language, today=today)


def list_alone(
    problem: UnreadableFile | Refused, file_name: str, findings: Sequence[Finding], *, language: str, today: date
) -> Copy:
    """The list without the workbook, and why."""
    translate = translator(language)
    note = translate(LIST_ALONE).format(reason=problem.words(translate))
    return rebuilt_copy((), file_name, findings, language=language, today=today, note=note)


def _copy(
    book: Workbook, content: bytes, file_name: str, findings: Sequence[Finding], *, language: str, today: date
) -> Copy:
    """The workbook itself; from its values alone where it is no .xlsx, or one that only the reader can open."""
    try:
        return checked_copy(content, file_name, findings, language=language, today=today)
    except UnreadableFile:
        sheets = [PlainSheet(sheet.name, sheet.rows, sheet.merges, sheet.scan.errors) for sheet in book.sheets]
        return rebuilt_copy(sheets, file_name, findings, language=language, today=today)
