"""Charts in a real browser: chosen, pointed at, taken along as a picture that is light in either theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import open_page, settle

TARGET = "/chi-tieu?chi_tieu=T6&ngay=2022-06-16"
CHARTS = {
    "dien-bien": "dien-bien-T6-2022-06-16.png",
    "tung-huyen": "tung-huyen-T6-2022-06-16.png",
    "theo-tuan": "huyen-theo-tuan-T6-2022-06-16.png",
    "ky-truoc": "so-voi-ky-truoc-T6-2022-06-16.png",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_is_taken_along_as_a_picture_that_is_light_in_either_theme(
    theme: str, sample_app: str, chromium: Browser, tmp_path: Path
):
    visitor = chromium.new_page(viewport={"width": 1440, "height": 900}, color_scheme=theme, accept_downloads=True)
    for chart, name in CHARTS.items():
        open_page(visitor, f"{sample_app}{TARGET}&bieu_do={chart}")
        picture = take_picture(visitor, tmp_path / name)
        assert picture.width == 2400, chart
        assert picture.getpixel((0, 0)) == (255, 255, 255), chart
        dark = sum(count for count, colour in picture.getcolors(1 << 24) if sum(colour) < 250)
        assert 0 < dark / (picture.width * picture.height) < 0.2, chart
    # The chart on the page is as it was.
    assert visitor.evaluate(GROUND) == "rgba(0,0,0,0)"
    visitor.close()


GROUND = "document.querySelector('.js-plotly-plot').layout.template.layout.paper_bgcolor"


def take_picture(page: Page, place: Path) -> Image.Image:
    """The chart's picture, by its own toolbar, checked to be called as `place` is."""
    chart = page.locator(".js-plotly-plot")
    chart.hover()
    with page.expect_download() as download:
        chart.locator(".modebar-btn").click()
    assert download.value.suggested_filename == place.name
    download.value.save_as(place)
    return Image.open(place).convert("RGB")


def test_a_chart_is_chosen_by_a_click_and_its_address_shows_the_same_to_someone_else(sample_app: str, visitor: Page):
    open_page(visitor, f"{sample_app}{TARGET}")
    visitor.get_by_role("radio", name="So với kỳ trước").click()
    settle(visitor)
    finding = visitor.locator(".finding")
    expect(finding).to_contain_text("Tăng nhiều nhất so với 09/06/2022")
    said = finding.inner_text()
    assert "bieu_do=ky-truoc" in visitor.url
    open_page(visitor, visitor.url)
    expect(visitor.locator(".finding")).to_have_text(said)


def test_on_a_phone_cells_too_small_for_numbers_have_none_and_the_rows_ends_say_them(sample_app: str, phone: Page):
    open_page(phone, f"{sample_app}{TARGET}&bieu_do=theo-tuan")
    numbers = phone.locator(".heatmap-label")
    assert numbers.count() > 0
    expect(numbers.first).to_be_hidden()
    ends = phone.locator(".js-plotly-plot .annotation-text").all_text_contents()
    assert any(re.search(r"▼ 86,3\s%", end) for end in ends)


@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_is_cut_at_the_sides_of_a_phone(chart: str, sample_app: str, phone: Page):
    open_page(phone, f"{sample_app}{TARGET}&bieu_do={chart}")
    cut = phone.evaluate(
        """() => {
          const plot = document.querySelector('.js-plotly-plot').getBoundingClientRect()
          const texts = [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
          return texts.filter((text) => {
            const box = text.getBoundingClientRect()
            const shown = text.textContent.trim() && !text.closest('.g-gtitle') && box.width
            return shown && (box.left < plot.left - 1 || box.right > plot.right + 1)
          }).map((text) => text.textContent)
        }"""
    )
    assert cut == []


@pytest.fixture
def phone(chromium: Browser):
    """A visitor with a phone."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()
