"""Signing in by an identity provider in a browser: the button, the provider's own page, the page asked for, and out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import settle
from tests.e2e.checks import find_violations
from tests.ui.gate_client import Server, running_server
from tests.ui.identity_provider import Idp, running_idp

DEEP = "/xep-hang?lang=vi"


@pytest.fixture(scope="module")
def idp() -> Iterator[Idp]:
    with running_idp() as started:
        # A site of its own to the browser, so that the way back is a way from another site.
        yield started._replace(issuer=started.issuer.replace("localhost", "127.0.0.1"))


@pytest.fixture(scope="module")
def server(idp: Idp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    given = {
        "CAMPAIGN_OIDC_ISSUER": idp.issuer,
        "CAMPAIGN_OIDC_CLIENT_ID": "tiem-chung",
        "CAMPAIGN_OIDC_CLIENT_SECRET": "x",
        "CAMPAIGN_OIDC_NAME": "Sở Y tế",
        "CAMPAIGN_OIDC_ROLES": "groups:pt=analyst",
        "CAMPAIGN_PUBLIC_URL": "{address}",
    }
    with running_server(tmp_path_factory.mktemp("oidc"), **given) as running:
        yield running


@pytest.fixture
def person(chromium: Browser) -> Iterator[Page]:
    """Somebody with a browser of their own, at which no policy of ours is broken."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text) if "Content Security Policy" in told.text else None)
    yield page
    context.close()
    assert complaints == []


def test_somebody_comes_in_by_the_provider_to_the_page_asked_for_and_gets_out(server: Server, idp: Idp, person: Page):
    idp.know("mai-7", name="Lò Thị Mai", preferred_username="mai.lo", groups=["pt"])
    person.goto(server.address + DEEP)
    assert find_violations(person) == []
    person.get_by_role("button", name="Đăng nhập bằng Sở Y tế").click()
    person.wait_for_url(f"{idp.issuer}/**")
    person.get_by_placeholder("sub").fill("mai-7")
    person.get_by_role("button", name="Authorize").click()
    settle(person)
    assert person.url.startswith(f"{server.address}/xep-hang")
    assert "code=" not in person.url
    expect(person.get_by_text("Đang đăng nhập: Lò Thị Mai")).to_be_visible()
    kept = {cookie["name"]: cookie["sameSite"] for cookie in person.context.cookies(server.address)}
    assert kept["campaign"] == "Strict"
    assert "campaign-oidc" not in kept
    person.get_by_role("button", name="Đăng xuất").click()
    person.wait_for_url(f"{idp.issuer}/oauth2/end_session?**")
    person.get_by_role("button", name="End session").click()
    expect(person.get_by_text("Đã đăng xuất")).to_be_visible()
    person.goto(server.address + DEEP)
    expect(person.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_whoever_turns_back_at_the_provider_is_told_so_at_the_form(server: Server, idp: Idp, person: Page):
    person.goto(server.address + DEEP)
    person.get_by_role("button", name="Đăng nhập bằng Sở Y tế").click()
    person.get_by_role("button", name="Deny").click()
    expect(person.get_by_role("alert")).to_contain_text("Chưa có gì được thực hiện")
    assert find_violations(person) == []
    person.set_viewport_size({"width": 320, "height": 800})
    assert person.evaluate("document.documentElement.scrollWidth") <= 320
