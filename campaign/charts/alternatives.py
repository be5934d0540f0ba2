"""Charts in words, for those who hear the page: what the picture shows, in two or three sentences."""

from __future__ import annotations

from datetime import date

import pandas as pd

from campaign.charts.finding_titles import UNIT, districts_finding, monitoring_finding, subtitle
from campaign.charts.labels import at_least
from campaign.charts.style import Reader
from campaign.domain.progress.status import STATUS_WORDS
from campaign.locale import N_, Translate
from campaign.locale.formats import percent

LINES = N_("Line chart of coverage over time.")
BARS = N_("Bar chart in the order of the ranking.")

OPENINGS = {"monitoring": LINES, "ranking": BARS}


def text_alternative(
    kind: str,
    rows: pd.DataFrame,
    as_of: date,
    *,
    unit: str | None = None,
    subject: str = "",
    translate: Translate,
    language: str,
) -> str:
    """What a chart shows, as plain text for st.plotly_chart(alt=…).

    kind: "monitoring" or "ranking"; rows: the PROGRESS or RANKING rows the chart was drawn from; unit: the
    district that stands out in the monitoring chart.
    """
    reader = Reader(translate, language)
    find = monitoring_finding(rows, unit, reader) if kind == "monitoring" else districts_finding(rows, reader)
    about = subtitle(subject, pd.Timestamp(as_of), reader)
    said = "; ".join(_said(*row, reader) for row in _known(rows))
    return " ".join([reader.words(OPENINGS[kind]), *(f"{part}." for part in (find, about, said) if part)])


def _known(rows: pd.DataFrame) -> list[tuple[str, float, bool, str]]:
    return list(rows[["name", "coverage", "incomplete", "status"]].itertuples(index=False, name=None))


def _said(name: str, share: float, incomplete: bool, status: str, reader: Reader) -> str:
    coverage = at_least(percent(share, reader.language), incomplete)
    return reader.words(UNIT, unit=name, coverage=coverage, status=reader.words(STATUS_WORDS[status]).lower())
