"""The report in a real browser: made when pressed, opened again, printed, sent on as a link."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.e2e.browser import open_page
from tests.e2e.checks import find_english, find_violations
from tests.exports.rendered import read_text

CHOICES = "ngay=2022-06-16&chi_tieu=T6,T7"


def test_the_word_report_is_made_when_its_button_is_pressed(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}/bao-cao?ngay=2022-06-16")
    expect(visitor.get_by_role("heading", name="Báo cáo", exact=True)).to_be_visible()
    with visitor.expect_download() as download:
        visitor.get_by_role("button", name="Báo cáo Word (.docx)").click()
    assert download.value.suggested_filename == "bao-cao-tien-do-2022-06-16.docx"
    document = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "hoàn thành việc tiêm mũi 3 cho người cần tiêm" in said


def test_the_print_view_opens_in_a_tab_of_its_own_and_prints_a_page_a_target(
    sample_app: str, visitor: Page, tmp_path: Path
):
    open_page(visitor, f"{sample_app}/bao-cao?ngay=2022-06-16&bao_cao_ve=T7,T6")
    with visitor.expect_popup() as opened:
        visitor.get_by_test_id("stBaseLinkButton-secondary").get_by_text("Trang in, lưu PDF").click()
    paper = opened.value
    expect(paper.get_by_role("button", name="In hoặc lưu PDF")).to_be_visible()
    assert paper.evaluate("document.fonts.check('12px \"Be Vietnam Pro\"')")
    paper.evaluate("window.print = () => { window.asked = true; }")
    paper.get_by_role("button", name="In hoặc lưu PDF").press("Enter")
    assert paper.evaluate("window.asked") is True
    paper.pdf(path=str(tmp_path / "in.pdf"), prefer_css_page_size=True)
    pages = [" ".join(text.split()) for text in read_text(tmp_path / "in.pdf")]
    assert [("T7 · " in page, "T6 · " in page) for page in pages] == [(True, True), (True, False), (False, True)]


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_on_the_page_or_its_print_view_is_wider_than_the_screen(sample_app: str, visitor: Page, width: int):
    visitor.set_viewport_size({"width": width, "height": 900})
    for path in ("/bao-cao?ngay=2022-06-16", f"/in/bao-cao?{CHOICES}"):
        if path.startswith("/in"):
            visitor.goto(sample_app + path)
        else:
            open_page(visitor, sample_app + path)
        assert visitor.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_the_print_view_is_heard_and_read_by_everybody(sample_app: str, visitor: Page):
    visitor.goto(f"{sample_app}/in/bao-cao?{CHOICES}")
    expect(visitor.get_by_role("button", name="In hoặc lưu PDF")).to_be_visible()
    assert find_violations(visitor) == []
    assert find_english(visitor) == []


@pytest.mark.parametrize(("form", "opens"), [("docx", Document), ("pptx", Presentation), ("xlsx", load_workbook)])
def test_a_link_fetches_the_report_under_its_own_name(sample_app: str, form: str, opens):
    with urllib.request.urlopen(f"{sample_app}/tai-ve/bao-cao.{form}?{CHOICES}") as answer:
        assert f"bao-cao-tien-do-2022-06-16.{form}" in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert opens(io.BytesIO(answer.read()))


def test_a_link_fetches_a_ranking_by_several_targets(sample_app: str):
    with urllib.request.urlopen(f"{sample_app}/tai-ve/xep-hang.xlsx?trong_so=T6:3,T7:1&ngay=2022-06-16") as answer:
        sheet = load_workbook(io.BytesIO(answer.read())).active
    assert sheet.cell(2, 1).value == "T6 (75\N{NO-BREAK SPACE}%) + T7 (25\N{NO-BREAK SPACE}%)"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/tai-ve/bao-cao.exe?ngay=2022-06-16", 404, "Không có tệp dạng “exe”, chỉ có .docx, .pptx, .xlsx."),
        ("/tai-ve/bao-cao.exe?ngay=2022-06-16&lang=en", 404, "There is no file in the form 'exe'"),
        ("/tai-ve/bao-cao.docx?ngay=hom-nay", 400, "Thiếu hoặc sai ngày (ngay=2022-06-16)"),
        ("/tai-ve/bao-cao.docx", 400, "Thiếu hoặc sai ngày (ngay=2022-06-16)"),
        ("/in/bao-cao", 400, "Thiếu hoặc sai ngày (ngay=2022-06-16)"),
        ("/in/bao-cao?ngay=2022-02-30", 400, "Thiếu hoặc sai ngày (ngay=2022-06-16)"),
        ("/in/bao-cao?lang=en", 400, "The date is missing or wrong (ngay=2022-06-16)"),
        ("/tai-ve/bao-cao.docx?ngay=2022-06-16&chi_tieu=T99", 404, "T99"),
        ("/in/bao-cao?ngay=2021-01-07", 404, "07/01/2021"),
        (f"/in/bao-cao?ngay=2022-06-16&chi_tieu={quote('<script>')}", 404, "<script>"),
        ("/tai-ve/xep-hang/T6.exe?ngay=2022-06-16", 404, "Không có tệp dạng “exe”, chỉ có .xlsx, .csv."),
        ("/tai-ve/xep-hang/T6.xlsx", 400, "Thiếu hoặc sai ngày"),
        ("/tai-ve/xep-hang.xlsx?trong_so=T6:x&ngay=2022-06-16", 404, "T6"),
        ("/tai-ve/xep-hang.xlsx?ngay=2022-06-16", 400, "trong_so=T6:2,T7:1"),
    ],
)
def test_what_is_not_there_is_told_in_plain_text(sample_app: str, path: str, status: int, told: str):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(sample_app + path)
    assert refused.value.code == status
    assert refused.value.headers["Content-Type"].startswith("text/plain")
    assert told in refused.value.read().decode()
