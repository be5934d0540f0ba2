"""What was found in a file, and under it the file's own sheets with the findings in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import SEVERITIES, Finding
from campaign.domain.questions import COLUMN, question_id
from campaign.errors import UnreadableFile
from campaign.locale.formats import number
from campaign.sheets.files.view import SheetView
from campaign.ui import session
from campaign.ui.markup import escape, hint, show
from campaign.ui.sheets.cell_anchors import Located, locate, sheet_anchor
from campaign.ui.sheets.findings_view import count_of, show_findings
from campaign.ui.sheets.sheet_grid import TableShown, draw_legend, draw_sheet
from campaign.workflows.sheets.importing import Preview
from campaign.workflows.sheets.viewing import view_file

# So many sheets are open from the start; the others open with a press, or when a finding leads into them.
OPEN = 3


class Drawn(NamedTuple):
    """The sheets of a file as they will be drawn, and where its findings lie in them."""

    views: list[SheetView]
    located: Located

    def links(self, findings: Sequence[Finding]) -> dict[tuple[str, str], str]:
        """Where cells with findings are on the page, by sheet and cell."""
        pairs = zip(findings, self.located.links, strict=True)
        return {(each.sheet, each.cell): link for each, link in pairs if each.sheet and each.cell and link}


def draw_file(preview: Preview) -> Drawn:
    """What of a file's sheets is to be drawn; nothing of a file that cannot be opened."""
    views = _views(preview)
    return Drawn(views, locate(preview.findings, views))


def show_findings_in_sheets(preview: Preview, drawn: Drawn, reader: Reader) -> None:
    """The findings of a file, each leading to its cell, and the sheets that they stand in."""
    show_findings(preview.findings, reader, links=drawn.located.links)
    if drawn.views:
        _show_sheets(preview, drawn, reader)


def asked_letters(table: Any, questions: Sequence[Any]) -> frozenset[str]:
    """The letters of a table's columns that questions are open about."""
    asked = {question.id for question in questions}
    return frozenset(
        column.letter for column in table.columns if question_id(COLUMN, table.signature, column.subject) in asked
    )


def _show_sheets(preview: Preview, drawn: Drawn, reader: Reader) -> None:
    _, views = reader.words, drawn.views
    tables = [TableShown(table, asked_letters(table, preview.questions)) for table in preview.tables]
    st.header(_("The sheet as it was read"))
    body = hint(_("Pick a cell in the list of findings to go to it; the sign in the cell leads back."))
    body += draw_legend(views, tables, reader)
    for position, view in enumerate(views):
        of_sheet = [table for table in tables if table.read.sheet == view.name]
        grid = draw_sheet(view, of_sheet, drawn.located.marks[position], number_of=position, reader=reader)
        opened = " open" if position < OPEN else ""
        start = f'<details class="sheet-box" id="{sheet_anchor(position)}"{opened}>'
        body += f"{start}<summary>{_heading(view, preview.findings, reader)}</summary>{grid}</details>"
    names = list(dict.fromkeys(table.sheet for table in preview.tables if table.sheet not in {v.name for v in views}))
    if names:
        body += hint(_("Read but not drawn here: {names}", names=", ".join(names)))
    show(body)


def _heading(view: SheetView, findings: Sequence[Finding], reader: Reader) -> str:
    """A sheet's name and how much was found in it."""
    of_sheet = [finding for finding in findings if finding.sheet == view.name]
    counts = {severity: count_of(of_sheet, severity) for severity in SEVERITIES}
    said = [
        f"{reader.words(SEVERITIES[each])}: {number(count, reader.language)}" for each, count in counts.items() if count
    ]
    return f'<strong>{escape(view.name)}</strong> <span class="muted">{escape(" · ".join(said))}</span>'


def _views(preview: Preview) -> list[SheetView]:
    cells = tuple((each.sheet, each.cell) for each in preview.findings)
    return _kept(preview.sha256, tuple(table.sheet for table in preview.tables), cells, preview)


@st.cache_resource(max_entries=30, ttl=3600, show_spinner=False)
def _kept(sha256: str, sheets: tuple[str, ...], cells: tuple[Any, ...], _preview: Preview) -> list[SheetView]:
    """The drawn sheets of a file, until other cells of it are to be shown; none of a file that cannot be opened."""
    try:
        return view_file(_preview.content, _preview.tables, _preview.findings, limits=session.limits())
    except UnreadableFile:
        return []
