"""Who acts: a role check at the top of a page protects neither callbacks nor fragments, so each act asks again.

A small app behind the same gate notes for every way in which Streamlit runs code whose name an act would be under, and
whether it is allowed then.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from campaign.settings import Settings
from campaign.workflows.access.accounts import change_role, disable_account
from campaign.workflows.opening import open_campaign
from tests.e2e.browser import running_app
from tests.ui.gate_client import BY, Server, Socket, elements, fragments, page_of, session_of

APP = """
import streamlit as st
from campaign.ui import server
app = st.App({page!r}, routes=server.ROUTES, middleware=server.MIDDLEWARE, lifespan=server.lifespan)
"""
PAGE = """
from pathlib import Path
import streamlit as st
from campaign.access.roles import UPLOAD
from campaign.errors import Refused
from campaign.ui import session
from campaign.workflows.access.acting import check_may

def act(way):
    actor = session.actor()
    try:
        check_may(session.database(), actor, UPLOAD)
        outcome = "done"
    except Refused as problem:
        outcome = problem.code
    with Path({notes!r}).open("a", encoding="utf-8") as file:
        file.write(f"{{way}} {{actor.name or 'nobody'}} {{outcome}}\\n")
    return b"made"

@st.fragment
def part():
    act("fragment")
    st.button("in the fragment", key="inner", on_click=act, args=("fragment's callback",))

act("page")
st.button("press", key="outer", on_click=act, args=("callback",))
part()
st.download_button("file", data=lambda: act("deferred file"), file_name="a.bin", on_click="ignore")
"""


class Probe(NamedTuple):
    """The small app: its server, and what was noted."""

    server: Server
    notes: Path

    def noted(self) -> list[str]:
        """What happened since one looked last."""
        lines = self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []
        self.notes.unlink(missing_ok=True)
        return lines


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Probe]:
    folder = tmp_path_factory.mktemp("actors")
    notes = folder / "notes.txt"
    (folder / "page.py").write_text(PAGE.format(notes=str(notes)), encoding="utf-8")
    (folder / "probe.py").write_text(APP.format(page=str(folder / "page.py")), encoding="utf-8")
    url = f"sqlite:///{(folder / 'campaign.db').as_posix()}"
    database = open_campaign(Settings(database_url=url))
    server = Server("", database)
    server.add("quan", "admin")
    root = str(Path(__file__).parents[2])
    with running_app(
        url, script=folder / "probe.py", console=folder / "console.txt", CAMPAIGN_SINGLE_USER="0", PYTHONPATH=root
    ) as address:
        yield Probe(server._replace(address=address), notes)
    database.close()


class Visit(NamedTuple):
    """An analyst who has the page open, and what can be forged on it."""

    login: str
    token: str
    socket: Socket
    session: str
    page: str
    outer: str
    inner: str
    fragment: str
    file: str


@pytest.fixture
def visit(running: Probe, request: pytest.FixtureRequest) -> Iterator[Visit]:
    login = f"a{abs(hash(request.node.name)) % 10**9}"
    running.server.add(login, "analyst")
    token = running.server.token(login)
    socket = Socket(running.server, token)
    shown = socket.run()
    outer, inner = (button.id for button in elements(shown, "button"))
    [file] = elements(shown, "download_button")
    running.noted()
    yield Visit(
        login,
        token,
        socket,
        session_of(shown),
        page_of(shown),
        outer,
        inner,
        fragments(shown)[0],
        file.deferred_file_id,
    )
    socket.close()


def press_everything(visit: Visit) -> None:
    """A callback of the page, a callback in a fragment, a fragment alone, and a file made on request."""
    visit.socket.run(page=visit.page, **{visit.outer: True})
    visit.socket.run(page=visit.page, fragment=visit.fragment, **{visit.inner: True})
    visit.socket.run(page=visit.page, fragment=visit.fragment)
    visit.socket.ask_for_file(visit.file, visit.session)


def test_every_way_acts_under_the_name_of_whoever_signed_in(running, visit):
    press_everything(visit)
    noted = running.noted()
    who = visit.login
    assert {line for line in noted if not line.startswith("deferred")} == {
        f"callback {who} done", f"page {who} done", f"fragment {who} done", f"fragment's callback {who} done",
    }  # fmt: skip


def test_a_file_made_on_request_acts_as_nobody_never_as_an_operator(running, visit):
    """It runs in a thread in which Streamlit knows no visitor: whoever makes it must have been asked before."""
    visit.socket.ask_for_file(visit.file, visit.session)
    assert running.noted() == ["deferred file nobody signed_out"]


def test_a_demoted_persons_forged_messages_do_nothing(running, visit):
    change_role(running.server.database, visit.login, "viewer", by=BY)
    press_everything(visit)
    noted = running.noted()
    assert len(noted) > 4
    assert [line for line in noted if line.endswith("done")] == []


def test_a_disabled_persons_forged_messages_are_not_even_read(running, visit):
    disable_account(running.server.database, visit.login, by=BY)
    with pytest.raises(Exception, match="1008"):
        press_everything(visit)
    assert running.noted() == []


def test_another_persons_page_runs_under_the_others_name(running, visit):
    page = session_of(visit.socket.run())
    running.noted()
    viewer = Socket(running.server, running.server.token("quan"), resume=page)
    viewer.run(page=visit.page, **{visit.outer: True})
    viewer.close()
    assert {line.split()[-2] for line in running.noted()} == {"quan"}
