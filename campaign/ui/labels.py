"""What codes are called on screen: doses, measures, denominators, targets, units."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.labels import DOSE_WORDS, MEASURE_WORDS
from campaign.domain.place import LAI_CHAU
from campaign.locale.formats import day, week
from campaign.store.engine import Database
from campaign.store.manage.units import read_units
from campaign.ui.cached import read
from campaign.workflows.monitor import monitoring
from campaign.workflows.monitor.citing import cite


class TargetLabel(NamedTuple):
    """A target as a heading: "T6 · Dose 3 …, 18 years and over"."""

    code: str
    title: str

    @property
    def full(self) -> str:
        """Code and title."""
        return f"{self.code} · {self.title}"


def dose_label(dose: str, reader: Reader) -> str:
    """A dose in words; "" for any dose."""
    return reader.words(DOSE_WORDS[dose]) if dose else ""


def measure_label(measure: str, reader: Reader) -> str:
    """A measure or denominator kind in words; an unknown code stands as it is."""
    return reader.words(MEASURE_WORDS[measure]) if measure in MEASURE_WORDS else measure


def group_labels(reader: Reader) -> dict[str, str]:
    """Target groups by code."""
    return {row.code: row.label_vi if reader.language == "vi" else row.label_en for row in read(_groups)}


def unit_names() -> dict[str, str]:
    """Units' names by code, in the official order."""
    return {code: name for code, name, _ in read(_units)}


def unit_labels() -> dict[str, str]:
    """Units' names by code, a commune's with its district: names of communes recur."""
    rows = read(_units_with_parents)
    names = {code: name for code, name, _, _ in rows}
    return {
        code: f"{name} ({names[parent]})" if kind == "commune" and parent in names else name
        for code, name, kind, parent in rows
    }


def district_names() -> dict[str, str]:
    """The districts' names by code, in the official order."""
    return {code: name for code, name, kind in read(_units) if kind == "district"}


def target_label(row: Any, reader: Reader) -> TargetLabel:
    """A row of TARGETS in words."""
    return _label(row, group_labels(reader), reader)


def find_target(targets: pd.DataFrame, target: str) -> Any:
    """A target's row of TARGETS."""
    return next(row for row in rows_of(targets) if row.target == target)


def citation(clause: Any, reader: Reader) -> str:
    """Where a clause stands, in the reader's language."""
    return cite(clause, reader.translate, reader.language)


def target_labels(reader: Reader) -> dict[str, TargetLabel]:
    """All targets in words, in their own order."""
    groups = group_labels(reader)
    rows = rows_of(read(monitoring.read_targets))
    return {row.target: _label(row, groups, reader) for row in rows}


def _label(row: Any, groups: dict[str, str], reader: Reader) -> TargetLabel:
    title = f"{dose_label(row.dose, reader)} · {groups[row.group]}"
    return TargetLabel(row.target, title)


def period_label(period: Any, reader: Reader) -> str:
    """A period of an upload or a preview; both its days where both are known."""
    return week(period[0], period[1], reader.language) if period else day(None, reader.language)


def _groups(database: Database) -> list[Any]:
    return [_Group(*row) for row in monitoring.read_groups(database)]


class _Group(NamedTuple):
    code: str
    label_vi: str
    label_en: str


def _units_with_parents(database: Database) -> list[tuple[str, str, str, str | None]]:
    with database.reading() as connection:
        return [(row.code, row.name, row.kind, row.parent) for row in read_units(connection, LAI_CHAU)]


def _units(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as connection:
        return [(row.code, row.name, row.kind) for row in read_units(connection, LAI_CHAU)]
