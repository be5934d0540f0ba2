"""A deadline's readings: the day chosen and by whom, the other days, and what each makes of the districts."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import day, moment
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.labels import unit_names
from campaign.ui.manage.entry_fields import Form, attempt, tell
from campaign.ui.markup import hint, show, table
from campaign.ui.tables import status_text
from campaign.workflows.manage.deadline_readings import Readings, read_readings, status_by_reading
from campaign.workflows.manage.registry import Entered
from campaign.workflows.manage.target_editing import add_reading, choose_reading

RECORDED = N_("Another reading of {id}'s deadline is recorded.")


def show_readings(target: str, today: date | None, reader: Reader) -> None:
    """The ways to read a deadline; with `today`, province's and districts' status for each when it is asked for."""
    _ = reader.words
    found = read(read_readings, target)
    if not found.ways:
        return
    headings = (_("Last day in time"), _("How the words give it"), _("Chosen"))
    rows = [(day(way.deadline, reader.language), way.reading, "✓" if way.chosen else "") for way in found.ways]
    show(table(headings, rows, caption=_("Readings of the deadline")) + hint(chosen_by(found, reader)))
    if today and len(found.ways) > 1 and st.toggle(_("Show the status for each reading"), key=f"by-reading:{target}"):
        _show_status(target, today, found, reader)


def chosen_by(found: Readings, reader: Reader) -> str:
    """Who chose the reading, and when."""
    if not found.chosen_by or not found.chosen_at:
        return reader.words("The reading is the one of the reference data; nobody has chosen another.")
    values = {"by": found.chosen_by, "moment": moment(found.chosen_at, reader.language)}
    return reader.words("Chosen by {by}, {moment}.", **values)


def show_choosing(target: str, reader: Reader) -> None:
    """Choose another of the readings in one press, or record one more."""
    _ = reader.words
    found = read(read_readings, target)
    if not found.ways:
        return
    with st.expander(_("Readings of the deadline of {id}: “{words}”", id=target, words=found.words)):
        show_readings(target, None, reader)
        for way in found.ways:
            if not way.chosen:
                words = day(way.deadline, reader.language)
                st.button(
                    _("Read the deadline as {day}", day=words),
                    key=f"choose:{target}:{way.deadline}",
                    on_click=_choose,
                    args=(target, way.deadline, reader),
                )
        _show_adding(target, reader)


def _show_adding(target: str, reader: Reader) -> None:
    form = Form(f"reading:{target}", {}, reader)
    with st.form(form.name, border=False):
        left, right = st.columns((1, 2))
        with left:
            form.day("deadline")
        with right:
            form.text("deadline_reading", max_chars=300)
        form.told("other_readings")
        st.form_submit_button(
            reader.words("Record this reading too"),
            on_click=form.submit,
            args=(lambda: _add(target, form), RECORDED),
        )


def _show_status(target: str, today: date, found: Readings, reader: Reader) -> None:
    """One row a unit, one column a reading."""
    _ = reader.words
    progress = read(status_by_reading, target, today)
    days = [way.deadline for way in found.ways]
    names = unit_names()
    by_day = [dict(_status_of(progress, each)) for each in days]
    rows = [(names[unit], *(status_text(of_day[unit], reader) for of_day in by_day)) for unit in by_day[0]]
    caption = _("Status on {day} for each reading of the deadline", day=day(today, reader.language))
    show(hint(caption) + table((_("Unit"), *(day(each, reader.language) for each in days)), rows, caption=caption))


def _status_of(progress: pd.DataFrame, deadline: date) -> zip[tuple[str, str]]:
    rows = progress[progress["deadline"] == pd.Timestamp(deadline)]
    return zip(rows["unit"], rows["status"], strict=True)


def _choose(target: str, deadline: date, reader: Reader) -> None:
    who = {"by": session.actor()}
    if attempt(lambda: choose_reading(session.database(), target, deadline, **who), reader):
        values = {"id": target, "day": day(deadline, reader.language)}
        tell(reader.words("The deadline of {id} is read as {day} now; the reading before is kept.", **values))


def _add(target: str, form: Form) -> Entered:
    given = form.typed("deadline"), form.typed("deadline_reading") or ""
    return add_reading(session.database(), target, *given, by=session.actor())
