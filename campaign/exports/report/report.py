"""What a report says, whatever form it is given: its targets with their figures, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from campaign.exports.about import TargetAbout


class ReportTarget(NamedTuple):
    """One target of a report.

    about: the target and what it rests on, the directive and its words quoted; province: the province's row of
    BRIEFING; districts: RANKING, in the order of rank; late: the districts' rows of BRIEFING that are late, the
    costliest to catch up first; before: the report that changes are measured from; caveats: sentences that must stand
    beside the figures; uploads: numbers and names of all files behind them; pace_uploads: those of them that only
    pace, projection and changes rest on; first_days: by unit the day of its first figure.
    """

    about: TargetAbout
    province: Any
    districts: pd.DataFrame
    late: pd.DataFrame
    before: date | None
    caveats: Sequence[str]
    uploads: Sequence[str]
    pace_uploads: Sequence[str] = ()
    first_days: Mapping[str, date] = MappingProxyType({})


class Silent(NamedTuple):
    """A district that lacks figures that others have reported.

    last: the oldest day on which its figures for a target end before the others' (None: none does); without: the
    targets it has no figure for. Neither: it has no figure at all.
    """

    name: str
    last: date | None
    without: Sequence[str] = ()


class Report(NamedTuple):
    """The report to leadership for a day; every text in it is in one language's words.

    uploads: numbers and names of all files the figures come from, by number; pace_uploads: those of them that only
    pace, projection and changes rest on; findings: warnings in the latest period's files; synthetic: some figures are
    made up; fingerprint: the same for the same figures, another for others; anchor: the end of the audit
    trail when they were read.
    """

    as_of: date
    targets: Sequence[ReportTarget]
    silent: Sequence[Silent]
    uploads: Sequence[str]
    findings: int
    synthetic: bool
    fingerprint: str
    pace_uploads: Sequence[str] = ()
    anchor: str = ""
