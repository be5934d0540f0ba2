"""What the page of assignments reads, and what it says where there is nothing yet."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from campaign.access.roles import ASSIGN
from campaign.charts.style import Reader
from campaign.domain.assigning.assignments import Responsible
from campaign.domain.place import LAI_CHAU
from campaign.locale.formats import day
from campaign.ui import roles, session
from campaign.ui.address import AS_OF, pick
from campaign.ui.cached import read
from campaign.ui.markup import hint, notice, show
from campaign.workflows.manage import assignments
from campaign.workflows.manage.assigning import read_site
from campaign.workflows.manage.registry import Event, read_history
from campaign.workflows.monitor import monitoring


def pick_day(reader: Reader) -> date:
    """The week whose figures progress is shown by; the pages of monitoring have the same choice."""
    weeks = read(monitoring.reported_weeks)
    return pick(
        st.selectbox,
        reader.words("Figures up to"),
        weeks,
        name=AS_OF,
        default=weeks[0],
        language=reader.language,
        format_func=lambda week: day(week, reader.language),
        width=190,
    )


def read_rows(target: str, of: str, today: date, *, named: bool) -> pd.DataFrame:
    """A unit's assignment and those right under it; persons beside them are read anew each time, never kept."""
    rows: pd.DataFrame = read(assignments.read_assignments, today, of or LAI_CHAU.province, target)
    return assignments.add_persons(session.database(), rows, by=session.actor()) if named else rows


def read_responsible(target: str, *, named: bool) -> dict[str, Responsible] | None:
    """Who answers for what, None where that may not be seen."""
    return assignments.read_responsible(session.database(), target, by=session.actor()) if named else None


def find_history(target: str) -> list[Event]:
    """What was done to the target's assignments."""
    events: list[Event] = read(read_history, ("assignment", target))
    return events


def show_nothing(target: str, of: str, today: date, reader: Reader) -> None:
    """That nothing is assigned by the day looked at, and what to do next."""
    _ = reader.words
    site = read(read_site, target, of=of)
    later = [site.standing[unit.code].day for unit in site.below if unit.code in site.standing]
    values = {"unit": site.parent.name, "target": target, "day": day(today, reader.language)}
    if later:
        first = day(min(later), reader.language)
        notice(
            _("{unit}: by {day} nothing was assigned for target {target}; it was on {first}.", first=first, **values)
        )
        return
    notice(_("{unit}: nothing has been assigned for target {target} yet.", unit=site.parent.name, target=target))
    if roles.allowed(ASSIGN):
        show(hint(_("Below is a proposal: change it and save it, or load a table that somebody filled in.")))
