"""Giving assignments on the page: a proposal, the table to change it in, the sum against the total, saving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.assigning.allocation import PEOPLE, REMAINING, TYPED
from campaign.domain.assigning.assignments import Draft
from campaign.domain.findings import ERROR, Finding
from campaign.domain.names.units import PROVINCE
from campaign.locale import N_
from campaign.locale.formats import number
from campaign.ui.cached import read
from campaign.ui.manage.assignment_saving import save_draft, show_findings, show_sum, turn
from campaign.ui.manage.assignment_table import MOST_PEOPLE, Persons, edit_draft
from campaign.ui.markup import notice
from campaign.workflows.manage.assigning import Saved, Site, checked, default_due, has_errors, propose, read_site
from campaign.workflows.manage.assigning_typed import typed_draft

_METHODS = {
    REMAINING: N_("In proportion to people still to vaccinate"),
    PEOPLE: N_("In proportion to all people to vaccinate"),
    TYPED: N_("As they stand, or typed"),
}


class _Choice(NamedTuple):
    """How numbers are to be proposed; `due` None is each unit's own."""

    method: str
    total: int | None
    day: date
    due: date | None


def show_editor(target: str, of: str, today: date, persons: Persons | None, reader: Reader) -> None:
    """The proposal for the units under `of`, to change and save; `persons` None hides who is responsible."""
    _ = reader.words
    site = read(read_site, target, of=of)
    st.header(_("Assign"))
    if site.parent.kind != PROVINCE and site.parent.code not in site.standing:
        notice(
            _(
                "{unit} has no assignment of its own yet. Assign the districts first, then its communes.",
                unit=site.parent.name,
            )
        )
        return
    choice, site = _choose(site, today, reader)
    if not choice.total and site.total == 0:
        notice(_("Nobody is left to vaccinate here for target {target}.", target=target))
    proposed = _proposed(site, choice)
    asked = choice._replace(total=None) if choice.method == TYPED else choice
    draft = edit_draft(site, proposed.draft, persons, f"{_key('table', site, reader)}:{asked}", reader)
    findings = _findings(site, draft, proposed)
    show_sum(site, draft, reader)
    show_findings(findings, reader)
    if st.button(_("Save the assignments"), type="primary", disabled=has_errors(findings), key="save-assignments"):
        save_draft(site, draft, reader)


def _findings(site: Site, draft: Draft, proposed: Saved) -> Sequence[Finding]:
    """What is wrong with the table; where nothing could be proposed and nothing is typed yet, why."""
    if has_errors(proposed.findings) and all(row.people is None for row in draft.rows):
        return proposed.findings
    warnings = [each for each in proposed.findings if each.severity != ERROR]
    return checked(site, Saved(draft, warnings)).findings


def _choose(site: Site, today: date, reader: Reader) -> tuple[_Choice, Site]:
    """What the analyst chose over the table, and the site as of the day chosen."""
    _ = reader.words
    standing = any(unit.code in site.standing for unit in site.below)
    place = _key("choice", site, reader)
    with st.container(key="campaign-assigning", horizontal=True, vertical_alignment="bottom"):
        method = st.selectbox(
            _("Numbers"),
            list(_METHODS),
            index=list(_METHODS).index(TYPED if standing else REMAINING),
            format_func=lambda code: _(_METHODS[code]),
            key=f"method:{place}",
            width=330,
        )
        first = site.day if standing else today
        day = st.date_input(
            _("Counted from"),
            first,
            format="DD/MM/YYYY",
            key=f"day:{place}:{first}",
            width=160,
            help=_("Doses given after this day count. As the decision says; usually the day of the latest figures."),
        )
        of_day = site if day == site.day else read(read_site, site.goal.target, of=site.parent.code, day=day)
        total = _total_field(of_day, f"total:{place}:{day}", reader)
        due = _due_field(of_day, f"due:{place}:{day}", reader)
    return _Choice(method, total, day, due), of_day


def _total_field(site: Site, key: str, reader: Reader) -> int | None:
    """The province's number can be typed; a district's is what it was assigned."""
    _ = reader.words
    if site.parent.kind != PROVINCE:
        st.text_input(_("Total"), number(site.total, reader.language), disabled=True, key=f"{key}:shown", width=140)
        return site.total
    value = st.number_input(_("Total"), 0, MOST_PEOPLE, site.total, step=1, key=key, width=140)
    return None if value is None else int(value)


def _due_field(site: Site, key: str, reader: Reader) -> date | None:
    """One due day for all units; None where it was not changed."""
    first = next((default_due(site, unit.code) for unit in site.below), None)
    due: date | None = st.date_input(reader.words("Due for all"), first, format="DD/MM/YYYY", key=key, width=160)
    return None if due == first else due


def _proposed(site: Site, choice: _Choice) -> Saved:
    """The numbers to begin with."""
    if choice.method != TYPED:
        return propose(site, by=choice.method, total=choice.total, due=choice.due)
    codes = [unit.code for unit in site.below]
    people = {code: site.standing[code].people if code in site.standing else None for code in codes}
    dues = {code: choice.due or default_due(site, code) for code in codes}
    return Saved(typed_draft(site, people, dues, {}, total=choice.total), ())


def _key(name: str, site: Site, reader: Reader) -> str:
    """A widget's key: another target, unit or language, and what was saved, begin anew."""
    return f"{name}:{site.goal.target}:{site.parent.code}:{reader.language}:{turn()}"
