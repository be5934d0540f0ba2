"""Overview: where every target stands, who is late, who has not reported."""

from __future__ import annotations

import streamlit as st

from campaign.locale.formats import day
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.header import as_of
from campaign.ui.monitor import first_run, overview
from campaign.workflows.monitor import monitoring

reader = session.reader()
_ = reader.words

if not read(monitoring.reported_weeks):
    first_run.show_first_run(reader)
    st.stop()

today = as_of()
st.title(_("Progress up to {day}", day=day(today, reader.language)))
standing = overview.read_standing(today)
if not len(standing.provinces):
    overview.show_nothing_issued(today, reader)
overview.show_unreported(standing.districts, today, reader)
overview.show_marks(standing, reader)
overview.show_deadline_targets(standing, reader)
overview.show_open_targets(standing.provinces, reader)
overview.show_replaced_targets(standing.replaced, reader)
