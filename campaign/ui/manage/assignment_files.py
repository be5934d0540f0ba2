"""Assignments from a file and as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from campaign.access.roles import SEE_RESPONSIBLE
from campaign.charts.style import Reader
from campaign.locale.formats import day as day_text
from campaign.locale.formats import number
from campaign.sheets.assignment_table import read_assignment_table_apart
from campaign.ui import roles, session
from campaign.ui.cached import read
from campaign.ui.downloads import TYPES
from campaign.ui.file_button import hands_out_files, show_file_button
from campaign.ui.manage.assignment_saving import save_draft, show_findings, show_sum, turn
from campaign.ui.markup import hint, show, table
from campaign.ui.sheets import uploading
from campaign.workflows.manage.assigning import Saved, Site, read_site
from campaign.workflows.manage.assignment_files import FORMS, annex_file, annex_name, read_file


def show_downloads(target: str, of: str, reader: Reader) -> None:
    """The annex of a decision as files, made when asked for; with persons only when that is chosen and allowed."""
    if not hands_out_files(reader):
        return
    _ = reader.words
    site = read(read_site, target, of=of)
    labels = {"xlsx": _("Download the annex (.xlsx)"), "csv": _("Download as CSV")}
    with st.container(horizontal=True, vertical_alignment="center"):
        named = roles.allowed(SEE_RESPONSIBLE) and st.checkbox(
            _("With responsible persons"),
            key="annex-names",
            help=_("Personal data: only for those the decision names."),
        )
        for form in FORMS:
            make = _maker(target, of, form, with_names=named)
            show_file_button(labels[form], make, name=annex_name(site, form), mime=TYPES[form], key=f"annex-{form}")


def show_upload(target: str, of: str, today: date, reader: Reader) -> None:
    """A table that somebody filled in, such as the annex: what it says, what is wrong in it, then saving."""
    _ = reader.words
    with st.expander(_("Load assignments from a file")):
        show(hint(_("A table with the columns 'Đơn vị' and 'Chỉ tiêu giao'; 'Thời hạn', 'Người chịu trách nhiệm' and "
                    "'Chức vụ' are read too. The annex can be filled in and loaded again.")))  # fmt: skip
        file = st.file_uploader(
            _("Table of assignments"), type=uploading.KINDS, key=f"assignments-file:{turn()}:{target}:{of}"
        )
        if file is None:
            return
        site = _site(target, of, today)
        limits = session.limits()
        reading: Callable[..., Any] = partial(read_assignment_table_apart, limits=limits)
        found = read_file(session.database(), site, file.getvalue(), file.name, read=reading)
        _show_read(site, found, reader)
        if st.button(_("Save what was read"), type="primary", disabled=found.has_errors, key="save-file"):
            save_draft(site, found.draft, reader)


def _site(target: str, of: str, today: date) -> Site:
    """As of the day of what stands, else of the day looked at."""
    site = read(read_site, target, of=of)
    if any(unit.code in site.standing for unit in site.below):
        return site
    return read(read_site, target, of=of, day=today)


def _show_read(site: Site, found: Saved, reader: Reader) -> None:
    """The rows as they were read, what they add up to, and what was found."""
    _, language = reader.words, reader.language
    rows = [
        (site.units[row.unit].name, number(row.people, language), day_text(row.due, language))
        for row in found.draft.rows
    ]
    if rows:
        show(
            table(
                (_("Unit"), _("People assigned"), _("Due")),
                rows,
                numbers=(1,),
                caption=_("Assignments as they were read"),
            )
        )
        show_sum(site, found.draft, reader)
    show_findings(found.findings, reader)


def _maker(target: str, of: str, form: str, *, with_names: bool) -> Callable[[], bytes]:
    """What makes the file once it is asked for: it runs later, outside this visit's run, and asks the role then."""
    database, by = session.database(), session.actor()
    return lambda: annex_file(database, target, form, of=of, with_names=with_names, by=by)[1]
