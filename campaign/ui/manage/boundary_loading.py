"""Load a file of boundaries: what is wrong with it, or how the map would look by it; then save."""

from __future__ import annotations

import hashlib

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import SEVERITIES, finding_message
from campaign.domain.mapping.geojson import MOST_MIB, Checked
from campaign.domain.mapping.picture import fit_shapes
from campaign.errors import CampaignError
from campaign.locale.formats import number
from campaign.ui import session
from campaign.ui.cached import version
from campaign.ui.manage.boundary_state import show_outlines
from campaign.ui.manage.entry_fields import tell
from campaign.ui.markup import hint, notice, show, strong, table
from campaign.workflows.manage.boundaries import REFUSED, UNCHANGED, load_boundaries, preview_boundaries

ROUND = "boundaries-round"
KINDS = ("geojson", "json")


def show_loading(reader: Reader) -> None:
    """The file to choose, and under it what was read of it."""
    _ = reader.words
    st.header(_("Load boundaries"))
    label = _("GeoJSON of the districts in WGS 84 (.geojson or .json), at most {size} MB", size=MOST_MIB)
    file = st.file_uploader(
        label, type=KINDS, max_upload_size=MOST_MIB, key=f"boundaries:{st.session_state.get(ROUND, 0)}"
    )
    if file is None:
        show(hint(_("Each district is one feature with its code as 'id' or in the property 'code'.")))
        show(hint(_("Nothing is saved before you have seen what was read and how the map would look.")))
        return
    content = file.getvalue()
    checked = _checked(content)
    if not checked.shapes:
        _show_refused(file.name, checked, reader)
        return
    _show_preview(file.name, content, checked, reader)


def _show_refused(name: str, checked: Checked, reader: Reader) -> None:
    notice(reader.words("{file} has errors and cannot be loaded; nothing was changed.", file=name), kind="error")
    _show_findings(checked, reader)


def _show_preview(name: str, content: bytes, checked: Checked, reader: Reader) -> None:
    _ = reader.words
    values = {"file": name, "points": number(checked.points, reader.language), "count": len(checked.shapes)}
    show(strong(_("{file}: {count} districts, {points} points, no errors. The map would look like this:", **values)))
    _show_findings(checked, reader)
    show_outlines(fit_shapes(checked.shapes), reader, key="map-preview")
    st.button(_("Save these boundaries"), type="primary", on_click=_save, args=(name, content, reader))


def _show_findings(checked: Checked, reader: Reader) -> None:
    _ = reader.words
    if not checked.findings:
        return
    rows = [(_(SEVERITIES[each.severity]), finding_message(each, reader.language)) for each in checked.findings]
    drawn = table((_("Severity"), _("What was found")), rows, caption=_("Findings"), cards=True)
    show(f'<div class="findings">{drawn}</div>')


def _save(name: str, content: bytes, reader: Reader) -> None:
    """Save the file that was looked at (a callback); it is checked again, and the role asked, at the act itself."""
    try:
        done = load_boundaries(session.database(), content, name, by=session.actor(), limits=session.limits())
    except CampaignError as problem:
        tell(problem.words(reader.translate), kind="error")
        return
    if done.status == REFUSED:
        for each in done.findings:
            tell(finding_message(each, reader.language), kind="error")
        return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    tell(_told(done.status, name, reader))


def _told(status: str, name: str, reader: Reader) -> str:
    _ = reader.words
    if status == UNCHANGED:
        return _("These very boundaries were loaded before; nothing has changed.")
    return _("The boundaries from {file} are loaded; the map shows them from now on.", file=name)


def _checked(content: bytes) -> Checked:
    """The file as it was checked, kept until the file or the data change."""
    kept = _kept(session.database().url, version(), hashlib.sha256(content).hexdigest())
    if not kept:
        kept.append(preview_boundaries(session.database(), content, session.limits()))
    return kept[0]


@st.cache_resource(max_entries=5, ttl=3600, show_spinner=False)
def _kept(url: str, version: int, sha256: str) -> list[Checked]:
    """A place for a checked file: empty at first."""
    return []
