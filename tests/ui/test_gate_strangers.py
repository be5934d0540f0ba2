"""What somebody gets who did not sign in: /login and the health path, from a real server, whatever is sent to it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from campaign.settings import ROOT
from campaign.ui.gate.posted import own_path
from tests.ui.gate_client import Server, refused, running_server

OPEN = {"/login", "/_stcore/health"}
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
LIST_ROUTES = """
import json, app
routes = app.app._build_starlette_app().routes
print(json.dumps([[type(each).__name__, each.path, sorted(getattr(each, "methods", None) or ())] for each in routes]))
"""
# Under the mount of Streamlit's own files: they and every page are reached without a route of their own.
UNDER_MOUNTS = {
    "": ("/", "/index.html", "/manifest.json", "/favicon.png", "/static/js/index.js", "/chi-tieu", "/quan-tri", "/x/y"),
    "/assets": ("/assets/icon.svg", "/assets/words.js", "/assets/fonts.css"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("strangers")) as running:
        yield running


@pytest.fixture(scope="module")
def routes() -> list[tuple[str, str]]:
    """What the app serves, Streamlit's routes included: kind and an address of each."""
    done = subprocess.run([sys.executable, "-c", LIST_ROUTES], cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    addresses = []
    for kind, path, _ in found:
        under = UNDER_MOUNTS[path] if kind == "Mount" else (re.sub(r"\{[^}]+\}", "1", path),)
        addresses += [(kind, address) for address in under]
    return addresses


def test_the_list_of_routes_has_streamlits_and_ours(routes):
    paths = {path for _, path in routes}
    assert {"/login", "/_stcore/health", "/_stcore/stream", "/_stcore/metrics", "/media/1", "/tai-ve/1"} <= paths
    assert len(paths) > 25


@pytest.mark.parametrize("wanted", ["text/html,*/*;q=0.8", "*/*"])
def test_every_route_but_two_is_shut(server, routes, wanted):
    answered = {
        (method, path): server.ask(path, method, Accept=wanted, Origin=server.address).status
        for kind, path in routes
        for method in METHODS
        if kind != "WebSocketRoute" and path not in OPEN
    }
    assert len(answered) > 150
    assert {key: status for key, status in answered.items() if status not in (303, 401)} == {}


def test_the_two_answer(server):
    assert server.ask("/login").status == 200
    assert server.ask("/_stcore/health").body == "ok"


def test_every_websocket_is_refused_before_it_is_accepted(server, routes):
    assert [path for kind, path in routes if kind == "WebSocketRoute"] == ["/_stcore/stream"]
    assert refused(server) == 403
    assert refused(server, "A" * 43) == 403


@pytest.mark.parametrize(
    "path",
    [
        "/login/", "/LOGIN", "/login/x", "//login", "/./login", "/_stcore/health/", "/_stcore/health/../",
        "/login%2f..%2f_stcore/metrics", "/_stcore/health%00", "/%2e%2e/login", "/login;x", "/_stcore//metrics",
    ],
)  # fmt: skip
def test_an_address_that_only_looks_like_an_open_one_is_shut(server, path):
    assert server.ask(path).status in (400, 401)


@pytest.mark.parametrize(
    "host", ["evil.example", "login", "localhost/login?", "localhost@evil.example", "", "a b", "[::1"]
)
def test_another_hosts_name_is_refused_and_none_opens_a_page(server, host):
    """DNS rebinding, and CVE-2026-48710: a Host header that changes the path of request.url."""
    assert server.ask("/_stcore/metrics", Host=host).status in (400, 421)
    assert server.ask("/login", Host=host).status in (400, 421)


def test_what_a_client_says_of_itself_is_not_believed(server):
    claims = {
        "X_Campaign_Login": "quan", "X_Campaign_Account": "1", "X_Campaign_Session": "0" * 64,
        "X_Streamlit_User": "quan", "X_Forwarded_User": "quan", "Remote_User": "quan", "X_Forwarded_For": "127.0.0.1",
    }  # fmt: skip
    assert server.ask("/_stcore/metrics", **claims).status == 401
    assert refused(server, **claims) == 403


def test_a_page_asked_for_leads_through_the_sign_in_and_back(server):
    answer = server.open_page("/huyen?don_vi=105&lang=en")
    assert (answer.status, answer.headers["location"]) == (303, "/login?tiep=/huyen%3Fdon_vi%3D105%26lang%3Den&lang=en")
    form = server.open_page(answer.headers["location"]).body
    assert 'name="tiep" value="/huyen?don_vi=105&amp;lang=en"' in form
    assert "Sign in" in form


@pytest.mark.parametrize(
    ("asked", "gone_to"),
    [
        ("/huyen?don_vi=105", "/huyen?don_vi=105"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
        ("/login?tiep=/", "/"),
        ("/logout", "/"),
        ("", "/"),
    ],
)
def test_the_way_on_never_leaves_the_server(server, asked, gone_to):
    assert own_path(asked) == gone_to
    token = server.token("xem")
    answer = server.send_form("/login", {"ten": "xem", "mat-khau": "x", "tiep": asked}, Cookie=f"campaign={token}")
    assert f'name="tiep" value="{gone_to}"' in answer.body


def test_every_answer_to_a_stranger_says_what_a_browser_must_beware_of(server):
    for path in ("/", "/login", "/_stcore/health", "/media/x", "/assets/icon.svg"):
        headers = server.ask(path).headers
        assert headers["cache-control"] == "no-store", path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "base-uri 'none'" in headers["content-security-policy"]
        assert "'unsafe-eval'" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "same-origin"
        assert "strict-transport-security" not in headers  # plain HTTP


@pytest.mark.parametrize("path", ["/", "/media/x"])
def test_neither_a_page_nor_a_file_embeds_a_programs_object_or_moves_its_links(server, path):
    policy = server.ask(path).headers["content-security-policy"].split("; ")
    assert {"object-src 'none'", "base-uri 'none'"} <= set(policy)


def test_the_sign_in_page_needs_nothing_and_runs_no_script(server):
    answer = server.ask("/login")
    policy = answer.headers["content-security-policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<script" not in answer.body
    assert re.findall(r'(?:src|href)="([^"#?]*)', answer.body)[0].startswith("data:")
