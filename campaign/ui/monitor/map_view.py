"""The districts on a map, for one target: a click on one shows that district alone, another one all again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from campaign.charts.district_map import SCHEME, MapDistrict, districts_of, draw_map, statuses_of
from campaign.charts.finding_titles import districts_finding, subtitle
from campaign.charts.map_picture import draw_picture
from campaign.charts.palette import LIGHT
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.progress.status import NO_DATA
from campaign.exports.about import DEADLINE, THRESHOLD
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, moment, threshold
from campaign.ui import menu
from campaign.ui.address import TARGET, UNIT
from campaign.ui.cached import read
from campaign.ui.drawing import show_drawing
from campaign.ui.file_button import hands_out_files, show_file_button
from campaign.ui.labels import target_label
from campaign.ui.markup import chart_heading, escape, hint, notice, show
from campaign.ui.monitor.caveats import caveat_lines
from campaign.ui.monitor.figures import explain_marks
from campaign.ui.monitor.target_card import kept_choices
from campaign.ui.tables import status_text
from campaign.workflows.manage.boundaries import DistrictMap, Source, read_map
from campaign.workflows.monitor.briefing import Brief

BOUNDARIES_OF = N_("Boundaries from the file {file}, loaded {moment}")
SVG = "image/svg+xml"


def show_map(brief: Brief, target: str, unit: str | None, reader: Reader) -> None:
    """What the map shows in words, the map, what its colours mean and how to read it, the picture to keep."""
    rows = brief.districts(target)
    if rows.empty:
        notice(reader.words("There are no figures to show on the map for this target by this day."))
        return
    of = _target_row(brief, target)
    drawn, districts = read(read_map), districts_of(rows, reader)
    heading = (districts_finding(rows, reader), _subject(of, brief, reader))
    show(chart_heading(*heading))
    links = {each.unit: _address(target, None if each.unit == unit else each.unit, reader) for each in districts}
    svg = draw_map(districts, drawn.picture, reader, name=_name(heading, reader), chosen=unit, links=links)
    show_drawing(svg, key="map")
    notes = _notes(of, rows, drawn.source, reader)
    clicking = reader.words("Choose a district to see it alone; choose it again to see all.")
    show(draw_legend(districts, reader) + draw_notes((*notes, clicking)))
    _show_download(districts, drawn, heading, notes, unit, reader)


def draw_legend(districts: Sequence[MapDistrict], reader: Reader) -> str:
    """Colour, sign and word of each status on the map."""
    items = "".join(
        f"<li>{_box(status, reader)}{escape(status_text(status, reader))}</li>" for status in statuses_of(districts)
    )
    return f'<ul class="legend">{items}</ul>'


def draw_notes(notes: Sequence[str]) -> str:
    """How the map is to be read, a line each."""
    return f'<div class="map-notes">{"".join(hint(note) for note in notes)}</div>'


def source_note(source: Source | None, reader: Reader) -> str:
    """What the shapes on the map are: a scheme, or the boundaries of which file."""
    if source is None:
        return reader.words(SCHEME)
    return reader.words(BOUNDARIES_OF, file=source.file_name, moment=moment(source.at, reader.language))


def _target_row(brief: Brief, target: str) -> Any:
    """The target's row of TARGETS, in force or replaced."""
    rows = [row for frame in (brief.targets, brief.replaced) for row in rows_of(frame)]
    return next(row for row in rows if row.target == target)


def _subject(of: Any, brief: Brief, reader: Reader) -> str:
    return subtitle(target_label(of, reader).full, pd.Timestamp(brief.as_of), reader)


def _address(target: str, unit: str | None, reader: Reader) -> str:
    """The overview of a district, None for all of them."""
    choices = kept_choices(reader) | {TARGET: target}
    return menu.address(menu.OVERVIEW, **choices | ({UNIT: unit} if unit else {}))


def _name(heading: tuple[str, str], reader: Reader) -> str:
    return reader.words("Map of the districts. {finding}. {subject}", finding=heading[0], subject=heading[1])


def _notes(of: Any, rows: pd.DataFrame, source: Source | None, reader: Reader) -> list[str]:
    """What the statuses are measured against, what the shapes are, what must be known beside the figures."""
    language = reader.language
    limits = [] if is_missing(of.threshold) else [reader.words(THRESHOLD, threshold=threshold(of.threshold, language))]
    limits += [] if is_missing(of.deadline) else [reader.words(DEADLINE, day=day(of.deadline, language))]
    notes = (" · ".join(limits), source_note(source, reader), explain_marks(rows, reader))
    return [note for note in notes if note] + caveat_lines(of, rows, reader)


def _box(status: str, reader: Reader) -> str:
    if status == NO_DATA:
        return '<span class="hatched"></span>'
    return f'<span style="background:{reader.status_colour(status)}"></span>'


def _show_download(
    districts: Sequence[MapDistrict],
    drawn: DistrictMap,
    heading: tuple[str, str],
    notes: Sequence[str],
    unit: str | None,
    reader: Reader,
) -> None:
    """The picture as a file, drawn when it is asked for; for paper and messages it is dark on white in any theme."""
    if not hands_out_files(reader):
        return
    on_paper = reader._replace(theme=LIGHT)

    def made() -> bytes:
        return draw_picture(districts, drawn.picture, on_paper, heading=heading, notes=notes, chosen=unit)

    label = reader.words("Download the map (.svg)")
    show_file_button(label, made, name="ban-do.svg", mime=SVG, key="download-map")
