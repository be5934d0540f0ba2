"""Signing in and out at a real server: forms, cookies, links, and those who try too often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import delete, select

from campaign.settings import Settings
from campaign.store.access.accounts import find_account
from campaign.store.schema import session, sign_in_failure
from campaign.workflows.access.accounts import add_account, disable_account
from campaign.workflows.access.sessions import find_visit
from campaign.workflows.opening import open_campaign
from tests.e2e.browser import running_app
from tests.ui.gate_client import BY, PASSWORD, Answer, Server, running_server


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("signing-in")) as started:
        yield started


@pytest.fixture
def server(running: Server) -> Server:
    """The server, at which nobody has failed yet."""
    with running.database.writing() as connection:
        connection.execute(delete(sign_in_failure))
    return running


def token_of(answer: Answer) -> str:
    return re.match(r"(?:__Host-)?campaign=([\w-]+)", answer.headers["set-cookie"])[1]


def test_who_signs_in_gets_a_session_no_script_and_no_other_site_can_use(server):
    answer = server.send_form("/login", {"ten": "PHAN ", "mat-khau": PASSWORD, "tiep": "/chi-tieu"})
    assert (answer.status, answer.headers["location"]) == (303, "/chi-tieu")
    assert re.fullmatch(r"campaign=[\w-]{43}; HttpOnly; Path=/; SameSite=strict", answer.headers["set-cookie"])
    assert find_visit(server.database, token_of(answer)).login == "phan"


def test_behind_a_proxy_with_tls_the_cookie_is_for_tls_and_this_host_alone(server):
    answer = server.sign_in("phan", X_Forwarded_Proto="https", X_Forwarded_For="10.0.0.7")
    assert re.fullmatch(
        r"__Host-campaign=[\w-]{43}; HttpOnly; Path=/; SameSite=strict; Secure", answer.headers["set-cookie"]
    )
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    token = token_of(answer)
    assert server.ask("/", Cookie=f"__Host-campaign={token}", X_Forwarded_Proto="https").status == 200
    assert server.ask("/", Cookie=f"campaign={token}", X_Forwarded_Proto="https").status == 401
    assert server.ask("/", Cookie=f"__Host-campaign={token}").status == 401


def test_the_network_a_sign_in_came_over_is_noted(server):
    kept = {}
    for name, headers in {
        "here": {},
        "tls": {"X_Forwarded_Proto": "https", "X_Forwarded_For": "10.0.0.7"},
        "open": {"X_Forwarded_For": "10.0.0.7"},
    }.items():
        visit = find_visit(server.database, token_of(server.sign_in("phan", **headers)))
        with server.database.reading() as connection:
            row = connection.execute(select(session).where(session.c.digest == visit.session)).one()
        kept[name] = (row.secure, row.address)
    assert kept == {"here": (True, "127.0.0.1"), "tls": (True, "10.0.0.7"), "open": (False, "10.0.0.7")}


def test_each_sign_in_has_a_token_of_its_own_and_ends_the_one_before(server):
    first = token_of(server.sign_in("phan"))
    second = token_of(server.sign_in("phan", Cookie=f"campaign={first}"))
    assert first != second
    assert find_visit(server.database, first) is None
    planted = "A" * 43
    assert token_of(server.sign_in("phan", Cookie=f"campaign={planted}")) != planted


def test_unknown_wrong_and_disabled_are_told_the_same(server):
    if find_account_or_none(server, "nghi") is None:
        server.add("nghi", "viewer")
        disable_account(server.database, "nghi", by=BY)
    answers = [server.sign_in("phan", "x"), server.sign_in("nobody"), server.sign_in("nghi")]
    assert {answer.status for answer in answers} == {401}
    told = {re.search(r'role="alert">([^<]+)<', answer.body)[1] for answer in answers}
    assert len(told) == 1
    assert "set-cookie" not in answers[0].headers
    assert 'value="phan"' in answers[0].body
    assert PASSWORD not in answers[1].body


def find_account_or_none(server: Server, login: str):
    with server.database.reading() as connection:
        return find_account(connection, login)


def test_twenty_failures_from_an_address_then_one_waits_and_is_told_how_long(server):
    failed = [server.sign_in(f"nobody{number}").status for number in range(20)]
    assert failed == [401] * 20
    answer = server.sign_in("phan")  # with the right password
    assert answer.status == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert 'role="alert"' in answer.body
    assert server.sign_in("phan", X_Forwarded_For="10.0.0.9").status == 303  # another machine


def test_an_account_that_is_tried_waits_longer_each_time(server):
    answers = [server.sign_in("phan", "x", X_Forwarded_For=f"10.0.1.{number}") for number in range(7)]
    assert [answer.status for answer in answers] == [401] * 6 + [429]
    assert int(answers[-1].headers["retry-after"]) <= 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "", "Sec_Fetch_Site": "cross-site"},
        {"Origin": "", "Sec_Fetch_Site": "same-site"},
        {"Origin": ""},
    ],
)
def test_a_form_of_another_site_signs_nobody_in(server, headers):
    answer = server.sign_in("phan", **headers)
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_a_forms_fields_come_from_its_body_alone(server):
    address = f"/login?{urlencode({'ten': 'phan', 'mat-khau': PASSWORD})}"
    answer = server.send_form(address, {"tiep": "/"})
    assert (answer.status, "set-cookie" in answer.headers) == (401, False)
    assert server.send_form(f"{address}&lang=en", {"ten": "phan", "mat-khau": PASSWORD}).status == 303


def test_signing_out_ends_the_session_and_takes_the_cookie(server):
    token = token_of(server.sign_in("phan"))
    asked = server.open_page("/logout", Cookie=f"campaign={token}")
    assert (asked.status, 'method="post" action="/logout"' in asked.body) == (200, True)
    assert find_visit(server.database, token)  # a link signs nobody out
    answer = server.send_form("/logout", {}, Cookie=f"campaign={token}")
    assert (answer.status, answer.headers["location"]) == (303, "/login?da-thoat=1")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert find_visit(server.database, token) is None


def test_who_is_signed_in_passes_the_sign_in_page(server):
    token = token_of(server.sign_in("phan"))
    answer = server.open_page("/login?tiep=/chi-tieu", Cookie=f"campaign={token}")
    assert (answer.status, answer.headers["location"]) == (303, "/chi-tieu")


def test_a_link_from_another_site_is_asked_for_once_more_by_a_page_of_ours(server):
    """It comes without the SameSite=Strict cookie; the page asks again, and then it comes along."""
    outside = {"Sec_Fetch_Site": "cross-site"}
    address = "/login?tiep=/huyen%3Fdon_vi%3D105"
    first = server.open_page(address, **outside).body
    assert 'content="0; url=/login?tiep=/huyen%3Fdon_vi%3D105&amp;lai=1"' in first
    assert "http-equiv" not in server.open_page(f"{address}&lai=1", **outside).body
    assert "http-equiv" not in server.open_page(address, Sec_Fetch_Site="none").body


def test_a_link_sets_a_password_once(server):
    made = add_account(server.database, f"moi{id(server)}", name="Người mới", role="viewer", by=BY)
    form = server.open_page(f"/login?lien-ket={made.token}")
    assert (form.status, "Người mới" in form.body) == (200, True)
    new = "bảy con suối nhỏ xa"
    fields = {"lien-ket": made.token, "mat-khau-moi": new, "nhap-lai": "khác"}
    different = server.send_form("/login", fields)
    assert (different.status, "không giống nhau" in different.body) == (400, True)
    assert server.send_form("/login", {**fields, "mat-khau-moi": "ngắn", "nhap-lai": "ngắn"}).status == 400
    assert server.send_form("/login", {**fields, "nhap-lai": new}).status == 303
    assert server.open_page(f"/login?lien-ket={made.token}").status == 404
    assert server.sign_in(made.login, new).status == 303


def test_a_form_too_large_or_unreadable_is_refused_in_words(server):
    answer = server.send_form("/login", {"ten": "a" * 20_000, "mat-khau": "x"})
    assert (answer.status, 'role="status"' in answer.body or "<h1>" in answer.body) == (413, True)
    assert server.ask("/login", "POST", body=b"\xff\xfe", Origin=server.address).status == 413


def test_a_name_is_text_and_never_markup(server):
    answer = server.sign_in('"><script>alert(1)</script>', "x")
    assert "<script" not in answer.body


def test_the_page_is_in_the_language_asked_for(server):
    assert 'lang="vi"' in server.ask("/login").body
    english = server.ask("/login?lang=en").body
    assert "Login name" in english
    assert 'hreflang="vi"' in english


def test_the_first_administrator_comes_in_by_a_link_of_the_console(tmp_path: Path):
    url = f"sqlite:///{(tmp_path / 'new.db').as_posix()}"
    told = tmp_path / "console.txt"
    with running_app(url, console=told, CAMPAIGN_SINGLE_USER="0") as address:
        database = open_campaign(Settings(database_url=url))
        server = Server(address, database)
        waiting = server.ask("/login").body
        assert "Chưa có quản trị viên" in waiting
        assert "<form" not in waiting
        console = told.read_text(encoding="utf-8")
        assert "30 phút" in console
        link = re.search(rf"{address}(/login\?lien-ket=([\w-]+))", console)
        assert "Thiết lập quản trị viên" in server.open_page(link[1]).body
        fields = {"lien-ket": link[2], "ho-ten": "Hoa", "ten": "hoa", "mat-khau-moi": PASSWORD, "nhap-lai": PASSWORD}
        done = server.send_form("/login", fields)
        assert done.status == 303
        assert find_visit(database, token_of(done)).role == "admin"
        assert server.send_form("/login", {**fields, "ten": "hai"}).status == 404
        assert "<form" in server.ask("/login").body
        database.close()
