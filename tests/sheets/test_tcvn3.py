"""Texts typed in fonts older than Unicode: converted where that is certain, told, and never a number changed."""

from __future__ import annotations

import re
import unicodedata

import pytest

from campaign.domain.names.syllables import is_syllable
from campaign.domain.names.tcvn3 import TCVN3, from_tcvn3
from campaign.domain.names.vni import from_vni
from campaign.sheets.files.old_fonts import find_readings, font_kind
from campaign.sheets.files.workbook import open_workbook
from tests.builders import (
    Grid,
    build_l1,
    build_l7,
    edit_part,
    grids_of,
    to_tcvn3,
    to_vni,
    write_csv,
    write_ods,
    write_workbook,
    write_xls,
)
from tests.builders.reference import unit_rows
from tests.sheets.reading_helpers import PEOPLE, ROWS, WEEK, figures_of, findings_of, people_of, reading_of

SHEET = build_l1(WEEK, ROWS, PEOPLE)
ENCODED = {"TCVN3": to_tcvn3, "VNI": to_vni}


def opened(*texts, encode=str, font="Arial", write=write_xls):
    """The texts under one another as they come out of a workbook, and the findings about them."""
    grid = Grid("S")
    for row, text in enumerate(texts):
        grid.put(row, 0, text)
    book = open_workbook(write([grid], **({"font": font, "encode": encode} if write is write_xls else {})))
    return [row[0] for row in book.sheets[0].rows], [(one.code, one.cell) for one in book.findings]


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("HuyÖn S×n Hå", "Huyện Sìn Hồ"),
        ("Mòi 1", "Mũi 1"),
        ("Tæng céng", "Tổng cộng"),
        ("Lòy kÕ", "Lũy kế"),
        ("Tû lÖ", "Tỷ lệ"),
        ("§èi t\u00adîng", "Đối tượng"),
        ("Thµnh phè Lai Ch©u", "Thành phố Lai Châu"),
        ("NËm Nhïn", "Nậm Nhùn"),
        ("M\u00adêng TÌ", "Mường Tè"),
        ("Toµn tØnh", "Toàn tỉnh"),
        ("§¬n vÞ", "Đơn vị"),
        ("NG\u00adêi tõ 18 tuæi trë lªn", "NGười từ 18 tuổi trở lên"),
    ],
)
def test_tcvn3_is_read_as_its_fonts_draw_it(stored, meant):
    assert from_tcvn3(stored) == meant


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("Huyeän Sìn Hoà", "Huyện Sìn Hồ"),
        ("Muõi 1", "Mũi 1"),
        ("TOÅNG COÄNG", "TỔNG CỘNG"),
        ("Luõy keá", "Lũy kế"),
        ("Soá ñoái töôïng", "Số đối tượng"),
        ("Ñôn vò", "Đơn vị"),
        ("Naäm Nhuøn", "Nậm Nhùn"),
        ("Phaêng Soâ Lin", "Phăng Sô Lin"),
    ],
)
def test_vni_is_read_as_its_fonts_draw_it(stored, meant):
    assert from_vni(stored) == meant


def test_the_table_has_every_small_letter_and_the_capitals_without_tones():
    letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    assert len(TCVN3) == 74
    assert set(TCVN3.values()) == {*letters, *"ĂÂÊÔƠƯĐ"}


@pytest.mark.parametrize("word", ["Mũi", "Mòi", "khuỷu", "nghiêng", "Đường", "quyết", "giếng", "BVĐK", "đ", "XUYÊN"])
def test_words_that_can_be_vietnamese(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word)) or word in ("BVĐK",)


@pytest.mark.parametrize("word", ["Tæng", "kÕ", "céng", "mạt̀", "màt", "bb", "Spikevaxđ", "ẵ", "Huyeän", "tuæi"])
def test_words_that_cannot(word):
    assert not is_syllable(word)


def test_no_unit_is_taken_for_another_kind_than_its_own():
    """Names whose letters an old font and Unicode share may be either, and follow their sheet."""
    for name in [unit.name for unit in unit_rows()[0]]:
        assert not find_readings(name) or "Unicode" in find_readings(name), name
        for kind, encode in ENCODED.items():
            assert not find_readings(encode(name)) or kind in find_readings(encode(name)), name


@pytest.mark.parametrize("kind", ENCODED)
@pytest.mark.parametrize("write", [write_xls, write_ods, write_workbook])
def test_a_whole_sheet_in_an_old_kind_says_the_same(kind, write):
    grids = grids_of(SHEET)
    for place, (value, style) in grids[0].cells.items():
        grids[0].cells[place] = (ENCODED[kind](value) if isinstance(value, str) else value, style)
    base, reading = reading_of(SHEET), reading_of(write(grids), "a")
    assert figures_of(reading) == figures_of(base)
    assert people_of(reading) == people_of(base)
    assert findings_of(reading) == [("info", "old_font_converted", "A1")]
    assert reading.findings[0].values == {"kind": kind, "count": 56}


def test_a_text_file_of_an_old_program_is_read():
    grid = grids_of(SHEET)[0]
    for place, (value, style) in grid.cells.items():
        grid.cells[place] = (to_tcvn3(value) if isinstance(value, str) else value, style)
    reading = reading_of(write_csv(grid, encoding="latin-1"), "a.csv")
    assert figures_of(reading) == figures_of(reading_of(SHEET))
    assert [code for _, code, _ in findings_of(reading)] == ["text_file", "old_font_converted"]


def test_the_legacy_sheet_in_unicode_says_the_same():
    old, new = (reading_of(build_l7(WEEK, ROWS, PEOPLE, old=old)) for old in (True, False))
    assert figures_of(old) == figures_of(new)
    assert [code for _, code, _ in findings_of(new)] == ["another_kind"]


def test_what_fits_two_kinds_follows_its_sheet():
    assert opened("Mòi 1", "Tæng céng", "Thu Lòm")[0] == ["Mũi 1", "Tổng cộng", "Thu Lũm"]
    assert opened("Mòi 1", "Tổng cộng", "Thu Lòm") == (["Mòi 1", "Tổng cộng", "Thu Lòm"], [])


def test_what_fits_two_kinds_follows_its_font():
    assert opened("Mòi 1", font=".VnTime") == (["Mũi 1"], [("old_font_converted", "A1")])
    assert opened("Mòi 1", font="Arial") == (["Mòi 1"], [])


def test_unicode_typed_in_an_old_font_stays():
    texts = ["Tân Uyên", "Lai Châu", "Đơn vị", "Lũy kế"]
    assert opened(*texts, font=".VnTime") == (texts, [])


def test_in_a_mixed_sheet_only_the_certain_is_converted_and_the_doubtful_is_told():
    texts, findings = opened("Tæng céng", "Lũy kế", "Mòi 1", "Đơn vị")
    assert texts == ["Tổng cộng", "Lũy kế", "Mòi 1", "Đơn vị"]
    assert findings == [("old_font_converted", "A1"), ("old_font_doubtful", "A3")]


def test_a_font_in_the_styles_of_an_xlsx_decides():
    grid = Grid("S")
    grid.put(0, 0, "Mòi 1", "bold")
    grid.put(1, 0, "Mòi 1", "plain")
    content = write_workbook([grid])
    styles = re.search(r'<font><b/>.*?<name val="([^"]+)"/>', _part(content, "xl/styles.xml"))
    assert styles
    old = styles[0].replace(f'val="{styles[1]}"', 'val=".VnTimeH"')
    sheet = open_workbook(edit_part(content, "xl/styles.xml", styles[0], old)).sheets[0]
    assert [row[0] for row in sheet.rows] == ["Mũi 1", "Mòi 1"]


@pytest.mark.parametrize("text", ["5234¹", "1.234", "1\u00a0234", "12½", "98,5 %", "±5", "37°", "1²"])
def test_numbers_are_never_touched(text):
    assert opened("Tæng céng", "Lòy kÕ", text, font=".VnTime")[0][2] == text


@pytest.mark.parametrize(
    "text", ["Vero Cell®", "«Tân Uyên»", "§ 5", "Pfizer © 2021", "Café", "m²", "Hà Nội · Lai Châu", "Piñata", "µg"]
)
def test_what_is_no_vietnamese_stays(text):
    assert opened(text, "Đơn vị", "Lũy kế") == ([text, "Đơn vị", "Lũy kế"], [])


@pytest.mark.parametrize(
    ("name", "kind"),
    [(".VnTime", "TCVN3"), (".VnArialH", "TCVN3"), ("VNI-Times", "VNI"), ("Times New Roman", ""), ("Vni", "")],
)
def test_fonts_tell_their_kind(name, kind):
    assert font_kind(name) == kind


def _part(content, name):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name).decode()
