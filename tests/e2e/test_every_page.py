"""Every page of the sample campaign: the reader's language alone, readable by everybody, fast links."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import open_page, settle
from tests.e2e.checks import (
    find_english,
    find_overflow,
    find_unreachable,
    find_violations,
    find_violations_in_the_dark,
)

PAGES = {
    "overview": "/?ngay=2022-06-16",
    "overview-latest": "/",
    "targets": "/chi-tieu?chi_tieu=T7&don_vi=108&ngay=2022-06-16",
    "targets-outlook": "/chi-tieu?chi_tieu=T6&ngay=2022-06-16&muc=trien-vong",
    "targets-due": "/chi-tieu?chi_tieu=T6&ngay=2022-06-16&muc=den-lich",
    "targets-people": "/chi-tieu?chi_tieu=T6&ngay=2022-06-16&muc=mau-so",
    "rankings": "/xep-hang?chi_tieu=T7&ngay=2022-06-16",
    "district": "/huyen?don_vi=108&chi_tieu=T7&ngay=2022-06-16",
    "district-communes": "/huyen?don_vi=108&chi_tieu=T7&ngay=2022-06-16&muc=xa",
    "district-assignments": "/huyen?don_vi=108&chi_tieu=T7&ngay=2022-06-16&muc=giao",
    "district-findings": "/huyen?don_vi=108&chi_tieu=T7&ngay=2022-06-16&muc=phat-hien",
    "district-sheets": "/huyen?don_vi=108&chi_tieu=T7&ngay=2022-06-16&muc=phieu",
    "timeline": "/dong-thoi-gian?ngay=2022-07-28",
    "meeting": "/trinh-chieu?buoc=T7&ngay=2022-06-16",
    "report": "/bao-cao?ngay=2022-06-16",
    "upload": "/nop-phieu",
    "uploads": "/cac-lan-nop",
    "directives": "/van-ban?van_ban=000",
    "populations": "/so-doi-tuong",
    "assignments": "/giao-chi-tieu?chi_tieu=T6",
    "boundaries": "/ranh-gioi",
    "periods": "/khoa-so-lieu",
    "accounts": "/tai-khoan",
    "audit": "/nhat-ky",
    "backups": "/sao-luu",
    "own-account": "/tai-khoan-cua-toi",
}
FORMS = ("uploads", "populations", "assignments", "boundaries", "periods", "accounts", "backups")  # pages with sections
PHONE, PROJECTOR = 390, 1024


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_for_everybody(name: str, sample_app: str, visitor: Page):
    """In the reader's language, for assistive tools in both themes, for the keyboard, on every screen."""
    open_page(visitor, sample_app + PAGES[name])
    for part in visitor.locator("[data-testid=stDataFrame], [data-testid=stPlotlyChart]").all():
        part.hover()
        visitor.wait_for_timeout(200)
    assert visitor.locator("html").get_attribute("lang") == "vi"
    found = find_english(visitor) + find_violations(visitor) + find_unreachable(visitor)
    found += find_violations_in_the_dark(visitor) + find_overflow(visitor, (PROJECTOR, PHONE))
    assert not found
    assert name not in FORMS or visitor.locator(".stMain h2").count() > 0


def test_an_event_of_the_audit_trail_is_read_on_a_telephone_without_moving_the_table(sample_app: str, visitor: Page):
    visitor.set_viewport_size({"width": PHONE, "height": 844})
    open_page(visitor, f"{sample_app}/nhat-ky")
    table = visitor.get_by_role("region", name="Các sự kiện trong nhật ký")
    assert table.evaluate("region => region.scrollWidth <= region.clientWidth")
    row = table.locator("tbody tr").first
    name, where = row.locator("td").nth(2), [cell.bounding_box() for cell in row.locator("td").all()]
    assert name.evaluate("cell => getComputedStyle(cell, '::before').content").startswith('"Người thực hiện')
    assert len({box["x"] for box in where if box}) == 1


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}/xep-hang?chi_tieu=T7")
    visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Tab")
    assert visitor.evaluate("Boolean(document.activeElement.closest('.stMain'))")


def test_another_language_changes_the_page_and_back_returns(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}/chi-tieu?chi_tieu=T7")
    visitor.get_by_test_id("stSelectbox").filter(has_text="Ngôn ngữ").locator("input").click()
    visitor.get_by_role("option", name="English").click()
    expect(visitor.get_by_role("heading", name="Targets")).to_be_visible()
    settle(visitor)
    assert "lang=en" in visitor.url
    assert visitor.locator("html").get_attribute("lang") == "en"
    expect(visitor.get_by_role("combobox", name="Target")).to_have_value(re.compile("5 to under 12 years"))
    visitor.go_back()
    expect(visitor.get_by_role("heading", name="Chỉ tiêu")).to_be_visible()


def test_a_card_leads_to_its_chart_and_a_late_district_to_its_own(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}/?ngay=2022-06-16")
    late = visitor.get_by_role("row", name=re.compile("Mường Tè.*43,4"))
    late.get_by_role("link", name="Huyện Mường Tè").first.click()
    expect(visitor.get_by_role("heading", name="Huyện, thành phố", exact=True)).to_be_visible()
    expect(visitor.get_by_text("Huyện Mường Tè").first).to_be_visible()
    for choice in ("chi_tieu=T7", "don_vi=107", "ngay=2022-06-16"):
        assert choice in visitor.url
    visitor.go_back()
    settle(visitor)
    visitor.get_by_role("link", name="Xem xếp hạng").first.click()
    expect(visitor.get_by_role("heading", name="Xếp hạng")).to_be_visible()
    settle(visitor)
    expect(visitor).to_have_title("Xếp hạng · Tiêm vắc xin phòng COVID-19, tỉnh Lai Châu")
    for choice in ("chi_tieu=T6", "ngay=2022-06-16"):
        assert choice in visitor.url


def test_our_own_font_is_the_one_that_is_drawn(sample_app: str, visitor: Page):
    open_page(visitor, sample_app)
    assert visitor.evaluate("document.fonts.check('16px \\'Be Vietnam Pro\\'', 'Tiến độ')")
    loaded = "[...document.fonts].filter(f => f.status === 'loaded' && f.family.includes('Be Vietnam Pro')).length"
    assert visitor.evaluate(loaded) >= 3


def test_files_can_be_fetched_by_link_under_their_own_names(sample_app: str):
    with urllib.request.urlopen(f"{sample_app}/tai-ve/xep-hang/T6.csv?ngay=2022-06-16&lang=vi") as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
        assert "Huyện Sìn Hồ" in answer.read().decode("utf-8-sig")


@pytest.mark.parametrize(
    "path",
    [
        "/tai-ve/999",
        "/tai-ve/xep-hang/T99.xlsx?ngay=2022-06-16",
        "/tai-ve/xep-hang/T6.exe?ngay=2022-06-16",
    ],
)
def test_a_file_that_is_not_there_is_not_found(path: str, sample_app: str):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(sample_app + path)


def test_a_file_asked_for_without_a_day_is_a_wrong_request(sample_app: str):
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(f"{sample_app}/tai-ve/xep-hang/T6.csv")
