"""Sentences and lists with links in them."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.charts.style import Reader
from campaign.ui.markup import escape


def linked(message: str, reader: Reader, **html: str) -> str:
    """A catalogue key in the reader's language as HTML, its places filled with HTML that is escaped already."""
    return escape(reader.translate(message)).format(**html)


def inside(name: str) -> str:
    """A unit's name as it stands inside a sentence: the rank before it begins with a small letter."""
    return name[:1].lower() + name[1:]


def listed(title: str, items: Sequence[str]) -> str:
    """A list of HTML items under its title; nothing without any."""
    if not items:
        return ""
    return f"<h3>{escape(title)}</h3><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
