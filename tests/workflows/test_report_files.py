"""The four forms of the report from the sample campaign: the same figures in each, and again from the same data."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from campaign.errors import NotFound, Refused
from campaign.exports.report.figures import coverage_text
from campaign.locale.formats import rounded_percent
from campaign.workflows.report.files import FORMS, report_file
from campaign.workflows.report.preview import preview_report
from campaign.workflows.report.reading import read_report
from tests.ui.visits import plain

AS_OF = date(2022, 6, 16)
TARGETS = ("T6", "T7")


def made(database, form, language="vi", targets=TARGETS):
    return report_file(database, AS_OF, form, targets=targets, language=language)[1]


@pytest.fixture(scope="module")
def districts(sample):
    """Every district's row by target, as the report has them."""
    report = read_report(sample, AS_OF, targets=TARGETS, language="vi")
    return {each.about.target: list(each.districts.itertuples(index=False)) for each in report.targets}


def in_document(sample):
    tables = Document(io.BytesIO(made(sample, "docx"))).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def test_the_document_states_each_districts_coverage(sample, districts):
    rows = in_document(sample)
    for units in districts.values():
        for unit in units:
            assert any(unit.name in row and coverage_text(unit, "vi") in row for row in rows), unit.name


def test_the_slides_draw_each_districts_coverage(sample, districts):
    deck = Presentation(io.BytesIO(made(sample, "pptx")))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    for chart, units in zip(charts, districts.values(), strict=True):
        drawn = list(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
        for (label, value), unit in zip(drawn, units, strict=True):
            assert unit.name in label
            assert value == pytest.approx(rounded_percent(unit.coverage) / 100)


def test_the_workbook_holds_each_districts_coverage(sample, districts):
    book = openpyxl.load_workbook(io.BytesIO(made(sample, "xlsx")))
    for target, units in districts.items():
        held = {row[1]: row[4] for row in book[target].iter_rows(values_only=True)}
        for unit in units:
            assert held[unit.name] == pytest.approx(rounded_percent(unit.coverage) / 100)


def test_the_page_to_print_states_each_districts_coverage(sample, districts):
    page = made(sample, "html").decode()
    sheets = [re.split("</?table>", section)[1] for section in page.split("<section>")[2:]]
    for sheet, units in zip(sheets, districts.values(), strict=True):
        rows = [plain(row) for row in sheet.split("<tr>")]
        for unit in units:
            [row] = [row for row in rows if unit.name in row]
            assert coverage_text(unit, "vi") in row


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_the_same_data_give_the_same_file(sample, form, language):
    assert made(sample, form, language) == made(sample, form, language)


def test_every_form_says_up_to_when_what_the_directive_says_and_which_uploads(sample):
    report = read_report(sample, AS_OF, targets=TARGETS, language="vi")
    for form, text in texts(sample).items():
        assert re.search(r"16/0?6/2022", text), form
        for section in report.targets:
            assert section.about.words in text, form
        for upload in report.uploads:
            assert upload in text or upload.partition(":")[0] in text, form
        assert report.fingerprint in text, form
        assert "mô phỏng" in text.lower(), form


def texts(sample):
    """Everything each form says."""
    document = Document(io.BytesIO(made(sample, "docx")))
    feet = [paragraph.text for part in document.sections for paragraph in part.footer.paragraphs]
    deck = Presentation(io.BytesIO(made(sample, "pptx")))
    book = openpyxl.load_workbook(io.BytesIO(made(sample, "xlsx")))
    return {
        "docx": "\n".join([paragraph.text for paragraph in document.paragraphs] + sum(in_document(sample), feet)),
        "pptx": "\n".join(
            shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
        ),
        "xlsx": "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row),
        "html": plain(made(sample, "html").decode()),
    }


def test_files_are_named_by_the_day_in_the_readers_language(sample):
    names = [report_file(sample, AS_OF, "html", language=language)[0] for language in ("vi", "en")]
    assert names == ["bao-cao-tien-do-2022-06-16.html", "progress-report-2022-06-16.html"]


def test_what_is_read_before_is_what_will_be_printed(sample):
    preview = preview_report(sample, AS_OF, TARGETS, "vi")
    page = plain(made(sample, "html").decode())
    assert preview.finding in page
    for section in preview.sections:
        assert section.finding in page
        assert all(sentence in page for sentence in section.sentences)
    assert preview.warnings[0] in page


def test_a_day_before_every_target_has_no_report(sample):
    before = date(2021, 1, 7)
    for ask in (
        lambda: preview_report(sample, before, (), "vi"),
        lambda: report_file(sample, before, "docx", language="vi"),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.code == "nothing_to_report"


@pytest.mark.parametrize("form", ["pdf", "", "DOCX", "doc"])
def test_another_form_is_refused_before_anything_is_read(sample, form):
    with pytest.raises(Refused) as refused:
        report_file(sample, AS_OF, form, targets=["T99"], language="vi")
    assert refused.value.code == "no_form"


def test_a_target_that_is_not_in_force_is_named(sample):
    with pytest.raises(NotFound) as unknown:
        report_file(sample, AS_OF, "pptx", targets=["T6", "T99"], language="vi")
    assert unknown.value.values["target"] == "T99"
