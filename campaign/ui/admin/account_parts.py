"""What the parts of the accounts page share: the words of roles, the accounts as they are now, a link shown once."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from campaign.access.tokens import link_path
from campaign.charts.style import Reader
from campaign.errors import CampaignError
from campaign.locale import N_
from campaign.settings import ADMIN, ANALYST, VIEWER
from campaign.store.access.accounts import ACTIVE, DISABLED
from campaign.ui import session
from campaign.ui.manage.entry_fields import tell
from campaign.ui.markup import hint, show, strong
from campaign.workflows.access.accounts import Account, NewLink, list_accounts

NEW_LINK = "account-new-link"

ROLE_MEANING = {
    VIEWER: N_(
        "sees figures, charts, rankings and reports, without the names of responsible persons; changes nothing."
    ),
    ANALYST: N_("also uploads sheets, records directives and populations, gives assignments and signs them off."),
    ADMIN: N_(
        "also closes periods, withdraws what others uploaded, keeps accounts and backups and reads the audit trail."
    ),
}
STATUS_WORDS = {ACTIVE: N_("Active"), DISABLED: N_("Disabled")}


def read_accounts() -> list[Account]:
    """All accounts as they are now: sign-ins do not renew what other reads are kept by."""
    return list_accounts(session.database(), by=session.actor())


def called(account: Account) -> str:
    """How a list names an account: the person and the login."""
    return f"{account.name} ({account.login})" if account.name else account.login


def act(doing: Callable[[], str]) -> None:
    """What was done, or why it was not, said in the page's next run (from a callback)."""
    try:
        tell(doing())
    except CampaignError as problem:
        tell(problem.words(session.reader().translate), kind="error")


def keep_link(link: NewLink) -> None:
    """Show a new link in the page's next run (from a callback)."""
    st.session_state[NEW_LINK] = link


def show_new_link(reader: Reader) -> None:
    """A link that was made just now, this once, with what to do with it."""
    link: NewLink | None = st.session_state.pop(NEW_LINK, None)
    if link is None:
        return
    _ = reader.words
    with st.container(border=True, key="campaign-new-link"):
        show(strong(_("The link by which {login} sets a password:", login=link.login)))
        st.code(_site() + link_path(link.token), language=None, wrap_lines=True)
        show(
            hint(
                _(
                    "Copy it now: it is shown only this once. Hand it to that person alone, in person or by a channel "
                    "that only he or she reads. It is good once, for 72 hours; a new link makes it void."
                )
            )
        )


def _site() -> str:
    """The address that the administrator has reached the site by."""
    parts = (st.context.url or "").split("/")
    return "/".join(parts[:3])
