"""Who is signed in from where, and ending that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import moment
from campaign.ui import session
from campaign.ui.admin.account_parts import act
from campaign.ui.markup import hint, show, table
from campaign.workflows.access import sessions as workflow
from campaign.workflows.access.sessions import OpenSession

METHODS = {
    workflow.PASSWORD: N_("Password"),
    workflow.OIDC: N_("Identity provider"),
    workflow.LINK: N_("One-time link"),
}
End = Callable[[str], None]


def show_all_sessions(reader: Reader) -> None:
    """Everybody's sessions."""
    _ = reader.words
    st.header(_("Who is signed in"))
    rows = workflow.list_sessions(session.database(), by=session.actor())
    _show(rows, reader, end=_end, empty=_("Nobody is signed in now."), key="all")


def show_own_sessions(reader: Reader) -> None:
    """One's own sessions."""
    _ = reader.words
    st.header(_("Where I am signed in"))
    rows = workflow.list_own_sessions(session.database(), by=session.actor())
    _show(rows, reader, end=_end_own, empty=_("You are signed in nowhere."), key="own")


def _show(rows: Sequence[OpenSession], reader: Reader, *, end: End, empty: str, key: str) -> None:
    _ = reader.words
    if not rows:
        show(hint(empty))
        return
    headings = (_("Login"), _("Since"), _("Last seen"), _("Address"), _("Connection"), _("Signed in by"), _("Browser"))
    drawn = [_row(each, reader) for each in rows]
    show(table(headings, drawn, caption=_("Open sessions"), cards=True))
    by_digest = {each.digest: each for each in rows}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Session"),
            list(by_digest),
            index=None,
            format_func=lambda digest: _label(by_digest[digest], reader),
            placeholder=_("Choose…"),
            key=f"session-chosen:{key}",
            width=460,
        )
        st.button(
            _("End this session"), disabled=chosen is None, on_click=end, args=(chosen or "",), key=f"session-end:{key}"
        )


def _row(each: OpenSession, reader: Reader) -> tuple[str, ...]:
    _ = reader.words
    return (
        _("{login} (this session)", login=each.login) if _is_own(each) else each.login,
        moment(each.created_at, reader.language),
        moment(each.seen_at, reader.language),
        each.address or "–",
        _("Protected") if each.secure else _("! Open to listeners"),
        _(METHODS[each.method]),
        browser(each.agent),
    )


def _label(each: OpenSession, reader: Reader) -> str:
    return f"{each.login} · {each.address} · {moment(each.created_at, reader.language)}"


def _is_own(each: OpenSession) -> bool:
    return each.digest == session.actor().session


def browser(agent: str) -> str:
    """The name of the browser in what it says of itself; "–" where that is none we know."""
    known = {"Edg/": "Edge", "OPR/": "Opera", "coc_coc": "Cốc Cốc", "Firefox/": "Firefox", "Chrome/": "Chrome"}
    found = (name for sign, name in {**known, "Safari/": "Safari"}.items() if sign in agent)
    return next(found, "–")


def _end(digest: str) -> None:
    def end() -> str:
        login = workflow.end_session(session.database(), digest, by=session.actor())
        return session.reader().words("The session of {login} has ended.", login=login)

    act(end)


def _end_own(digest: str) -> None:
    def end() -> str:
        workflow.end_own_session(session.database(), digest, by=session.actor())
        return session.reader().words("The session has ended.")

    act(end)
