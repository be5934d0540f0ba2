"""The first part of the district page: who is silent, every target with its picture, the doses week by week."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from campaign.charts.finding_titles import subtitle
from campaign.charts.small_progress import draw_small_progress
from campaign.charts.style import Reader
from campaign.charts.weekly_doses import draw_weekly_doses, weekly_alternative, weekly_finding
from campaign.domain.frames import rows_of
from campaign.domain.names.units import DISTRICT
from campaign.domain.progress.last_reports import LastReport, LastReports
from campaign.domain.progress.status import NO_DATA
from campaign.locale.formats import day, is_missing
from campaign.ui import menu
from campaign.ui.address import TARGET, UNIT
from campaign.ui.cached import read
from campaign.ui.labels import target_label, target_labels
from campaign.ui.markup import escape, hint, link, notice, show, strong
from campaign.ui.monitor.chart import show_chart_under
from campaign.ui.monitor.figures import explain_marks
from campaign.ui.monitor.reasons import reason
from campaign.ui.monitor.target_card import draw_head, draw_other_shares, draw_share, kept_choices
from campaign.workflows.monitor.district import DistrictTargets, read_district_weeks, read_last_reports


def show_silent(code: str, today: date, reader: Reader) -> None:
    """Who has not reported for the latest week: the district itself, and its communes, each with its last day."""
    reports = read(read_last_reports, code, today)
    if not reports.rows[0].last:
        notice(reader.words("Nothing has been reported for {unit} by this day.", unit=reports.rows[0].name))
    for sentence in _silent(reports, reader):
        show(f'<p class="notice" role="status">{sentence}</p>')


def _silent(reports: LastReports, reader: Reader) -> list[str]:
    """A sentence for the district, one for its communes, as HTML."""
    _, language = reader.words, reader.language
    said = []
    for kind in {row.kind: None for row in reports.late if row.last or row.kind != DISTRICT}:
        late = [row for row in reports.late if row.kind == kind]
        of_kind = [row for row in reports.rows if row.kind == kind]
        values = {"day": day(reports.latest[kind], language), "count": len(late), "total": len(of_kind)}
        message = (
            _("The district has no report for the latest week, by {day}; its last report counts:", **values)
            if kind == DISTRICT
            else _("{count} of {total} communes have no report for the latest week, by {day}; last report:", **values)
        )
        units = ", ".join(_last(row, reader) for row in late)
        said.append(f"<strong>{escape(message)}</strong> {escape(units)}")
    return said


def _last(row: LastReport, reader: Reader) -> str:
    last = day(row.last, reader.language) if row.last else reader.words("never")
    return f"{row.name} ({last})"


def show_targets(district: DistrictTargets, today: date, reader: Reader) -> None:
    """A card for each target with figures: those in force by deadline, then the others, then those replaced."""
    _ = reader.words
    if district.targets.empty:
        notice(_("No directive had set a target by {day}. Choose a later date.", day=day(today, reader.language)))
        return
    if marks := explain_marks(district.progress, reader):
        show(hint(marks))
    rows = _in_order(district)
    labels = target_labels(reader)
    known = [row for row in rows if row.status != NO_DATA]
    cards = "".join(_card(row, district, labels[row.target], today, reader) for row in known)
    show(f'<div class="small-cards">{cards}</div>{_without_figures(rows, labels, reader)}')


def _in_order(district: DistrictTargets) -> list[Any]:
    """The rows of PROGRESS, each with what took its target's place."""
    targets = district.targets.set_index("target")
    rows = district.progress.assign(
        superseded_by=targets["superseded_by"].reindex(district.progress["target"]).array,
        superseded_on=targets["superseded_on"].reindex(district.progress["target"]).array,
    )
    listed = rows_of(rows)
    return sorted(listed, key=lambda row: (not is_missing(row.superseded_by), is_missing(row.deadline), _days(row)))


def _days(row: Any) -> int:
    """The latest deadline first."""
    return 0 if is_missing(row.deadline) else -row.deadline.toordinal()


def _card(row: Any, district: DistrictTargets, label: Any, today: date, reader: Reader) -> str:
    """One target: status, coverage, the picture, why, deadline, and the way to its own page."""
    picture = draw_small_progress(district.history[district.history["target"] == row.target], row, today, reader)
    drawn = f'<img src="{escape(picture.source)}" alt="{escape(picture.alt)}">' if picture else ""
    share = draw_share(row, reader) + draw_other_shares(row, district.kinds, reader)
    parts = (draw_head(row, label, reader), share, drawn, _replaced(row, reader))
    return f"<section>{''.join(parts)}<p>{escape(reason(row, reader))}</p>{_facts(row, reader)}</section>"


def _replaced(row: Any, reader: Reader) -> str:
    if is_missing(row.superseded_by):
        return ""
    on = day(row.superseded_on, reader.language)
    return strong(reader.words("No longer in force: replaced by {target} on {day}.", target=row.superseded_by, day=on))


def _facts(row: Any, reader: Reader) -> str:
    _, language = reader.words, reader.language
    way = menu.address(menu.TARGETS, **kept_choices(reader) | {TARGET: row.target, UNIT: row.unit})
    facts = [_("Figures up to {day}", day=day(row.period_end, language))]
    if not is_missing(row.deadline):
        facts.insert(0, _("Deadline {day}", day=day(row.deadline, language)))
    on = link(_("See the target"), way)
    return f'<p class="muted">{escape(" · ".join(facts))} · {on}</p>'


def _without_figures(rows: list[Any], labels: dict[str, Any], reader: Reader) -> str:
    """The targets of which nothing can be said, each with the reason."""
    unknown = [row for row in rows if row.status == NO_DATA]
    if not unknown:
        return ""
    items = "".join(f"<li>{escape(labels[row.target].full)}: {escape(reason(row, reader))}</li>" for row in unknown)
    return strong(reader.words("Targets without figures here")) + f"<ul>{items}</ul>"


def show_weeks(row: Any, code: str, name: str, today: date, reader: Reader) -> None:
    """The doses week by week of a target's group and dose."""
    weeks = read(read_district_weeks, code, row.target, today)
    subject = subtitle(f"{name} · {target_label(row, reader).title}", pd.Timestamp(today), reader)
    figure = draw_weekly_doses(weeks.weeks, weeks.holidays, subject=subject, **reader._asdict())
    alt = weekly_alternative(weeks.weeks, weeks.holidays, subject=subject, reader=reader)
    if weeks.weeks.empty:
        notice(reader.words("{unit} has no report of doses week by week for this target.", unit=name))
        return
    heading = (weekly_finding(weeks.weeks, reader), subject)
    picture = reader.words("doses-by-week {target} {day}", target=f"{code}-{row.target}", day=today.isoformat())
    show_chart_under(heading, figure, key="weeks", alt=alt, picture=picture, reader=reader)
