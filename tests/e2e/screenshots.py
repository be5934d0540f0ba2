"""Pictures of every page, to be looked at: python -m tests.e2e.screenshots [FOLDER] (screenshots/ by default)."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page

from campaign.settings import DATA, Settings
from campaign.workflows.opening import open_campaign
from campaign.workflows.samples import load_samples
from tests.e2e.browser import ROOT, open_page, running_app, running_browser, settle

PAGES = {
    "tong-quan": "/?ngay=2022-06-16",
    "chi-tieu": "/chi-tieu?chi_tieu=T7&ngay=2022-06-16",
    "chi-tieu-huyen": "/chi-tieu?chi_tieu=T7&don_vi=107&ngay=2022-06-16",
    "xep-hang": "/xep-hang?chi_tieu=T7&ngay=2022-06-16",
    "nop-phieu": "/nop-phieu",
    "cac-lan-nop": "/cac-lan-nop",
}
NEXT_SHEET = DATA / "samples" / "next" / "mo-phong-2022-08-04-tuan.xlsx"
WIDTHS, THEMES = (1440, 390), ("light", "dark")
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
        load_samples(database, by="local", today=date(2022, 8, 1))
        database.close()
        with running_app(sample) as address:
            _take(browser, address, PAGES, folder)
            _take_preview(browser, address, folder)


def _take(browser: Browser, address: str, pages: dict[str, str], folder: Path) -> None:
    for width, theme in product(WIDTHS, THEMES):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
        for name, path in pages.items():
            open_page(page, address + path)
            _picture(page, width, folder / f"{name}-{width}-{theme}.png")
        page.close()


def _take_preview(browser: Browser, address: str, folder: Path) -> None:
    """The upload page with a sheet that is not saved yet."""
    for width, theme in product(WIDTHS, THEMES):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
        open_page(page, f"{address}/nop-phieu")
        page.locator("input[type=file]").set_input_files(NEXT_SHEET)
        page.get_by_role("button", name="Lưu tệp này").wait_for()
        settle(page)
        _picture(page, width, folder / f"nop-phieu-xem-truoc-{width}-{theme}.png")
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
