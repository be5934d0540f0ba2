"""The slides of the report, opened again as an office opens them, and as LibreOffice prints them."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from pptx import Presentation

from campaign.exports.report.slides.deck import write_slides
from campaign.exports.report.words.headings import late_finding, targets_finding
from campaign.locale import translator
from tests.exports.deck_reports import findings, late_row, province, report, section
from tests.exports.ranking_for_exports import ranking, row, target_about
from tests.exports.rendered import render_pdf

ENGLISH = translator("en")
AT_MOST, AT_LEAST = "≤\N{NO-BREAK SPACE}", "≥\N{NO-BREAK SPACE}"


def write(of, language="en"):
    return write_slides(of, findings(of), translate=translator(language), language=language)


def opened(of, language="en"):
    return Presentation(io.BytesIO(write(of, language)))


def titles(deck):
    return [slide.shapes.title.text for slide in deck.slides]


def texts(slide):
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return [*frames, *tables]


def charts(deck):
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def table(slide):
    [found] = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_the_titles_say_the_findings_in_the_order_of_the_report():
    of = report(section("T6"), section("T7", late=()))
    assert titles(opened(of)) == [
        "Progress of COVID-19 vaccination towards the targets, Lai Châu province",
        "Province: 2 of 2 targets behind",
        "Finding on T6",
        "One district behind: Huyện Mường Tè needs no more than 47 more doses a week than lately",
        "Finding on T7",
        "What the figures rest on",
    ]


def test_the_chart_is_native_and_its_own_workbook_has_the_reports_figures_in_rank_order():
    [chart] = charts(opened(report()))
    columns, line = chart.plots
    assert [label.partition("\n")[::2] for label in columns.categories] == [
        ("1. Huyện Sìn Hồ", "▲ On track"),
        ("2. Huyện Mường Tè", "▼ Behind"),
        ("Huyện Tân Uyên", "– No data"),
    ]
    assert list(columns.series[0].values) == [0.985, 0.62, None]
    assert (line.series[0].name, list(line.series[0].values)) == ("Threshold 100%", [1.0, 1.0, 1.0])
    inside = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
    assert [[cell.value for cell in each[1:]] for each in inside.iter_rows(min_row=2)] == [
        [0.985, 1],
        [0.62, 1],
        [None, 1],
    ]


def test_less_than_all_is_not_drawn_as_all():
    [chart] = charts(opened(report(section(districts=ranking(row(coverage=0.9996))))))
    assert list(chart.plots[0].series[0].values) == [0.999]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"incomplete": True}, '"≥\N{NO-BREAK SPACE}"0.0%'),
        ({"people_at_least": True}, '"≤\N{NO-BREAK SPACE}"0.0%'),
        ({"incomplete": True, "people_at_least": True}, '"≈\N{NO-BREAK SPACE}"0.0%'),
        ({"coverage": 1.043}, '0.0%"\N{NO-BREAK SPACE}!"'),
    ],
)
def test_a_bound_keeps_its_mark_over_its_column(given, code):
    parts = zipfile.ZipFile(io.BytesIO(write(report(section(districts=ranking(row(**given)))))))
    [chart] = [name for name in parts.namelist() if re.fullmatch(r"ppt/charts/chart.*\.xml", name)]
    assert code in parts.read(chart).decode().replace("&quot;", '"')


def test_a_target_without_a_threshold_has_no_line_and_no_deadline_among_its_figures():
    open_target = section(
        about=target_about(threshold=None, deadline=None), late=(),
        province=province(threshold=None, deadline=None, days_left=None, status="open"),
    )  # fmt: skip
    deck = opened(report(open_target))
    assert len(charts(deck)[0].plots) == 1
    said = texts(deck.slides[2])
    assert "Coverage\n≥\N{NO-BREAK SPACE}53.5%" in said
    assert not [text for text in said if text.startswith(("Threshold", "Deadline", "Days left"))]


def test_a_target_that_nobody_reported_on_is_told_in_words_instead_of_an_empty_chart():
    silent = ranking(row(coverage=None, doses_to_date=None, status="no_data", rank=None, unranked_reason="no_figure"))
    deck = opened(report(section(districts=silent, late=(), province=province(doses_to_date=None, coverage=None))))
    assert charts(deck) == []
    assert any("no district has reported figures" in text for text in texts(deck.slides[2]))


def test_the_late_slide_says_what_each_district_needs_a_week():
    assert table(opened(report()).slides[3]) == [
        ["Unit", "Coverage", "Status", "Still to vaccinate", "Pace a week", "Pace needed", "More a week"],
        ["Huyện Mường Tè", f"{AT_LEAST}62.0%", "▼ Behind", f"{AT_MOST}760", "80", f"{AT_MOST}127", f"{AT_MOST}47"],
    ]


def test_after_the_deadline_no_pace_is_said_to_be_needed():
    over = late_row(status="missed", required_pace=None, extra_pace=None, incomplete=False)
    slide = opened(report(section(late=(over, over | {"name": "Huyện Sìn Hồ", "remaining": 900})))).slides[3]
    assert (
        slide.shapes.title.text
        == "2 districts not there by the deadline; Huyện Sìn Hồ has most people left to vaccinate: 900"
    )
    assert table(slide)[0] == ["Unit", "Coverage", "Status", "Still to vaccinate", "Pace a week"]


@pytest.mark.parametrize(
    ("statuses", "finding"),
    [
        (["behind"], "The province is behind"),
        (["met"], "The province has met the target"),
        (["at_risk", "missed", "met_late"], "Province: 1 of 3 targets at risk of being late, 1 of 3 targets missed"),
        (
            ["met", "met_late", "on_track"],
            "Province: 1 of 3 targets on track, 1 of 3 targets met, 1 of 3 targets met late",
        ),
        (
            ["at_risk", "no_data"],
            "Province: 1 of 2 targets at risk of being late, 1 of 2 targets without enough figures",
        ),
        (
            ["no_data", "open"],
            "Province: 2 of 2 targets without enough figures",
        ),
        (["no_data"], "There are not enough figures to judge"),
    ],
)
def test_the_first_finding_counts_late_and_unknown_targets(statuses, finding):
    of = report(*(section(f"T{number}", province=province(status=status)) for number, status in enumerate(statuses)))
    assert targets_finding(of, ENGLISH) == finding


def test_the_last_day_of_a_deadline_is_told_in_people_not_in_doses_a_week():
    last_day = late_row(required_pace=None, extra_pace=None)
    told = late_finding(section(late=(last_day,)), ENGLISH, "en")
    finding, left = "One district behind: Huyện Mường Tè has", "people left to vaccinate"
    assert told == f"{finding} no more than 760 {left}"


def test_an_edge_that_is_a_bound_is_said_in_words_in_a_title_and_marked_in_the_table():
    found = titles(opened(report(), "vi"))
    assert "47 mũi" in found[3]
    assert "không quá 47 mũi" in found[3]
    assert not [title for title in found if "≤" in title or "≥" in title]


def edges(shape):
    return shape.top, shape.top + shape.height


@pytest.mark.parametrize(
    ("title", "points"),
    [
        ("Tất cả 8 huyện đã đạt mũi 3", 26),
        ("8 huyện chậm tiến độ hoặc có nguy cơ: " + "thiếu nhiều nhất là huyện Mường Tè, " * 2, 26),
        ("8 huyện chậm tiến độ hoặc có nguy cơ: " + "thiếu nhiều nhất là huyện Mường Tè, " * 4, 18),
        ("8 huyện chậm tiến độ hoặc có nguy cơ: " + "thiếu nhiều nhất là huyện Mường Tè, " * 20, 12),
    ],
)
def test_a_long_title_is_written_smaller_so_that_it_stays_above_its_subtitle(title, points):
    of = report(section())
    content = write_slides(of, {"T6": title}, translate=translator("vi"), language="vi")
    slide = Presentation(io.BytesIO(content)).slides[2]
    assert slide.shapes.title.text == title
    assert {run.font.size.pt for run in slide.shapes.title.text_frame.paragraphs[0].runs} == {points}
    subtitle = next(shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text.startswith("T6"))
    assert edges(slide.shapes.title)[1] <= edges(subtitle)[0]


def long_names(count):
    return [f"{number}: {'báo cáo tuần rất dài ' * 10}{number}.xlsx" for number in range(1, count + 1)]


def test_sixty_uploads_with_long_names_leave_the_fingerprint_where_it_is_seen():
    uploads = long_names(60)
    of = report(*(section(f"T{number}", uploads=uploads) for number in range(1, 4)), uploads=uploads)
    slides = [slide for slide in opened(of).slides if slide.shapes.title.text.startswith("What the figures")]
    assert len(slides) > 1
    for slide in slides:
        [closing] = [shape for shape in slide.shapes if shape.has_text_frame and "0123456789" in shape.text_frame.text]
        assert closing.text_frame.text.startswith("Fingerprint of the figures: 0123456789\n")
        assert "1: báo cáo tuần rất…" in closing.text_frame.text
        assert "1.xlsx" in closing.text_frame.text
        assert "and 16 other files." in closing.text_frame.text
        assert len(closing.text_frame.text) < 480
    assert "".join(text for slide in slides for text in texts(slide)).count("“hoàn thành việc tiêm mũi 3") == 3


def test_libreoffice_keeps_sixty_uploads_and_the_fingerprint_above_the_foot_of_the_slide(tmp_path):
    uploads = long_names(60)
    of = report(*(section(f"T{number}", uploads=uploads) for number in range(1, 4)), uploads=uploads)
    pdf = render_pdf(write(of, "vi"), ".pptx", tmp_path)
    for page in pdf.text[-2:]:
        lines = ["".join(line.split()) for line in page.splitlines() if line.strip()]
        [fingerprint] = [index for index, line in enumerate(lines) if "0123456789" in line]
        [foot] = [index for index, line in enumerate(lines) if line.startswith("(Sốliệutính")]
        [more] = [index for index, line in enumerate(lines) if "tệpkhác." in line and index > fingerprint]
        assert fingerprint < more < foot


def test_the_last_slide_quotes_the_directive_and_names_every_upload():
    said = "\n".join(texts(opened(report()).slides[-1]))
    assert "“hoàn thành việc tiêm mũi 3 cho người cần tiêm … trong Quý II/2022”" in said
    assert "Coverage = vaccinated ÷ people due · Threshold 100% · Deadline 30 Jun 2022" in said
    assert "Made from uploads: 7: tuần 20.xlsx; 9: tuần 20 (bổ sung).xlsx." in said
    assert "0123456789" in said


def test_more_uploads_than_can_be_named_keep_their_numbers():
    said = "\n".join(texts(opened(report(uploads=[f"{number}: a.xlsx" for number in range(1, 12)])).slides[-1]))
    assert "8: a.xlsx; and 9, 10, 11." in said


def test_every_slide_but_the_first_has_its_number_and_the_day_and_made_up_figures_are_said_to_be():
    for slide in list(opened(report(synthetic=True)).slides)[1:]:
        kinds = {shape.placeholder_format.type.name: shape.text_frame.text for shape in slide.placeholders}
        assert "SLIDE_NUMBER" in kinds
        assert kinds["FOOTER"] == "(Figures up to 19 May 2022) · Synthetic figures, not to be signed"


def test_the_notes_hold_the_sentences_of_the_report():
    slide = opened(report()).slides[2]
    assert "at least 53.5%" in slide.notes_slide.notes_text_frame.text


def test_every_letter_is_in_a_font_that_offices_have():
    parts = zipfile.ZipFile(io.BytesIO(write(report())))
    theme = parts.read("ppt/theme/theme1.xml").decode()
    assert re.findall(r'<a:(?:major|minor)Font>\s*<a:latin typeface="([^"]*)"', theme) == ["Arial", "Arial"]
    assert not [name for name in parts.namelist() if b"Calibri" in parts.read(name)]


def test_names_from_sheets_stay_text():
    name = "<b>=1+1</b> & Co"
    deck = opened(report(section(late=(late_row() | {"name": name},))))
    assert table(deck.slides[3])[1][0] == name


def test_the_same_report_gives_the_same_bytes_and_no_moment_of_its_making():
    assert write(report()) == write(report())
    parts = zipfile.ZipFile(io.BytesIO(write(report())))
    assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2022-05-19T00:00:00Z" in parts.read("docProps/core.xml")


def test_many_targets_go_on_more_slides():
    of = report(*(section(f"T{number}", late=()) for number in range(1, 9)))
    found = titles(opened(of))
    assert found[1:3] == [
        "Province: 8 of 8 targets behind",
        "Province: 8 of 8 targets behind (continued)",
    ]
    assert found[-2:] == ["What the figures rest on (continued)"] * 2


def test_libreoffice_prints_a_page_a_slide_with_its_words(tmp_path):
    of = report(section("T6"), section("T7", late=()), synthetic=True)
    pdf = render_pdf(write(of, "vi"), ".pptx", tmp_path)
    assert pdf.pages == len(titles(opened(of))) == 6
    assert "Số liệu mô phỏng" in pdf.text[0]
    assert "Finding on T6" in pdf.text[2]
    chart = " ".join(pdf.text[2].split())
    assert "98,5%" in chart and "≥\N{NO-BREAK SPACE}62,0%" in pdf.text[2].replace("≥ ", "≥\N{NO-BREAK SPACE}")
    assert "Chậm tiến độ" in chart
