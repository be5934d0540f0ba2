"""What looks wrong in the denominators, before anything else on their page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.people.denominator_flags import Flag, flag_message
from campaign.locale.formats import number
from campaign.ui.cached import read
from campaign.ui.labels import dose_label, group_labels, measure_label
from campaign.ui.markup import paragraph, show, table
from campaign.workflows.manage.ledger import read_flags

# More than anybody settles at one go; the rest is counted.
SHOWN = 100


def show_flags(as_of: date, reader: Reader) -> None:
    """Every flag of the day with its figures; that there is none is said too."""
    _ = reader.words
    flags = read(read_flags, as_of)
    st.header(_("To look at ({count})", count=number(len(flags), reader.language)))
    if not flags:
        st.text(_("✓ Nothing looks wrong in the numbers of people in force."))
        return
    with st.expander(_("Numbers of people that look wrong"), expanded=len(flags) <= 8):
        show(_table(flags, reader))


def _table(flags: Sequence[Flag], reader: Reader) -> str:
    _, groups = reader.words, group_labels(reader)
    headings = (_("What looks wrong"), _("Group"), _("Kind"), _("Dose"))
    rows = [
        (
            flag_message(flag, reader.language),
            groups.get(flag.group, flag.group),
            measure_label(flag.kind, reader),
            dose_label(flag.dose, reader) or _("any dose"),
        )
        for flag in flags[:SHOWN]
    ]
    more = len(flags) - SHOWN
    rest = paragraph(_("… and {count} more.", count=number(more, reader.language))) if more > 0 else ""
    return table(headings, rows, caption=_("Numbers of people that look wrong")) + rest
