"""The map of the districts as it stands: by which boundaries, loaded by whom and when; taking them away."""

from __future__ import annotations

import streamlit as st

from campaign.charts.district_map import MapDistrict, draw_map
from campaign.charts.style import Reader
from campaign.domain.mapping.picture import Picture
from campaign.locale.formats import moment, number
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.drawing import show_drawing
from campaign.ui.labels import district_names
from campaign.ui.manage import entry_fields
from campaign.ui.manage.entry_fields import attempt, tell
from campaign.ui.markup import hint, paragraph, show, strong, table
from campaign.workflows.manage import boundaries
from campaign.workflows.manage.registry import Entered

show_told = entry_fields.show_told
SURE = "boundaries-sure"


def show_map_now(reader: Reader) -> None:
    """What the map shows now, and where its shapes come from."""
    _ = reader.words
    loaded = read(boundaries.read_boundaries)
    if loaded is None:
        show(strong(_("No boundaries are loaded; the map shows the districts as tiles.")))
        show(hint(_("Load a GeoJSON file of the districts below to see their real shapes.")))
    else:
        values = {"file": loaded.file_name, "by": loaded.by, "moment": moment(loaded.at, reader.language)}
        show(paragraph(_("The map shows the boundaries from the file {file}, loaded by {by}, {moment}.", **values)))
    show_outlines(read(boundaries.read_map).picture, reader, key="map-now")
    if loaded is not None:
        _show_units(reader)


def show_outlines(picture: Picture, reader: Reader, *, key: str) -> None:
    """The districts with their names, without figures."""
    districts = [MapDistrict(code, name, "", "", name) for code, name in district_names().items()]
    show_drawing(draw_map(districts, picture, reader, name=reader.words("Map of the districts")), key=key)


def _show_units(reader: Reader) -> None:
    """How many parts and points each district's boundaries have."""
    _ = reader.words
    rows = [
        (each.name, each.unit, number(each.polygons, reader.language), number(each.points, reader.language))
        for each in read(boundaries.read_outlines)
    ]
    caption = _("Boundaries by district")
    with st.expander(caption):
        show(table((_("District"), _("Code"), _("Parts"), _("Points")), rows, numbers=(2, 3), caption=caption))


def show_removal(reader: Reader) -> None:
    """Take the boundaries away, once more asked for."""
    _ = reader.words
    if read(boundaries.read_boundaries) is None:
        return
    with st.expander(_("Remove the boundaries")):
        show(hint(_("The map then shows tiles again; the figures stay. The file can be loaded anew at any time.")))
        sure = st.checkbox(_("Yes, remove the boundaries"), key=SURE)
        st.button(
            _("Remove the boundaries"), key="remove-boundaries", disabled=not sure, on_click=_remove, args=(reader,)
        )


def _remove(reader: Reader) -> None:
    def removed() -> Entered:
        return Entered(boundaries.remove_boundaries(session.database(), by=session.actor()), [])

    if done := attempt(removed, reader):
        st.session_state[SURE] = False
        tell(reader.words(boundaries.REMOVED, file=done.id))
