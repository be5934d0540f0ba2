"""What saving a file would change: the figures that are new, and those that change, from which cell to which."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.counting.changes import Change
from campaign.locale.formats import day, number
from campaign.ui.cached import read
from campaign.ui.downloads import original_link
from campaign.ui.labels import dose_label, group_labels, measure_label, unit_names
from campaign.ui.markup import Cell, Link, paragraph, show, table
from campaign.ui.sheets.moves_view import show_moves
from campaign.workflows.sheets import uploads
from campaign.workflows.sheets.importing import Preview

SHOWN = 200


def show_changes(preview: Preview, reader: Reader, *, upon: Sequence[Preview] = ()) -> None:
    """Counts in a sentence, changed values old → new with both cells, what moves because of them, then the new ones.

    `upon` are files of the same batch that are saved before this one.
    """
    show_values(preview, reader, moves=lambda: show_moves(preview, reader, upon=upon))


def show_values(preview: Preview, reader: Reader, *, moves: Callable[[], None] | None = None) -> None:
    """The counts and the values; `moves` shows what the changed ones move, right under them."""
    _, language = reader.words, reader.language
    st.header(_("What saving would change"))
    counts = {name: number(count, language) for name, count in preview.counts._asdict().items()}
    show(paragraph(_("{new} new figures, {changed} changed, {unchanged} unchanged.", **counts)))
    changed = [change for change in preview.changes if change.old is not None]
    new = [change for change in preview.changes if change.old is None]
    if changed:
        show(_changed_table(changed, reader))
        if moves:
            moves()
    if new:
        count = preview.new_values
        with st.expander(_("New values, people included ({count})", count=number(count, language))):
            show(_new_table(new, reader, count))


def _changed_table(changes: Sequence[Change], reader: Reader) -> str:
    _, language = reader.words, reader.language
    files = {row.id: row.file_name for row in read(uploads.list_uploads)}
    rows = [
        (
            *_what(each, reader),
            number(each.old, language),
            number(each.new, language),
            _place(each.sheet, each.cell),
            _place(each.old_sheet, each.old_cell),
            _old_file(each, files, reader),
        )
        for each in changes[:SHOWN]
    ]
    headings = (*_headings(reader), _("Old"), _("New"), _("New cell"), _("Old cell"), _("Old file"))
    return table(headings, rows, numbers=(5, 6), caption=_("Changed values")) + _rest(len(changes), reader)


def _new_table(changes: Sequence[Change], reader: Reader, count: int) -> str:
    """The first of `count` new values."""
    _ = reader.words
    rows = [
        (*_what(each, reader), number(each.new, reader.language), each.sheet, each.cell) for each in changes[:SHOWN]
    ]
    headings = (*_headings(reader), _("New"), _("Sheet"), _("Cell"))
    return table(headings, rows, numbers=(5,), caption=_("New values")) + _rest(count, reader)


def _headings(reader: Reader) -> tuple[str, ...]:
    _ = reader.words
    return _("Unit"), _("Group"), _("Dose"), _("What"), _("Up to")


def _what(change: Change, reader: Reader) -> tuple[str, ...]:
    """Whose figure of what it is, and up to which day."""
    return (
        unit_names().get(change.unit, change.unit),
        group_labels(reader).get(change.group, change.group),
        dose_label(change.dose, reader),
        measure_label(change.measure, reader),
        day(change.period_end, reader.language),
    )


def _place(sheet: str | None, cell: str | None) -> str:
    """A cell as Excel writes it with its sheet: 'Tuần 20'!D14."""
    return f"'{sheet}'!{cell}" if sheet and cell else ""


def _old_file(change: Change, files: dict[int, str], reader: Reader) -> Cell:
    """The file that the old value came with, to download; one that is not saved yet is only named."""
    if change.old_upload not in files:
        return reader.words("another of these files")
    assert change.old_upload is not None
    return Link(f"{change.old_upload} · {files[change.old_upload]}", original_link(change.old_upload))


def _rest(count: int, reader: Reader) -> str:
    more = count - SHOWN
    return paragraph(reader.words("… and {count} more.", count=number(more, reader.language))) if more > 0 else ""
