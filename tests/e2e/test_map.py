"""The map in a real browser: a click or Enter on a district filters the page without loading it again."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.builders.geojson import build_geojson, feature
from tests.e2e.browser import open_page, settle

VIEW = "/?ngay=2022-06-16&chi_tieu=T6"


def test_a_click_on_a_tile_shows_that_district_alone_and_another_one_all_again(sample_app: str, visitor: Page):
    open_page(visitor, sample_app + VIEW)
    expect(visitor.get_by_text("Sơ đồ, không phải ranh giới hành chính")).to_be_visible()
    expect(visitor.locator(".district-map a[data-unit]")).to_have_count(8)
    mark(visitor)
    district(visitor, "108").locator("path").click(position={"x": 8, "y": 8})
    arrive(visitor, "108")
    expect(district(visitor, "108")).to_have_attribute("aria-current", "true")
    expect(visitor.get_by_text("Đang xem: Huyện Sìn Hồ")).to_be_visible()
    expect(visitor.locator("main").get_by_role("link", name="Huyện Mường Tè", exact=True)).to_have_count(0)
    district(visitor, "108").locator("path").click(position={"x": 8, "y": 8})
    arrive(visitor, None)
    expect(visitor.locator(".district-map a[aria-current]")).to_have_count(0)
    assert is_marked(visitor)


def test_a_click_on_a_districts_name_is_one_on_the_district(sample_app: str, visitor: Page):
    open_page(visitor, sample_app + VIEW)
    mark(visitor)
    visitor.locator(".district-map text", has_text="Tân Uyên").click()
    arrive(visitor, "111")
    assert is_marked(visitor)


def test_enter_chooses_a_district_and_the_keyboard_stays_on_it(sample_app: str, visitor: Page):
    open_page(visitor, sample_app + VIEW)
    mark(visitor)
    district(visitor, "107").focus()
    dashes = "getComputedStyle(document.activeElement.querySelector('path')).strokeDasharray"
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Shift+Tab")
    assert visitor.evaluate(dashes) != "none"  # where the keyboard is can be seen
    visitor.keyboard.press("Enter")
    arrive(visitor, "107")
    assert is_marked(visitor)
    assert visitor.evaluate("document.activeElement.dataset.unit") == "107"


def test_own_boundaries_are_looked_at_loaded_drawn_and_taken_away(sample_app: str, visitor: Page, tmp_path: Path):
    wrong, right = tmp_path / "hong.geojson", tmp_path / "ranh-gioi.geojson"
    wrong.write_bytes(build_geojson(feature("108", geometry=None)))
    right.write_bytes(build_geojson())
    open_page(visitor, f"{sample_app}/ranh-gioi")
    visitor.locator("input[type=file]").set_input_files(wrong)
    expect(visitor.get_by_role("row", name="✗ Lỗi")).to_contain_text("Vùng số 4 (Huyện Sìn Hồ)")
    visitor.get_by_test_id("stFileUploader").get_by_role("button").last.click()  # take it off the form
    settle(visitor)
    visitor.locator("input[type=file]").set_input_files(right)
    expect(visitor.locator(".district-map")).to_have_count(2)
    visitor.get_by_role("button", name="Lưu ranh giới này").click()
    expect(visitor.get_by_text("Đã nạp ranh giới từ tệp ranh-gioi.geojson")).to_be_visible()

    open_page(visitor, sample_app + VIEW)
    expect(visitor.get_by_text("Ranh giới theo tệp ranh-gioi.geojson")).to_be_visible()
    expect(visitor.get_by_text("Sơ đồ, không phải ranh giới hành chính")).to_have_count(0)
    mark(visitor)
    district(visitor, "110").locator("path").click(position={"x": 5, "y": 5})
    arrive(visitor, "110")
    assert is_marked(visitor)

    open_page(visitor, f"{sample_app}/ranh-gioi")
    visitor.get_by_test_id("stExpander").get_by_text("Gỡ ranh giới", exact=True).first.click()
    visitor.get_by_text("Đồng ý gỡ ranh giới").click()
    settle(visitor)
    visitor.get_by_role("button", name="Gỡ ranh giới", exact=True).click()
    expect(visitor.get_by_text("Đã gỡ ranh giới nạp từ tệp ranh-gioi.geojson")).to_be_visible()
    open_page(visitor, sample_app + VIEW)
    expect(visitor.get_by_text("Sơ đồ, không phải ranh giới hành chính")).to_be_visible()


def test_on_a_phone_the_map_is_as_wide_as_the_page_and_its_texts_fit_their_tiles(sample_app: str, chromium: Browser):
    phone = chromium.new_page(viewport={"width": 390, "height": 844})
    open_page(phone, sample_app + VIEW)
    drawn = phone.locator(".district-map").bounding_box()
    assert drawn
    assert drawn["width"] > 320
    assert drawn["x"] + drawn["width"] <= 390
    for text in phone.locator(".district-map text").all():
        box = text.bounding_box()
        assert box
        assert box["width"] <= drawn["width"] / 5
        assert box["height"] >= 10
    phone.close()


def district(page: Page, code: str) -> Locator:
    """A district on the map."""
    return page.locator(f".district-map a[data-unit='{code}']")


def mark(page: Page) -> None:
    """Leave something in the document that does not outlive it."""
    page.evaluate("window.stayed = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true"))


def arrive(page: Page, unit: str | None) -> None:
    """Wait until the URL names a district, or none, and the page is drawn."""
    named = "don_vi=" + unit if unit else "chi_tieu="
    page.wait_for_url(lambda url: named in url and (unit is not None or "don_vi=" not in url))
    settle(page)
    choices = parse_qs(urlsplit(page.url).query)
    assert choices.get("don_vi") == ([unit] if unit else None)
    assert choices["ngay"] == ["2022-06-16"]
    assert choices["chi_tieu"] == ["T6"]
