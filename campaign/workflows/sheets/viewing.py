"""A file's sheets to be drawn: those with tables or findings, the cells of findings in sight."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.domain.findings import Finding
from campaign.settings import DEFAULT_LIMITS, Limits
from campaign.sheets.files.apart import run_apart
from campaign.sheets.files.parts import marked_cells
from campaign.sheets.files.view import SheetView, view_sheets
from campaign.sheets.result import TableRead


def view_file(
    content: bytes, tables: Sequence[TableRead], findings: Sequence[Finding], *, limits: Limits = DEFAULT_LIMITS
) -> list[SheetView]:
    """The sheets of a file that was read, as they stand in it; raises UnreadableFile for one that cannot be read.

    The file is opened apart from this process, as it was for reading.
    """
    names = dict.fromkeys([*(table.sheet for table in tables), *(each.sheet for each in findings if each.sheet)])
    cells = {name: [each.cell for each in findings if each.sheet == name and each.cell] for name in names}
    if not names:
        return []
    marked = {name: marked_cells(cells[name]) for name in names}
    return run_apart(view_sheets, content, marked, within=limits, limits=limits)
