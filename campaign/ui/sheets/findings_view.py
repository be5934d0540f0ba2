"""Findings as an analyst reads them: errors first, each with sheet, cell and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import ERROR, INFO, SEVERITIES, WARNING, Finding, finding_message
from campaign.locale import N_
from campaign.ui.markup import Cell, Link, paragraph, show, strong, table
from campaign.ui.sheets.cell_anchors import finding_anchor

_EXPLAINED = {
    ERROR: N_("Errors ({count}): the file is not saved until they are settled"),
    WARNING: N_("Warnings ({count}): check them; the file can be saved"),
    INFO: N_("Notes ({count})"),
}
# More than anybody reads; the rest is counted.
SHOWN = 200


def count_of(findings: Sequence[Finding], severity: str) -> int:
    """How many findings of a severity there are."""
    return sum(finding.severity == severity for finding in findings)


def show_findings(findings: Sequence[Finding], reader: Reader, *, links: Sequence[str] = ()) -> None:
    """All findings, grouped by severity; `links` are where their cells are drawn on this page, "" for those that are
    not."""
    _ = reader.words
    st.header(_("Findings"))
    if not findings:
        st.text(_("✓ Nothing was found to be wrong."))
        return
    parts = []
    for severity, heading in _EXPLAINED.items():
        of_one = [position for position, finding in enumerate(findings) if finding.severity == severity]
        if of_one:
            parts.append(strong(_(heading, count=len(of_one))) + _table(findings, of_one, links, reader))
    show(f'<div class="findings">{"".join(parts)}</div>')


def finding_text(finding: Finding, reader: Reader) -> str:
    """What was found, in words alone: sheet and cell stand elsewhere."""
    return finding_message(finding._replace(sheet=None, cell=None), reader.language)


def _table(findings: Sequence[Finding], positions: Sequence[int], links: Sequence[str], reader: Reader) -> str:
    _ = reader.words
    rows = [_row(findings[each], links[each] if links else "", reader) for each in positions[:SHOWN]]
    names = [finding_anchor(each) for each in positions[:SHOWN]] if links else []
    headings = (_("Severity"), _("Sheet"), _("Cell"), _("What was found"))
    body = table(headings, rows, caption=_("Findings"), anchors=names, cards=True)
    more = len(positions) - SHOWN
    return body + (paragraph(_("… and {count} more.", count=more)) if more > 0 else "")


def _row(finding: Finding, link: str, reader: Reader) -> tuple[Cell, ...]:
    cell = finding.cell or ""
    where: Cell = Link(cell or reader.words("See the sheet"), link) if link else cell
    return reader.words(SEVERITIES[finding.severity]), finding.sheet or "", where, finding_text(finding, reader)
