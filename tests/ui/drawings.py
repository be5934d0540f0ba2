"""The drawings a page shows: the districts on them, and where each leads."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

from streamlit.testing.v1 import AppTest

SVG = "{http://www.w3.org/2000/svg}"


def drawings(app: AppTest) -> list[ElementTree.Element]:
    """Every <svg> that the page puts into itself, in their order."""
    shown = [each.proto for each in app.get("bidi_component")]
    return [
        ElementTree.fromstring(json.loads(each.json)["drawing"])
        for each in shown
        if each.component_name == "campaign_drawing"
    ]


def links(svg: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The districts that can be chosen, by code."""
    return {link.get("data-unit", ""): link for link in svg.iter(f"{SVG}a") if link.get("data-unit")}


def names(svg: ElementTree.Element) -> set[str | None]:
    """What is written on a drawing."""
    return {text.text for text in svg.iter(f"{SVG}text")}
