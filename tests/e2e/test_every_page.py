"""Every page of the sample campaign: the reader's language alone, readable by everybody, fast links."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import open_page, settle

PAGES = {
    "overview": "/",
    "targets": "/chi-tieu?chi_tieu=T7&don_vi=108&ngay=2022-06-16",
    "rankings": "/xep-hang?chi_tieu=T7&ngay=2022-06-16",
    "district": "/huyen?don_vi=108&chi_tieu=T7&ngay=2022-06-16",
    "timeline": "/dong-thoi-gian?ngay=2022-07-28",
    "upload": "/nop-phieu",
    "uploads": "/cac-lan-nop",
    "directives": "/van-ban?van_ban=000",
    "populations": "/so-doi-tuong",
    "assignments": "/giao-chi-tieu?chi_tieu=T6",
}

# Words of Streamlit's, or of ours, that have no business on a Vietnamese page.
ENGLISH = re.compile(
    r"\b(the|and|of|by|with|upload|browse|drop|limit|per file|open|close|search|download|fullscreen|column|select"
    r"|choose|running|stop|settings|clear|figures?|doses?|target|district|week|deadline|rank|page)\b",
    re.IGNORECASE,
)
WORDS_ON_PAGE = """() => {
  const said = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.nodeType === 3) {
      if (!node.parentElement.closest("script, style, [data-testid=stIconMaterial]")) said.push(node.nodeValue)
    } else for (const name of ["aria-label", "title", "placeholder", "alt"])
      if (node.hasAttribute(name)) said.push(node.getAttribute(name))
  }
  return said.map((text) => text.trim()).filter(Boolean)
}"""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_english_is_left_on_a_vietnamese_page(path: str, sample_app: str, visitor: Page):
    open_page(visitor, sample_app + path)
    for part in visitor.locator("[data-testid=stDataFrame], [data-testid=stPlotlyChart]").all():
        part.hover()
        visitor.wait_for_timeout(200)
    assert visitor.locator("html").get_attribute("lang") == "vi"
    said = [text for text in visitor.evaluate(WORDS_ON_PAGE) if ENGLISH.search(re.sub(r"\S+\.xlsx", "", text))]
    assert not said


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_serious_stands_in_the_way_of_assistive_tools(
    path: str, theme: str, sample_app: str, chromium: Browser
):
    page = chromium.new_page(color_scheme=theme, viewport={"width": 1440, "height": 900})
    open_page(page, sample_app + path)
    found = Axe().run(page).response["violations"]
    page.close()
    serious = [
        f"{each['id']}: {node['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
    assert not serious


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_sticks_out_of_a_phone(path: str, sample_app: str, chromium: Browser):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    open_page(page, sample_app + path)
    widths = page.evaluate("[document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth]")
    page.close()
    assert max(widths) <= 390


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
    visitor.get_by_role("link", name=re.compile("Mường Tè 43")).click()
    expect(visitor.get_by_role("heading", name="Huyện, thành phố", exact=True)).to_be_visible()
    expect(visitor.get_by_text("Huyện Mường Tè").first).to_be_visible()
    for choice in ("chi_tieu=T7", "don_vi=107", "ngay=2022-06-16"):
        assert choice in visitor.url
    visitor.go_back()
    settle(visitor)
    visitor.get_by_role("link", name="Xem xếp hạng").first.click()
    expect(visitor.get_by_role("heading", name="Xếp hạng")).to_be_visible()
    settle(visitor)
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
        "/tai-ve/xep-hang/T6.csv",
    ],
)
def test_a_file_that_is_not_there_is_not_found(path: str, sample_app: str):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(sample_app + path)
