"""The district map as a file of its own: heading above it, what its colours mean and how to read it below."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence

from campaign.charts import palette
from campaign.charts.district_map import HATCH, MapDistrict, draw_inside, statuses_of
from campaign.charts.map_labels import LINE, WIDE
from campaign.charts.style import FONT, Reader
from campaign.domain.mapping.picture import Picture
from campaign.domain.progress.status import NO_DATA, STATUS_SIGNS, STATUS_WORDS

SCALE = 2.5  # of the picture's units: as wide as a report's page
MARGIN, SMALL, TITLE = 12.0, 9.0, 13.0
BOX = 9.0


def draw_picture(
    districts: Sequence[MapDistrict],
    picture: Picture,
    reader: Reader,
    *,
    heading: tuple[str, str],
    notes: Sequence[str],
    chosen: str | None = None,
) -> bytes:
    """An SVG file: heading is what the map shows and of what, notes are how it is to be read."""
    room = picture.width - 2 * MARGIN
    above = [(line, TITLE, True) for line in _wrapped(heading[0], room, TITLE)]
    above += [(line, SMALL, False) for line in _wrapped(heading[1], room, SMALL)]
    below = [(line, SMALL, False) for note in notes for line in _wrapped(note, room, SMALL)]
    top, texts = _texts(above, MARGIN, reader)
    inside = draw_inside(districts, picture, reader, chosen=chosen, links={})
    land = f'<g transform="translate(0 {top + SMALL:.1f})">{inside}</g>'
    at, legend = _legend(districts, top + SMALL + picture.height + MARGIN, room, reader)
    height, read = _texts(below, at + SMALL / 2, reader)
    height += MARGIN
    pixels = f'width="{picture.width * SCALE:.0f}" height="{height * SCALE:.0f}"'
    size = f'{pixels} viewBox="0 0 {picture.width:.0f} {height:.1f}"'
    ground = f'<rect width="100%" height="100%" fill="{palette.GROUND[reader.theme]}"/>'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{html.escape(FONT)}">'
    return f"{opening}{ground}{texts}{land}{legend}{read}</svg>".encode()


def _wrapped(text: str, room: float, size: float) -> list[str]:
    return textwrap.wrap(text, max(1, int(room / (size * WIDE))))


def _texts(lines: Sequence[tuple[str, float, bool]], top: float, reader: Reader) -> tuple[float, str]:
    """Lines under each other, and where they end."""
    drawn = []
    for text, size, bold in lines:
        top += size * (LINE + 0.15)
        weight = ' font-weight="700"' if bold else ""
        ink = reader.ink if bold else reader.muted
        place = f'x="{MARGIN}" y="{top - size * 0.3:.1f}" font-size="{size}"'
        drawn.append(f'<text {place} fill="{ink}"{weight}>{html.escape(text)}</text>')
    return top, "".join(drawn)


def _legend(districts: Sequence[MapDistrict], top: float, room: float, reader: Reader) -> tuple[float, str]:
    """Colour, sign and word of each status on the map, in rows; and where they end."""
    drawn, left = [], MARGIN
    for status in statuses_of(districts):
        words = f"{STATUS_SIGNS[status]} {reader.words(STATUS_WORDS[status])}"
        width = BOX + 4 + len(words) * SMALL * WIDE + 10
        if left + width > MARGIN + room and left > MARGIN:
            left, top = MARGIN, top + SMALL * 1.6
        fill = f"url(#{HATCH})" if status == NO_DATA else reader.status_colour(status)
        box = f'<rect x="{left:.1f}" y="{top:.1f}" width="{BOX}" height="{BOX}" fill="{fill}"/>'
        place = f'x="{left + BOX + 4:.1f}" y="{top + BOX - 1.2:.1f}" font-size="{SMALL}"'
        drawn.append(f'{box}<text {place} fill="{reader.ink}">{html.escape(words)}</text>')
        left += width
    return top + SMALL * 1.6, "".join(drawn)
