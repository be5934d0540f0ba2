"""What must be known before a coverage is trusted: a lower bound, another denominator, an old or impossible figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.doses import DENOMINATOR_KINDS, DUE, RESIDENT
from campaign.domain.frames import rows_of
from campaign.locale import N_
from campaign.locale.formats import is_missing

LATE = N_("Not reported for the latest week, shown with the last report: {units}.")
LOWER_BOUND = N_("Doses to date are a lower bound, an earlier report or a district is missing: {units}.")
RESIDENTS_INSTEAD = N_(
    "The number of people due is not known, coverage is of all residents in the group and so a lower bound: {units}."
)
PEOPLE_AT_LEAST = N_(
    "More people are due than are counted, since reports of the dose before end too early: the true coverage is lower: "
    "{units}."
)
OVER_ALL = N_("Coverage is over 100 %, the doses or the number of people are off: {units}.")


class Caveat(NamedTuple):
    """A catalogue key with a place for {units}, and the names and days they stand at."""

    message: str
    units: list[tuple[str, pd.Timestamp]]


def find_caveats(progress: pd.DataFrame, denominator_kind: str) -> Iterator[Caveat]:
    """The caveats of one target's rows of PROGRESS, the gravest first; `denominator_kind` is the target's own."""
    return caveats_of(rows_of(progress), denominator_kind)


def caveats_of(rows: Iterable[Any], denominator_kind: str) -> Iterator[Caveat]:
    """The same of rows one by one."""
    listed = list(rows)
    for message, applies in _APPLIES.items():
        units = [(row.name, row.period_end) for row in listed if applies(row, denominator_kind)]
        if units:
            yield Caveat(message, units)


_APPLIES: dict[str, Callable[[Any, str], bool]] = {
    OVER_ALL: lambda row, _: not is_missing(row.coverage) and row.coverage > 1,
    PEOPLE_AT_LEAST: lambda row, _: row.people_at_least and not is_missing(row.coverage),
    RESIDENTS_INSTEAD: lambda row, kind: (
        kind == DUE and row.denominator_kind == RESIDENT and not is_missing(row.coverage)
    ),
    LATE: lambda row, _: row.stale,
    LOWER_BOUND: lambda row, _: row.incomplete and not is_missing(row.doses_to_date),
}


def find_kinds(progress: pd.DataFrame, denominator_kind: str) -> list[str]:
    """The kinds of denominator that the coverages are really taken against; the target's own where nobody has any."""
    used = set(progress["denominator_kind"].dropna())
    return [kind for kind in DENOMINATOR_KINDS if kind in used] or [denominator_kind]
