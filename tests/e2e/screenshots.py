"""Pictures of every page, to be looked at: python -m tests.e2e.screenshots [FOLDER] (screenshots/ by default)."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from itertools import product
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.settings import DATA, Settings
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.samples import load_samples
from tests.builders import Style, build_l1, sample_denominators, sample_rows
from tests.e2e.browser import ROOT, open_page, running_app, running_browser, settle

PAGES = {
    "tong-quan": "/?ngay=2022-06-16",
    "chi-tieu": "/chi-tieu?chi_tieu=T7&ngay=2022-06-16",
    "chi-tieu-huyen": "/chi-tieu?chi_tieu=T7&don_vi=107&ngay=2022-06-16",
    "xep-hang": "/xep-hang?chi_tieu=T7&ngay=2022-06-16",
    "huyen": "/huyen?don_vi=108&chi_tieu=T7&ngay=2022-06-16",
    "dong-thoi-gian": "/dong-thoi-gian?ngay=2022-07-28",
    "trinh-chieu": "/trinh-chieu?ngay=2022-06-16",
    "trinh-chieu-chi-tieu": "/trinh-chieu?buoc=T6&ngay=2022-06-16",
    "bao-cao": "/bao-cao?ngay=2022-06-16",
    "nop-phieu": "/nop-phieu",
    "cac-lan-nop": "/cac-lan-nop",
    "van-ban": "/van-ban?van_ban=000",
    "so-doi-tuong": "/so-doi-tuong",
    "giao-chi-tieu": "/giao-chi-tieu?chi_tieu=T6",
    "ranh-gioi": "/ranh-gioi",
}
SAMPLES = DATA / "samples"
NEXT_SHEET = SAMPLES / "next" / "mo-phong-2022-08-04-tuan.xlsx"
WIDTHS, THEMES = (1440, 1024, 390), ("light", "dark")
TALLEST = 3600


def main(folder: Path) -> None:
    """Write FOLDER/PAGE-WIDTH-THEME.png for every page, of an empty app and of the sample campaign."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, running_browser() as browser:
        empty = f"sqlite:///{place}/empty.db"
        with running_app(empty) as address:
            _take(browser, address, {"lan-dau": "/"}, folder)
        sample = f"sqlite:///{place}/sample.db"
        database = open_campaign(Settings(database_url=sample))
        load_samples(database, by=operator("local"), today=date(2022, 8, 1))
        database.close()
        with running_app(sample) as address:
            _take(browser, address, PAGES, folder)
            for name, files in _uploads(Path(place)).items():
                _take_upload(browser, address, name, files, folder)


def _take(browser: Browser, address: str, pages: dict[str, str], folder: Path) -> None:
    for width, theme in product(WIDTHS, THEMES):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
        for name, path in pages.items():
            open_page(page, address + path)
            _picture(page, width, folder / f"{name}-{width}-{theme}.png")
        page.close()


def _uploads(place: Path) -> dict[str, list[Path]]:
    """What is dropped on the upload page for each picture: next week's sheet, one that asks, many with a correction."""
    asking, corrected = place / "Bao cao tuan 32 - hoi.xlsx", place / "Bao cao tuan 20 - sua.xlsx"
    people = sample_denominators()
    doses = {"18+": ("dose_3",), "5-11": ("dose_1", "dose_2")}
    cells = {"B12": "Tam Đườngg", "H13": 12.345, "K15": "#", "D19": 1}
    style = Style(words={"Lũy kế": "Số lượng"}, cells=cells)
    blocks = {"18+": ("people", "dose_3"), "5-11": ("people", "dose_1", "dose_2")}
    week = Period(date(2022, 8, 5), date(2022, 8, 11))
    asking.write_bytes(build_l1(week, sample_rows(people, doses), people, style=style, blocks=blocks))
    book = openpyxl.load_workbook(SAMPLES / "mo-phong-2022-06-16-tuan.xlsx")
    sheet = book.worksheets[0]
    sheet["E11"], sheet["E14"] = sheet["E11"].value + 900, sheet["E14"].value - 400
    book.save(corrected)
    return {
        "nop-phieu-xem-truoc": [NEXT_SHEET],
        "nop-phieu-hoi": [asking],
        "nop-phieu-nhieu-tep": [NEXT_SHEET, asking, corrected],
    }


def _take_upload(browser: Browser, address: str, name: str, files: list[Path], folder: Path) -> None:
    """The upload page with sheets that are not saved yet."""
    for width, theme in product(WIDTHS, THEMES):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
        open_page(page, f"{address}/nop-phieu")
        page.locator("input[type=file]").set_input_files(files)
        page.get_by_text("Các bảng tìm thấy").first.wait_for()
        settle(page)
        _picture(page, width, folder / f"{name}-{width}-{theme}.png")
        page.close()


def _picture(page: Page, width: int, file: Path) -> None:
    """The whole page: Streamlit scrolls inside itself, so the window is made as tall as what it holds."""
    height = page.evaluate("document.querySelector('.stMain').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(900, height + 20), TALLEST)})
    page.wait_for_timeout(700)
    page.screenshot(path=file)
    page.set_viewport_size({"width": width, "height": 900})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "screenshots")
