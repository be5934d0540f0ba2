"""Signing in and out in a browser: the first administrator, deep links, the end of a session before one's eyes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from campaign.settings import Settings
from campaign.store.schema import session
from campaign.workflows.access.accounts import disable_account, enable_account
from campaign.workflows.opening import open_campaign
from tests.e2e.browser import open_page, running_app, settle
from tests.e2e.checks import find_violations
from tests.ui.gate_client import BY, PASSWORD, Server, running_server

DEEP = "/xep-hang?lang=vi"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("e2e")) as running:
        yield running


@pytest.fixture
def person(chromium: Browser, server: Server) -> Iterator[Page]:
    """Somebody with a browser of their own, at which no policy of ours is broken."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text) if "Content Security Policy" in told.text else None)
    yield page
    context.close()
    assert complaints == []


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def fits(page: Page, width: int) -> bool:
    """Whether nothing is wider than a screen."""
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_administrator_sets_up_comes_in_and_gets_out(chromium: Browser, tmp_path: Path):
    url, console = f"sqlite:///{(tmp_path / 'new.db').as_posix()}", tmp_path / "console.txt"
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="vi-VN")
    page = context.new_page()
    with running_app(url, console=console, CAMPAIGN_SINGLE_USER="0") as address:
        page.goto(address)
        expect(page.get_by_text("Chưa có quản trị viên nào")).to_be_visible()
        [link] = re.findall(r"http://\S+lien-ket=\S+", console.read_text(encoding="utf-8"))
        page.goto(link)
        assert find_violations(page) == []
        assert fits(page, 390)
        page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
        page.get_by_label("Tên đăng nhập").fill("hoa")
        page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
        page.get_by_label("Nhập lại").fill(PASSWORD)
        page.get_by_role("button").click()
        settle(page)
        expect(page.get_by_text("Đang đăng nhập: Nguyễn Thị Hoa")).to_be_visible()
        page.get_by_role("button", name="Đăng xuất").click()
        expect(page.get_by_text("Đã đăng xuất")).to_be_visible()
        page.go_back()
        expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    context.close()
    open_campaign(Settings(database_url=url)).close()


def test_a_wrong_password_is_told_beside_the_form_and_the_right_one_leads_on(server: Server, person: Page):
    person.goto(server.address + DEEP)
    assert find_violations(person) == []
    assert fits(person, 1024) and fits(person, 320)
    sign_in(person, "phan", "sai mật khẩu rồi")
    expect(person.get_by_role("alert")).to_contain_text("✗")
    expect(person.get_by_label("Tên đăng nhập")).to_have_value("phan")
    assert find_violations(person) == []
    person.get_by_label("Mật khẩu").fill(PASSWORD)
    person.keyboard.press("Enter")
    settle(person)
    assert person.url.startswith(f"{server.address}/xep-hang")


def test_a_link_on_another_site_leads_whoever_is_signed_in_to_its_page(server: Server, person: Page):
    """The cookie is SameSite=Strict: it does not come with the click, but with what our own page asks for then."""
    person.goto(server.address)
    sign_in(person, "phan")
    settle(person)
    other = server.address.replace("localhost", "127.0.0.1")
    person.goto(f"{other}/login")  # another site to a browser: no cookie of localhost's is known there
    person.evaluate(
        "address => { const link = document.createElement('a'); link.href = address; document.body.append(link); "
        "link.click() }",
        server.address + DEEP,
    )
    settle(person)
    assert person.url.startswith(f"{server.address}/xep-hang")
    expect(person.get_by_text("Đang đăng nhập: Người phan")).to_be_visible()


@pytest.mark.parametrize("ending", ["idle", "disabled"])
def test_a_session_that_ends_while_one_looks_leads_to_the_sign_in_and_back(server: Server, person: Page, ending: str):
    person.goto(server.address + DEEP)
    sign_in(person, "phan")
    settle(person)
    if ending == "idle":
        long_ago = datetime.now(UTC) - timedelta(minutes=31)
        with server.database.writing() as connection:
            connection.execute(update(session).values(seen_at=long_ago, created_at=long_ago))
    else:
        disable_account(server.database, "phan", by=BY)
    person.get_by_test_id("stSelectbox").filter(has_text="Ngôn ngữ").locator("input").click()
    person.get_by_role("option", name="English").click()
    expect(
        person.get_by_text("Your session has ended").or_(person.get_by_text("Phiên làm việc đã kết thúc"))
    ).to_be_visible()
    if ending == "disabled":
        enable_account(server.database, "phan", by=BY)
    person.get_by_label("Tên đăng nhập").or_(person.get_by_label("Login name")).fill("phan")
    person.get_by_label("Mật khẩu").or_(person.get_by_label("Password")).fill(PASSWORD)
    person.keyboard.press("Enter")
    settle(person)
    assert "/xep-hang" in person.url


def test_a_page_opened_anew_after_the_end_asks_to_sign_in_instead_of_trying_for_ever(server: Server, person: Page):
    open_page_signed_in(server, person)
    with server.database.writing() as connection:
        connection.execute(update(session).values(ended_at=datetime.now(UTC), ended_by="quan"))
    person.reload()
    expect(person.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def open_page_signed_in(server: Server, page: Page) -> None:
    page.goto(server.address)
    sign_in(page, "xem")
    settle(page)
    open_page(page, server.address)
