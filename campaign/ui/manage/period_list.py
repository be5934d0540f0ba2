"""The closes so far, and of each what was reported, what has changed since, and the files."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.closing import Close, in_short
from campaign.errors import CampaignError
from campaign.locale.formats import day, moment, number
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.markup import hint, notice, paragraph, show, table
from campaign.ui.monitor.table_downloads import show_downloads
from campaign.workflows.manage import closing
from campaign.workflows.manage.reported_files import (
    COMPARED_NAME,
    FILE_NAME,
    NOTHING_CHANGED,
    Words,
    about_close,
    compared_file,
    reported_file,
)

CHOSEN = "period-chosen"
DIFFERENCES_SHOWN = 200


def show_closes(reader: Reader) -> None:
    """Who closed what, when and for what; who opened it again and why; and one of them looked into."""
    _ = reader.words
    closes = read(closing.read_closes)
    st.header(_("Closes so far"))
    if not closes:
        show(
            hint(
                _("None so far. Once the figures of a week have gone to leadership, an administrator closes them here.")
            )
        )
        return
    show(_table(closes, reader))
    chosen = st.selectbox(
        _("Look into"), closes, format_func=lambda each: _name(each, reader), key=f"{CHOSEN}:{reader.language}"
    )
    show("".join(paragraph(line) for line in about_close(chosen, reader.language)))
    try:
        _show_compared(chosen, reader)
    except CampaignError as problem:  # what was kept is not what was reported
        notice(problem.words(reader.translate), kind="error")


def _table(closes: Sequence[Close], reader: Reader) -> str:
    _, language = reader.words, reader.language
    headings = (_("Number"), _("Closed up to"), _("Used for"), _("Closed by"), _("When"), _("State"))
    rows = [
        (
            number(each.id, language),
            day(each.last_day, language),
            each.note,
            each.closed_by,
            moment(each.closed_at, language),
            _state(each, reader),
        )
        for each in closes
    ]
    return table(headings, rows, numbers=(0,), caption=_("Closes so far"), cards=True)


def _state(each: Close, reader: Reader) -> str:
    if each.stands:
        return reader.words("✓ closed")
    values = {"by": each.reopened_by, "moment": moment(each.reopened_at, reader.language)}
    return reader.words("✗ opened again by {by}, {moment}: {reason}", **values, reason=each.reopened_reason)


def _name(each: Close, reader: Reader) -> str:
    values = {"number": number(each.id, reader.language), "day": day(each.last_day, reader.language)}
    return reader.words("{number} · figures up to {day}", **values)


def _show_compared(chosen: Close, reader: Reader) -> None:
    """What differs from what was reported, and both to take along."""
    _, words, language = reader.words, Words(reader.language), reader.language
    found = in_short(read(closing.compare, chosen).differences)
    if found:
        rows = [(each.target, each.name, *words.difference(each)) for each in found[:DIFFERENCES_SHOWN]]
        units = number(len({(each.target, each.unit) for each in found}), language)
        notice(_("{count} figures are not as they were reported at this close:", count=units), kind="warning")
        headings = (_("Target"), _("Unit"), _("Field"), _("As reported"), _("Now"))
        show(table(headings, rows, numbers=(3, 4), caption=_("As reported and now")))
        if (more := len(found) - DIFFERENCES_SHOWN) > 0:
            show(paragraph(_("… and {count} more.", count=number(more, language))))
    else:
        notice(_(NOTHING_CHANGED), kind="success")
    _show_files(chosen, differs=bool(found), reader=reader)


def _show_files(chosen: Close, *, differs: bool, reader: Reader) -> None:
    _, database, language = reader.words, session.database(), reader.language
    values = {"day": chosen.last_day.isoformat()}
    labels = {
        "xlsx": _("What was reported as Excel (.xlsx)"),
        "csv": _("What was reported as CSV"),
    }
    show_downloads(
        f"reported-{chosen.id}",
        _(FILE_NAME, **values),
        lambda form: reported_file(database, chosen, form, language=language)[1],
        reader,
        labels=labels,
    )
    if differs:
        show_downloads(
            f"compared-{chosen.id}",
            _(COMPARED_NAME, **values),
            lambda form: compared_file(database, chosen, form, language=language)[1],
            reader,
            labels={"xlsx": _("The differences as Excel (.xlsx)"), "csv": _("The differences as CSV")},
        )
