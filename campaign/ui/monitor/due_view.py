"""The people due by interval of one unit: chart, the letters that changed the interval, the weeks as a table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.due_people import draw_due_people, due_ahead, due_alternative, due_finding
from campaign.charts.finding_titles import subtitle
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.people.due_pool import NOT_REPORTED
from campaign.domain.place import LAI_CHAU
from campaign.locale.formats import day, is_missing, number
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.labels import target_label
from campaign.ui.markup import hint, paragraph, show
from campaign.ui.monitor.chart import show_chart_under
from campaign.ui.monitor.table_downloads import show_downloads
from campaign.ui.tables import Column, show_table
from campaign.workflows.monitor import outlook
from campaign.workflows.monitor.outlook_files import due_file, due_file_name


def show_due(row: Any, unit: str | None, today: date, reader: Reader) -> None:
    """Who became due and who of them is done, of the unit or the whole province; `row` is the target's (TARGETS)."""
    _ = reader.words
    code = unit or LAI_CHAU.province
    found = read(outlook.due_at, row.target, code, today)
    st.header(_("People due by interval"))
    if found.unknown:
        show(paragraph(_(found.unknown)))
        if found.unknown == NOT_REPORTED:
            show(hint(_("Upload the sheets of the dose before: people due are counted from its doses to date.")))
        return
    _show_chart(row, found, today, reader)
    for sentence in (_what_is_ahead(found.weeks, reader), *_letters(found.weeks, reader)):
        show(paragraph(sentence))
    if unit is None:
        show(hint(_("The sum of the units that report the dose before; doses of the others are left out here.")))
    with st.expander(_("Week by week"), key="due-weeks", on_change="rerun") as weeks:
        if weeks.open:
            _show_weeks(found.weeks, reader)
    database, language = session.database(), reader.language
    show_downloads(
        "due",
        due_file_name(row.target, code, today, "", language).removesuffix("."),
        lambda form: due_file(database, row.target, code, today, form, language=language),
        reader,
    )


def _show_chart(row: Any, found: outlook.DuePeople, today: date, reader: Reader) -> None:
    subject = subtitle(target_label(row, reader).title, pd.Timestamp(today), reader)
    deadline = None if is_missing(row.deadline) else row.deadline.date()
    figure = draw_due_people(
        found.weeks, today, deadline=deadline, subject=subject, holidays=found.holidays, **reader._asdict()
    )
    heading = (due_finding(found.weeks, reader), subject)
    alt = due_alternative(found.weeks, subject, reader)
    picture = reader.words("people-due {target} {day}", target=row.target, day=today.isoformat())
    show_chart_under(heading, figure, key="due", alt=alt, picture=picture, reader=reader)


def _what_is_ahead(weeks: pd.DataFrame, reader: Reader) -> str:
    if text := due_ahead(weeks, reader):
        return f"{text[:1].upper()}{text[1:]}."
    if weeks["ahead"].any():
        return reader.words("How many more become due from now on is not known, since those due now are not.")
    return reader.words("No deadline is ahead, so nobody is counted as falling due before one.")


def _letters(weeks: pd.DataFrame, reader: Reader) -> list[str]:
    """The interval that counts now, and each change of it that these weeks saw."""
    _, language = reader.words, reader.language
    now = weeks[~weeks["ahead"]].tail(1) if not weeks["ahead"].all() else weeks.head(1)
    changes = weeks[weeks["interval_source"].notna()]
    sentences = [_("Minimum interval in force: {months} months.", months=number(now["months"].iloc[0], language))]
    for change in rows_of(changes):
        values = {
            "day": day(change.interval_from, language),
            "months": number(change.months, language),
            "letter": change.interval_source,
            "end": day(change.period_end, language),
        }
        message = _("From {day} on the interval is {months} months ({letter}): see the week up to {end}.", **values)
        sentences.append(message)
    return sentences


def _show_weeks(weeks: pd.DataFrame, reader: Reader) -> None:
    _ = reader.words
    latest_first = weeks.iloc[::-1].reset_index(drop=True)
    bound = _("≥: more may be due than the reports of the dose before tell")
    show_table(
        latest_first,
        (
            Column("period_start", _("First day"), "day"),
            Column("period_end", _("Last day"), "day"),
            Column("became_due", _("Became due in the week"), "doses", bound, "at_least"),
            Column("due_to_date", _("Due to date"), "doses", bound, "at_least"),
            Column("done_to_date", _("Vaccinated to date"), "doses", None, "done_at_least"),
            Column("share", _("Of those due, vaccinated"), "coverage", None, "done_at_least"),
            Column("months", _("Interval in months"), "number"),
        ),
        reader=reader,
        alt=_("People due by interval week by week"),
        key="due-table",
    )
