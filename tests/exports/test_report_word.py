"""The report as a Word document, opened again and printed: the form of an official paper, and the figures in it."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from campaign.exports.report.document.agency import read_agency
from campaign.exports.report.document.document import write_word_report
from campaign.exports.report.document.form import MOTTO_EMS, MOTTO_SIZE, add_signature, new_document
from campaign.exports.report.document.xml import CELL, PARAGRAPH, ROW, TABLE, TEXT
from campaign.exports.report.report import Silent
from campaign.locale import translator
from tests.exports.rendered import render_pdf
from tests.exports.report_tables import AS_OF, BEFORE, met, report, target, unit, without_figures

FONT = "Times New Roman"
SYNTHETIC = "mô phỏng"
# Printed by LibreOffice with the real letters' widths; another printer may put a line more on a page.
ONE_TARGET_PAGES, FEWEST_LINES = 2, 10


def written(made=None, language="vi"):
    """The bytes of a report's document."""
    return write_word_report(made or report(), translate=translator(language), language=language)


def opened(made=None, language="vi"):
    """A report's document as python-docx reads it."""
    return Document(io.BytesIO(written(made, language)))


def paragraphs(document):
    """The text of the body outside tables, with ordinary spaces."""
    return [plain(paragraph.text) for paragraph in document.paragraphs]


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def rows(table):
    """A table's rows, cells apart by |."""
    return [plain("|".join(cell.text for cell in row.cells)) for row in table.rows]


def all_text(document):
    """Everything in the body, its tables and its headers."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return plain("\n".join([*paragraphs(document), *cells, *headers(document)]))


def headers(document):
    section = document.sections[0]
    return [part.paragraphs[0].text for part in (section.first_page_header, section.header)]


# The form


def test_the_page_is_a4_with_the_margins_of_the_decree():
    page = opened().sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert 20 <= round(page.top_margin.mm) <= 25 and 20 <= round(page.bottom_margin.mm) <= 25
    assert 30 <= round(page.left_margin.mm) <= 35 and 15 <= round(page.right_margin.mm) <= 20


def test_every_letter_is_in_times_new_roman():
    document = opened()
    fonts = document.styles.element.findall(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    used = {paragraph.style.name: paragraph.style for paragraph in _every_paragraph(document)}
    fonts += [style.element.rPr.find(qn("w:rFonts")) for style in used.values()]
    assert len(fonts) > 8
    for font in fonts:
        assert dict(font.attrib) == {qn(f"w:{script}"): FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    named = [run.font.name for paragraph in _every_paragraph(document) for run in paragraph.runs]
    assert set(named) == {None}


def test_the_heading_names_agency_and_nation_and_leaves_number_and_date_blank():
    heading = rows(opened().tables[0])
    assert heading == [
        "UBND TỈNH LAI CHÂU\nSỞ Y TẾ\n|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
        "Số: …………/BC-SYT|Lai Châu, ngày …… tháng …… năm ………",
    ]


def test_sizes_and_letters_of_the_heading_are_those_of_the_decree():
    (who, nation), (number, place) = (row.cells for row in opened().tables[0].rows)
    looks = [_look(cell.paragraphs[line]) for cell, line in ((who, 0), (who, 1), (nation, 0), (nation, 1))]
    assert looks == [(13, False, False), (13, True, False), (13, True, False), (14, True, False)]
    assert [_look(cell.paragraphs[0]) for cell in (number, place)] == [(13, False, False), (14, False, True)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_line_under_the_motto_is_as_long_as_the_motto(language):
    nation = opened(language=language).tables[0].rows[0].cells[1]
    assert _rule_length(nation.paragraphs[2], 98) == pytest.approx(
        MOTTO_EMS[language] * MOTTO_SIZE * 25.4 / 72, abs=0.1
    )


def test_the_lines_under_agency_and_title_are_a_third_to_a_half_of_them():
    document = opened()
    agency = document.tables[0].rows[0].cells[0]
    assert 14 / 3 < _rule_length(agency.paragraphs[2], 67) < 14 / 2  # SỞ Y TẾ is 14 mm wide
    title = [each.style.name for each in document.paragraphs].index("Title")
    assert 70 / 3 < _rule_length(document.paragraphs[title + 3], 165) < 70 / 2


def test_the_title_says_what_is_reported_and_up_to_when():
    document = opened()
    assert paragraphs(document)[:3] == [
        "BÁO CÁO",
        "Kết quả tiêm vắc xin phòng COVID-19 trên địa bàn tỉnh Lai Châu",
        "(số liệu tính đến ngày 16/6/2022)",
    ]
    properties = document.core_properties
    assert properties.title == "Kết quả tiêm vắc xin phòng COVID-19 trên địa bàn tỉnh Lai Châu"
    assert (properties.author, properties.language) == ("Sở Y tế", "vi-VN")


def test_text_is_justified_with_an_indented_first_line_and_room_between_paragraphs():
    style = opened().styles["Body Text"]
    assert (style.font.size.pt, style.paragraph_format.alignment) == (14, 3)
    assert 10 <= style.paragraph_format.first_line_indent.mm <= 12.7
    assert style.paragraph_format.space_after.pt >= 6
    assert 1 <= style.paragraph_format.line_spacing <= 1.5


def test_pages_are_numbered_from_the_second_one():
    section = opened().sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    (instruction,) = section.header.paragraphs[0]._p.findall(f".//{qn('w:instrText')}")
    assert instruction.text == "PAGE"


def test_word_spells_in_the_language_of_the_report():
    for language, tag in (("vi", "vi-VN"), ("en", "en-GB")):
        defaults = opened(language=language).styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
        assert defaults.get(qn("w:val")) == tag


def test_receivers_stand_left_and_the_signer_right_with_room_to_sign():
    (left, right), *others = opened().tables[-1].rows[0].cells, None
    assert others == [None]
    assert [paragraph.text for paragraph in left.paragraphs] == [
        "Nơi nhận:",
        "- Thường trực Tỉnh ủy (để b/c);",
        "- UBND tỉnh (để b/c);",
        "- BCĐ phòng, chống dịch COVID-19 tỉnh (để b/c);",
        "- UBND các huyện, thành phố;",
        "- Trung tâm Kiểm soát bệnh tật tỉnh;",
        "- Trung tâm Y tế các huyện, thành phố;",
        "- Lãnh đạo Sở Y tế;",
        "- Lưu: VT, NVY.",
    ]
    assert _look(left.paragraphs[0]) == (12, True, True) and _look(left.paragraphs[1]) == (11, False, False)
    assert [paragraph.text for paragraph in right.paragraphs] == ["GIÁM ĐỐC", "", "", "", "", "……………………"]
    assert _look(right.paragraphs[0]) == (14, True, False)


def test_a_deputy_signs_under_the_authority_that_the_office_has_set(tmp_path):
    text = (read_agency.__defaults__[0]).read_text(encoding="utf-8")
    changed = text.replace('authority = ""', 'authority = "KT. GIÁM ĐỐC"').replace('= "GIÁM ĐỐC"', '= "PHÓ GIÁM ĐỐC"')
    (tmp_path / "report.toml").write_text(changed, encoding="utf-8")
    agency = read_agency(tmp_path / "report.toml")
    document = new_document("", agency, AS_OF, "vi")
    add_signature(document, agency, "", translator("vi"))
    signer = document.tables[0].rows[0].cells[1]
    assert [paragraph.text for paragraph in signer.paragraphs[:3]] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", ""]


def test_names_that_lack_or_are_unknown_are_refused(tmp_path):
    (tmp_path / "report.toml").write_text('agency = "SỞ Y TẾ"', encoding="utf-8")
    with pytest.raises(TypeError, match="superior"):
        read_agency(tmp_path / "report.toml")


def test_parts_stand_in_the_order_that_word_asks_for():
    """Word calls a document damaged where python-docx and LibreOffice read on."""
    orders = {"w:pPr": PARAGRAPH, "w:tblPr": TABLE, "w:tcPr": CELL, "w:trPr": ROW, "w:rPr": TEXT}
    document = opened(report(synthetic=True))
    roots = [document.element, document.styles.element, document.sections[0].header._element]
    seen = 0
    for name, order in orders.items():
        places = {qn(each): place for place, each in enumerate(order)}
        for parent in (found for root in roots for found in root.iter(qn(name))):
            known = [places[child.tag] for child in parent if child.tag in places]
            assert all(first < second for first, second in pairwise(known)), [child.tag for child in parent]
            seen += len(known)
    assert seen > 500


# What it says


def test_the_districts_stand_in_a_table_by_rank_as_the_figures_have_them():
    stale = unit(
        "108",
        rank=3,
        stale=True,
        period_end=BEFORE,
        incomplete=True,
        coverage_change=None,
        coverage=0.7,
        remaining=9000,
    )
    province = unit("12", doses_to_date=53364, denominator=57444, coverage=0.929, incomplete=True)
    document = opened(
        report(target(met(coverage_change=0.0), unit(rank=2), stale, without_figures("106"), province=province))
    )
    assert rows(document.tables[2]) == [
        "Hạng|Đơn vị|Số đối tượng|Đã tiêm|Tỷ lệ|± điểm %|Còn phải tiêm|Tốc độ cần đạt|Dự báo hoàn thành|Đánh giá",
        "1|Thành phố Lai Châu|27.444|27.444|100,0 %|0,0|0|0|03/3/2022|Đạt",
        "2|Huyện Mường Tè|30.000|25.920|86,4 %|+1,2|4.080|2.040|02/9/2022|Chậm tiến độ",
        "3|Huyện Sìn Hồ|30.000|≥ 25.920|≥ 70,0 %|–|≤ 9.000|≤ 2.040|02/9/2022|Chậm tiến độ",
        "–|Huyện Tam Đường|30.000|–|–|–|–|–|–|Chưa có số liệu",
        "|Toàn tỉnh|57.444|≥ 53.364|≥ 92,9 %|+1,2|≤ 4.080|≤ 2.040|02/9/2022|Chậm tiến độ",
    ]


def test_the_targets_stand_in_a_table_of_their_own():
    open_one = unit("12", status="open", deadline=None, remaining=None, coverage=1.043, coverage_change=-0.002)
    document = opened(report(target(), target(province=open_one, target="T1", subject="Mũi 2 · Phụ nữ có thai")))
    assert rows(document.tables[1])[1:] == [
        "T6 · Mũi 3 (nhắc lại lần 1) · Người từ 18 tuổi trở lên|30/6/2022|57.444|53.364|92,9 %|+1,2|4.080|Chậm tiến độ",
        "T1 · Mũi 2 · Phụ nữ có thai|–|30.000|25.920|104,3 % !|−0,2|–|Đang triển khai",
    ]


def test_tables_repeat_their_header_keep_rows_whole_and_fit_the_page():
    document = opened()
    for table in document.tables[1:3]:
        assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True] + [False] * (
            len(table.rows) - 1
        )
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) / 1440 * 25.4 == pytest.approx(165, abs=0.5)
        assert {cell.paragraphs[0].alignment for cell in table.columns[3].cells[1:]} == {2}


def test_each_clause_is_cited_once_with_all_words_quoted_from_it():
    second = target(target="T7", words="tiêm mũi 2 … trước ngày 30/06/2022")
    third = target(target="T4", directive="Thông báo kết luận của Thường trực Tỉnh ủy", words="phấn đấu hoàn thành")
    assert paragraphs(opened(report(target(), second, third)))[4:8] == [
        "Thực hiện ý kiến chỉ đạo tại:",
        "- Thông báo kết luận của Văn phòng Tỉnh ủy Lai Châu ngày 16/5/2022, mục 3: “hoàn thành việc tiêm mũi 3 cho "
        "người cần tiêm … trong Quý II/2022”; “tiêm mũi 2 … trước ngày 30/06/2022”;",
        "- Thông báo kết luận của Thường trực Tỉnh ủy: “phấn đấu hoàn thành”,",
        "Sở Y tế báo cáo kết quả tiêm vắc xin phòng COVID-19 trên địa bàn tỉnh Lai Châu, số liệu tính đến ngày "
        "16/6/2022, như sau:",
    ]


def test_the_parts_follow_one_another_and_the_paper_ends_with_its_mark():
    document = opened()
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings == [
        "I. KẾT QUẢ CHUNG",
        "II. KẾT QUẢ THEO TỪNG CHỈ TIÊU",
        "1. Chỉ tiêu T6: mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên",
        "III. ĐƠN VỊ CHẬM, CÓ NGUY CƠ CHẬM HOẶC KHÔNG ĐẠT VÀ NGUYÊN NHÂN QUA SỐ LIỆU",
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
        "V. CƠ SỞ SỐ LIỆU",
    ]
    assert [text for text in paragraphs(document) if text][-1].endswith("Sở Y tế báo cáo./.")


def test_the_basis_says_what_figures_are_shares_of_and_which_files_they_are_from():
    days = target(target="T7", people="tổng số đối tượng", before=date(2022, 6, 2))
    uploads = [f"{number}: tuan-{number}.xlsx" for number in range(20, 31)]
    text = paragraphs(opened(report(target(), days, uploads=uploads, findings=2)))
    lines = [line for line in text[text.index("V. CƠ SỞ SỐ LIỆU") :] if line.startswith("- ")]
    assert lines[0] == (
        "- Tỷ lệ = số người đã được tiêm mũi đó ÷ số đối tượng: T6 tính trên số người cần tiêm; T7 tính trên tổng số "
        "đối tượng."
    )
    assert lines[1] == "- ± điểm % là mức tăng, giảm tỷ lệ so với kỳ báo cáo trước (T6: 09/6/2022; T7: 02/6/2022)."
    files = next(line for line in lines if "tuan-20.xlsx" in line)
    assert "27 (tuan-27.xlsx)" in files and re.search(r"28, 29 và 30\b", files)
    assert any("2" in line and "cảnh báo" in line.lower() for line in lines)
    assert "0123456789" in lines[-1]


def test_uploads_behind_paces_alone_are_told_apart_from_those_of_the_doses():
    uploads = ["1: a.xlsx", "2: b.xlsx", "3: c.xlsx"]
    text = paragraphs(opened(report(uploads=uploads, pace_uploads=uploads[:2])))
    assert (
        "- Lũy kế tổng hợp từ các lần nộp số 3 (c.xlsx); tốc độ, dự báo và so sánh với kỳ trước còn dựa trên các lần "
        "nộp "
        "số 1 (a.xlsx) và 2 (b.xlsx)."
    ) in text


def test_a_note_stands_on_the_page_of_its_tables_last_row():
    for caveats, kept in ((["Một lưu ý."], True), ([], False)):
        table = opened(report(target(caveats=caveats))).tables[2]
        assert {cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[-1].cells} == {kept}


def test_the_table_with_a_pace_says_the_pace_has_another_unit():
    assert any(text.endswith("(đơn vị tính: người; tốc độ: mũi/tuần)") for text in paragraphs(opened()))


MARKS = {
    "none": ({}, []),
    "a lower bound": ({"incomplete": True}, ["≥"]),
    "a lower bound without a coverage": ({"incomplete": True, "coverage": None, "remaining": None}, ["≥"]),
    "an upper bound": ({"people_at_least": True}, ["≤"]),
    "either way": ({"incomplete": True, "people_at_least": True}, ["≥", "≤", "≈"]),
    "over all": ({"coverage": 1.04}, ["!:"]),
}


@pytest.mark.parametrize(("given", "marks"), MARKS.values(), ids=MARKS)
def test_the_marks_that_stand_in_the_tables_are_explained_and_no_others(given, marks):
    lines = paragraphs(opened(report(target(met(), unit(rank=2, **given)))))
    explained = next(line for line in lines if line.startswith("- Ký hiệu trong bảng. –: chưa có số liệu"))
    assert [mark for mark in ("≥", "≤", "≈", "!:") if mark in explained] == marks


def test_what_must_be_known_of_the_figures_stands_under_their_table():
    caveat = "Chưa báo cáo tuần mới nhất, đang dùng số liệu báo cáo gần nhất: Huyện Nậm Nhùn (09/06/2022)."
    notes = [each.text for each in opened(report(target(caveats=[caveat]))).paragraphs if each.style.name == "Quote"]
    assert notes == [f"Ghi chú. {caveat.replace('09/06', '09/6')}"]


def test_made_up_figures_are_said_to_be_on_every_page_and_where_one_would_sign():
    document = opened(report(synthetic=True))
    assert all(SYNTHETIC in text.lower() for text in headers(document))
    boxed = [each for each in document.paragraphs if each._p.find(f".//{qn('w:pBdr')}/{qn('w:left')}") is not None]
    assert [SYNTHETIC.upper() in each.text for each in boxed] == [True]
    assert SYNTHETIC in document.tables[-1].rows[0].cells[1].text.lower()


def test_real_figures_bear_no_such_warning():
    assert SYNTHETIC not in all_text(opened()).lower()


def test_a_target_without_any_figure_has_its_sentence_and_no_empty_table():
    document = opened(
        report(target(without_figures(), province=without_figures("12")), silent=[Silent("Huyện Sìn Hồ", None)])
    )
    assert len(document.tables) == 3  # heading, targets, signature
    assert any("chưa có huyện, thành phố nào báo cáo số liệu" in text for text in paragraphs(document))


def test_a_report_without_targets_says_so_and_can_still_be_printed():
    document = opened(report(targets=(), uploads=()))
    assert len(document.tables) == 2  # heading, signature
    assert "Tính đến ngày 16/6/2022, chưa có chỉ tiêu nào đang có hiệu lực để báo cáo." in paragraphs(document)


def test_the_same_report_gives_the_same_bytes_dated_by_its_figures():
    first = written()
    assert first == written()
    assert first != written(report(as_of=date(2022, 6, 17)))
    properties = Document(io.BytesIO(first)).core_properties
    assert {each.replace(tzinfo=None) for each in (properties.created, properties.modified)} == {datetime(2022, 6, 16)}


def test_an_english_report_has_no_vietnamese_but_names_and_quotations():
    document = opened(report(target(subject="Dose 3 (first booster) · 18 years and over", people="people due")), "en")
    words = "\n".join(text for text in paragraphs(document) if "“" not in text and "Lai Châu" not in text)
    kept = re.sub(r"[Hh]uyện Mường Tè|Sở Y tế", "", words)
    assert not re.search(r"[ăâđêôơưĂÂĐÊÔƠƯ]", kept)
    assert document.tables[0].rows[0].cells[1].text.startswith("SOCIALIST REPUBLIC OF VIET NAM")


# On paper


def test_a_printed_report_has_its_pages_numbers_and_signature_in_place(tmp_path):
    pdf = render_pdf(written(), ".docx", tmp_path)
    first, last = (plain(text) for text in pdf.text)
    assert pdf.pages == ONE_TARGET_PAGES
    assert first.split() and first.split()[0] == "UBND"
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO", "BC-SYT", "I. KẾT QUẢ CHUNG"):
        assert words in first
    assert last.split()[0] == "2"
    assert "báo cáo./." in last and "Nơi nhận" in last and "GIÁM ĐỐC" in last and "Lưu: VT, NVY." in last


def test_a_long_table_is_carried_over_with_its_header(tmp_path):
    many = [unit(rank=place, name=f"Huyện {place}", coverage=0.9 - place / 1000) for place in range(1, 90)]
    pdf = render_pdf(written(report(target(*many))), ".docx", tmp_path)
    pages = [plain(text) for text in pdf.text]
    holding = [text for text in pages if len(re.findall(r"^ *\d+ +Huyện \d+ ", text, re.MULTILINE)) >= FEWEST_LINES]
    assert len(holding) >= 2
    assert all("Đơn vị" in text and "Đánh giá" in text for text in holding)


def _every_paragraph(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _look(paragraph):
    """Size, bold and italic of a line's letters."""
    font = paragraph.runs[0].font
    return font.size.pt, bool(font.bold), bool(font.italic)


def _rule_length(paragraph, width):
    """How long the line along a paragraph's top is in a place of this width, in mm."""
    assert paragraph._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None
    form = paragraph.paragraph_format
    return width - form.left_indent.mm - form.right_indent.mm
