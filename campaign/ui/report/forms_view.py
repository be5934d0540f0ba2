"""The forms to take the report away in: made when they are asked for, each also as a link to send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from campaign.charts.style import Reader
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.downloads import TYPES, print_link, report_link
from campaign.ui.file_button import hands_out_files, show_file_button
from campaign.ui.markup import escape, link, show
from campaign.workflows.report.files import file_stem, report_file


def show_forms(today: date, targets: Sequence[str], reader: Reader) -> None:
    """Document, slides, workbook, page to print."""
    if not hands_out_files(reader):
        return
    _ = reader.words
    labels = {
        "docx": _("Word report (.docx)"),
        "pptx": _("Slides (.pptx)"),
        "xlsx": _("Ranking workbook (.xlsx)"),
    }
    paper = (_("Page to print or save as PDF"), print_link(today, targets, reader.language))
    database, name = session.database(), file_stem(today, reader.language)
    with st.container(key="campaign-report-forms", horizontal=True):
        for form, label in labels.items():
            make = _maker(database, today, form, tuple(targets), reader.language)
            show_file_button(
                label,
                make,
                name=f"{name}.{form}",
                mime=TYPES[form],
                key=f"download-report-{form}",
                kind="primary" if form == "docx" else "secondary",
            )
        st.link_button(*paper)
    files = [(label, report_link(form, today, targets, reader.language)) for form, label in labels.items()]
    _show_links([*files, paper], reader)


def _maker(database: Database, today: date, form: str, targets: Sequence[str], language: str) -> Callable[[], bytes]:
    """What makes the file once it is asked for: it runs later, outside this visit's run."""
    return lambda: report_file(database, today, form, targets=targets, language=language)[1]


def _show_links(named: Sequence[tuple[str, str]], reader: Reader) -> None:
    """Addresses to copy: whoever opens one gets the report made from the figures as they are then."""
    links = [link(label, address) for label, address in named]
    text = escape(reader.words("Links to send on:"))
    show(f'<p class="muted report-links">{text} {" · ".join(links)}</p>')
