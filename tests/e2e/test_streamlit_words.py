"""Streamlit's own English, driven out of hiding: menus, dialogs and refusals that a page shows only when asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from tests.e2e.browser import open_page, running_app
from tests.e2e.checks import find_english
from tests.ui.visits import upload, weekly_sheet

HEADER_MIDDLE = 15  # pixels below the top of a grid
MENU = "stDataFrameColumnMenu"


def test_a_tables_tools_and_menus_speak_vietnamese(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}/cac-lan-nop")
    grid = visitor.get_by_test_id("stDataFrame").first
    grid.hover()
    for tool in ("Ẩn/hiện cột", "Tải bảng về dạng CSV", "Tìm", "Toàn màn hình"):
        expect(visitor.get_by_role("button", name=tool).first).to_be_visible()
    open_column_menu(visitor)
    menu = visitor.get_by_test_id(MENU)
    for line in ("Sắp xếp tăng dần", "Sắp xếp giảm dần", "Tự chỉnh độ rộng", "Ghim cột", "Ẩn cột"):
        expect(menu.get_by_text(line)).to_be_visible()
    menu.get_by_text("Thống kê").hover()
    expect(visitor.get_by_test_id("stDataFrameStatisticsMenu")).to_contain_text("Số giá trị khác nhau")
    menu.get_by_text("Định dạng").hover()
    expect(visitor.get_by_test_id("stDataFrameColumnFormattingMenu")).to_contain_text("Phần trăm")
    assert not find_english(visitor)
    visitor.keyboard.press("Escape")
    grid.hover()
    visitor.get_by_role("button", name="Tìm").first.click()
    visitor.get_by_test_id("search-input").first.fill("mo-phong")
    expect(visitor.get_by_test_id("search-result-area").first).to_contain_text("kết quả")
    assert not find_english(visitor)


def test_pickers_and_the_calendar_speak_vietnamese(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}/chi-tieu?chi_tieu=T7")
    visitor.get_by_role("combobox", name="Chỉ tiêu").fill("không có chỉ tiêu này")
    expect(visitor.get_by_text("Không có kết quả")).to_be_visible()
    assert not find_english(visitor)
    open_page(visitor, f"{sample_app}/so-doi-tuong")
    visitor.get_by_role("button", name="Chọn ngày").first.click()
    expect(visitor.get_by_role("button", name="Tháng sau").first).to_be_visible()
    expect(visitor.get_by_text("CN", exact=True)).to_be_visible()
    assert not find_english(visitor)


def test_a_page_that_is_not_there_is_said_in_vietnamese(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}/khong-co-trang-nay")
    expect(visitor.get_by_role("dialog")).to_contain_text("Không có trang này. Đã mở trang Tổng quan.")
    assert not find_english(visitor)


def test_a_file_too_large_is_refused_in_vietnamese(sample_app: str, visitor: Page, tmp_path: Path):
    large = tmp_path / "qua-lon.xlsx"
    with large.open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    open_page(visitor, f"{sample_app}/nop-phieu")
    visitor.locator("input[type=file]").set_input_files(large)
    expect(visitor.get_by_test_id("stFileUploader")).to_contain_text("Tệp không được lớn hơn 100 MB.")
    assert not find_english(visitor)


def test_a_server_that_is_gone_is_said_in_vietnamese_and_the_meeting_goes_on(chromium: Browser, tmp_path: Path):
    url = f"sqlite:///{(tmp_path / 'campaign.db').as_posix()}"
    upload(url, ("tuan-20.xlsx", weekly_sheet()))
    with running_app(url) as address:
        page = chromium.new_page(locale="en-US")
        open_page(page, f"{address}/trinh-chieu")
    lost = page.get_by_role("dialog")
    expect(lost).to_contain_text("Máy chủ của ứng dụng không trả lời")
    expect(page.get_by_text("yourscript")).not_to_be_visible()
    assert not find_english(page)
    page.keyboard.press("Escape")
    expect(lost).to_have_count(0)
    page.keyboard.press("PageDown")
    expect(page.get_by_text(re.compile(r"^2/\d$"))).to_be_visible()
    page.close()


def open_column_menu(page: Page) -> None:
    """Streamlit draws the sign of the menu at the right end of a heading; where that is, only the drawing knows.

    A click beside the sign closes a menu that came late: where none is left, each click is given longer.
    """
    box, menu = page.get_by_test_id("stDataFrame").first.bounding_box(), page.get_by_test_id(MENU)
    assert box
    for patience in (200, 1000, 5000):
        for across in range(20, int(box["width"]), 8):
            page.mouse.click(box["x"] + across, box["y"] + HEADER_MIDDLE)
            if comes(menu, patience) and stays(menu, patience):
                return
    pytest.fail("no column has a menu")


def comes(menu: Locator, milliseconds: int) -> bool:
    try:
        menu.wait_for(timeout=milliseconds)
    except TimeoutError:
        return False
    return True


def stays(menu: Locator, milliseconds: int) -> bool:
    menu.page.wait_for_timeout(milliseconds)
    return menu.count() > 0
