"""The frame around every page: menu, language, as-of date, whose figures these are. Every visit runs it."""

from __future__ import annotations

import streamlit as st

from campaign.locale import LANGUAGES
from campaign.ui import menu, session
from campaign.ui.address import arrive
from campaign.ui.admin.backup_banner import show_backup_warnings
from campaign.ui.cached import start_run
from campaign.ui.header import show_header
from campaign.ui.health_view import show_health
from campaign.ui.links import follow_links
from campaign.ui.server import ASSETS

start_run()
reader = session.reader_of(arrive(LANGUAGES, session.site_language()), session.theme())
_ = reader.words

page = st.navigation(menu.sections(_), position="top")
site = _("COVID-19 vaccination, Lai Châu")
st.set_page_config(page_title=f"{page.title} · {site}", layout="wide", initial_sidebar_state="collapsed")
follow_links()
st.logo(str(ASSETS / "icon.svg"), size="large")
show_header(page)
show_health()
show_backup_warnings(reader, page)
menu.run(page)
