"""The page to print, printed by a real browser."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser

import pytest

from campaign.exports.report.page.page import write_print_page
from campaign.locale import translator
from tests.e2e.browser import running_browser
from tests.exports.deck_reports import findings, late_row, report, section
from tests.exports.ranking_for_exports import ranking, row, target_about
from tests.exports.rendered import read_text

NOT_CLOSED = {"meta", "link", "br"}
LONG = "Huyện có tên rất dài để thử "


@pytest.fixture(scope="module")
def chromium():
    with running_browser() as browser:
        yield browser


def write(of, language="en"):
    return write_print_page(of, findings(of), translate=translator(language), language=language).decode()


def printed(chromium, of, folder, language="en"):
    """The pages' texts as they come out of the printer."""
    page = chromium.new_page()
    page.set_content(write(of, language))
    path = folder / "report.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    page.close()
    return read_text(path)


def squeezed(text):
    return " ".join(text.split())


def test_the_summary_and_each_target_take_a_page_of_their_own(chromium, tmp_path):
    of = report(section("T6"), section("T7", late=()), synthetic=True)
    pages = [squeezed(text) for text in printed(chromium, of, tmp_path)]
    assert len(pages) == 3
    assert "Synthetic figures, not to be signed." in pages[0]
    assert "Province: 2 of 2 targets behind" in pages[0]
    for number, page in enumerate(pages[1:], 2):
        assert f"Finding on T{number + 4}" in page
        assert "“hoàn thành việc tiêm mũi 3 cho người cần tiêm … trong Quý II/2022”" in page
        assert "Made from uploads: 7: tuần 20.xlsx; 9: tuần 20 (bổ sung).xlsx." in page
        assert "Figures up to 19 May 2022 · Synthetic figures, not to be signed · Fingerprint" in page
        assert f"Sheet {number}/3" in page


def test_the_fullest_target_still_fits_on_one_page(chromium, tmp_path):
    districts = ranking(*(row(str(number), f"{LONG}{number}", status="behind", incomplete=True) for number in range(8)))
    names = ", ".join(districts["name"])
    late = [late_row() | {"unit": str(number), "name": f"{LONG}{number}"} for number in range(8)]
    uploads = [f"{number}: phiếu báo cáo tuần {number}.xlsx" for number in range(1, 12)]
    full = section(districts=districts, late=late, caveats=[f"Caveat: {names}."] * 3, uploads=uploads)
    assert len(printed(chromium, report(full), tmp_path, "vi")) == 2


def test_the_paper_is_a4(chromium, tmp_path):
    printed(chromium, report(), tmp_path)
    told = subprocess.run(["pdfinfo", str(tmp_path / "report.pdf")], capture_output=True, text=True, check=True).stdout
    width, height = (float(side) for side in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told).groups())
    assert (round(width), round(height)) == (595, 842)


def test_the_button_is_on_screen_and_not_on_paper(chromium, tmp_path):
    assert "Print or save as PDF" in write(report())
    assert "Print or save" not in squeezed("".join(printed(chromium, report(), tmp_path)))


def test_a_bar_is_as_long_as_its_coverage_and_the_unknown_has_none():
    parts = re.findall(r"--at:([\d.]+)'><i>.*?<b>(.*?)</b>", write(report()))
    assert [(float(part), text) for part, text in parts] == [
        (0.985, "98.5%"),
        (0.62, "≥\N{NO-BREAK SPACE}62.0%"),
        (0.0, "–"),
        (0.535, "≥\N{NO-BREAK SPACE}53.5%"),
    ]


def test_bars_over_all_stay_inside_and_keep_their_scale():
    over = ranking(row(coverage=1.25), row("107", "Huyện Mường Tè", coverage=0.5, rank=2))
    parts = re.findall(r"--at:([\d.]+)'><i>", write(report(section(districts=over))))
    assert [float(part) for part in parts[:2]] == [1.0, 0.4]


def test_the_page_loads_nothing_but_our_own_files_and_runs_no_script_of_its_own():
    page = write(report())
    assert re.findall(r'(?:src|href)="([^"]*)"', page) == ["/assets/icon.svg", "/assets/fonts.css", "/assets/print.js"]
    assert "url(" not in page and "@import" not in page
    assert not re.search(r"<script(?! src)|\son\w+=|javascript:", page)


def test_text_from_sheets_is_never_markup():
    evil = "<img src=x onerror=alert(1)>\"'&"
    districts = ranking(row("108", evil))
    page = write(report(section(districts=districts, late=(), caveats=[evil], uploads=[f"1: {evil}"],
                                about=target_about(words=evil, directive=evil, subject=evil))))  # fmt: skip
    seen = _Tags()
    seen.feed(page)
    assert "img" not in seen.tags
    assert seen.open == []


class _Tags(HTMLParser):
    """The elements of a page, and those that were never closed."""

    def __init__(self):
        super().__init__()
        self.tags, self.open = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in NOT_CLOSED:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
