"""The report to leadership: a document, slides, a workbook, a page to print."""

from __future__ import annotations

import streamlit as st

from campaign.locale.formats import day
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.empty import stop_without_figures
from campaign.ui.header import as_of
from campaign.ui.markup import notice
from campaign.ui.report import choosing, forms_view, preview_view
from campaign.workflows.monitor.briefing import brief_at
from campaign.workflows.report.preview import preview_report
from campaign.workflows.report.reading import default_targets

reader = session.reader()
_ = reader.words

st.title(_("Report to leadership"))
stop_without_figures(reader)
today = as_of()
brief = read(brief_at, today)
in_force = list(brief.targets["target"])
if not in_force:
    notice(_("No target was in force on {day}. Choose a later day above.", day=day(today, reader.language)))
    st.stop()

targets = choosing.choose_targets(in_force, default_targets(brief), reader)
if absent := choosing.find_absent(in_force):
    notice(_("Unknown or not in force on this day, so left out of the report: {targets}.", targets=", ".join(absent)))
if not targets:
    notice(_("Choose at least one target: then the report can be read here and taken away."))
    st.stop()

preview = read(preview_report, today, tuple(targets), reader.language)
preview_view.show_warnings(preview)
forms_view.show_forms(today, targets, reader)
st.header(_("What the report says"))
preview_view.show_preview(preview, reader)
