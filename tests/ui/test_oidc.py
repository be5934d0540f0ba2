"""Signing in by a real identity provider at a real server: there and back, and everything that must not get in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from sqlalchemy import delete

from campaign.settings import Settings
from campaign.store.access.accounts import find_account
from campaign.store.safety.audit import read_events
from campaign.store.schema import sign_in_failure
from campaign.workflows.access.accounts import change_role, disable_account, enable_account, link_identity
from campaign.workflows.access.sessions import find_visit
from campaign.workflows.opening import open_campaign
from tests.e2e.browser import running_app
from tests.ui.gate_client import BY, PASSWORD, Answer, Server, running_server
from tests.ui.identity_provider import Idp, leads_to, running_idp

CALLBACK = "/login/oidc/callback"
ELSEWHERE = {"X_Forwarded_For": "10.0.0.7"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Idp]:
    with running_idp() as started:
        yield started


@pytest.fixture
def idp(running: Idp) -> Idp:
    """The provider, telling the truth."""
    running.lie()
    running.know("mai-7", name="Lò Thị Mai", preferred_username="mai.lo", groups=["pt"], email="phan@soyte.example")
    return running


def settings(idp: Idp) -> dict[str, str]:
    return {
        "CAMPAIGN_OIDC_ISSUER": idp.issuer,
        "CAMPAIGN_OIDC_CLIENT_ID": "tiem-chung",
        "CAMPAIGN_OIDC_CLIENT_SECRET": "khong-ai-biet-duoc",
        "CAMPAIGN_OIDC_NAME": "Sở Y tế",
        "CAMPAIGN_PUBLIC_URL": "{address}",
    }


class Site:
    """A running app with the provider, and what it printed."""

    def __init__(self, server: Server, console: Path) -> None:
        self.server = server
        self.console = console


@pytest.fixture(scope="module")
def mapped(running: Idp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site at which the provider's groups give roles."""
    folder = tmp_path_factory.mktemp("mapped")
    roles = {"CAMPAIGN_OIDC_ROLES": "groups:pt=analyst,groups:xem=viewer"}
    log = {"CAMPAIGN_LOG_FILE": str(folder / "log.txt")}
    with running_server(folder, **settings(running), **roles, **log) as server:
        yield Site(server, folder / "log.txt")


@pytest.fixture(scope="module")
def approved(running: Idp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site at which an administrator lets people in, and passwords are for the server itself."""
    folder = tmp_path_factory.mktemp("approved")
    with running_server(folder, **settings(running), CAMPAIGN_PASSWORDS="off") as server:
        yield server


@pytest.fixture
def server(mapped: Site) -> Server:
    """The first of them, at which nobody has failed yet."""
    with mapped.server.database.writing() as connection:
        connection.execute(delete(sign_in_failure))
    return mapped.server


def press(server: Server, after: str = "/", **headers: str) -> tuple[str, str]:
    """The button: where it leads to, and the cookie of the attempt."""
    answer = server.send_form("/login/oidc", {"tiep": after}, **headers)
    assert answer.status == 200, answer.body
    return leads_to(answer.body), answer.headers["set-cookie"].partition(";")[0]


def come_back(server: Server, address: str, cookie: str, **headers: str) -> Answer:
    """The browser, sent back by the provider."""
    parts = urlsplit(address)
    return server.open_page(f"{parts.path}?{parts.query}", Cookie=cookie, Sec_Fetch_Site="cross-site", **headers)


def sign_in(server: Server, idp: Idp, subject: str = "mai-7", after: str = "/", **lies: object) -> Answer:
    """All the way there and back; the provider lies on the way back."""
    there, cookie = press(server, after)
    back = idp.sign_in(there, subject)
    idp.lie(**lies)
    return come_back(server, back, cookie)


def token_of(answer: Answer) -> str:
    found = re.search(r"(?:^|, )campaign=([\w-]{43});", answer.headers["set-cookie"])
    return found[1] if found else ""


def told(answer: Answer) -> str:
    return re.search(r'role="alert">✗ ([^<]+)<', answer.body)[1]


def test_the_sign_in_page_has_the_providers_button_beside_the_form(server):
    page = server.ask("/login?tiep=/chi-tieu").body
    assert "Đăng nhập bằng Sở Y tế" in page
    assert 'action="/login/oidc"' in page
    assert 'name="mat-khau"' in page
    assert page.count('name="tiep" value="/chi-tieu"') == 2


def test_whoever_the_provider_knows_comes_in_to_the_page_asked_for(server, idp):
    answer = sign_in(server, idp, after="/huyen?don_vi=105")
    assert (answer.status, answer.headers["location"]) == (303, "/login/oidc?tiep=/huyen%3Fdon_vi%3D105")
    visit = find_visit(server.database, token_of(answer))
    assert (visit.login, visit.name, visit.role, visit.method) == ("mai.lo", "Lò Thị Mai", "analyst", "oidc")
    way_on = server.open_page(answer.headers["location"], Sec_Fetch_Site="cross-site")
    assert leads_to(way_on.body) == "/huyen?don_vi=105"
    assert server.open_page("/huyen", Cookie=f"campaign={token_of(answer)}").status == 200


def test_the_session_cookie_stays_strict_and_the_attempts_is_lax_short_and_thrown_away(server, idp):
    answer = server.send_form("/login/oidc", {"tiep": "/"})
    made = answer.headers["set-cookie"]
    assert re.fullmatch(r"campaign-oidc=[\w-]{43}; HttpOnly; Max-Age=600; Path=/; SameSite=lax", made)
    back = come_back(server, idp.sign_in(leads_to(answer.body), "mai-7"), made.partition(";")[0])
    assert re.search(r"campaign=[\w-]{43}; HttpOnly; Path=/; SameSite=strict", back.headers["set-cookie"])


def test_behind_tls_the_attempts_cookie_is_for_this_host_alone(server, idp):
    address = server.address.removeprefix("http")
    answer = server.send_form("/login/oidc", {}, X_Forwarded_Proto="https", Origin=f"https{address}")
    assert "set-cookie" not in answer.headers  # the site's address is another: it leads there first
    assert leads_to(answer.body) == f"{server.address}/login?tiep=/"


@pytest.mark.parametrize(
    "asked", ["https://evil.example/", "//evil.example", "/\\evil.example", "/login/oidc", "/logout"]
)
def test_the_way_on_never_leaves_the_server(server, idp, asked):
    answer = sign_in(server, idp, after=asked)
    assert answer.headers["location"] == "/login/oidc?tiep=/"
    assert leads_to(server.open_page(f"/login/oidc?{urlencode({'tiep': asked})}").body) == "/"


def test_nobody_is_sent_to_the_provider_but_by_a_button_of_ours(server):
    assert server.send_form("/login/oidc", {}, Origin="https://evil.example").status == 403
    assert server.send_form("/login/oidc", {}, Sec_Fetch_Site="cross-site").status == 403
    for path in ("/login", "/login/oidc", "/login?tiep=/chi-tieu"):
        answer = server.open_page(path)
        assert answer.status == 200
        assert "oauth2" not in answer.body


def test_another_state_a_lost_cookie_or_a_second_use_lets_nobody_in(server, idp):
    there, cookie = press(server)
    back = idp.sign_in(there, "mai-7")
    query = dict(parse_qsl(urlsplit(back).query))
    forged = f"{CALLBACK}?{urlencode({**query, 'state': 'A' * 43})}"
    answers = [come_back(server, forged, cookie)]
    answers.append(come_back(server, back, "campaign-oidc=" + "A" * 43))
    answers.append(come_back(server, back, cookie))  # the attempt is used up
    other, other_cookie = press(server)
    answers.append(come_back(server, idp.sign_in(other, "mai-7"), cookie))  # another browser's attempt
    good, good_cookie = press(server)
    back = idp.sign_in(good, "mai-7")
    assert come_back(server, back, good_cookie).status == 303
    answers.append(come_back(server, back, good_cookie))  # replayed
    answers.append(server.open_page(CALLBACK))
    assert {answer.status for answer in answers} == {403}
    assert {token_of(answer) for answer in answers} == {""}
    assert len({told(answer) for answer in answers}) == 1
    assert "10 phút" in told(answers[0])
    assert other_cookie != cookie


@pytest.mark.parametrize(
    ("lies", "status", "words"),
    [
        ({"key": "other"}, 403, "Không xác minh được"),
        ({"alg": "none"}, 403, "Không xác minh được"),
        ({"claims": {"nonce": "khac"}}, 403, "Không xác minh được"),
        ({"claims": {"iss": "https://khac.example"}}, 403, "Không xác minh được"),
        ({"claims": {"aud": "khac"}}, 403, "Không xác minh được"),
        ({"claims": {"exp": 1}}, 403, "Đồng hồ"),
        ({"status": 503}, 503, "không kết nối được"),
    ],
    ids=str,
)
def test_what_cannot_be_believed_is_told_in_words_beside_the_form(server, idp, lies, status, words):
    answer = sign_in(server, idp, **lies)
    assert (answer.status, token_of(answer)) == (status, "")
    assert words in told(answer)
    assert 'name="mat-khau"' in answer.body
    assert 'action="/login/oidc"' in answer.body
    assert "eyJ" not in answer.body
    assert "http-equiv" not in answer.body  # stays, to be read


def test_whoever_leaves_the_provider_is_back_at_the_form_with_the_page_asked_for(server, idp):
    there, cookie = press(server, "/chi-tieu")
    answer = come_back(server, idp.sign_in(there, "mai-7", deny=True), cookie)
    assert "Chưa có gì được thực hiện" in told(answer)
    assert 'name="tiep" value="/chi-tieu"' in answer.body
    assert sign_in(server, idp).status == 303


def test_failures_wait_after_twenty_as_wrong_passwords_do(server):
    statuses = [server.open_page(f"{CALLBACK}?state=x").status for _ in range(21)]
    assert statuses == [403] * 20 + [429]
    answer = server.open_page(f"{CALLBACK}?state=x")
    assert 0 < int(answer.headers["retry-after"]) <= 900


def test_who_was_signed_in_before_is_so_no_more(server, idp):
    before = server.token("xem")
    there, cookie = press(server, Cookie=f"campaign={before}")
    assert find_visit(server.database, before).login == "xem"
    assert come_back(server, idp.sign_in(there, "mai-7"), cookie).status == 303
    assert find_visit(server.database, before) is None


def test_an_account_with_the_same_mail_and_name_stays_its_owners(server, idp):
    idp.know("khac-9", name="Người phan", preferred_username="phan", email="phan@soyte.example", groups=["xem"])
    visit = find_visit(server.database, token_of(sign_in(server, idp, "khac-9")))
    assert (visit.login, visit.role) == ("phan-2", "viewer")


def test_groups_decide_anew_and_disabled_here_is_out(server, idp):
    first = token_of(sign_in(server, idp))
    idp.know("mai-7", name="Lò Thị Mai", groups=["xem"])
    second = token_of(sign_in(server, idp))
    assert [find_visit(server.database, token).role for token in (first, second)] == ["viewer", "viewer"]
    disable_account(server.database, "mai.lo", by=BY)
    answer = sign_in(server, idp)
    assert (answer.status, token_of(answer)) == (403, "")
    assert "đã bị vô hiệu hóa" in told(answer)
    enable_account(server.database, "mai.lo", by=BY)
    idp.know("mai-7", name="Lò Thị Mai", groups=[])
    assert "không nhóm nào" in told(sign_in(server, idp))


def test_nothing_of_codes_and_tokens_is_in_the_log_or_the_trail(mapped, server, idp):
    assert token_of(sign_in(server, idp))
    there, cookie = press(server)
    back = idp.sign_in(there, "mai-7")
    idp.lie(key="other")
    assert come_back(server, back, cookie).status == 403
    log = mapped.console.read_text(encoding="utf-8")
    assert "id_token_refused" in log
    assert "method=oidc reason=bad_token" in log
    secrets = [cookie.partition("=")[2], "khong-ai-biet-duoc", "eyJ", *dict(parse_qsl(urlsplit(back).query)).values()]
    with server.database.reading() as connection:
        trail = str(read_events(connection, ["account mai.lo"]))
    assert [secret for secret in secrets if secret in log or secret in trail] == []
    assert "'oidc'" in trail


def test_signing_out_leads_to_the_provider_too_and_back(server, idp):
    token = token_of(sign_in(server, idp))
    answer = server.send_form("/logout", {}, Cookie=f"campaign={token}")
    assert answer.status == 200
    place = urlsplit(leads_to(answer.body))
    assert f"{place.scheme}://{place.netloc}{place.path}" == f"{idp.issuer}/oauth2/end_session"
    assert find_visit(server.database, token) is None
    assert 'campaign=""' in answer.headers["set-cookie"]
    assert "Đã đăng xuất" in server.open_page("/login?state=da-thoat").body


def test_who_came_with_a_password_signs_out_here_alone(server):
    token = token_of(server.sign_in("phan"))
    answer = server.send_form("/logout", {}, Cookie=f"campaign={token}")
    assert (answer.status, answer.headers["location"]) == (303, "/login?da-thoat=1")


def test_without_a_mapping_somebody_new_waits_for_an_administrator(approved, idp):
    answer = sign_in(approved, idp)
    assert (answer.status, token_of(answer)) == (403, "")
    assert "“mai.lo” đang chờ quản trị viên" in told(answer)
    change_role(approved.database, "mai.lo", "analyst", by=BY)
    enable_account(approved.database, "mai.lo", by=BY)
    assert find_visit(approved.database, token_of(sign_in(approved, idp))).role == "analyst"


def test_an_account_made_before_is_linked_by_its_subject(approved, idp):
    link_identity(approved.database, "phan", idp.issuer, "phan-1", by=BY)
    assert find_visit(approved.database, token_of(sign_in(approved, idp, "phan-1"))).login == "phan"


def test_where_passwords_are_off_they_are_good_on_the_server_itself_alone(approved):
    page = approved.ask("/login", **ELSEWHERE).body
    assert 'name="mat-khau"' not in page
    assert 'action="/login/oidc"' in page
    answer = approved.sign_in("quan", **ELSEWHERE)
    assert (answer.status, "set-cookie" in answer.headers) == (400, False)
    assert "chỉ nhận mật khẩu trên chính máy chủ" in answer.body
    assert 'name="mat-khau"' in approved.ask("/login").body
    assert approved.sign_in("quan", PASSWORD).status == 303


def test_a_provider_that_is_down_keeps_nobody_from_signing_in_with_a_password(tmp_path: Path):
    nobody = {"CAMPAIGN_OIDC_ISSUER": "http://localhost:9"}
    with running_idp() as gone:
        given = settings(gone) | nobody
    with running_server(tmp_path, **given) as server:
        answer = server.send_form("/login/oidc", {"tiep": "/"})
        assert (answer.status, token_of(answer) if "set-cookie" in answer.headers else "") == (503, "")
        assert "không kết nối được với Sở Y tế" in told(answer)
        assert server.sign_in("phan").status == 303


def test_a_site_without_a_provider_has_no_such_address(tmp_path: Path):
    with running_server(tmp_path) as server:
        for path in ("/login/oidc", CALLBACK):
            assert server.ask(path).status == 401
            assert server.ask(path, token=server.token("xem")).status == 404
        assert "/login/oidc" not in server.ask("/login").body


def test_a_provider_that_would_not_be_safe_keeps_the_server_from_starting(tmp_path: Path):
    url = f"sqlite:///{(tmp_path / 'campaign.db').as_posix()}"
    open_campaign(Settings(database_url=url)).close()
    unsafe = {"CAMPAIGN_OIDC_ISSUER": "http://id.example", "CAMPAIGN_SINGLE_USER": "0"}
    with (
        pytest.raises(RuntimeError, match="CAMPAIGN_OIDC_ISSUER must be an https:// address"),
        running_app(url, **unsafe),
    ):
        raise AssertionError("it started")


def test_a_new_site_offers_the_provider_beside_the_words_on_its_first_administrator(idp: Idp, tmp_path: Path):
    url = f"sqlite:///{(tmp_path / 'campaign.db').as_posix()}"
    database = open_campaign(Settings(database_url=url))
    given = settings(idp) | {"CAMPAIGN_OIDC_ROLES": "groups:pt=admin", "CAMPAIGN_SINGLE_USER": "0"}
    with running_app(url, **given) as address:
        server = Server(address, database)
        page = server.ask("/login").body
        assert "Chưa có quản trị viên nào" in page
        assert 'action="/login/oidc"' in page
        assert sign_in(server, idp).status == 303
    with database.reading() as connection:
        assert find_account(connection, "mai.lo").role == "admin"
    database.close()
