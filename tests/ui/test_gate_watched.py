"""A page that nobody touches: closed when the session has ended, by whatever ended it, and not a moment before."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from campaign.access.tokens import digest_of
from campaign.store.access.sessions import save_seen
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.gate import watched
from campaign.ui.gate.door import LOOK_AGAIN, Gate
from campaign.workflows.access.accounts import disable_account
from campaign.workflows.access.sessions import end_session
from tests.access.people import OPERATOR, new_account

PATIENCE = 30
OFTEN = 0.05  # seconds between two looks


class Page(NamedTuple):
    """An open page whose visitor does nothing, and the session it was opened with."""

    line: ClientConnection
    token: str
    database: Database


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Iterator[Page]:
    """The gate before an app that only listens, at a real server."""
    monkeypatch.setenv("CAMPAIGN_SINGLE_USER", "0")
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", sqlite_url)
    database = session.database()
    token = new_account(database, "mai").token
    server = uvicorn.Server(uvicorn.Config(Gate(listens, look_again=OFTEN), port=0, lifespan="off", log_config=None))
    running = threading.Thread(target=server.run)
    running.start()
    try:
        with connect(f"ws://localhost:{port_of(server)}/", additional_headers={"Cookie": f"campaign={token}"}) as line:
            yield Page(line, token, database)
    finally:
        server.should_exit = True
        running.join(PATIENCE)
        database.close()


async def listens(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers each message and says nothing of itself, until its visitor has gone."""
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        await send({"type": "websocket.send", "text": "here"})


def port_of(server: uvicorn.Server) -> int:
    """Where the server listens, once it does."""
    until = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.01)
    return int(server.servers[0].sockets[0].getsockname()[1])


def end_by_admin(page: Page) -> None:
    end_session(page.database, digest_of(page.token), by=OPERATOR)


def disable(page: Page) -> None:
    disable_account(page.database, "mai", by=OPERATOR)


def let_lapse(page: Page) -> None:
    with page.database.writing() as connection:
        save_seen(connection, digest_of(page.token), datetime.now(UTC) - timedelta(hours=2))


@pytest.mark.parametrize("ending", [end_by_admin, disable, let_lapse])
def test_a_page_that_says_nothing_is_closed_when_its_session_has_ended(page, ending):
    ending(page)
    with pytest.raises(ConnectionClosed) as closed:
        page.line.recv(timeout=PATIENCE)
    assert closed.value.rcvd.code == 1008


def test_a_page_whose_session_lives_stays_open(page):
    with pytest.raises(TimeoutError):
        page.line.recv(timeout=OFTEN * 10)
    page.line.send("are you?")
    assert page.line.recv(timeout=PATIENCE) == "here"


def test_a_database_that_cannot_be_asked_for_a_while_ends_no_visit_and_for_long_it_does(page, monkeypatch):
    file = page.database.file
    elsewhere = file.replace(file.with_suffix(".away"))
    page.line.send("are you?")  # let through: what it asks for is told in words
    assert page.line.recv(timeout=PATIENCE) == "here"
    monkeypatch.setattr(watched, "BORNE_SECONDS", 0)
    page.line.send("are you?")
    with pytest.raises(ConnectionClosed) as closed:
        page.line.recv(timeout=PATIENCE)
    assert closed.value.rcvd.code == 1008
    elsewhere.replace(file)


def test_a_page_is_looked_at_within_a_minute():
    assert LOOK_AGAIN <= 60
