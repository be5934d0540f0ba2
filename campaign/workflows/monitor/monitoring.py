"""Where the campaign stands: progress, rankings and history against every target, at a date."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain import frames
from campaign.domain.directives.in_force import in_force, issued_by
from campaign.domain.doses import ASSIGNED, INTERVAL, PREVIOUS_DOSE
from campaign.domain.frames import rows_of
from campaign.domain.people.denominator_sums import standing_denominators
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.progress import progress
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage.assignments import read_assigned_people
from campaign.store.manage.targets import read_denominators, read_directive, read_holidays, read_intervals
from campaign.store.manage.targets import read_targets as read_target_rows
from campaign.store.manage.units import read_groups as read_group_rows
from campaign.store.manage.units import read_units
from campaign.store.safety.audit import read_data_version
from campaign.store.sheets.totals import read_period_ends, read_points

LEVELS = ("district", "commune", "province")
NO_TARGET = N_("There is no target '{target}'. Known targets: {known}.")


class Situation(NamedTuple):
    """What progress is measured from: the frames of domain.progress, for the units of some levels."""

    points: pd.DataFrame
    denominators: pd.DataFrame
    targets: pd.DataFrame
    units: pd.DataFrame
    intervals: pd.DataFrame
    holidays: pd.DataFrame


class Basis(NamedTuple):
    """What stands in the database for some targets: rows of POINTS and DENOMINATORS, and the other frames whole."""

    totals: Sequence[Sequence[Any]]
    people: Sequence[Sequence[Any]]
    targets: pd.DataFrame
    units: pd.DataFrame
    intervals: pd.DataFrame
    holidays: pd.DataFrame


def read_situation(
    database: Database,
    *,
    levels: Collection[str] = ("district",),
    target: str | Collection[str] | None = None,
    as_of: date | None = None,
) -> Situation:
    """The standing figures and people of the units of `levels`, for one target, some or all; raises NotFound.

    With `as_of`, all targets are those whose directive had been issued by then.
    """
    with database.reading() as connection:
        basis = read_basis(connection, levels=levels, target=target, as_of=as_of)
    return situation_of(basis, levels)


def read_basis(
    connection: Connection,
    *,
    levels: Collection[str],
    target: str | Collection[str] | None = None,
    as_of: date | None = None,
) -> Basis:
    """What the database holds, the totals of the units of `levels` alone; raises NotFound."""
    targets = _targets(connection, target, as_of)
    totals = read_points(connection, LAI_CHAU, kinds=levels, pairs=needed_pairs(targets))
    people = [*read_denominators(connection, LAI_CHAU, list(targets["group"].unique()))]
    people += read_assigned_people(connection, LAI_CHAU, _counted_against_assignments(targets), levels)
    units = frames.frame(read_units(connection, LAI_CHAU), frames.UNITS)
    intervals = frames.frame(read_intervals(connection), frames.INTERVALS)
    holidays = frames.frame(read_holidays(connection), frames.HOLIDAYS)
    return Basis(totals, people, targets, units, intervals, holidays)


def situation_of(basis: Basis, levels: Collection[str]) -> Situation:
    """The frames that progress is measured from."""
    points = frames.frame(basis.totals, frames.POINTS)
    people = standing_denominators(frames.frame(basis.people, frames.DENOMINATORS), basis.units)
    shown = basis.units[basis.units["kind"].isin(levels)].reset_index(drop=True)
    return Situation(points, people, basis.targets, shown, basis.intervals, basis.holidays)


def _targets(connection: Connection, target: str | Collection[str] | None, as_of: date | None = None) -> pd.DataFrame:
    targets = frames.frame(read_target_rows(connection), frames.TARGETS)
    if target is None:
        return targets if as_of is None else targets[issued_by(targets, as_of)].reset_index(drop=True)
    wanted = [target] if isinstance(target, str) else list(target)
    for unknown in sorted(set(wanted) - set(targets["target"])):
        raise NotFound("no_target", NO_TARGET, target=unknown, known=", ".join(targets["target"]))
    return targets[targets["target"].isin(wanted)].reset_index(drop=True)


def needed_pairs(targets: pd.DataFrame) -> set[tuple[str, str]]:
    """The (group, dose) pairs that targets need: their own, and the dose before where people fall due by interval."""
    pairs = set(zip(targets["group"], targets["dose"], strict=True))
    due = targets[targets["denominator_kind"] == INTERVAL]
    return pairs | {(g, PREVIOUS_DOSE[d]) for g, d in zip(due["group"], due["dose"], strict=True) if d in PREVIOUS_DOSE}


def _counted_against_assignments(targets: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Group and dose of each target whose people are those assigned."""
    rows = targets[targets["denominator_kind"] == ASSIGNED]
    return {row.target: (row.group, row.dose) for row in rows_of(rows)}


def read_targets(database: Database) -> pd.DataFrame:
    """All targets (domain.frames.TARGETS)."""
    with database.reading() as connection:
        return _targets(connection, None)


def read_clause(database: Database, target: Any) -> Any:
    """The directive and the text of the clause that a target (a row of TARGETS) points at."""
    with database.reading() as connection:
        return read_directive(connection, target.directive, target.clause)


def read_groups(database: Database) -> Any:
    """Rows (code, label_vi, label_en)."""
    with database.reading() as connection:
        return read_group_rows(connection)


def reported_weeks(database: Database) -> list[date]:
    """The days up to which anything was reported, the newest first."""
    with database.reading() as connection:
        return read_period_ends(connection, LAI_CHAU)


def data_version(database: Database) -> int:
    """A number that changes with every write: what a cached read is keyed by."""
    with database.reading() as connection:
        return read_data_version(connection)


def progress_at(
    database: Database, as_of: date, *, levels: Collection[str] = ("district",), target: str | None = None
) -> pd.DataFrame:
    """Progress (domain.frames.PROGRESS) of every unit of `levels` at a date.

    Towards one target, or towards all whose directive had been issued by then.
    """
    return progress(*read_situation(database, levels=levels, target=target, as_of=as_of), as_of)


def coverage_at(database: Database, as_of: date, *, level: str = "district", target: str | None = None) -> pd.DataFrame:
    """Progress of the units of a level, each row with `in_force` (on that day) and `superseded_by` of its target."""
    situation = read_situation(database, levels=(level,), target=target, as_of=as_of)
    now, targets = progress(*situation, as_of), situation.targets
    row = pd.Index(targets["target"]).get_indexer(now["target"])
    replaced = targets["superseded_by"].where(targets["superseded_on"] <= pd.Timestamp(as_of))
    return now.assign(in_force=in_force(targets, as_of).array.take(row), superseded_by=replaced.array.take(row))
