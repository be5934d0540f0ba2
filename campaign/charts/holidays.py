"""Days off on a time axis: a light band with its name, so that a weak week of them is not taken for a standstill."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from campaign.charts.limits import Limit, faded, note
from campaign.charts.palette import translucent
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.progress.holidays import holidays_between

ONE_DAY = timedelta(days=1)
TINT = 0.22
# Names run upwards and end here (a share of the plot's height), below the name of a threshold of 100 %.
NAME_TOP = 0.88


def holiday_bands(holidays: pd.DataFrame | None, first: date, last: date, reader: Reader) -> list[Limit]:
    """A band and a name for each row of HOLIDAYS with a day between two days; behind the data, as high as the plot."""
    if holidays is None:
        return []
    return [_band(row, first, last, reader) for row in rows_of(holidays_between(holidays, first, last))]


def holiday_name(row: Any, reader: Reader) -> str:
    """What a row of HOLIDAYS is called."""
    return str(getattr(row, f"name_{reader.language}"))


def _band(row: Any, first: date, last: date, reader: Reader) -> Limit:
    """From the first day off to the end of the last one, no further than the axis goes."""
    begin = max(row.first_day.date(), first)
    end = min(row.last_day.date() + ONE_DAY, max(last, begin + ONE_DAY))
    shape = {
        "type": "rect",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": translucent(reader.faint, TINT),
        "x0": begin.isoformat(),
        "x1": end.isoformat(),
        "y0": 0,
        "y1": 1,
        "yref": "paper",
    }
    middle = begin + (end - begin) / 2
    place = {"x": middle.isoformat(), "y": NAME_TOP, "yref": "paper", "yanchor": "top", "textangle": -90}
    return Limit(shape, note(holiday_name(row, reader), bgcolor=faded(reader), **place))
