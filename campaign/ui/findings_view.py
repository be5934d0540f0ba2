"""Findings as an analyst reads them: errors first, each with sheet, cell and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import ERROR, INFO, WARNING, Finding, finding_message
from campaign.locale import N_
from campaign.ui.markup import paragraph, show, strong, table

SEVERITIES = {ERROR: N_("✗ Error"), WARNING: N_("! Warning"), INFO: N_("i Note")}
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


def show_findings(findings: Sequence[Finding], reader: Reader) -> None:
    """All findings, grouped by severity."""
    _ = reader.words
    st.subheader(_("Findings"))
    if not findings:
        st.text(_("✓ Nothing was found to be wrong."))
    for severity, heading in _EXPLAINED.items():
        of_one = [finding for finding in findings if finding.severity == severity]
        if of_one:
            show(strong(_(heading, count=len(of_one))) + _table(of_one, reader))


def _table(findings: Sequence[Finding], reader: Reader) -> str:
    _ = reader.words
    rows = [
        (_(SEVERITIES[each.severity]), each.sheet or "", each.cell or "", _message(each, reader))
        for each in findings[:SHOWN]
    ]
    body = table((_("Severity"), _("Sheet"), _("Cell"), _("What was found")), rows, caption=_("Findings"))
    more = len(findings) - SHOWN
    return body + (paragraph(_("… and {count} more.", count=more)) if more > 0 else "")


def _message(finding: Finding, reader: Reader) -> str:
    """The words alone: sheet and cell stand in their own columns."""
    return finding_message(finding._replace(sheet=None, cell=None), reader.language)
