"""The parts of the rankings page: basis, table, bar chart in the same order, ranks of earlier weeks, downloads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from campaign.charts.alternatives import ranking_alternative
from campaign.charts.finding_titles import districts_finding, subtitle
from campaign.charts.rank_findings import rank_finding, rank_history_in_words
from campaign.charts.rank_history import draw_rank_history
from campaign.charts.ranking_bars import draw_ranking
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.ranking.fragility import find_closest
from campaign.exports.about import RankingAbout, as_of_line, basis_lines, closest_line, subject_line
from campaign.exports.columns import unranked_words
from campaign.ui import session
from campaign.ui.markup import hint, paragraph, show
from campaign.ui.monitor import table_downloads
from campaign.ui.monitor.chart import show_chart_under
from campaign.ui.pickers import choose_unit
from campaign.ui.tables import Column, marks_help, show_table
from campaign.workflows.monitor.ranking_files import file_stem, ranking_file
from campaign.workflows.monitor.rankings import By


def show_basis(about: RankingAbout, reader: Reader) -> None:
    """What the ranking rests on: the days, what a share is of, thresholds, what was in force."""
    first, *others = basis_lines(about, reader.translate, reader.language)
    days = as_of_line(about, reader.translate, reader.language)
    show(hint(f"{first} {days}") + "".join(hint(line) for line in others))


def show_ranking(ranking: pd.DataFrame, unit: str | None, reader: Reader) -> None:
    """The table in order of rank; picking a district shows the cells behind its figure."""
    _ = reader.words
    points = _("Change of coverage in points since the report before")
    show_units(
        ranking,
        (
            *rank_columns(reader),
            Column("coverage", _("Coverage"), "coverage", marks_help(reader)),
            Column("coverage_change", _("± points"), "points", points),
            *gap_columns(reader),
            Column("remaining", _("Still to vaccinate"), "number"),
            Column("required_pace", _("Pace needed"), "needed", _("Doses a week needed to meet the deadline")),
            Column("projected_completion", _("Projected completion"), "day"),
            Column("status", _("Status"), "status"),
            Column("denominator", _("Out of"), "number"),
            Column("doses_to_date", _("Given"), "doses"),
            Column("period_end", _("Figures up to"), "day"),
        ),
        unit,
        reader,
    )


def show_units(
    ranking: pd.DataFrame, columns: tuple[Column, ...], unit: str | None, reader: Reader, *, note: str = ""
) -> None:
    """A ranking's table, the closest pair (with a `note` about it), and who has no rank and why."""
    _ = reader.words
    chosen = next(iter(ranking.index[ranking["unit"] == unit]), None) if unit else None
    show_table(
        ranking,
        columns,
        reader=reader,
        alt=_("Districts in order of rank"),
        key=f"ranking:{unit}",
        chosen=chosen,
        on_pick=lambda position: choose_unit(ranking["unit"][position]),
    )
    closest = find_closest(ranking)
    near = paragraph(f"{closest_line(*closest, reader.translate, reader.language)} {note}") if closest else ""
    show(near + _unranked(ranking, reader) + hint(_("Pick a row to see the cells its figure comes from.")))


def rank_columns(reader: Reader) -> tuple[Column, ...]:
    """Rank, its change, the unit."""
    _ = reader.words
    moved = _("Places moved up since the report before")
    return (
        Column("rank", _("Rank"), "number"),
        Column("rank_change", _("± rank"), "signed", moved),
        Column("name", _("Unit")),
    )


def gap_columns(reader: Reader) -> tuple[Column, ...]:
    """How far, in people, the ranks above and below are."""
    _ = reader.words
    above = _("How many more people the unit must vaccinate to draw level with the next one above")
    below = _(
        "How many more people the nearest unit below must vaccinate to draw level with this one; 0: they share the rank"
    )
    return (
        Column("people_above", _("To the rank above"), "number", above),
        Column("people_below", _("To the rank below"), "number", below),
    )


def show_downloads(by: By, today: date, reader: Reader, *, with_history: bool) -> None:
    """The same ranking as files; the workbook with the ranks of earlier weeks where they are shown."""
    database, language = session.database(), reader.language

    def make(form: str) -> bytes:
        history = with_history and form == "xlsx"
        return ranking_file(database, by, today, form, language=language, with_history=history)[1]

    table_downloads.show_downloads("ranking", file_stem(by, today, language), make, reader)


def show_chart(about: RankingAbout, ranking: pd.DataFrame, reader: Reader) -> None:
    """Coverage as bars, in the table's order."""
    target, today = about.targets[0], about.as_of
    subject = f"{target.subject} ({target.people})"
    figure = draw_ranking(ranking, today, subject=subject, **reader._asdict())
    alt = ranking_alternative(ranking, today, subject=subject, reader=reader)
    heading = (districts_finding(ranking, reader), subtitle(subject, pd.Timestamp(today), reader))
    picture = reader.words("ranking-chart {target} {day}", target=target.target, day=today.isoformat())
    show_chart_under(heading, figure, key="ranking", alt=alt, picture=picture, reader=reader)


def show_history(about: RankingAbout, history: pd.DataFrame, unit: str | None, reader: Reader) -> None:
    """Ranks over the weeks as lines, the chosen unit's standing out."""
    if not history["rank"].notna().any():
        return show(paragraph(rank_finding(history, unit, reader)))
    subject = subject_line(about, reader.language)
    figure = draw_rank_history(history, about.as_of, unit=unit, subject=subject, **reader._asdict())
    words: dict[str, Any] = {"subject": subject, "translate": reader.translate, "language": reader.language}
    alt = rank_history_in_words(history, about.as_of, unit, **words)
    heading = (rank_finding(history, unit, reader), subtitle(subject, pd.Timestamp(about.as_of), reader))
    targets = "-".join(target.target for target in about.targets)
    picture = reader.words("rank-by-week {target} {day}", target=targets, day=about.as_of.isoformat())
    return show_chart_under(heading, figure, key="rank-history", alt=alt, picture=picture, reader=reader)


def _unranked(ranking: pd.DataFrame, reader: Reader) -> str:
    """Who has no rank, and why."""
    rows: list[Any] = rows_of(ranking[ranking["rank"].isna()])
    if not rows:
        return ""
    named = ", ".join(f"{row.name} ({unranked_words(row, reader.translate)})" for row in rows)
    return paragraph(reader.words("Not ranked: {units}.", units=named))
