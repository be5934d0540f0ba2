"""The outlook of a target: what the province reaches at its units' pace, which units can make it, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.labels import short_name
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.progress.feasibility import FEASIBLE, IMPOSSIBLE, STRETCH, feasibility_label, feasibility_words
from campaign.domain.progress.keeping_pace import stands_still
from campaign.domain.progress.status import AT_RISK, MISSED, ON_TRACK
from campaign.locale.formats import day, is_missing, number, percent, threshold, whole_needed
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.labels import measure_label
from campaign.ui.markup import escape, hint, paragraph, show, strong
from campaign.ui.monitor.figures import with_marks
from campaign.ui.monitor.table_downloads import show_downloads
from campaign.ui.tables import Column, show_table
from campaign.workflows.monitor import outlook
from campaign.workflows.monitor.outlook_files import outlook_file, outlook_file_name

# The gravest first; a feasibility has the colour of the status it will most likely end in.
COLOURS = {IMPOSSIBLE: MISSED, STRETCH: AT_RISK, FEASIBLE: ON_TRACK}


def show_outlook(target: str, today: date, reader: Reader) -> None:
    """Can the deadline be met: the province in words, the districts as a table, each with its reason, and as files."""
    _ = reader.words
    found = read(outlook.prospects_at, today, target=target)
    province = rows_of(found.province)[0]
    districts = found.units[found.units["kind"] == "district"].reset_index(drop=True)
    st.header(_("Outlook"))
    if is_missing(province.deadline) or is_missing(province.threshold):
        show(paragraph(_("The target sets no deadline or no share to reach, so there is nothing to look ahead to.")))
    elif province.days_left < 0:
        show(paragraph(_("The deadline {day} has passed.", day=day(province.deadline, reader.language))))
    else:
        show("".join(_province(province, found.units, reader)))
    _show_table(districts, reader)
    _show_reasons(districts, reader)
    _show_downloads(target, today, reader)


def _province(row: Any, units: pd.DataFrame, reader: Reader) -> list[str]:
    """What is reached if every unit keeps its pace, how much faster the late ones must go, who is not counted on."""
    _, language = reader.words, reader.language
    values = {
        "day": day(row.deadline, language),
        "reach": with_marks(percent(row.reach, language), row.reach, incomplete=row.incomplete),
        "doses": number(row.doses_at_deadline, language),
        "people": number(row.denominator, language),
        "threshold": threshold(row.threshold, language),
    }
    parts = [
        strong(
            _("If every unit keeps its pace, the province reaches {reach} by {day}; {threshold} is the goal.", **values)
        ),
        hint(_("{doses} of {people} people would be vaccinated then.", **values)),
        *_late(row, reader),
    ]
    still = units[stands_still(units) & (units["kind"] != "province")]["name"]
    if len(still):
        parts.append(paragraph(_("Counted at what they have, their pace is not known: {units}.", units=_names(still))))
    silent = units[(units["kind"] == "district") & units["doses_to_date"].isna()]["name"]
    if len(silent):
        parts.append(paragraph(_("Not counted, nothing is reported: {units}.", units=_names(silent))))
    return parts


def _late(row: Any, reader: Reader) -> list[str]:
    _, language = reader.words, reader.language
    if row.late == 0:
        return [paragraph(_("No unit is late at its present pace."))]
    values = {
        "count": number(row.late, language),
        "pace": number(row.late_pace, language),
        "required": number(whole_needed(row.late_required), language),
        "times": number(row.speed_up, language, digits=1),
    }
    if is_missing(row.late_required):
        return [paragraph(_("Late at their present pace: {count} units.", **values))]
    if is_missing(row.speed_up):
        message = _("The {count} late units together stand still; they need {required} doses a week.", **values)
    else:
        message = _(
            "The {count} late units together must go {times} times as fast: {required} doses a week instead of {pace}.",
            **values,
        )
    return [paragraph(message)]


def _show_table(districts: pd.DataFrame, reader: Reader) -> None:
    _ = reader.words
    rows = districts.assign(feasible=[feasibility_label(each, reader.translate) for each in districts["feasibility"]])
    due = _("People due and not yet vaccinated; ≥: more may be due than the reports of the dose before tell")
    show_table(
        rows,
        (
            Column("name", _("Unit")),
            Column("feasible", _("Can it be done")),
            Column("status", _("Status"), "status"),
            Column("required_pace", _("Pace needed"), "needed", _("Doses a week needed to meet the deadline")),
            Column("pace", _("Pace a week"), "number", _("Mean doses a week over the last 4 reported weeks")),
            Column("speed_up", _("Times as fast"), "times", _("Pace needed, in times the present pace")),
            Column("best_week", _("Best week"), "number", _("The most doses the unit ever reported for a week")),
            Column("remaining", _("Still to vaccinate"), "number"),
            Column("pool_now", _("Due now"), "doses", due, "pool_now_at_least"),
            Column("pool_by_deadline", _("Due by the deadline"), "doses", due, "pool_at_least"),
            Column("reach", _("Reached at this pace"), "coverage"),
        ),
        reader=reader,
        alt=_("Outlook of every district"),
        key="outlook",
    )
    kinds = sorted({measure_label(kind, reader) for kind in districts["pool_kind"].dropna()})
    if kinds:
        show(hint(_("People due are counted as: {kinds}.", kinds=" / ".join(kinds))))


def _show_reasons(districts: pd.DataFrame, reader: Reader) -> None:
    """Why each district's pace can be kept or not, the hopeless first."""
    order = {feasibility: place for place, feasibility in enumerate(COLOURS)}
    rows = sorted(rows_of(districts), key=lambda row: order.get(row.feasibility, len(order)))
    items = "".join(
        f"<li>{_badge(row, reader)} {escape(feasibility_words(row, reader.translate, reader.language))}</li>"
        for row in rows
    )
    show(strong(reader.words("Why")) + f'<ul class="reasons">{items}</ul>')


def _badge(row: Any, reader: Reader) -> str:
    text = f"{feasibility_label(row.feasibility, reader.translate)} · {short_name(row.name)}"
    known = not is_missing(row.feasibility)
    colour = reader.status_colour(COLOURS[row.feasibility]) if known else reader.faint
    return f'<span class="status" style="border-color:{colour}">{escape(text)}</span>'


def _show_downloads(target: str, today: date, reader: Reader) -> None:
    """The same as files; they are made when asked for, outside this visit's run."""
    database, language = session.database(), reader.language
    show_downloads(
        "outlook",
        outlook_file_name(target, today, "", language).removesuffix("."),
        lambda form: outlook_file(database, today, form, language=language, target=target),
        reader,
    )


def _names(names: pd.Series) -> str:
    return ", ".join(names)
