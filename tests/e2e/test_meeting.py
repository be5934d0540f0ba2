"""The meeting: stepped through with the keys of a remote, the step in the address, the screen filled."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import open_page, settle, wait_until
from tests.e2e.checks import find_violations

MEETING = "/trinh-chieu?ngay=2022-06-16"
SUMMARY = re.compile("2/3 chỉ tiêu có thời hạn đang chậm")
LATE = re.compile("4/8 huyện, thành phố")
# What a projector, a laptop and a television show.
WINDOWS = ((1024, 768), (1440, 900), (1920, 1080))

# The heading that is drawn next after a key, before a server could have answered.
STEPPED = """() => new Promise((done) => {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }))
  requestAnimationFrame(() => done([...document.querySelectorAll("h1")].find((it) => it.checkVisibility()).innerText))
})"""
CUT = """() => [...document.querySelectorAll(".meeting > section")].filter((part) => part.offsetParent)
  .some((part) => part.scrollHeight > part.clientHeight || part.scrollWidth > part.clientWidth)"""


def test_the_keys_of_a_remote_step_through_the_targets(sample_app: str, visitor: Page):
    open_page(visitor, sample_app + MEETING)
    shown = visitor.get_by_role("heading", level=1)
    expect(shown).to_have_text(SUMMARY)
    expect(visitor.get_by_role("combobox")).to_have_count(0)
    assert LATE.search(visitor.evaluate(STEPPED))
    expect(shown).to_have_text(LATE)
    visitor.wait_for_url("**buoc=T6**")
    for key, place in {
        "ArrowRight": "3/6",
        "PageDown": "4/6",
        " ": "5/6",
        "ArrowLeft": "4/6",
        "PageUp": "3/6",
        "End": "6/6",
        "Home": "1/6",
        "ArrowUp": "1/6",
    }.items():
        visitor.keyboard.press(key)
        expect(visitor.get_by_text(place, exact=True)).to_be_visible()
    settle(visitor)
    expect(shown).to_have_text(SUMMARY)


def test_the_address_of_a_step_opens_it_for_somebody_else(sample_app: str, visitor: Page, chromium: Browser):
    open_page(visitor, sample_app + MEETING)
    visitor.get_by_role("button", name="Trang sau").click()
    visitor.get_by_role("button", name="Trang sau").click()
    visitor.wait_for_url("**buoc=T7**")
    another = chromium.new_page()
    open_page(another, visitor.url)
    said = visitor.get_by_role("heading", level=1).inner_text()
    expect(another.get_by_role("heading", level=1)).to_have_text(said)
    another.close()
    visitor.go_back()
    expect(visitor.get_by_text("1/6", exact=True)).to_be_visible()


def test_full_screen_is_a_key_and_a_button_and_escape_leaves(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}{MEETING}&buoc=T6")
    full = "Boolean(document.fullscreenElement)"
    visitor.keyboard.press("f")
    wait_until(visitor, full)
    visitor.get_by_role("button", name="Toàn màn hình").click()
    wait_until(visitor, f"!{full}")
    visitor.wait_for_timeout(500)
    visitor.keyboard.press("Escape")
    expect(visitor.get_by_role("combobox", name="Số liệu tính đến")).to_be_visible()
    settle(visitor)
    assert "ngay=2022-06-16" in visitor.url


def test_a_step_fills_the_screen_and_no_more(sample_app: str, chromium: Browser):
    page = chromium.new_page()
    open_page(page, sample_app + MEETING)
    cut = []
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.keyboard.press("Home")
        for step in range(6):
            if page.evaluate(CUT):
                cut.append((width, height, step))
            page.keyboard.press("ArrowRight")
    page.close()
    assert not cut


def test_every_step_is_open_to_assistive_tools(sample_app: str, chromium: Browser):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    open_page(page, sample_app + MEETING)
    found = []
    for step in range(1, 7):
        expect(page.get_by_text(f"{step}/6", exact=True)).to_be_visible()
        settle(page)
        found += find_violations(page)
        page.keyboard.press("ArrowRight")
    page.close()
    assert not found


def test_the_step_stays_when_the_language_changes(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}{MEETING}&buoc=T7")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("5/8 huyện")
    open_page(visitor, f"{visitor.url}&lang=en")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("5 of 8 districts")
    expect(visitor.get_by_role("button", name="Next step")).to_be_visible()
