"""The targets one by one, large enough to be read from the back of a room."""

from __future__ import annotations

import streamlit as st

from campaign.locale.formats import day
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.empty import stop_without_figures
from campaign.ui.header import as_of
from campaign.ui.markup import notice
from campaign.ui.monitor.meeting import show_meeting
from campaign.workflows.monitor import monitoring
from campaign.workflows.monitor.briefing import brief_at

reader = session.reader()
_ = reader.words

if read(monitoring.reported_weeks):
    brief = read(brief_at, as_of())
    if len(brief.targets):
        show_meeting(brief, reader)
        st.stop()

st.title(_("Meeting"))
stop_without_figures(reader)
first = read(monitoring.read_targets)["in_force_from"].min()
words = {"day": day(as_of(), reader.language), "first": day(first, reader.language)}
notice(_("No directive had set a target by {day}; the first is of {first}. Choose a later date.", **words))
