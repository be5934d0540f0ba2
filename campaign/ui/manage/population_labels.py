"""What the populations page calls levels and states, and how it writes a change."""

from __future__ import annotations

from campaign.charts.style import Reader
from campaign.domain.doses import ASSIGNED, DUE, RESIDENT
from campaign.domain.people.ledger import COMING, IN_FORCE, PAST, REPLACED, WITHDRAWN
from campaign.locale import N_
from campaign.locale.formats import signed
from campaign.workflows.manage.ledger import LedgerRow

# The kinds that are stated; people due by interval are computed.
KINDS = (RESIDENT, DUE, ASSIGNED)
LEVELS = {
    "": N_("All units"),
    "district": N_("Districts"),
    "commune": N_("Communes"),
    "other": N_("Other bodies"),
    "province": N_("Whole province, as stated"),
}
STATES = {
    IN_FORCE: N_("✓ in force"),
    COMING: N_("▷ not yet in force"),
    PAST: N_("past"),
    REPLACED: N_("✗ replaced for the same day"),
    WITHDRAWN: N_("✗ withdrawn"),
}


def change_share(row: LedgerRow) -> float | None:
    """By which share a number changed against the one before; None where none, or nobody, stood before."""
    return (row.people - row.before) / row.before if row.before else None


def change_text(row: LedgerRow, reader: Reader) -> str:
    """The same in percent with its sign, "" where there is none."""
    share = change_share(row)
    return "" if share is None else signed(100 * share, reader.language, digits=1)
