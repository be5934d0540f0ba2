"""What lies ahead of a target: can the deadline be met, who is due, what is reached at the present pace."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.arrays import day_number
from campaign.domain.counting.rollup import REPORTING
from campaign.domain.doses import PREVIOUS_DOSE
from campaign.domain.frames import rows_of
from campaign.domain.people.due_pool import due_pool, sum_due_pool, why_unknown
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress import outlook as rules
from campaign.domain.progress.history import history_of
from campaign.domain.progress.keeping_pace import as_sum_of_units, keep_pace
from campaign.domain.progress.progress import progress_of
from campaign.domain.progress.progress_by_kind import progress_by_kind
from campaign.domain.progress.target_series import measure
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_units
from campaign.store.sheets.totals import read_points
from campaign.workflows.monitor.monitoring import Basis, Situation, read_basis, read_situation, situation_of

PROVINCE = "province"
LEVELS = ("district", "commune", PROVINCE, "other")
NO_UNIT = N_("There is no unit '{unit}'.")


class Monitored(NamedTuple):
    """One target at a date, province and districts: PROGRESS, and HISTORY up to the date; HOLIDAYS."""

    progress: pd.DataFrame
    history: pd.DataFrame
    holidays: pd.DataFrame


class Prospects(NamedTuple):
    """What lies ahead: OUTLOOK of the province and the units it is the sum of, and PROVINCE_OUTLOOK.

    The province's own row is the sum of its units as well, where it says who is due and what will be reached.
    """

    units: pd.DataFrame
    province: pd.DataFrame


class DuePeople(NamedTuple):
    """The weeks (DUE_POOL) of one unit, HOLIDAYS, and why there are none ("" where there are): a catalogue key."""

    weeks: pd.DataFrame
    holidays: pd.DataFrame
    unknown: str


def monitored_at(database: Database, target: str, as_of: date) -> Monitored:
    """Where the province and its districts stand, and how they came there; raises NotFound for an unknown target."""
    situation = read_situation(database, levels=(PROVINCE, "district"), target=target)
    today, targets, units = day_number(as_of), situation.targets, situation.units
    measured = measure(*situation, until=today)
    now = progress_of(measured, targets, units, today)
    return Monitored(now, history_of(measured, targets, units), situation.holidays)


def outlook_at(
    database: Database, as_of: date, *, levels: Collection[str] = ("district",), target: str | None = None
) -> pd.DataFrame:
    """OUTLOOK of every unit of `levels` towards one target, or all that were issued by then; raises NotFound."""
    return rules.outlook(*read_with_doses_before(database, levels, target, as_of), as_of)


def prospects_at(database: Database, as_of: date, *, target: str | None = None) -> Prospects:
    """What lies ahead of the units, and of the province if each keeps its pace; raises NotFound."""
    every = outlook_at(database, as_of, levels=(PROVINCE, *REPORTING), target=target)
    is_province = every["kind"] == PROVINCE
    units, province = every[~is_province], every[is_province]
    kept = keep_pace(units, province)
    rows = pd.concat([as_sum_of_units(units, province, kept), units]).sort_index().reset_index(drop=True)
    return Prospects(rows, kept)


def outlook_of_level(database: Database, as_of: date, *, level: str, target: str | None = None) -> Prospects:
    """What lies ahead of the units of one level, and of the province; raises NotFound."""
    found = prospects_at(database, as_of, target=target)
    if level in (PROVINCE, *REPORTING):
        return found._replace(units=found.units[found.units["kind"] == level].reset_index(drop=True))
    return found._replace(units=outlook_at(database, as_of, levels=(level,), target=target))


def find_unit(database: Database, code: str) -> Any:
    """The unit (code, name, kind, parent); raises NotFound."""
    with database.reading() as connection:
        found = next((row for row in read_units(connection, LAI_CHAU) if row.code == code), None)
    if found is None:
        raise NotFound("no_unit", NO_UNIT, unit=code)
    return found


def due_at(database: Database, target: str, unit: str, as_of: date) -> DuePeople:
    """The people due by interval of one unit, week by week; raises NotFound.

    The province's are the sums over its units that report the dose before.
    """
    kind = find_unit(database, unit).kind
    if kind == PROVINCE:
        situation = read_with_doses_before(database, (PROVINCE, *REPORTING), target, as_of)
        weeks = _sum_due(situation, as_of)
    else:
        situation = read_with_doses_before(database, (kind,), target, as_of)
        alone = situation.units[situation.units["unit"] == unit].reset_index(drop=True)
        weeks = due_pool(*situation._replace(units=alone), as_of)
    row = rows_of(situation.targets)[0]
    return DuePeople(weeks, situation.holidays, why_unknown(row, situation.intervals, as_of) if weeks.empty else "")


def _sum_due(situation: Situation, as_of: date) -> pd.DataFrame:
    units = situation.units
    parts = units[units["kind"] != PROVINCE].reset_index(drop=True)
    weeks = due_pool(*situation._replace(units=parts), as_of)
    return sum_due_pool(weeks, units[units["kind"] == PROVINCE], int((parts["kind"] == "district").sum()))


def coverage_by_kind(
    database: Database, as_of: date, *, levels: Collection[str] = (PROVINCE, "district"), target: str | None = None
) -> pd.DataFrame:
    """PROGRESS of the units of `levels` over every kind of denominator that any of them has.

    Towards one target, or all that were issued by then; raises NotFound.
    """
    return progress_by_kind(*read_with_doses_before(database, levels, target, as_of), as_of)


def shares_by_kind(
    database: Database, as_of: date, *, level: str = "district", target: str | None = None
) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """By (target, unit) and kind of denominator that is known: people and coverage; raises NotFound."""
    kinds = coverage_by_kind(database, as_of, levels=(level,), target=target)
    found: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in rows_of(kinds[kinds["denominator"].notna()]):
        share = None if pd.isna(row.coverage) else float(row.coverage)
        of_unit = found.setdefault((row.target, row.unit), {})
        of_unit[row.denominator_kind] = {"people": int(row.denominator), "coverage": share}
    return found


def read_with_doses_before(database: Database, levels: Collection[str], target: str | None, as_of: date) -> Situation:
    """The situation with the dose before of every target: who is due is counted from it."""
    with database.reading() as connection:
        basis = basis_with_doses_before(connection, levels, target, as_of)
    return situation_of(basis, levels)


def basis_with_doses_before(connection: Connection, levels: Collection[str], target: str | None, as_of: date) -> Basis:
    """What the database holds for that."""
    basis = read_basis(connection, levels=levels, target=target, as_of=as_of)
    wanted = zip(basis.targets["group"], basis.targets["dose"], strict=True)
    there = {(group, dose) for group, dose, *_ in basis.totals}
    before = {(group, PREVIOUS_DOSE[dose]) for group, dose in wanted if dose in PREVIOUS_DOSE} - there
    more = read_points(connection, LAI_CHAU, kinds=levels, pairs=before) if before else []
    return basis._replace(totals=[*basis.totals, *more])
