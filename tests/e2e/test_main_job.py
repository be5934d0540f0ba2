"""The main job in a real browser: a weekly sheet in, progress on screen, the ranking out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.browser import open_page, settle
from tests.ui.visits import NEXT_WEEK, weekly_sheet


def test_from_a_sheet_to_the_ranking_in_a_report(fresh_app: str, visitor: Page, tmp_path: Path):
    first = tmp_path / "tuan-20.xlsx"
    first.write_bytes(weekly_sheet(changed={"Sìn Hồ": (10, 500)}))
    open_page(visitor, fresh_app)
    expect(visitor.get_by_role("heading", name="Theo dõi chiến dịch tiêm vắc xin")).to_be_visible()
    visitor.get_by_test_id("stPageLink").get_by_role("link", name="Nộp phiếu").click()
    upload(visitor, first)

    expect(visitor.get_by_role("row", name="! Cảnh báo Tuần 20 I14")).to_contain_text("mũi trước là 500 (ô E14)")
    expect(visitor.get_by_text("96 số liệu mới, 0 số liệu thay đổi")).to_be_visible()
    expect(visitor.get_by_role("cell", name="Người từ 18 tuổi trở lên / Mũi 3 / Lũy kế")).to_be_visible()
    save(visitor)
    expect(visitor.get_by_text("Đã lưu tuan-20.xlsx: 96 số liệu mới")).to_be_visible()

    visitor.get_by_role("link", name="Xem Tổng quan").click()
    expect(visitor.get_by_role("heading", name="Tiến độ đến 19/05/2022")).to_be_visible()
    before = chart_words(visitor, fresh_app)

    second = tmp_path / "tuan-21.xlsx"
    second.write_bytes(weekly_sheet(NEXT_WEEK, changed={"Sìn Hồ": (300, 800)}))
    open_page(visitor, f"{fresh_app}/nop-phieu")
    upload(visitor, second)
    save(visitor)
    assert chart_words(visitor, fresh_app) != before
    assert choices(visitor)["ngay"] == ["2022-05-26"]

    districts = visitor.get_by_role("region", name="Tiến độ của các huyện, thành phố")
    districts.get_by_role("link", name="Huyện Sìn Hồ").click()
    visitor.wait_for_url("**don_vi=108**")
    settle(visitor)
    expect(visitor.get_by_role("heading", name="Nguồn số liệu")).to_be_visible()
    assert choices(visitor)["don_vi"] == ["108"]
    expect(visitor.get_by_role("row", name="Huyện Sìn Hồ 800")).to_contain_text("E14")
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="tuan-21.xlsx").first.click()
    assert download.value.suggested_filename == "tuan-21.xlsx"
    assert Path(download.value.path()).read_bytes() == second.read_bytes()

    open_page(visitor, f"{fresh_app}/xep-hang?chi_tieu=T6")
    with visitor.expect_download() as download:
        visitor.get_by_role("button", name="Tải về Excel (.xlsx)").click()
    sheet = load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("26/05/2022" in text for text in cells)
    assert any("hoàn thành việc tiêm mũi 3 cho người cần tiêm" in text for text in cells)
    assert "Huyện Sìn Hồ" in cells


def test_a_deep_link_works_as_the_very_first_request_of_a_server(fresh_app: str, visitor: Page):
    """Streamlit's older way of finding pages would run the script without the frame around it."""
    open_page(visitor, f"{fresh_app}/xep-hang?chi_tieu=T7")
    expect(visitor.get_by_role("heading", name="Xếp hạng")).to_be_visible()
    expect(visitor.get_by_text("Chưa có số liệu.")).to_be_visible()
    expect(visitor.get_by_role("navigation").get_by_text("Quản lý")).to_be_visible()


def test_a_page_that_does_not_exist_is_said_in_vietnamese(fresh_app: str, visitor: Page):
    open_page(visitor, f"{fresh_app}/upload")
    expect(visitor.get_by_text("Không có trang này. Đã mở trang Tổng quan.")).to_be_visible()


def upload(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Lưu tệp này").wait_for()
    settle(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu tệp này").click()
    page.get_by_text("Đã lưu").wait_for()
    settle(page)


def chart_words(page: Page, address: str) -> str:
    """What the monitoring chart of T6 says to those who cannot see it."""
    open_page(page, f"{address}/chi-tieu?chi_tieu=T6")
    chart = page.get_by_test_id("stPlotlyChart")
    chart.locator(".main-svg").first.wait_for()
    return str(page.locator("[aria-label^='Biểu đồ ']").first.get_attribute("aria-label"))


def choices(page: Page) -> dict[str, list[str]]:
    """What stands in the URL."""
    return parse_qs(urlsplit(page.url).query)
