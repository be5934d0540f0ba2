"""Findings: what is wrong or worth knowing in a sheet, at its cell.

A finding is data (code and values); its words come from the catalogues when it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from campaign.domain.wording.finding_words import in_words, words_of
from campaign.locale import N_, translator

ERROR, WARNING, INFO = "error", "warning", "info"

# The worst first, each with its word and sign.
SEVERITIES = {ERROR: N_("✗ Error"), WARNING: N_("! Warning"), INFO: N_("i Note")}

WHERE_CELL = N_("Sheet '{sheet}', cell {cell}: ")
WHERE_SHEET = N_("Sheet '{sheet}': ")


class Finding(NamedTuple):
    """One finding. `answerable`: an answer (a period, a reading, leave-out) would settle it."""

    severity: str
    code: str
    sheet: str | None = None
    cell: str | None = None
    values: Mapping[str, Any] = {}
    answerable: bool = False


def finding_message(finding: Finding, language: str) -> str:
    """The finding in words: where, what, and what to do."""
    translate = translator(language)
    where = WHERE_CELL if finding.cell else WHERE_SHEET if finding.sheet else ""
    prefix = translate(where).format(sheet=finding.sheet, cell=finding.cell) if where else ""
    stated = in_words(finding.code, finding.values, translate)
    values = {name: plain_value(value, language) for name, value in stated.items()}
    return prefix + translate(words_of(finding.code, finding.values)).format(**values)


def plain_value(value: Any, language: str) -> str:
    """A date as 19/05/2022, a count as 1.234 (1,234 in English), anything else as it is."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", "." if language == "vi" else ",")
    return str(value)
