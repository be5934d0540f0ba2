"""Which cells of an .xlsx workbook are set in a font older than Unicode, by its styles."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping

from campaign.sheets.files.container import Container, inflate
from campaign.sheets.files.old_fonts import font_kind
from campaign.sheets.files.parts import column_index

STYLES = "xl/styles.xml"
_OLD_NAMES = re.compile(rb"\bval\s*=\s*[\"'](?:\.vn|vni-)", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})")
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d{1,6})[\"']")


def old_font_styles(container: Container) -> dict[int, str]:
    """The numbers of the cell formats in an old font, with the kind of text it draws; nearly always none."""
    part = next((name for name in container.members if name.lower() == STYLES), None)
    content = container.read(part) if part else b""
    if not _OLD_NAMES.search(content):
        return {}
    fonts: list[str] = []
    styles: dict[int, str] = {}
    for block in ElementTree.fromstring(content):
        if _local(block) == "fonts":
            fonts = [_kind(font) for font in block]
        elif _local(block) == "cellXfs":
            used = [int(form.get("fontId", "0")) for form in block]
            styles = {number: fonts[font] for number, font in enumerate(used) if font < len(fonts) and fonts[font]}
    return styles


def find_old_fonts(container: Container, name: str, styles: Mapping[int, str]) -> dict[tuple[int, int], str]:
    """(row, column) from 0 of a sheet's cells in an old font, with the kind of text it draws."""
    found: dict[tuple[int, int], str] = {}
    rest = b""
    for chunk in inflate(container, name) if styles else ():
        whole = rest + chunk
        for match in _CELL.finditer(whole):
            address, style = _ADDRESS.search(match[1]), _STYLE.search(match[1])
            if address and style and int(style[1]) in styles:
                found[int(address[2]) - 1, column_index(address[1].decode())] = styles[int(style[1])]
        rest = whole[-256:]
    return found


def _kind(font: ElementTree.Element) -> str:
    return next((font_kind(part.get("val", "")) for part in font if _local(part) == "name"), "")


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
