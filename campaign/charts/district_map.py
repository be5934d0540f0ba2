"""The districts as a map, each in the colour of its status with sign and coverage: SVG text that needs no library.

A page puts it into itself, so that every district is a link of the page's own; `draw_picture` is the same to keep.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from campaign.charts import palette
from campaign.charts.alternatives import said_of_unit
from campaign.charts.labels import short_name
from campaign.charts.map_labels import Label, Line, Said, place_labels
from campaign.charts.shares import share_text
from campaign.charts.style import FONT, Reader
from campaign.domain.frames import rows_of
from campaign.domain.mapping.picture import Picture
from campaign.domain.mapping.shapes import Shape
from campaign.domain.progress.status import NO_DATA, STATUS_SIGNS, STATUSES
from campaign.locale import N_

SCHEME = N_("Schematic, not administrative boundaries")
HATCH = "campaign-hatch"


class MapDistrict(NamedTuple):
    """A district on the map: its status ("" for a map without figures), coverage with its marks, all of it in words."""

    unit: str
    name: str
    status: str
    share: str
    said: str


def districts_of(rows: pd.DataFrame, reader: Reader) -> list[MapDistrict]:
    """The districts of PROGRESS rows of one target."""
    return [_district(row, reader) for row in rows_of(rows)]


def _district(row: Any, reader: Reader) -> MapDistrict:
    return MapDistrict(row.unit, row.name, row.status, share_text(row, reader), said_of_unit(row, reader))


def statuses_of(districts: Sequence[MapDistrict]) -> list[str]:
    """The statuses that some district has, in their own order."""
    return [status for status in STATUSES if any(each.status == status for each in districts)]


def draw_map(
    districts: Sequence[MapDistrict],
    picture: Picture,
    reader: Reader,
    *,
    name: str,
    chosen: str | None = None,
    links: Mapping[str, str] | None = None,
) -> str:
    """The map as an <svg>; `name`: what it shows, for those who hear it; `links`: where each district leads.

    Districts that the picture has no place for, and places without a district, are left out.
    """
    size = f'viewBox="0 0 {picture.width:.0f} {picture.height:.0f}"'
    inside = draw_inside(districts, picture, reader, chosen=chosen, links=links or {})
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="district-map" role="group" aria-label="{_text(name)}" {size}'
    )
    return f'{opening} font-family="{_text(FONT)}">{inside}</svg>'


def draw_inside(
    districts: Sequence[MapDistrict],
    picture: Picture,
    reader: Reader,
    *,
    chosen: str | None = None,
    links: Mapping[str, str],
) -> str:
    """What stands in the <svg>: the land, and over it the labels; the chosen district last, nothing covers its edge."""
    placed = [each for each in districts if each.unit in picture.outlines]
    placed.sort(key=lambda each: each.unit == chosen)
    kept = picture._replace(outlines={each.unit: picture.outlines[each.unit] for each in placed})
    labels = place_labels(kept, {each.unit: _said(each) for each in placed})
    scene = _Scene(picture, reader, chosen, links)
    return _hatch(reader) + "".join(
        [*(scene.land(each) for each in placed), *(scene.label(each, labels[each.unit]) for each in placed)]
    )


def _said(district: MapDistrict) -> Said:
    """What is written on the map; a coverage that is not known is not written twice."""
    sign = STATUS_SIGNS.get(district.status, "")
    return Said(sign if sign != district.share else "", short_name(district.name), district.share)


class _Scene:
    """The map being drawn."""

    def __init__(self, picture: Picture, reader: Reader, chosen: str | None, links: Mapping[str, str]) -> None:
        self.picture, self.reader, self.chosen, self.links = picture, reader, chosen, links

    def land(self, district: MapDistrict) -> str:
        """A district's area: what is clicked, reached by keyboard and heard."""
        chosen = district.unit == self.chosen
        edge = (self.reader.ink, 3.5) if chosen else (palette.GROUND[self.reader.theme], 1.2)
        shape = (
            f'<path d="{_path(self.picture.outlines[district.unit].shape)}" fill="{self._fill(district)}" '
            f'fill-rule="evenodd" stroke="{edge[0]}" stroke-width="{edge[1]}" stroke-linejoin="round"/>'
        )
        said = _text(district.said)
        inside = f"<title>{said}</title>{shape}"
        if district.unit not in self.links:
            return f'<g data-unit="{district.unit}">{inside}</g>'
        current = ' aria-current="true"' if chosen else ""
        href = _text(self.links[district.unit])
        return f'<a href="{href}" data-unit="{district.unit}" aria-label="{said}"{current}>{inside}</a>'

    def label(self, district: MapDistrict, label: Label) -> str:
        """Sign, name and coverage; a click on them is one on the district, the keyboard passes them by."""
        inside = _thread(label, self.reader) + "".join(self._line(line, district) for line in label.lines)
        if district.unit not in self.links:
            return f'<g aria-hidden="true">{inside}</g>'
        href = _text(self.links[district.unit])
        return f'<a href="{href}" class="label" tabindex="-1" aria-hidden="true">{inside}</a>'

    def _fill(self, district: MapDistrict) -> str:
        if district.status == NO_DATA:
            return f"url(#{HATCH})"
        return self.reader.status_colour(district.status) if district.status else self.reader.faint

    def _line(self, line: Line, district: MapDistrict) -> str:
        on_colour = self.picture.tiles and district.status not in ("", NO_DATA)
        ink = text_on(self.reader.status_colour(district.status)) if on_colour else self.reader.ink
        ground = palette.GROUND[self.reader.theme]
        halo = "" if on_colour else f' paint-order="stroke" stroke="{ground}" stroke-width="3" stroke-linejoin="round"'
        weight = ' font-weight="700"' if line.bold else ' font-weight="600"'
        place = f'x="{line.x:.1f}" y="{line.y:.1f}" font-size="{line.size:.1f}"'
        return f'<text {place} text-anchor="middle" fill="{ink}"{weight}{halo}>{_text(line.text)}</text>'


def _thread(label: Label, reader: Reader) -> str:
    if label.thread is None:
        return ""
    (x, y), (u, v) = label.thread
    way, ground = f"M{x:.1f},{y:.1f}L{u:.1f},{v:.1f}", palette.GROUND[reader.theme]
    line = f'<path d="{way}" stroke="{ground}" stroke-width="3"/><path d="{way}" stroke="{reader.ink}"/>'
    return f'{line}<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{reader.ink}" stroke="{ground}"/>'


def _hatch(reader: Reader) -> str:
    """How an area without figures is filled: unlike any colour of a status."""
    lines = f'<path d="M0,0V8" stroke="{reader.status_colour(NO_DATA)}" stroke-width="3"/>'
    ground = f'<rect width="8" height="8" fill="{palette.GROUND[reader.theme]}"/>'
    turned = 'width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
    return f'<defs><pattern id="{HATCH}" {turned}>{ground}{lines}</pattern></defs>'


def _path(shape: Shape) -> str:
    rings = (ring for polygon in shape for ring in polygon)
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring[:-1]) + "Z" for ring in rings)


def text_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour: at least 4.5 : 1 on any (WCAG 2.1, 1.4.3)."""
    return max(("#000000", "#ffffff"), key=lambda ink: _contrast(ink, colour))


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.1 has it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _text(text: str) -> str:
    return html.escape(text, quote=True)
