"""Files that are no workbook, or one made to harm: each refused in its own words, none opened by the parser."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from functools import partial

import pytest

from campaign.settings import MEBIBYTE, Limits
from campaign.sheets.files.apart import run_apart
from campaign.sheets.numbers.many import MOST_OF_A_KIND
from campaign.sheets.reading import read_workbook
from tests.builders import (
    Grid,
    build_l1,
    build_l7,
    edit_part,
    grids_of,
    ods_of,
    rename_stream,
    replace_part,
    write_csv,
    write_ods,
    write_workbook,
    write_xls,
)
from tests.sheets.reading_helpers import (
    PEOPLE,
    ROWS,
    TODAY,
    VOCABULARY,
    WEEK,
    figures_of,
    findings_of,
    reading_of,
)

GOOD = build_l1(WEEK, ROWS, PEOPLE)
GRIDS = grids_of(GOOD)
XLS, ODS, CSV = write_xls(GRIDS), write_ods(GRIDS), write_csv(GRIDS[0])
SHEET = "xl/worksheets/sheet1.xml"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
# Every file is answered while a person waits.
SECONDS = 2


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


def refused(content):
    """The one finding of a file that is refused, in time, with no figure."""
    before = time.process_time()
    reading = reading_of(content)
    assert time.process_time() - before < SECONDS
    assert reading.figures == []
    assert not reading.findings[0].answerable
    return [(one.severity, one.code, one.cell) for one in reading.findings]


def table(rows):
    return f'<table:table table:name="S">{rows}</table:table>'


def row_of(cell, attributes=""):
    return f"<table:table-row {attributes}>{cell}</table:table-row>"


def number(attributes=""):
    return f'<table:table-cell office:value-type="float" office:value="1" {attributes}/>'


def far_xls():
    grid = Grid("S")
    grid.put(0, 255, 1)
    grid.put(65_535, 0, 1)
    return write_xls([grid])


def changed(content, old, new):
    assert old in content
    return content.replace(old, new, 1)


def with_endless_chain(content):
    """The first entry of the container's table leads to itself."""
    place = (struct.unpack_from("<I", content, 76)[0] + 1) * 512
    return content[:place] + struct.pack("<I", 0) + content[place + 4 :]


NESTED = "<text:span>" * 5000 + "x" + "</text:span>" * 5000
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\x07\x01random\x00bytes" * 40, "not_a_workbook"),
        (b"<html><table><tr><td>1</td></tr></table></html>\n", "web_page"),
        (b"\xef\xbb\xbf<html>\n", "web_page"),
        ("<html>\n".encode("utf-16"), "web_page"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "web_page"),
        (b'<?xml version="1.0"?>\n<a xmlns="urn:schemas-microsoft-com:office:spreadsheet">\n', "other_spreadsheet"),
        (b"%PDF-1.4\n1 0 obj\n", "other_document"),
        (b"{\\rtf1\\ansi\n}", "other_document"),
        (b"\x09\x04\x06\x00" + bytes(100), "old_excel"),
        (archive(word__document="<x/>"), "other_document"),
        (archive(xl__workbook="<x/>"), "not_a_workbook"),
        (archive(**{"xl__workbook.bin": "x"}), "other_spreadsheet"),
        (GOOD[: len(GOOD) // 2], "damaged_file"),
        (GOOD[:-30], "damaged_file"),
        (with_broken_checksum(GOOD), "damaged_file"),
        (with_flags(GOOD, 1), "password_protected"),
        (with_declared_size(GOOD, SHEET, 1000), "unsafe_file"),
        (with_declared_size(GOOD, SHEET, 2**31), "unsafe_file"),
        (replace_part(GOOD, "../../evil.xml", b"<x/>"), "unsafe_file"),
        (replace_part(GOOD, "C:/evil.xml", b"<x/>"), "unsafe_file"),
        (replace_part(GOOD, "/evil.xml", b"<x/>"), "unsafe_file"),
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
        (bytes(101 * MEBIBYTE), "file_too_big"),
        # .xls
        (OLE2, "damaged_file"),
        (XLS[:5000], "damaged_file"),
        (XLS[:512] + random.Random(1).randbytes(len(XLS) - 512), "damaged_file"),
        (with_endless_chain(XLS), "damaged_file"),
        (rename_stream(XLS, "EncryptedPackage"), "password_protected"),
        (rename_stream(XLS, "WordDocument"), "other_document"),
        (rename_stream(XLS, "Book"), "old_excel"),
        (rename_stream(XLS, "Contents"), "not_a_workbook"),
        (changed(XLS, b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x10\x00\x00\x05"), "old_excel"),
        (changed(XLS, b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00"), "password_protected"),
        (far_xls(), "far_cell"),
        # .ods
        (archive(**{"content.xml": "<x/>"}), "other_document"),
        (archive(**{"content.xml": "<x"}), "damaged_file"),
        (ODS[: len(ODS) // 2], "damaged_file"),
        (ODS[:2000] + b"?" + ODS[2001:], "damaged_file"),
        (ods_of(table(row_of(number())), before=ENTITIES), "unsafe_file"),
        (replace_part(ODS, "content.xml", b"<x>" + b" " * 40_000_000), "unsafe_file"),
        (replace_part(ODS, "content.xml", "<x/>".encode("utf-16")), "unsafe_file"),
        (replace_part(ODS, "META-INF/manifest.xml", b"<manifest:encryption-data/>"), "password_protected"),
        (replace_part(ODS, "../evil.xml", b"<x/>"), "unsafe_file"),
        (ods_of(table(row_of(number('table:number-columns-repeated="16384"')))), "far_cell"),
        (ods_of(table(row_of(number(), 'table:number-rows-repeated="99999999999999999"'))), "far_cell"),
        (ods_of(table(row_of(number() * 20, 'table:number-rows-repeated="1000000"'))), "far_cell"),
        (ods_of(table(row_of("", 'table:number-rows-repeated="1048575"') + row_of(number() * 20))), "far_cell"),
        (ods_of(table(row_of(number('table:number-columns-repeated="x"')))), "damaged_file"),
        (ods_of(table(row_of(f"<table:table-cell><text:p>{NESTED}</text:p></table:table-cell>"))), "damaged_file"),
        (ods_of(table("") * 201), "unsafe_file"),
    ],
)  # fmt: skip
def test_it_is_refused_in_time_with_what_to_do(content, code):
    assert refused(content) == [("error", code, None)]


def test_a_member_that_stands_twice_is_refused():
    assert findings_of(reading_of(doubled(GOOD))) == [("error", "unsafe_file", None)]


@pytest.mark.parametrize("content", [GOOD, XLS, ODS, CSV])
def test_the_size_limit_holds_to_the_byte(content):
    size = len(content) // MEBIBYTE + 1
    filled = content + b" " * (size * MEBIBYTE - len(content))
    limits = Limits(file_mib=size)
    read = partial(read_workbook, file_name="", vocabulary=VOCABULARY, today=TODAY, limits=limits)
    assert "file_too_big" not in [one.code for one in read(filled).findings]
    assert findings_of(read(filled + b" ")) == [("error", "file_too_big", None)]


@pytest.mark.parametrize("content", [GOOD, XLS, ODS, CSV])
def test_the_limit_of_cells_holds_for_every_kind(content):
    cells = 19 * 25  # down to the total row
    most = max(len(sheet.cells) for sheet in GRIDS) * 10
    read = partial(read_workbook, content, "", VOCABULARY, today=TODAY)
    assert findings_of(read(limits=Limits(cells=cells))) == [("error", "far_cell", None)]
    assert len(read(limits=Limits(cells=most)).figures) == 96


def test_macros_are_reported_and_the_sheet_is_read():
    reading = reading_of(replace_part(GOOD, "xl/vbaProject.bin", b"macro"), "bao cao.xlsm")
    assert findings_of(reading) == [("info", "macros_ignored", None)]
    assert len(reading.figures) == 96


def test_links_to_other_files_are_never_followed():
    link = b'<externalLink><externalBook r:id="rId1"/></externalLink>'
    target = (
        b'<Relationships><Relationship Id="rId1" TargetMode="External" Target="http://example.org/x"/></Relationships>'
    )
    linked = replace_part(GOOD, "xl/externalLinks/externalLink1.xml", link)
    linked = replace_part(linked, "xl/externalLinks/_rels/externalLink1.xml.rels", target)
    assert figures_of(reading_of(linked)) == figures_of(reading_of(GOOD))


@pytest.mark.parametrize("content", [GOOD, XLS, ODS])
def test_every_shortened_file_is_answered(content):
    for size in range(0, len(content), 97):
        reading = reading_of(content[:size])  # an .xls file may end in bytes that nothing uses
        assert reading.has_errors or (content is XLS and figures_of(reading) == figures_of(reading_of(XLS)))


def test_a_text_file_cut_off_in_a_line_is_refused():
    lines = CSV.splitlines(keepends=True)
    for line in range(11, 19):
        cut = b"".join(lines[:line]) + lines[line].rpartition(b";")[0]
        assert refused(cut) == [("error", "damaged_file", None)]


@pytest.mark.parametrize("content", [GOOD, ODS])
def test_a_flipped_byte_never_goes_unnoticed_in_a_figure(content):
    """Both kinds keep checksums; .xls and text have none."""
    clean = reading_of(content)
    for place in range(40, len(content), 61):
        flipped = reading_of(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        assert flipped.has_errors or flipped.figures == clean.figures


@pytest.mark.parametrize(
    ("content", "seed"), [(GOOD, 1), (XLS, 2), (build_l7(WEEK, ROWS, PEOPLE), 3), (ODS, 4), (CSV, 5)]
)
def test_damaged_bytes_are_always_answered(content, seed):
    """Read apart, so that a parser that ended its process would be seen, and never is."""
    made = random.Random(seed)
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(made.choice((1, 1, 3, 10, 50))):
            damaged[made.randrange(len(damaged))] = made.randrange(256)
        if made.random() < 0.1:
            del damaged[made.randrange(len(damaged)) :]
        reading = run_apart(read_workbook, bytes(damaged), "", VOCABULARY, today=TODAY)
        assert reading.findings or reading.figures


def test_ten_thousand_wrong_cells_are_answered_in_seconds_with_the_first_ones():
    grid = Grid("Sheet1")
    grid.put(0, 0, "Tuần 20 từ ngày 13/5/2022 đến ngày 19/5/2022")
    grid.put_row(1, ["Đơn vị", "Nhóm tuổi", *[f"Mũi {dose} trong tuần" for dose in (1, 2, 3, 4)]])
    for row in range(2500):
        grid.put_row(2 + row, ["Tam Đường", "18+", *[row + 0.5] * 4])
    before = time.process_time()
    reading = reading_of(write_workbook([grid]))
    assert time.process_time() - before < 5
    wrong = [one for one in reading.findings if one.code == "fractional_people"]
    more = next(one for one in reading.findings if one.code == "and_more")
    assert len(wrong) == MOST_OF_A_KIND
    assert more.values["count"] >= 10_000 - MOST_OF_A_KIND - 1
    assert reading.has_errors


@pytest.mark.parametrize("name", ["../../a.xlsx", "a\nb.xlsx", "<script>.xlsx", "x" * 300 + ".xlsx", "CON.xlsx", ""])
def test_a_file_s_name_is_never_a_path(name):
    assert len(reading_of(GOOD, name).figures) == 96
