"""What changed in a report's layout since the same office sent it last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.domain.findings import INFO, WARNING, Finding


class LayoutColumn(NamedTuple):
    """One column: its name without dates, its header as written, and what it was read as."""

    subject: str
    header: str
    meaning: str


def check_layout(
    before: Sequence[LayoutColumn],
    now: Sequence[LayoutColumn],
    *,
    sheet: str,
    corner: str,
    cells: Mapping[str, str],
    file: str,
) -> list[Finding]:
    """Columns that are new, gone, read as something else, or only in another order; `file` is where it was so before.

    Findings stand at a column's own cell (`cells`, by subject), else at the table's first one, `corner`.
    """
    old, new = {each.subject: each for each in before}, {each.subject: each for each in now}

    def finding(severity: str, code: str, column: LayoutColumn | None = None) -> Finding:
        cell = cells.get(column.subject, corner) if column else corner
        return Finding(severity, code, sheet, cell, {"file": file, "header": column.header if column else ""})

    added = [finding(INFO, "layout_new", each) for each in now if each.subject not in old]
    gone = [finding(WARNING, "layout_gone", each) for each in before if each.subject not in new]
    meant = [
        finding(WARNING, "layout_meaning", each)
        for each in now
        if each.subject in old and old[each.subject].meaning != each.meaning
    ]
    found = [*gone, *meant, *added]
    if not found and [each.subject for each in before] != [each.subject for each in now]:
        return [finding(INFO, "layout_order")]
    return found
