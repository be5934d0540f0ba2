"""Small frames for chart tests: three districts and the province of one target, as literal tables."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from campaign.domain.frames import HISTORY, PROGRESS, RANKING, frame

AS_OF = date(2022, 5, 19)
DEADLINE = date(2022, 6, 30)
EARLIER = (date(2022, 4, 28), date(2022, 5, 5), date(2022, 5, 12), AS_OF)


def progress_row(unit="108", name="Huyện Sìn Hồ", **given):
    """A district at 62 % on 19/05/2022 that is behind; any column can be given."""
    values = {
        "target": "T6",
        "unit": unit,
        "name": name,
        "kind": "district",
        "period_end": AS_OF,
        "doses_to_date": 620,
        "incomplete": False,
        "people_at_least": False,
        "stale": False,
        "denominator": 1000,
        "denominator_kind": "due",
        "coverage": 0.62,
        "threshold": 1.0,
        "deadline": DEADLINE,
        "remaining": 380,
        "days_left": 42,
        "pace": 50.0,
        "required_pace": 63.333,
        "projected_completion": date(2022, 7, 12),
        "projected_early": date(2022, 6, 20),
        "projected_late": date(2022, 7, 20),
        "reached_on": None,
        "status": "at_risk",
        **given,
    }
    return [values[column] for column in PROGRESS]


def progress_table(*rows):
    """PROGRESS from rows of progress_row; without any, Sìn Hồ, Than Uyên (met) and the province."""
    met = {"coverage": 1.013, "doses_to_date": 1013, "status": "met", "remaining": 0}
    ended = {"projected_completion": None, "projected_early": None, "projected_late": None}
    province = {"kind": "province", "coverage": 0.8, "doses_to_date": 1600, "denominator": 2000}
    default = (
        progress_row(),
        progress_row("110", "Huyện Than Uyên", **met, **ended),
        progress_row("12", "Tỉnh Lai Châu", **province),
    )
    return frame(rows or default, PROGRESS)


def ranking_table(*rows):
    """RANKING from (progress_row, rank, rank_change, coverage_change, reason) tuples."""
    table = [[*row, rank, None, change, None, points, reason, None, None] for row, rank, change, points, reason in rows]
    return frame(table, RANKING)


def history_table(points=None):
    """HISTORY from {unit: [(day, doses, people)]} or (day, doses, people, incomplete); people None is unknown."""
    points = points or {
        "108": [(day, doses, 1000) for day, doses in zip(EARLIER, (500, 550, 590, 620), strict=True)],
        "110": [(day, doses, 1000) for day, doses in zip(EARLIER, (900, 950, 1000, 1013), strict=True)],
        "12": [(day, doses, 2000) for day, doses in zip(EARLIER, (1400, 1500, 1590, 1600), strict=True)],
    }
    rows = [_history_row(unit, *point) for unit, series in points.items() for point in series]
    return frame(rows, HISTORY)


def _history_row(unit, day, doses, people, incomplete=False):
    coverage = None if people is None or doses is None else doses / people
    return ["T6", unit, unit, "district", day, doses, incomplete, people, "due", coverage, None, None]


def named(figure, name):
    """The trace with that name."""
    return next(trace for trace in figure.data if trace.name == name)


def texts(figure):
    """Every text on the figure: title, annotations, names, labels, hovers."""
    found = [figure.layout.title.text, figure.layout.title.subtitle.text]
    found += [annotation.text for annotation in figure.layout.annotations]
    for trace in figure.data:
        found += [trace.name, trace.hovertemplate, *(trace.text if isinstance(trace.text, (list, tuple)) else [])]
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        found += list(axis.ticktext or [])
    return [text for text in found if text]


def seen(text):
    """A label as it is seen: without the pseudo-HTML that colours its sign."""
    return re.sub(r"<[^>]*>", "", text)


def stamp(day):
    """A date as the frames hold it."""
    return pd.Timestamp(day)
