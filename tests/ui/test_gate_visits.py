"""Who signed in: sessions end with the next message, nobody gets another's page, each role reaches what it may."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from campaign.access.actors import Actor, operator
from campaign.access.roles import may
from campaign.access.tokens import digest_of
from campaign.settings import ROLES
from campaign.store.access.accounts import change_account, find_account
from campaign.store.access.sessions import save_seen
from campaign.ui.gate import rules
from campaign.ui.gate.upload_quota import FILES_HELD, within
from campaign.workflows.access.accounts import change_role, disable_account
from campaign.workflows.access.sessions import end_session, find_visit, sign_out
from campaign.workflows.access.signing_in import change_password
from tests.ui.gate_client import BY, PASSWORD, Server, Socket, closed_with, page_of, refused, running_server, session_of

WHO = {"admin": "quan", "analyst": "phan", "viewer": "xem"}
PAGES = ("/", "/chi-tieu", "/nop-phieu", "/giao-chi-tieu", "/in/bao-cao", "/tai-ve/1", "/assets/icon.svg")
STREAMLITS = ("/_stcore/metrics", "/_stcore/host-config", "/media/x", "/manifest.json", "/component/x/y")
CLOSED = ("/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/auth/login", "/auth/logout", "/oauth2callback")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("visits")) as running:
        yield running


@pytest.fixture
def person(server: Server, request: pytest.FixtureRequest) -> str:
    """An analyst of the test's own."""
    login = f"p{abs(hash(request.node.name)) % 10**9}"
    server.add(login, "analyst")
    return login


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", [*PAGES, *STREAMLITS])
def test_each_role_reaches_by_address_what_its_permissions_say(server, role, path):
    allowed = any(may(role, permission) for permission in rules.needed(path))
    answer = server.ask(path, token=server.token(WHO[role]))
    assert (answer.status not in (303, 401, 403)) == allowed
    assert allowed or "Vai trò" in answer.body


@pytest.mark.parametrize("role", ROLES)
def test_what_only_some_may_reach_is_what_the_plan_says(server, role):
    token = server.token(WHO[role])
    page = session_of((socket := Socket(server, token)).run())
    got = {
        "page": server.ask("/", token=token).status,
        "metrics": server.ask("/_stcore/metrics", token=token).status,
        "upload": server.upload(token, page, b"x").status,
        "websocket": refused(server, token),
    }
    socket.close()
    metrics, upload = 200 if role == "admin" else 403, 403 if role == "viewer" else 204
    assert got == {"page": 200, "metrics": metrics, "upload": upload, "websocket": 101}


@pytest.mark.parametrize("path", CLOSED)
def test_what_the_program_does_not_use_of_streamlit_is_not_there(server, path):
    assert server.ask(path, token=server.token("quan")).status == 404


def test_who_signed_in_cannot_claim_to_be_another(server):
    claims = {"X_Campaign_Login": "quan", "X_Campaign_Account": "1", "x_campaign_role": "admin"}
    assert server.ask("/_stcore/metrics", token=server.token("xem"), **claims).status == 403
    socket = Socket(server, server.token("xem"), **claims)
    assert "Người xem" in str(socket.run())
    socket.close()


def test_the_app_is_told_of_no_token(server):
    token = server.token("xem")
    socket = Socket(server, token)
    assert token not in str(socket.run())
    socket.close()


def test_nobody_resumes_the_page_of_another_while_it_is_open_or_after(server):
    analyst, viewer = server.token("phan"), server.token("xem")
    first = Socket(server, analyst)
    page = session_of(first.run())
    thief = Socket(server, viewer, resume=page)
    assert session_of(thief.run()) != page
    assert session_of(first.run()) == page  # undisturbed
    first.close()
    again = Socket(server, viewer, resume=page)
    assert session_of(again.run()) != page
    back = Socket(server, analyst, resume=page)
    assert session_of(back.run()) == page
    for socket in (thief, again, back):
        socket.close()


def test_a_new_sign_in_of_the_same_person_begins_a_new_page(server):
    first = Socket(server, server.token("phan"))
    page = session_of(first.run())
    first.close()
    second = Socket(server, server.token("phan"), resume=page)
    assert session_of(second.run()) != page
    second.close()


ENDINGS = {
    "disabled": lambda server, login, visit: disable_account(server.database, login, by=BY),
    "signed out": lambda server, login, visit: sign_out(server.database, visit.session, by=operator(login)),
    "ended by an admin": lambda server, login, visit: end_session(server.database, visit.session, by=BY),
    "password changed elsewhere": lambda server, login, visit: _change_elsewhere(server, login),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_next_message_after_the_end_of_a_session_is_refused(server, person, ending):
    token = server.token(person)
    socket = Socket(server, token)
    socket.run()
    visit = find_visit(server.database, token)
    ENDINGS[ending](server, person, visit)
    assert closed_with(socket) == 1008
    assert refused(server, token) == 403
    assert server.ask("/", token=token).status == 401
    assert server.open_page("/", Cookie=f"campaign={token}").headers["location"].startswith("/login?tiep=/")


def _change_elsewhere(server: Server, login: str) -> None:
    visit = find_visit(server.database, server.token(login))
    by = Actor(login, account=visit.account, session=visit.session)
    change_password(server.database, by, PASSWORD, "năm con ngựa trắng non")


@pytest.mark.parametrize(("since", "ended"), [(timedelta(hours=9, minutes=59), False), (timedelta(hours=10), True)])
def test_a_session_ends_by_itself_after_ten_hours(server, person, since, ended):
    token = server.token(person, now=datetime.now(UTC) - since)
    _seen_now(server, token)
    assert (refused(server, token) == 403) == ended


def _seen_now(server: Server, token: str) -> None:
    with server.database.writing() as connection:
        save_seen(connection, digest_of(token), datetime.now(UTC))


def test_a_demoted_person_stays_in_and_may_do_less_at_once(server, person):
    token = server.token(person)
    socket = Socket(server, token)
    page = session_of(socket.run())
    assert server.upload(token, page, b"x").status == 204
    change_role(server.database, person, "viewer", by=BY)
    assert server.upload(token, page, b"x").status == 403
    assert page_of(socket.run("chi-tieu"))
    socket.close()


def test_a_file_goes_to_ones_own_page_only(server):
    other = Socket(server, server.token("quan"))
    page = session_of(other.run())
    token, address = server.token("phan"), f"/_stcore/upload_file/{page}/f1"
    assert server.upload(token, page, b"x").status == 403
    assert server.ask(address, "DELETE", token=token, Origin=server.address).status == 403
    other.close()


def test_files_in_memory_are_limited_in_size_and_number(server, person):
    token = server.token(person)
    socket = Socket(server, token)
    page = session_of(socket.run())
    for number in range(FILES_HELD):
        assert server.upload(token, page, b"x", file=f"f{number}").status == 204
    answer = server.upload(token, page, b"x", file="one-more")
    assert (answer.status, "quá nhiều tệp" in answer.body) == (413, True)
    large = server.upload(token, page, b"", file="large", Content_Length=str(101 * 1024 * 1024 + 1))
    assert (large.status, "100 MiB" in large.body) == (413, True)
    socket.close()


@pytest.mark.parametrize("length", [{"Content_Length": "1"}, {}])
def test_a_file_in_chunks_is_refused_whatever_length_it_announces(server, person, length):
    token = server.token(person)
    socket = Socket(server, token)
    address = f"/_stcore/upload_file/{session_of(socket.run())}/f1"
    headers = {"Transfer_Encoding": "chunked", "Origin": server.address, **length}
    answer = server.ask(address, "PUT", token=token, body=b"1\r\nx\r\n0\r\n\r\n", **headers)
    assert answer.status == 411
    socket.close()


@pytest.mark.parametrize(("announced", "status"), [(5, 413), (6, 200)])
def test_more_of_a_file_than_announced_is_not_taken(announced, status):
    async def take(request: Request) -> PlainTextResponse:
        return PlainTextResponse(await request.body())

    parts = [{"type": "http.request", "body": b"abc", "more_body": more} for more in (False, True)]
    sent: list[Message] = []

    async def receive() -> Message:
        return parts.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    app = Starlette(routes=[Route("/", take, methods=["PUT"])])
    scope = {"type": "http", "method": "PUT", "path": "/", "query_string": b"", "headers": []}
    asyncio.run(app(scope, within(receive, announced, "too much"), send))
    assert (sent[0]["status"], sent[1]["body"]) == (status, b"too much" if status == 413 else b"abcabc")


def test_a_file_of_a_page_needs_a_session_whatever_its_address(server):
    """Streamlit serves what pages show to whoever knows its address (a hash of its content)."""
    assert server.ask("/media/" + "0" * 56 + ".xlsx").status == 401
    known = server.ask("/media/" + "0" * 56 + ".xlsx", token=server.token("xem"))
    assert known.status == 404
    assert "sandbox" in known.headers["content-security-policy"]


def test_a_page_of_another_site_opens_no_socket_and_changes_nothing(server):
    token = server.token("phan")
    assert refused(server, token, Origin="http://evil.example") == 403
    assert refused(server, token, Origin="null") == 403
    assert refused(server, token, Origin=server.address) == 101
    for headers in ({"Origin": "http://evil.example"}, {"Sec_Fetch_Site": "cross-site", "Origin": server.address}, {}):
        assert server.ask("/logout", "POST", token=token, **headers).status == 403
    assert find_visit(server.database, token)


def test_a_password_given_by_another_must_be_replaced_first(server, person):
    token = server.token(person)
    with server.database.writing() as connection:
        account = find_account(connection, person).id
        change_account(connection, account, password_expires_at=datetime.now(UTC))
    assert refused(server, token) == 403
    assert server.ask("/media/x", token=token).status == 403
    sent = server.open_page("/chi-tieu", Cookie=f"campaign={token}")
    assert (sent.status, sent.headers["location"]) == (303, "/mat-khau?tiep=/chi-tieu")
    new = "ba ngọn núi xanh thẳm"
    fields = {"mat-khau": PASSWORD, "mat-khau-moi": new, "nhap-lai": new, "tiep": "/chi-tieu"}
    done = server.send_form("/mat-khau", fields, Cookie=f"campaign={token}")
    assert (done.status, 'href="/chi-tieu"' in done.body) == (200, True)
    assert refused(server, token) == 101


def test_only_what_is_named_by_its_content_may_be_kept(server):
    token = server.token("xem")
    shell = server.open_page("/", Cookie=f"campaign={token}")
    assert shell.headers["cache-control"] == "no-store"
    assert "<script>" not in shell.body
    script = re.search(r'"\./(static/js/index[^"]+\.js)"', shell.body)[1]
    ours = re.search(r'"(/assets/words\.js\?v=[0-9a-f]+)"', shell.body)[1]
    for path, kept in ((f"/{script}", True), (ours, True), ("/assets/words.js", False), ("/static/js/none.js", False)):
        assert ("immutable" in server.ask(path, token=token).headers["cache-control"]) == kept, path
