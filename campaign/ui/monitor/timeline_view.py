"""The timeline page: the chart of the chain, the districts on each deadline, and every event in a table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.charts.timeline import draw_timeline
from campaign.charts.timeline_words import timeline_alternative, timeline_finding, timeline_subject
from campaign.domain.directives.timeline import DEADLINE, EVENT_WORDS, SET, SUPERSEDED
from campaign.domain.frames import rows_of
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, short_day, threshold
from campaign.ui import menu
from campaign.ui.address import DIRECTIVE, UNIT
from campaign.ui.labels import TargetLabel, target_labels
from campaign.ui.markup import Cell, Link, hint, notice, show, table
from campaign.ui.monitor.chart import show_chart_under
from campaign.ui.monitor.figures import coverage_text, explain_marks
from campaign.ui.monitor.target_card import kept_choices, target_address
from campaign.workflows.monitor.citing import cite_directive
from campaign.workflows.monitor.timeline import Timeline

LEGEND = N_(
    "Bold numbers are directives. The grey ground of a lane is the time a target was in force; an arrow leads to what "
    "took its place."
)
BY_LAST_REPORT = N_(
    "Coverage by the last report at or before the deadline, whose day stands in brackets. A missed deadline stays "
    "missed, whenever the threshold is reached."
)


def show_chart(timeline: Timeline, today: date, reader: Reader) -> None:
    """The lanes of the targets that were known by the date."""
    if timeline.targets.empty:
        notice(
            reader.words(
                "No directive had set a target by {day}. Choose a later date.", day=day(today, reader.language)
            )
        )
        return
    names = {target: label.full for target, label in target_labels(reader).items()}
    frames = timeline.events, timeline.history, timeline.targets
    figure = draw_timeline(*frames, today, unit=timeline.name, names=names, **reader._asdict())
    heading = timeline_finding(timeline.events, timeline.name, reader), timeline_subject(today, reader)
    alt = timeline_alternative(timeline.events, today, unit=timeline.name, reader=reader)
    picture = reader.words("timeline-chart {day}", day=today.isoformat())
    show_chart_under(heading, figure, key="timeline", alt=alt, picture=picture, reader=reader)
    show(hint(reader.words(LEGEND)))


def show_verdicts(timeline: Timeline, reader: Reader) -> None:
    """District by district: how each stood on the day of each deadline."""
    if timeline.verdicts.empty:
        return
    _ = reader.words
    st.header(_("Deadlines by district"))
    if marks := explain_marks(timeline.verdicts, reader):
        show(hint(marks))
    show(hint(_(BY_LAST_REPORT)))
    labels = target_labels(reader)
    deadlines = timeline.verdicts.drop_duplicates("target")
    headings = [_("Unit"), *(_heading(row, reader) for row in rows_of(deadlines))]
    rows = [_unit_row(unit, rows, reader) for unit, rows in timeline.verdicts.groupby("unit", sort=False)]
    named = "; ".join(f"{row.target}: {labels[row.target].title}" for row in rows_of(deadlines))
    show(table(headings, rows, caption=_("Coverage of every district on each deadline")) + hint(named))


def _heading(row: Any, reader: Reader) -> str:
    """A target and its deadline; one that is still ahead says so."""
    when = day(row.deadline, reader.language)
    return (
        f"{row.target} · {when}"
        if row.passed
        else reader.words("{target} · {day} (ahead)", target=row.target, day=when)
    )


def _unit_row(unit: Any, rows: pd.DataFrame, reader: Reader) -> tuple[Cell, ...]:
    first = rows.iloc[0]
    here = menu.address(menu.DISTRICT, **kept_choices(reader) | {UNIT: unit})
    name: Cell = Link(first["name"], here) if first["kind"] == "district" else first["name"]
    return (name, *(_verdict(row, reader) for row in rows_of(rows)))


def _verdict(row: Any, reader: Reader) -> str:
    """✗ Missed 91,0 % (10/03) · reached on 12/04/2022."""
    _, language = reader.words, reader.language
    said = f"{STATUS_SIGNS[row.status]} {_(STATUS_WORDS[row.status])}"
    if not is_missing(row.coverage):
        said += f" {coverage_text(row, reader)} ({short_day(row.period_end, language)})"
    if not is_missing(row.reached_on):
        said += " · " + _("reached on {day}", day=day(row.reached_on, language))
    return said


def show_events(timeline: Timeline, reader: Reader) -> None:
    """Everything in the order of its day, each with the way to its target and its directive."""
    if timeline.events.empty:
        return
    _ = reader.words
    st.header(_("Events"))
    labels = target_labels(reader)
    headings = (_("Day"), _("What happened"), _("Target"), _("Details"), _("Directive"))
    targets = {each.target: each for each in rows_of(timeline.targets)}
    rows = [_event(row, timeline, targets, labels, reader) for row in rows_of(timeline.events)]
    show(table(headings, rows, numbers=(0,), caption=_("Events in the order of their days")))


def _event(
    row: Any, timeline: Timeline, targets: dict[str, Any], labels: dict[str, TargetLabel], reader: Reader
) -> tuple[Cell, ...]:
    target: Cell = "" if is_missing(row.target) else Link(labels[row.target].full, target_address(row.target, reader))
    directive = timeline.directives[row.directive]
    words = f"{directive.id} · {cite_directive(directive, reader.translate, reader.language)}"
    way = menu.address(menu.DIRECTIVES, **kept_choices(reader) | {DIRECTIVE: directive.id})
    what = reader.words(EVENT_WORDS[row.event])
    return day(row.day, reader.language), what, target, _details(row, targets, reader), Link(words, way)


def _details(row: Any, targets: dict[str, Any], reader: Reader) -> str:
    """What a deadline came to, what took whose place, what was to be reached."""
    _, language = reader.words, reader.language
    if row.event == SUPERSEDED:
        return _("by {target}", target=row.other)
    if row.event == DEADLINE:
        status = f"{STATUS_SIGNS[row.status]} {_(STATUS_WORDS[row.status])}"
        if not row.passed:
            status = _("ahead: {status}", status=status)
        known = not is_missing(row.coverage)
        return f"{status} {coverage_text(row, reader)} ({day(row.period_end, language)})" if known else status
    return _order(targets[row.target], reader) if row.event == SET else ""


def _order(target: Any, reader: Reader) -> str:
    """What is to be reached by when, as far as it was set."""
    _, language = reader.words, reader.language
    if is_missing(target.deadline):
        return _("no deadline")
    values = {"threshold": threshold(target.threshold, language), "day": day(target.deadline, language)}
    return _("{threshold} by {day}", **values)
