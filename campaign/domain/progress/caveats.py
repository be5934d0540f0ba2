"""What must be known before a coverage is trusted: a lower bound, another denominator, an old or impossible figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from campaign.domain.doses import DENOMINATOR_KINDS, DUE, RESIDENT
from campaign.locale import N_

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
    known = progress["coverage"].notna().to_numpy()
    instead = (progress["denominator_kind"] == RESIDENT).to_numpy(dtype=bool, na_value=False) & (
        denominator_kind == DUE
    )
    rows = (
        (OVER_ALL, (progress["coverage"] > 1).to_numpy(dtype=bool, na_value=False)),
        (PEOPLE_AT_LEAST, progress["people_at_least"].to_numpy(dtype=bool) & known),
        (RESIDENTS_INSTEAD, instead & known),
        (LATE, progress["stale"].to_numpy(dtype=bool)),
        (LOWER_BOUND, progress["incomplete"].to_numpy(dtype=bool) & progress["doses_to_date"].notna().to_numpy()),
    )
    for message, affected in rows:
        if affected.any():
            found = progress[affected]
            yield Caveat(message, list(zip(found["name"], found["period_end"], strict=True)))


def find_kinds(progress: pd.DataFrame, denominator_kind: str) -> list[str]:
    """The kinds of denominator that the coverages are really taken against; the target's own where nobody has any."""
    used = set(progress["denominator_kind"].dropna())
    return [kind for kind in DENOMINATOR_KINDS if kind in used] or [denominator_kind]
