"""Files that are no workbook, or one made to harm: each refused in its own words, none opened by the parser."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from campaign.sheets import container
from tests.builders import build_l1, edit_part, replace_part
from tests.sheets.reading_helpers import PEOPLE, ROWS, WEEK, findings_of, reading_of

GOOD = build_l1(WEEK, ROWS, PEOPLE)
SHEET = "xl/worksheets/sheet1.xml"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def with_cell(reference):
    return edit_part(GOOD, SHEET, "</sheetData>", f'<row r="1048576"><c r="{reference}"><v>1</v></c></row></sheetData>')


def with_flags(content, flags):
    """Every member marked with a general-purpose flag in the central directory."""
    changed = bytearray(content)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<H", changed, place + 8, flags)
        place = changed.find(b"PK\x01\x02", place + 1)
    return bytes(changed)


def with_declared_size(content, name, size):
    """The central directory lies about one member's size."""
    changed = bytearray(content)
    place = changed.find(b"PK\x01\x02")
    while changed[place + 46 : place + 46 + len(name)] != name.encode():
        place = changed.find(b"PK\x01\x02", place + 1)
    struct.pack_into("<I", changed, place + 24, size)
    return bytes(changed)


def with_broken_checksum(content):
    place = content.find(b"PK\x03\x04", 10)
    start = place + 30 + struct.unpack_from("<H", content, place + 26)[0]
    return content[: start + 20] + bytes([content[start + 20] ^ 0xFF]) + content[start + 21 :]


def doubled(content):
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as book, pytest.warns(UserWarning, match="Duplicate name"):
        book.writestr(SHEET, b"<worksheet/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\x07\x01random\x00bytes" * 40, "not_a_workbook"),
        ("TT,Đơn vị,Mũi 3\n1,Tam Đường,12\n".encode(), "text_file"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web_page"),
        (OLE2, "old_excel"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
        (archive(word__document="<x/>"), "other_document"),
        (archive(xl__workbook="<x/>"), "not_a_workbook"),
        (archive(**{"content.xml": "<x/>"}), "other_spreadsheet"),
        (archive(**{"xl__workbook.bin": "x"}), "other_spreadsheet"),
        (GOOD[: len(GOOD) // 2], "damaged_file"),
        (GOOD[:-30], "damaged_file"),
        (with_broken_checksum(GOOD), "damaged_file"),
        (with_flags(GOOD, 1), "password_protected"),
        (with_declared_size(GOOD, SHEET, 1000), "unsafe_file"),
        (with_declared_size(GOOD, SHEET, 2**31), "unsafe_file"),
        (replace_part(GOOD, "../../evil.xml", b"<x/>"), "unsafe_file"),
        (replace_part(GOOD, "XL/Worksheets/Sheet1.xml", b"<x/>"), "unsafe_file"),
        (replace_part(GOOD, SHEET, b"<worksheet>" + b" " * 40_000_000), "unsafe_file"),
        (edit_part(GOOD, SHEET, "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), "unsafe_file"),
        (edit_part(GOOD, "xl/workbook.xml", "<workbook", "<!DOCTYPE x><workbook"), "unsafe_file"),
        (with_cell("XFD1048576"), "far_cell"),
        (with_cell("B1048576"), "far_cell"),
        (with_cell("AMK5"), "far_cell"),
        (replace_part(GOOD, SHEET, "<worksheet/>".encode("utf-16")), "unsafe_file"),
        (replace_part(GOOD, SHEET, b"<worksheet><sheetData><row"), "damaged_file"),
        (replace_part(GOOD, SHEET, None), "damaged_file"),
        (replace_part(GOOD, "xl/workbook.xml", b"<workbook"), "damaged_file"),
        (replace_part(GOOD, "xl/_rels/workbook.xml.rels", None), "damaged_file"),
    ],
)
def test_it_is_refused_with_what_to_do(content, code):
    reading = reading_of(content)
    assert findings_of(reading) == [("error", code, None)]
    assert not reading.findings[0].answerable
    assert reading.figures == []


def test_a_member_that_stands_twice_is_refused():
    assert findings_of(reading_of(doubled(GOOD))) == [("error", "unsafe_file", None)]


def test_the_size_limit_holds_to_the_byte(monkeypatch):
    monkeypatch.setattr(container, "MAX_FILE", len(GOOD))
    assert findings_of(reading_of(GOOD)) == []
    monkeypatch.setattr(container, "MAX_FILE", len(GOOD) - 1)
    assert findings_of(reading_of(GOOD)) == [("error", "file_too_big", None)]


def test_macros_are_reported_and_the_sheet_is_read():
    reading = reading_of(replace_part(GOOD, "xl/vbaProject.bin", b"macro"), "bao cao.xlsm")
    assert findings_of(reading) == [("info", "macros_ignored", None)]
    assert len(reading.figures) == 96


def test_every_shortened_file_is_answered():
    for size in range(0, len(GOOD), 97):
        assert reading_of(GOOD[:size]).has_errors


def test_a_flipped_byte_never_goes_unnoticed_in_a_figure():
    clean = reading_of(GOOD)
    for place in range(40, len(GOOD), 61):
        changed = reading_of(GOOD[:place] + bytes([GOOD[place] ^ 0x55]) + GOOD[place + 1 :])
        assert changed.has_errors or changed.figures == clean.figures
