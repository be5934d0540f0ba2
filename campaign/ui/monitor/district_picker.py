"""Which district a page is about: one of them, always; a code that is no district's is told so."""

from __future__ import annotations

import streamlit as st

from campaign.charts.style import Reader
from campaign.errors import NotFound
from campaign.ui import menu, session
from campaign.ui.address import UNIT, pick
from campaign.ui.cached import read
from campaign.ui.labels import district_names
from campaign.ui.markup import link, notice, show
from campaign.ui.pickers import ALL_UNITS
from campaign.workflows.monitor.district import find_district


def pick_district(reader: Reader) -> str:
    """The district's code, the first one where none was chosen. Ends the page where the URL names another unit."""
    names = district_names()
    asked = st.query_params.get(UNIT, ALL_UNITS)
    if asked not in (ALL_UNITS, *names):
        _show_unknown(asked, names, reader)
        st.stop()
    return pick(
        st.selectbox,
        reader.words("District"),
        list(names),
        name=UNIT,
        default=next(iter(names)),
        language=reader.language,
        format_func=names.__getitem__,
    )


def _show_unknown(asked: str, names: dict[str, str], reader: Reader) -> None:
    """Why there is nothing to show for this code, and the way to each district."""
    try:
        read(find_district, asked)
    except NotFound as problem:
        notice(problem.words(reader.translate), kind="error")
    language = session.language_choice(reader)
    ways = (link(name, menu.address(menu.DISTRICT, **{UNIT: code}, **language)) for code, name in names.items())
    show(f'<ul class="units">{"".join(f"<li>{way}</li>" for way in ways)}</ul>')
