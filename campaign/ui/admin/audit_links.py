"""From whatever was changed to its history in the audit trail."""

from __future__ import annotations

from campaign.access.roles import READ_AUDIT
from campaign.charts.style import Reader
from campaign.ui import menu, session
from campaign.ui.address import HISTORY_OF
from campaign.ui.markup import link, show
from campaign.ui.roles import allowed


def show_history_link(object_: str, reader: Reader) -> None:
    """A link to what was done to one object ('upload 12'), for those who may read the trail."""
    if allowed(READ_AUDIT):
        label = reader.words("Its history in the audit trail")
        show(f"<p>{link(label, history_address(object_, reader))}</p>")


def history_address(object_: str, reader: Reader) -> str:
    """The page of the trail with one object alone."""
    return menu.address(menu.AUDIT, **session.language_choice(reader) | {HISTORY_OF: object_})
