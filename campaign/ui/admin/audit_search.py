"""What to look for in the trail: words, persons, areas, days, one object."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.wording.audit_lines import Words, object_words
from campaign.domain.wording.audit_words import GROUPS, actor_words
from campaign.ui import session
from campaign.ui.address import HISTORY_OF, choose, hold
from campaign.ui.labels import group_labels, unit_names
from campaign.workflows.safety.trail import Search, who_acted

FIRST_DAY = date(2021, 1, 1)


def pick_search(reader: Reader) -> Search:
    """What the visitor looks for; an object comes with the address of a link."""
    _ = reader.words
    places, groups = st.columns(5), {"": _("All areas"), **{code: _(word) for code, word in GROUPS.items()}}
    text = places[0].text_input(_("Search"), key="audit-text", max_chars=100, placeholder=_("Name, file, number…"))
    names = ["", *who_acted(session.database(), by=session.actor())]
    called = {name: actor_words(name, reader.translate) or _("Everybody") for name in names}
    who = places[1].selectbox(_("Done by"), names, format_func=called.__getitem__, key="audit-by")
    group = places[2].selectbox(_("Area"), list(groups), format_func=groups.__getitem__, key="audit-group")
    since, until = _pick_days(places[3:], reader)
    return Search(since, until, who, _pick_object(reader), group, text)


def _pick_days(places: Sequence[Any], reader: Reader) -> tuple[date | None, date | None]:
    labels = reader.words("From"), reader.words("Up to")
    shown = [
        place.date_input(label, None, min_value=FIRST_DAY, max_value=None, format="DD/MM/YYYY", key=f"audit-{name}")
        for place, label, name in zip(places, labels, ("since", "until"), strict=True)
    ]
    return shown[0], shown[1]


def _pick_object(reader: Reader) -> str:
    """The object whose history is shown alone, and the way back to all."""
    chosen = hold(HISTORY_OF, "", quiet=True)
    if not chosen:
        return ""
    _ = reader.words
    name = object_words(chosen, Words(reader.translate, reader.language, group_labels(reader) | unit_names()))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(_("Only what concerns: {name}", name=name))
        st.button(_("Show everything"), on_click=choose, args=(HISTORY_OF, ""), key="audit-all")
    return chosen
