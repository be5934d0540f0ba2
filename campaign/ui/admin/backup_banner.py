"""What administrators are told of the backups on every page, until it is mended."""

from __future__ import annotations

from streamlit.navigation.page import Page

from campaign.access.roles import KEEP_BACKUPS
from campaign.charts.style import Reader
from campaign.settings import read_settings
from campaign.ui import menu, session
from campaign.ui.markup import notice
from campaign.ui.roles import allowed
from campaign.workflows.safety.on_demand import read_warnings


def show_backup_warnings(reader: Reader, page: Page) -> None:
    """A line for each; not on the page of the backups, which says the same, nor to somebody trying the program out."""
    on_their_page = menu.script_at(f"/{page.url_path}") == menu.BACKUPS
    if on_their_page or read_settings().single_user or not allowed(KEEP_BACKUPS):
        return
    warnings = read_warnings(session.database(), by=session.actor())
    for message, values in warnings:
        notice(reader.words(message, **values), kind="warning")
    if warnings:
        menu.show_way(menu.BACKUPS, reader)
