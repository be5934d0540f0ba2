"""Charts in words, for those who hear the page: what the picture shows, in two or three sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from campaign.charts.finding_titles import UNIT, districts_finding, subtitle
from campaign.charts.projection import is_ahead, projected
from campaign.charts.shares import share_text, standing_text
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.locale import N_
from campaign.locale.formats import day, is_missing

LINES = N_("Line chart of coverage over time.")
STALE = N_("{said} (figures up to {day})")
BARS = N_("Bar chart in the order of the ranking.")


def monitoring_alternative(
    progress: pd.DataFrame, as_of: date, *, finding: str, unit: str | None, subject: str, reader: Reader
) -> str:
    """What the monitoring chart shows: the finding, every unit, and where the line ahead leads.

    progress: the PROGRESS rows it was drawn from; unit: the district that stands out, whose outlook it shows, else the
    province's; subject: what is counted.
    """
    ahead = progress[progress["unit"] == unit] if unit else progress[progress["kind"] == "province"]
    known = ahead[ahead["projected_completion"].notna()]
    said = [projected(row, reader) for _, row in known.iterrows() if is_ahead(row)]
    return _told(LINES, finding, progress, as_of, subject, reader, said)


def ranking_alternative(ranking: pd.DataFrame, as_of: date, *, subject: str, reader: Reader) -> str:
    """What the bars of a ranking (RANKING) show, in their order."""
    return _told(BARS, districts_finding(ranking, reader), ranking, as_of, subject, reader, [])


def _told(
    opening: str, finding: str, rows: pd.DataFrame, as_of: date, subject: str, reader: Reader, more: Sequence[str]
) -> str:
    about = subtitle(subject, pd.Timestamp(as_of), reader)
    units = said_of_units(rows_of(rows), reader)
    return " ".join([reader.words(opening), *(f"{part}." for part in (finding, about, units, *more) if part)])


def said_of_units(rows: Iterable[Any], reader: Reader) -> str:
    """Name, coverage and status of each unit (rows of PROGRESS), one after another."""
    return "; ".join(said_of_unit(row, reader) for row in rows)


def said_of_unit(row: Any, reader: Reader) -> str:
    """One of them, with the day its figures are of where others have newer ones."""
    said = reader.words(UNIT, unit=row.name, coverage=share_text(row, reader), status=standing_text(row, reader))
    if row.stale and not is_missing(row.period_end):
        return reader.words(STALE, said=said, day=day(row.period_end, reader.language))
    return said
