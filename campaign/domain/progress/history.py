"""Coverage over time, for charts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign.domain.arrays import date_column, fraction_column, whole_column, word_column
from campaign.domain.doses import DENOMINATOR_KINDS
from campaign.domain.frames import HISTORY
from campaign.domain.progress.coverage import coverage
from campaign.domain.progress.pace import weekly_rates
from campaign.domain.progress.target_series import Measured, measure, people_at, target_figures


def coverage_history(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
) -> pd.DataFrame:
    """One row (HISTORY) per target x unit x reported period_end, in the order of `targets`, `units` and date.

    The frames are those of `progress`. Each coverage is against the people in force on its own period_end, so a later
    revision does not rewrite an earlier week.
    """
    return history_of(measure(points, denominators, targets, units, intervals, holidays), targets, units)


def history_of(measured: Measured, targets: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """The history of what was measured of those targets and units, up to the day it was measured until."""
    past = target_figures(measured, np.arange(len(targets)))
    figures, people = measured.figures, people_at(measured, past)
    doses = figures.doses[past.row]
    columns = {
        "target": targets["target"].array.take(past.target),
        **{column: units[column].array.take(past.unit) for column in ("unit", "name", "kind")},
        "period_end": date_column(figures.day[past.row].astype("float64")),
        "doses_to_date": whole_column(doses),
        "incomplete": figures.incomplete[past.row],
        "denominator": whole_column(people.people),
        "denominator_kind": word_column(list(DENOMINATOR_KINDS), people.kind),
        "coverage": fraction_column(coverage(doses, people.people)),
        "doses_in_period": whole_column(figures.in_period[past.row]),
        "weekly_doses": fraction_column(weekly_rates(figures, measured.holidays)[past.row]),
    }
    return pd.DataFrame(columns, columns=list(HISTORY), copy=False)
