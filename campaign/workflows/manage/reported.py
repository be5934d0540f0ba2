"""What is reported of a day: every target's standing of province, districts and communes, as a close keeps it.

It is plain JSON that says everything by itself, so that it can be shown years later as it was, whatever has become of
the targets, the names and the program since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.arrays import day_number
from campaign.domain.briefing.changes import days_before, progress_before, with_changes
from campaign.domain.closing import Rows
from campaign.domain.directives.in_force import in_force
from campaign.domain.frames import BRIEFING, TARGETS, rows_of
from campaign.domain.progress.progress import progress_of
from campaign.domain.progress.progress_by_kind import progress_of_kinds
from campaign.domain.progress.target_series import Measured, measure
from campaign.locale.formats import is_missing
from campaign.store.engine import Connection
from campaign.store.manage.closing import read_files_that_count
from campaign.store.manage.units import read_groups
from campaign.workflows.monitor.monitoring import situation_of
from campaign.workflows.monitor.outlook import basis_with_doses_before

LEVELS = ("province", "district", "commune")
FORMAT = 1  # of the JSON; a program that keeps more writes the next
DIGITS = 9  # of fractions and paces, so that the last binary digit of another machine is no difference


class Reported(NamedTuple):
    """What was reported of a day. `rows`: BRIEFING of every unit towards every target that had been issued, with
    `in_force`, `superseded_by` and `by_kind` (people and coverage over every kind of denominator that is known);
    `targets`: TARGETS; `groups`: labels by group and language; `before`: by target the day that changes are measured
    from. `fingerprint` is that of the `files` accepted uploads that counted. Dates are ISO texts.
    """

    as_of: date
    fingerprint: str
    files: int
    before: Mapping[str, str]
    groups: Mapping[str, Mapping[str, str]]
    targets: Sequence[Mapping[str, Any]]
    rows: Sequence[Mapping[str, Any]]

    @property
    def by_unit(self) -> Rows:
        """The rows by target and unit."""
        return {(row["target"], row["unit"]): row for row in self.rows}


def standing_on(connection: Connection, as_of: date) -> Reported:
    """What stands now of a day."""
    basis = basis_with_doses_before(connection, LEVELS, None, as_of)
    situation, today = situation_of(basis, LEVELS), day_number(as_of)
    targets, units = situation.targets, situation.units
    measured = measure(*situation, until=today)
    before = days_before(measured, targets, units, as_of)
    now = progress_of(measured, targets, units, today)
    moved = with_changes(now, progress_before(measured, targets, units, before))
    files = read_files_that_count(connection)
    return Reported(
        as_of=as_of,
        fingerprint=_fingerprint(files),
        files=len(files),
        before={target: day.isoformat() for target, day in before.items()},
        groups={row.code: {"vi": row.label_vi, "en": row.label_en} for row in read_groups(connection)},
        targets=_records(targets, list(TARGETS)),
        rows=_rows(_with_standing(moved, targets, as_of), _kinds(measured, targets, units, today)),
    )


def write_reported(reported: Reported) -> str:
    """As the JSON that is kept: rows as lists under their columns, the same figures always the same text."""
    columns = list(reported.rows[0]) if reported.rows else []
    of_targets = list(reported.targets[0]) if reported.targets else []
    document = reported._asdict() | {
        "format": FORMAT,
        "as_of": reported.as_of.isoformat(),
        "targets": {"columns": of_targets, "rows": [list(row.values()) for row in reported.targets]},
        "rows": {"columns": columns, "rows": [list(row.values()) for row in reported.rows]},
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def read_reported(text: str) -> Reported:
    """The same from its JSON."""
    document = json.loads(text)
    return Reported(
        **{name: document[name] for name in ("fingerprint", "files", "before", "groups")},
        as_of=date.fromisoformat(document["as_of"]),
        targets=_listed(document["targets"]),
        rows=_listed(document["rows"]),
    )


def _with_standing(rows: pd.DataFrame, targets: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """With whether each row's target was in force, and by which one it was replaced, as coverage is listed."""
    place = pd.Index(targets["target"]).get_indexer(rows["target"])
    replaced = targets["superseded_by"].where(targets["superseded_on"] <= pd.Timestamp(as_of))
    standing = in_force(targets, as_of).array.take(place)
    return rows.assign(in_force=standing, superseded_by=replaced.array.take(place))


def _kinds(
    measured: Measured, targets: pd.DataFrame, units: pd.DataFrame, today: int
) -> dict[tuple[str, str], dict[str, Any]]:
    """By target and unit: people and coverage over each kind of denominator that is known."""
    kinds = progress_of_kinds(measured, targets, units, today)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows_of(kinds[kinds["denominator"].notna()]):
        said = {"people": int(row.denominator), "coverage": _plain(row.coverage)}
        found.setdefault((row.target, row.unit), {})[row.denominator_kind] = said
    return found


def _rows(rows: pd.DataFrame, kinds: Mapping[tuple[str, str], Any]) -> list[dict[str, Any]]:
    columns = [*BRIEFING, "in_force", "superseded_by"]
    records = _records(rows, columns)
    return [row | {"by_kind": kinds.get((row["target"], row["unit"]), {})} for row in records]


def _records(rows: pd.DataFrame, columns: list[str]) -> list[dict[str, Any]]:
    values = (rows[name].astype(object) for name in columns)
    lists = [[_plain(value) for value in column] for column in values]
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]


def _plain(value: Any) -> Any:
    """A frame's value as JSON has it: unknown is None, a date ISO, a fraction rounded."""
    if is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    plain = value.item() if hasattr(value, "item") else value
    return round(plain, DIGITS) if isinstance(plain, float) else plain


def _listed(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def _fingerprint(files: Sequence[tuple[int, str]]) -> str:
    """One SHA-256 over the files that counted, in the order in which they came."""
    return hashlib.sha256("\n".join(f"{number} {sha256}" for number, sha256 in files).encode()).hexdigest()
