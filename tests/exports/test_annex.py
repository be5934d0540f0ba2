"""The annex of a decision, opened again as an office opens it."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from campaign.exports.annex_columns import Annex, AnnexRow
from campaign.exports.annex_csv import write_annex_csv
from campaign.exports.annex_xlsx import write_annex_xlsx

DAY, DUE = date(2022, 6, 16), date(2022, 6, 30)
ROWS = (
    AnnexRow("105", "Thành phố Lai Châu", 27444, 27344, 100, 90, DUE, "Lò Văn Inh", "Chủ tịch UBND thành phố"),
    AnnexRow("106", "Huyện Tam Đường", None, 36446, None, 129, DUE, note="Số liệu đến 09/06/2022"),
)
FORMULA_TEXTS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://example.org"]


def annex(rows=ROWS, *, persons=False):
    return Annex(
        authority="ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        agency="SỞ Y TẾ",
        subject="Mũi 3 · Người từ 18 tuổi trở lên",
        directive="Thông báo kết luận của Văn phòng Tỉnh ủy Lai Châu, 16/05/2022, mục 3",
        words="hoàn thành việc tiêm mũi 3",
        day=DAY,
        rows=rows,
        persons=persons,
    )


def opened(made, **given):
    return openpyxl.load_workbook(io.BytesIO(write_annex_xlsx(made)), **given).worksheets[0]


def lines(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_head_has_agency_motto_title_and_what_it_goes_with():
    said = [value for row in lines(opened(annex())) for value in row if isinstance(value, str)]
    for text in (
        "SỞ Y TẾ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "PHỤ LỤC",
        "GIAO CHỈ TIÊU TIÊM VẮC XIN PHÒNG COVID-19",
        "Mũi 3 · Người từ 18 tuổi trở lên",
        "THỦ TRƯỞNG CƠ QUAN",
    ):
        assert text in said
    assert any(text.startswith("(Kèm theo Quyết định số") for text in said)
    assert any("kể từ ngày 16/06/2022" in text for text in said)


def test_the_table_has_numbers_days_and_the_total():
    table = lines(opened(annex(), data_only=True))[10:14]
    assert table[0] == [
        "TT", "Đơn vị", "Số người cần tiêm", "Đã tiêm", "Còn phải tiêm", "Chỉ tiêu giao", "Thời hạn", "Ghi chú",
    ]  # fmt: skip
    assert table[1] == [1, "Thành phố Lai Châu", 27444, 27344, 100, 90, datetime(2022, 6, 30), ""]
    assert table[2] == [2, "Huyện Tam Đường", "–", 36446, "–", 129, datetime(2022, 6, 30), "Số liệu đến 09/06/2022"]
    assert table[3][1:6] == ["Tổng cộng", "–", 63790, "–", 219]  # what is not known is not added up


def test_the_total_follows_a_number_that_is_corrected():
    sheet = opened(annex())
    assert sheet["F14"].value == "=SUM(F12:F13)"


def test_persons_stand_in_it_only_when_they_are_asked_for():
    assert "Người chịu trách nhiệm" not in str(lines(opened(annex())))
    assert "Lò Văn Inh" not in str(lines(opened(annex())))
    with_persons = lines(opened(annex(persons=True)))
    assert with_persons[10][7:9] == ["Người chịu trách nhiệm", "Chức vụ"]
    assert with_persons[11][7:9] == ["Lò Văn Inh", "Chủ tịch UBND thành phố"]


@pytest.mark.parametrize(("persons", "across"), [(False, "portrait"), (True, "landscape")])
def test_it_prints_on_a4_pages_of_one_width_with_its_headers_repeated(persons, across):
    sheet = opened(annex(persons=persons))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, across)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # one page wide, as many high
    assert sheet.print_title_rows == "$11:$11"


@pytest.mark.parametrize("text", FORMULA_TEXTS)
def test_text_is_only_ever_text(text):
    row = ROWS[0]._replace(responsible=text, post=text, name=text, note=text)
    sheet = opened(annex((row,), persons=True))
    cells = [cell for cell in sheet[12] if cell.value == text]
    assert len(cells) == 4
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    content = write_annex_csv(annex((row,), persons=True)).decode("utf-8-sig")
    [_, line, _] = csv.reader(io.StringIO(content), delimiter=";")
    guarded = text if text.startswith("http") else f"'{text}"
    assert [line[2], *line[8:]] == [guarded] * 4


def test_the_same_assignments_give_the_same_bytes():
    assert write_annex_xlsx(annex()) == write_annex_xlsx(annex())
    with zipfile.ZipFile(io.BytesIO(write_annex_xlsx(annex()))) as archive:
        assert b"2022-06-16T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_csv_has_codes_iso_days_and_no_persons_unless_asked():
    content = write_annex_csv(annex())
    assert content.startswith(b"\xef\xbb\xbf")
    header, first, second, total = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert header == [
        "TT", "Mã đơn vị", "Đơn vị", "Số người cần tiêm", "Đã tiêm", "Còn phải tiêm", "Chỉ tiêu giao", "Thời hạn",
        "Ghi chú",
    ]  # fmt: skip
    assert first == ["1", "105", "Thành phố Lai Châu", "27444", "27344", "100", "90", "2022-06-30", ""]
    assert second[3:6] == ["", "36446", ""]
    assert (total[2], total[6]) == ("Tổng cộng", "219")
    assert b"L\xc3\xb2 V\xc4\x83n Inh" in write_annex_csv(annex(persons=True))
