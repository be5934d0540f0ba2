"""What a page makes a browser load: the overview no charts' script, no page more than it needs, no rerun much."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.e2e.browser import open_page, open_within, settle

MONITORING = {
    "overview": "/",
    "targets": "/chi-tieu?chi_tieu=T7",
    "outlook": "/chi-tieu?chi_tieu=T7&muc=trien-vong",
    "people due": "/chi-tieu?chi_tieu=T7&muc=den-lich",
    "district": "/huyen?don_vi=108&chi_tieu=T7",
    "communes": "/huyen?don_vi=108&chi_tieu=T7&muc=xa",
    "rankings": "/xep-hang?chi_tieu=T7",
    "timeline": "/dong-thoi-gian",
    "report": "/bao-cao",
}
MOST = 60_000  # bytes of messages that may follow one changed choice


def test_the_overview_is_read_without_the_script_of_charts_or_of_tables(sample_app: str, visitor: Page):
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    open_page(visitor, f"{sample_app}/?ngay=2022-06-16")
    expect(visitor.locator(".stMain")).to_contain_text(re.compile(r"\d,\d\s%"))
    assert any("/static/js/" in url for url in asked)
    assert not [url for url in asked if re.search("plotly|dataframe|arrow", url, re.IGNORECASE)]


@pytest.mark.parametrize("path", ["/", "/chi-tieu?chi_tieu=T7", "/xep-hang?chi_tieu=T7"])
def test_every_script_is_asked_for_once_and_comes_squeezed(path: str, sample_app: str, visitor: Page):
    forms: dict[str, list[str | None]] = {}

    def note(response) -> None:
        if "/static/js/" in response.url:
            forms.setdefault(response.url, []).append(response.headers.get("content-encoding"))

    visitor.on("response", note)
    open_page(visitor, sample_app + path)
    assert len(forms) > 50
    assert {url: form for url, form in forms.items() if form != ["gzip"]} == {}


def test_another_week_sends_no_more_than_a_letter_would_weigh(sample_app: str, visitor: Page):
    received, weights = open_counting(visitor, sample_app), {}
    for name, path in MONITORING.items():
        open_within(visitor, f"{path}{'&' if '?' in path else '?'}ngay=2022-06-09")
        week = visitor.get_by_role("combobox", name="Số liệu tính đến")
        expect(week).to_have_value("09/06/2022")
        received.clear()
        week.click()
        visitor.get_by_role("option", name="16/06/2022").click()
        settle(visitor)
        expect(week).to_have_value("16/06/2022")
        weights[name] = sum(received)
    assert [name for name, weight in weights.items() if not 1000 < weight <= MOST] == [], weights


def test_the_next_step_of_a_meeting_sends_no_more(sample_app: str, visitor: Page):
    received = open_counting(visitor, f"{sample_app}/trinh-chieu?ngay=2022-06-16")
    before = visitor.url
    visitor.keyboard.press("ArrowRight")
    visitor.wait_for_url(lambda url: url != before)
    settle(visitor)
    assert 1000 < sum(received) <= MOST


def open_counting(visitor: Page, address: str) -> list[int]:
    """Open a page; the list will hold the length of every message that comes from then on."""
    received: list[int] = []

    def count(socket: WebSocket) -> None:
        socket.on("framereceived", lambda message: received.append(len(message)))

    visitor.on("websocket", count)
    open_page(visitor, address)
    assert sum(received) > 1000
    received.clear()
    return received
