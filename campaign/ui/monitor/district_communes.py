"""The communes of a district: ranked for one target, and week by week as a heatmap."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign.charts.heatmap import draw_heatmap, heatmap_alternative, heatmap_heading, is_wide
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.ranking.ranking import UNRANKED_WORDS
from campaign.locale.formats import day, is_missing, number, points, signed
from campaign.ui.cached import read
from campaign.ui.labels import target_label, unit_names
from campaign.ui.markup import hint, notice, show, table
from campaign.ui.monitor import caveats
from campaign.ui.monitor.caveats import people_label
from campaign.ui.monitor.chart import show_chart_under
from campaign.ui.monitor.figures import coverage_text, doses_text, explain_marks
from campaign.ui.tables import status_text
from campaign.workflows.monitor.district import Communes, read_communes


def show_communes(row: Any, code: str, name: str, today: date, reader: Reader) -> None:
    """The ranking and the heatmap; what to do where no commune reports apart."""
    communes = read(read_communes, code, row.target, today)
    if communes.grid.tenths.empty:
        notice(
            reader.words(
                "No commune of {unit} has reported apart for this target by this day. The figures are the district's "
                "own; upload a sheet by commune to see them here.",
                unit=name,
            )
        )
        return
    caveats.show_caveats(row, communes.ranking, reader)
    _show_ranking(communes, reader)
    _show_heatmap(communes, row, code, name, today, reader)


def _show_ranking(communes: Communes, reader: Reader) -> None:
    _ = reader.words
    if marks := explain_marks(communes.ranking, reader):
        show(hint(marks))
    headings = (
        _("Rank"), _("± rank"), _("Unit"), _("Coverage"), _("± points"), _("Still to vaccinate"), _("Status"),
        _("Out of"), _("Given"), _("Figures up to"), _("Note"),
    )  # fmt: skip
    rows = [_ranked(row, reader) for row in rows_of(communes.ranking)]
    show(table(headings, rows, numbers=(0, 1, 3, 4, 5, 7, 8, 9), caption=_("Communes in order of coverage")))


def _ranked(row: Any, reader: Reader) -> tuple[str, ...]:
    language = reader.language
    return (
        number(row.rank, language),
        signed(row.rank_change, language),
        row.name,
        coverage_text(row, reader),
        points(row.coverage_change, language),
        number(row.remaining, language),
        status_text(row.status, reader),
        number(row.denominator, language),
        doses_text(row, reader),
        day(row.period_end, language),
        "" if is_missing(row.unranked_reason) else reader.words(UNRANKED_WORDS[row.unranked_reason]),
    )


def _show_heatmap(communes: Communes, row: Any, code: str, name: str, today: date, reader: Reader) -> None:
    """The communes in the order of their rank."""
    names = unit_names()
    grid = communes.grid.in_order(list(communes.ranking["unit"]))
    subject = f"{name} · {target_label(row, reader).title} ({people_label(row, communes.ranking, reader)})"
    heading = heatmap_heading(grid, names, subject, reader)
    figure = draw_heatmap(grid, names, heading=heading, **reader._asdict())
    alt = heatmap_alternative(grid, names, heading=heading, reader=reader)
    picture = reader.words("communes-by-week {target} {day}", target=f"{code}-{row.target}", day=today.isoformat())
    key = "communes-wide" if is_wide(grid) else "communes"
    show_chart_under(heading, figure, key=key, alt=alt, picture=picture, reader=reader)
