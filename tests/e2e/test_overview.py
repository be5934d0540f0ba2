"""The overview in a browser: its answers on the first screen, its links followed inside the visit."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import open_page, settle

SCREEN = 900
JUNE = "/?ngay=2022-06-16"
DISTRICT_ROWS = ".campaign table.late tbody tr"


def is_on_first_screen(part: Locator) -> bool:
    box = part.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= SCREEN


def test_the_first_screen_holds_the_headline_every_card_and_the_first_late_districts(sample_app: str, visitor: Page):
    open_page(visitor, sample_app + JUNE)
    assert is_on_first_screen(visitor.locator(".campaign .headline"))
    cards = visitor.locator(".campaign section.target").all()
    assert len(cards) == 3
    assert all(is_on_first_screen(card) for card in cards)
    assert all(is_on_first_screen(row) for row in visitor.locator(DISTRICT_ROWS).all()[:3])


def test_the_answers_stand_there_without_the_bundle_that_draws_charts(sample_app: str, visitor: Page):
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    open_page(visitor, sample_app + JUNE)
    expect(visitor.locator(".campaign .headline")).to_contain_text("2.519")
    assert not [url for url in asked if "plotly" in url.lower()]


def test_a_district_chosen_on_the_map_stands_alone_until_all_are_asked_for(sample_app: str, visitor: Page):
    open_page(visitor, sample_app + JUNE)
    visitor.evaluate("window.sameVisit = true")
    visitor.locator(".st-key-campaign-late-map").get_by_text("Mường Tè", exact=True).click()
    expect(visitor.locator(".campaign .only")).to_contain_text("Huyện Mường Tè")
    settle(visitor)
    assert "don_vi=107" in visitor.url
    expect(visitor.locator(DISTRICT_ROWS)).to_have_count(3)
    visitor.locator(".campaign .only").get_by_role("link").click()
    expect(visitor.locator(".campaign .only")).to_have_count(0)
    settle(visitor)
    assert "don_vi" not in visitor.url
    expect(visitor.locator(DISTRICT_ROWS)).to_have_count(14)
    assert visitor.evaluate("window.sameVisit")


def test_the_map_shows_the_target_that_is_chosen_and_another_page_opens_at_it(sample_app: str, visitor: Page):
    open_page(visitor, sample_app + JUNE)
    choice = visitor.locator(".campaign nav.tabs")
    choice.get_by_role("link", name="T7", exact=True).click()
    expect(choice.locator("[aria-current]")).to_have_text("T7")
    settle(visitor)
    assert "chi_tieu=T7" in visitor.url
    assert "ngay=2022-06-16" in visitor.url


def test_an_older_week_offers_the_latest_one(sample_app: str, visitor: Page):
    open_page(visitor, sample_app + JUNE)
    visitor.get_by_role("button", name="28/07/2022").click()
    expect(visitor.get_by_role("heading", name="Tiến độ đến 28/07/2022")).to_be_visible()


def test_a_phone_shows_the_same_in_one_column_in_the_same_order(sample_app: str, visitor: Page):
    visitor.set_viewport_size({"width": 390, "height": 844})
    open_page(visitor, sample_app + JUNE)
    parts = (".headline", "section.target", "#cham", "table.late", "nav.tabs", "#thay-doi", "#tin-cay")
    boxes = [visitor.locator(f".campaign {part}").first.bounding_box() for part in parts]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(parts)
    assert tops == sorted(tops)
    cut = """() => [...document.querySelectorAll(".campaign table.late tbody *, .campaign section.target *")]
        .filter((part) => part.getBoundingClientRect().right > innerWidth + 1).length"""
    assert visitor.evaluate(cut) == 0
