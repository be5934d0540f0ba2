"""HTML of our own: every text in it is escaped here, since names and headers come from other people's sheets."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

import streamlit as st

from campaign.ui import session


class Link(NamedTuple):
    """A link as a table's cell; `href` is one of our own paths."""

    text: str
    href: str


class Made(NamedTuple):
    """HTML of our own as a table's cell, escaped by whoever made it."""

    html: str


Cell = str | Link | Made


def escape(text: object) -> str:
    """A text as it stands, without meaning as HTML."""
    return html.escape(str(text))


def show(body: str) -> None:
    """Put HTML on the page, inside the element our style sheet knows."""
    st.html(f'<div class="campaign {session.theme()}">{body}</div>')


def notice(text: str, *, kind: str = "info") -> None:
    """A message across the page: kind is info, success, warning or error; the last two are read out at once."""
    role = "alert" if kind in ("warning", "error") else "status"
    show(f'<p class="notice {kind}" role="{role}">{_SIGNS[kind]} {escape(text)}</p>')


_SIGNS = {"info": "ℹ", "success": "✓", "warning": "!", "error": "✗"}


def literal(text: str) -> str:
    """A text in which nothing is Markdown or an address, for labels that Streamlit would read as such."""
    return "".join(f"\\{sign}" if sign in _MARKDOWN else sign for sign in _ADDRESS.sub(rf"\g<0>{_JOINER}", text))


_MARKDOWN = frozenset("\\`*_{}[]()#+-!|<>~$:")
# Streamlit makes links of addresses after it has resolved the escapes: only a sign inside them keeps them text.
_ADDRESS = re.compile(r"https?(?=://\S*\.)|www(?=\.)|@", re.IGNORECASE)
_JOINER = "\u2060"  # word joiner: no width, no line break


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    numbers: Sequence[int] = (),
    caption: str,
    anchors: Sequence[str] = (),
    cards: bool = False,
) -> str:
    """A table as HTML: `numbers` are the columns to align right; it scrolls inside itself where it is too wide.

    caption: what the table shows, for those who hear it; not drawn. anchors: a name inside the page for each row.
    cards: on a telephone each row stands by itself, its cells below one another behind their headings: for rows that
    are read one at a time, not compared.
    """
    head = "".join(f'<th scope="col"{_side(index, numbers)}>{escape(text)}</th>' for index, text in enumerate(headings))
    named = (f'<tr id="{escape(name)}">' for name in anchors) if anchors else repeat("<tr>")
    said = headings if cards else ()
    body = "".join(f"{start}{_row(row, numbers, said)}</tr>" for start, row in zip(named, rows, strict=False))
    name, kind = escape(caption), "scroll cards" if cards else "scroll"
    return (
        f'<div class="{kind}" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{escape(text)}</p>"


def strong(text: str) -> str:
    """A paragraph that stands out."""
    return f"<p><strong>{escape(text)}</strong></p>"


def hint(text: str) -> str:
    """A paragraph that stands back."""
    return f'<p class="muted">{escape(text)}</p>'


def chart_heading(finding: str, subject: str) -> str:
    """What a chart shows, and of what."""
    return f'<h2 class="finding">{escape(finding)}</h2><p class="muted subject">{escape(subject)}</p>'


def badge(text: str) -> str:
    """A few words in a frame."""
    return f'<strong class="badge">{escape(text)}</strong>'


def link(text: str, href: str) -> str:
    """A link to a path of our own."""
    return f'<a href="{escape(href)}">{escape(text)}</a>'


def _row(row: Sequence[Cell], numbers: Sequence[int], headings: Sequence[str]) -> str:
    return "".join(
        f"<td{_side(index, numbers)}{_column(index, headings)}>{_cell(cell)}</td>" for index, cell in enumerate(row)
    )


def _column(index: int, headings: Sequence[str]) -> str:
    """The column's name, for the style sheet to write before the cell."""
    return f' data-column="{escape(headings[index])}"' if headings else ""


def _cell(cell: Cell) -> str:
    if isinstance(cell, Made):
        return cell.html
    return link(*cell) if isinstance(cell, Link) else escape(cell)


def _side(index: int, numbers: Sequence[int]) -> str:
    return ' class="number"' if index in numbers else ""
