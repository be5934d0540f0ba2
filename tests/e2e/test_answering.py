"""What a sheet leaves open, in a real browser: a finding leads to its cell; answered once, remembered, forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from campaign.domain.counting.figures import Period
from tests.builders import Style, build_l1, sample_denominators, sample_rows
from tests.e2e.browser import open_page, running_app, settle, wait_until
from tests.e2e.checks import ENGLISH, WORDS_ON_PAGE
from tests.ui.visits import NEXT_WEEK, PAIRS, WEEK

# A column whose header says nothing, a number typed with words; "Sìn Hô X" for Sìn Hồ is written by `sheet`.
OPEN = {"E9": "Số", "D11": "12 liều"}
OF_WIDGETS = re.compile(
    r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|January|March|April|July|November|ncrement|available"
)
SEEN = """(cell) => {
  const box = cell.getBoundingClientRect()
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  return cell.contains(top)
}"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an app that some tests share without saving anything."""
    with running_app(f"sqlite:///{(tmp_path_factory.mktemp('asking') / 'campaign.db').as_posix()}") as address:
        yield address


@pytest.fixture
def asking(app: str, visitor: Page, tmp_path: Path) -> Page:
    """The upload page with a sheet that leaves three things open."""
    open_page(visitor, f"{app}/nop-phieu")
    choose(visitor, written(tmp_path, "phieu.xlsx", sheet(OPEN)))
    return visitor


def test_a_finding_leads_to_its_cell_and_the_cell_back_to_it(asking: Page):
    address, runs = asking.url, asking.locator("[data-testid=stFormSubmitButton]")
    cell, line = asking.locator("#o-1-D11"), asking.locator("tr:has(a[href='#o-1-D11'])")
    assert not cell.evaluate(SEEN)
    line.get_by_role("link", name="D11").click()
    wait_until(cell, SEEN)
    assert asking.evaluate("document.querySelector('#o-1-D11').matches(':target')")
    expect(cell).to_have_attribute("title", re.compile("“12 liều” không phải là số"))
    assert asking.url == f"{address}#o-1-D11"
    expect(runs.first).to_be_visible()
    cell.get_by_role("link", name="✗ Lỗi: quay lại phát hiện").click()
    wait_until(line, SEEN)
    assert line.evaluate("(line) => line.matches(':target')")


def test_a_finding_is_reached_by_keyboard_and_in_a_sheet_that_is_folded(app: str, visitor: Page, tmp_path: Path):
    open_page(visitor, f"{app}/nop-phieu")
    choose(visitor, written(tmp_path, "phieu.xlsx", sheet(OPEN)))
    visitor.locator("summary").filter(has_text="Tuần 20").click()
    cell = visitor.locator("#o-1-D11")
    expect(cell).to_be_hidden()
    visitor.get_by_role("row", name="✗ Lỗi Tuần 20 D11").get_by_role("link").focus()
    visitor.keyboard.press("Enter")
    expect(cell).to_be_visible()
    wait_until(cell, SEEN)


def test_what_was_answered_is_saved_remembered_and_forgotten(fresh_app: str, visitor: Page, tmp_path: Path):
    open_page(visitor, f"{fresh_app}/nop-phieu")
    choose(visitor, written(tmp_path, "tuan-20.xlsx", sheet(OPEN)))
    expect(visitor.get_by_role("heading", name="Cần trả lời (3)")).to_be_visible()
    expect(visitor.get_by_role("button", name="Lưu tệp này")).to_have_count(0)
    expect(visitor.get_by_label("Các giá trị đầu của cột E")).to_contain_text("7379")
    pick(visitor, "Cột E ghi", "Số mũi tiêm lũy kế")
    pick(visitor, "“Sìn Hô X” là đơn vị nào?", "Huyện Sìn Hồ")
    visitor.get_by_label("… hoặc gõ số của ô D11").fill("12")
    apply(visitor)
    expect(visitor.get_by_text("Đã nhận 3 câu trả lời.")).to_be_visible()
    expect(visitor.get_by_text("96 số liệu mới, 0 số liệu thay đổi")).to_be_visible()
    visitor.get_by_role("button", name="Lưu tệp này").click()
    expect(visitor.get_by_text("Đã lưu tuan-20.xlsx: 96 số liệu mới")).to_be_visible()
    settle(visitor)

    choose(visitor, written(tmp_path, "tuan-21.xlsx", sheet({"E9": "Số"}, NEXT_WEEK)))
    expect(visitor.get_by_role("button", name="Lưu tệp này")).to_be_visible()
    expect(visitor.get_by_role("heading", name="Cần trả lời")).to_have_count(0)
    expect(visitor.get_by_role("row", name=re.compile("i Lưu ý Tuần 20 B14"))).to_contain_text("Huyện Sìn Hồ")

    visitor.get_by_text("Câu trả lời đã ghi nhớ (2)").click()
    line = visitor.locator(".answer").filter(has_text="Sìn Hô X")
    expect(line).to_contain_text("Huyện Sìn Hồ local")
    visitor.get_by_test_id("stHorizontalBlock").filter(has=line).last.get_by_role("button", name="Bỏ ghi nhớ").click()
    settle(visitor)
    expect(visitor.get_by_role("heading", name="Cần trả lời (1)")).to_be_visible()
    expect(visitor.get_by_text("“Sìn Hô X” là đơn vị nào?")).to_be_visible()


def test_a_column_that_was_read_wrong_can_be_changed(asking: Page):
    switch = asking.get_by_text("Sửa cách hiểu các cột của trang tính “Tuần 20”")
    switch.scroll_into_view_if_needed()
    switch.click()
    settle(asking)
    expect(asking.get_by_role("combobox", name="Cột D ghi")).to_have_value(re.compile("trong kỳ"))
    expect(asking.get_by_role("combobox", name="Cột E ghi")).to_have_count(1)


def test_many_files_are_read_in_order_and_saved_with_one_press(fresh_app: str, visitor: Page, tmp_path: Path):
    open_page(visitor, f"{fresh_app}/nop-phieu")
    weeks = [Period(*(day + timedelta(weeks=number) for day in WEEK)) for number in range(10)]
    files = [written(tmp_path, f"t{9 - n}.xlsx", sheet({}, week, unit="Sìn Hồ")) for n, week in enumerate(weeks)]
    visitor.locator("input[type=file]").set_input_files(files)
    expect(visitor.get_by_text(re.compile(r"Đang đọc phiếu \d+/10"))).to_be_visible()
    save = visitor.get_by_role("button", name="Lưu 10 tệp")
    save.wait_for()
    settle(visitor)
    rows = visitor.locator(".files tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == [f"t{9 - number}.xlsx" for number in range(10)]
    expect(visitor.get_by_text("✓ lưu được: 10")).to_be_visible()
    save.click()
    expect(visitor.get_by_text("Đã lưu t0.xlsx")).to_be_visible()
    expect(visitor.get_by_text(re.compile("^✓ Đã lưu t"))).to_have_count(10)


def test_no_english_is_left_among_the_questions(asking: Page):
    asking.get_by_text("Sửa cách hiểu các cột của trang tính “Tuần 20”").click()
    settle(asking)
    assert not english_on(asking)
    asking.get_by_role("combobox", name="Cột E ghi").fill("zzz")
    asking.wait_for_timeout(400)
    assert not english_on(asking)


def test_the_calendar_is_vietnamese_although_the_browser_is_not(app: str, visitor: Page, tmp_path: Path):
    open_page(visitor, f"{app}/nop-phieu")
    choose(visitor, written(tmp_path, "phieu.xlsx", sheet({}, None)))
    visitor.get_by_test_id("stDateInput").first.get_by_role("button").last.click()
    expect(visitor.get_by_role("dialog").locator("thead")).to_have_text("CNT2T3T4T5T6T7")
    assert not english_on(visitor)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_assistive_tools(theme: str, app: str, chromium: Browser, tmp_path: Path):
    page = chromium.new_page(color_scheme=theme, viewport={"width": 1440, "height": 900})
    open_page(page, f"{app}/nop-phieu")
    choose(page, written(tmp_path, "phieu.xlsx", sheet(OPEN)))
    found = Axe().run(page).response["violations"]
    page.close()
    serious = [
        f"{each['id']}: {node['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
    assert not serious


def test_the_questions_and_the_sheet_fit_on_a_phone(app: str, chromium: Browser, tmp_path: Path):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    open_page(page, f"{app}/nop-phieu")
    choose(page, written(tmp_path, "phieu.xlsx", sheet(OPEN)))
    widths = page.evaluate("[document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth]")
    findings = page.get_by_role("region", name="Phát hiện").first
    findings_fit = findings.evaluate("region => region.scrollWidth <= region.clientWidth")
    page.locator("tr:has(a[href='#o-1-D11']) a").click()
    wait_until(page.locator("#o-1-D11"), SEEN)
    page.close()
    assert findings_fit
    assert max(widths) <= 390


def sheet(cells: dict[str, object], week: Period | None = WEEK, *, unit: str = "Sìn Hô X") -> bytes:
    """A weekly sheet with other values in some cells and another name for Sìn Hồ; one of no week says no date."""
    people = sample_denominators()
    rows = {unit if name == "Sìn Hồ" else name: figures for name, figures in sample_rows(people, PAIRS).items()}
    people = {unit if name == "Sìn Hồ" else name: figures for name, figures in people.items()}
    if week:
        return build_l1(week, rows, people, style=Style(cells=cells))
    return build_l1(WEEK, rows, people, sheet="Sheet1", title="BÁO CÁO", style=Style(signature=False))


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file to upload."""
    file = folder / name
    file.write_bytes(content)
    return file


def english_on(page: Page) -> list[str]:
    """What the page says in English, names of files aside."""
    said = [re.sub(r"\S*\.\w+", "", text) for text in page.evaluate(WORDS_ON_PAGE)]
    return [text for text in said if ENGLISH.search(text) or OF_WIDGETS.search(text)]


def choose(page: Page, file: Path) -> None:
    """Upload a file and wait until it has been read."""
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("heading", name="Phát hiện").wait_for()
    settle(page)


def apply(page: Page) -> None:
    page.get_by_role("button", name="Áp dụng câu trả lời").click()
    page.wait_for_timeout(300)
    settle(page)


def pick(page: Page, label: str, option: str) -> None:
    """Choose by typing, as in any picker."""
    box: Locator = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=re.compile(option)).first.click()
