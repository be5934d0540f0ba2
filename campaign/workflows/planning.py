"""What saving a reading would change, and what the database knows that contradicts it."""

from __future__ import annotations

from typing import NamedTuple

from campaign.domain.changes import Change, Counts, compare_denominators, compare_figures, figure_key
from campaign.domain.consistency import check_communes, check_series
from campaign.domain.findings import Finding
from campaign.domain.place import LAI_CHAU
from campaign.domain.units import Unit
from campaign.sheets.reading import Reading
from campaign.store.engine import Connection
from campaign.store.reports import read_current_denominators, read_current_figures
from campaign.store.totals import read_totals_before
from campaign.store.units import read_units


class Plan(NamedTuple):
    """Counts of dose figures, every value that is new or changes, and the findings against earlier reports.

    `holder` is the upload that all of these figures stand in already, if there is one.
    """

    counts: Counts
    changes: list[Change]
    findings: list[Finding]
    holder: int | None


def plan_changes(connection: Connection, reading: Reading) -> Plan:
    """Compare a reading with what stands; reads only."""
    figures, columns = reading.figures, reading.columns
    standing = read_current_figures(connection, LAI_CHAU, {figure.period_end for figure in figures})
    people = read_current_denominators(connection, LAI_CHAU, {each.valid_from for each in reading.denominators})
    counts, changes = compare_figures(figures, columns, standing)
    changes += compare_denominators(reading.denominators, columns, people)
    units = [Unit(*row) for row in read_units(connection, LAI_CHAU)]
    findings = _check_series(connection, reading, units) + check_communes(figures, columns, standing, units)
    holders = {standing[key].upload for key in map(figure_key, figures) if key in standing}
    return Plan(counts, changes, findings, holders.pop() if len(holders) == 1 and not changes else None)


def _check_series(connection: Connection, reading: Reading, units: list[Unit]) -> list[Finding]:
    if not reading.figures:
        return []
    first = min(figure.period_end for figure in reading.figures)
    wanted = {(figure.unit, figure.group, figure.dose) for figure in reading.figures}
    before = read_totals_before(connection, LAI_CHAU, wanted, start=first, before=first)
    return check_series(reading.figures, reading.columns, before, {unit.code: unit.name for unit in units})
