"""Cases 35 to 63: parts that harm a parser, or say other things to one program than to another."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from campaign.settings import MEBIBYTE
from tests.builders import grids_of, replace_part, write_ods
from tests.hostile.cases import (
    ACCEPTED,
    ALL,
    ASKED,
    BOOK,
    REFUSED,
    SHEET,
    Build,
    Case,
    before_end,
    edited,
    good,
    part_of,
    with_part,
)
from tests.hostile.container import blank, with_deflated

RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RIGHT_BEHIND = '<row r="40"><c t="n"r="XFD1048576"><v>1</v></c></row>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def with_doctype(declared: str) -> Build:
    return edited("<worksheet", f"<!DOCTYPE x [{declared}]><worksheet")


def encoded(encoding: str) -> Build:
    """The sheet's part in an encoding that no program writes it in."""

    def build() -> bytes:
        text = part_of(good(), SHEET).replace('encoding="UTF-8"', f'encoding="{encoding}"')
        return replace_part(good(), SHEET, text.encode(encoding))

    return build


def ods_in_no_encoding() -> bytes:
    content = write_ods(grids_of(good()))
    said = b'<?xml version="1.0" encoding="UTzF-8"?>'
    return replace_part(content, "content.xml", said + part_of(content, "content.xml").encode())


def cells_of_row(row: int, columns: int) -> str:
    return "".join(f'<c r="{letters(column)}{row}"><v>1</v></c>' for column in range(columns))


def letters(column: int) -> str:
    text = ""
    while column >= 0:
        text, column = chr(65 + column % 26) + text, column // 26 - 1
    return text


def many_rows() -> bytes:
    """Every row that Excel has, each with a cell in the table's last column: 8 MB."""
    rows = "".join(f'<row r="{row}"><c r="F{row}"><v>1</v></c></row>' for row in range(40, 1_048_577))
    return before_end(rows)()


def many_columns() -> bytes:
    rows = "".join(f'<row r="{row}">{cells_of_row(row, 16_384)}</row>' for row in range(40, 70))
    return before_end(rows)()


def far(reference: str, row: int) -> Build:
    return before_end(f'<row r="{row}"><c r="{reference}"><v>1</v></c></row>')


def texts_of_200_mib() -> bytes:
    return with_deflated(STRINGS, blank(200), 200 * MEBIBYTE)


def many_styles() -> bytes:
    many = f"<cellXfs>{'<xf/>' * 300_000}</cellXfs>"
    styles = re.sub(r"<cellXfs.*?</cellXfs>", many, part_of(good(), "xl/styles.xml"))
    return replace_part(good(), "xl/styles.xml", styles.encode())


def many_sheets() -> bytes:
    named = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, 100_001))
    return edited("</sheets>", f"{named}</sheets>", BOOK)()


def many_names() -> bytes:
    named = "".join(f'<definedName name="n{n}">S!$A${n}</definedName>' for n in range(1, 200_001))
    return edited("<calcPr", f"<definedNames>{named}</definedNames><calcPr", BOOK)()


def cells(pattern: str, new: str) -> Build:
    """The sheet with every cell of a pattern written anew."""
    return lambda: replace_part(good(), SHEET, re.sub(pattern, new, part_of(good(), SHEET)).encode())


def rows_out_of_order() -> bytes:
    text = part_of(good(), SHEET)
    row = re.search(r'<row r="12".*?</row>', text)[0]
    return replace_part(good(), SHEET, text.replace(row, "").replace("</sheetData>", f"{row}</sheetData>").encode())


def value_of_d12(attributes: str, value: str) -> Build:
    """Cell D12 as its XML says it."""
    return cells(r'<c r="D12"[^>]*>.*?</c>', f'<c r="D12" {attributes}><v>{value}</v></c>')


def pixel_flood() -> bytes:
    """A picture of 50,000 by 50,000 points in a few bytes."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def linked(target: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    outside = f'<Relationship Id="rId99" Type="{kind}" Target="{target}" TargetMode="External"/>'
    return edited("</Relationships>", f"{outside}</Relationships>", RELATIONS)()


def strict() -> bytes:
    """As Excel saves a "Strict Open XML Spreadsheet"."""
    content = good()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/")]
    for name in names:
        content = replace_part(content, name, part_of(content, name).replace(NAMESPACE, STRICT).encode())
    return content


def flood(part_after: str, one: str, times: int = 1_000_000) -> Build:
    """So many of one element after the cells, each of other cells."""

    def build() -> bytes:
        filled = "".join(one.format(row=40 + n % 900_000, next=41 + n % 900_000) for n in range(times))
        return edited("</sheetData>", f"</sheetData><{part_after}>{filled}</{part_after}>")()

    return build


def refused(number: int, what: str, build: Build, code: str) -> Case:
    return Case(number, what, build, REFUSED, code)


def accepted(number: int, what: str, build: Build, code: str = "", **more: str) -> Case:
    return Case(number, what, build, ACCEPTED, code, figures=ALL, **more)


CASES = (
    refused(35, "a billion laughs", with_doctype(f'<!ENTITY l0 "ha">{LAUGHS}'), "unsafe_file"),
    refused(36, "a quadratic blow-up", with_doctype(f'<!ENTITY a "{"a" * 100_000}">'), "unsafe_file"),
    refused(37, "a file of the server", with_doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'), "unsafe_file"),
    refused(38, "an address outside", with_doctype('<!ENTITY a SYSTEM "http://192.0.2.1/">'), "unsafe_file"),
    refused(39, "a document type that does nothing", edited("<worksheet", "<!DOCTYPE x><worksheet"), "unsafe_file"),
    refused(40, "UTF-16", encoded("UTF-16"), "unsafe_file"),
    refused(40, "UTF-7", encoded("UTF-7"), "unsafe_file"),
    refused(40, "an encoding that is none", edited('encoding="UTF-8"', 'encoding="UKBCTF-8"', BOOK), "unsafe_file"),
    refused(40, "the same in an ods", ods_in_no_encoding, "unsafe_file"),
    # Nothing reads what stands there, and nothing descends into it.
    accepted(41, "200,000 elements deep", edited("</worksheet>", "<x>" * 200_000 + "</x>" * 200_000 + "</worksheet>")),
    refused(42, "texts of 200 MB", texts_of_200_mib, "unsafe_file"),
    # Styles are not opened but for the names of their fonts.
    accepted(43, "300,000 styles", many_styles),
    refused(44, "200,000 names", many_names, "unsafe_file"),
    refused(45, "100,000 sheets", many_sheets, "unsafe_file"),
    refused(46, "every row of Excel", many_rows, "far_cell"),
    refused(47, "every column of Excel", many_columns, "far_cell"),
    refused(48, "the last cell of Excel", far("XFD1048576", 1_048_576), "far_cell"),
    refused(48, "the same right behind another attribute", before_end(RIGHT_BEHIND), "far_cell"),
    accepted(49, "a size that is too large", edited('ref="A1:G27"', 'ref="A1:XFD1048576"')),
    accepted(50, "a size that is too small", edited('ref="A1:G27"', 'ref="A1"')),
    # The standard lets addresses be left out: cells are counted in their order, as Excel does.
    accepted(51, "cells without address", cells(r'<c r="[A-Z]+\d+"', "<c")),
    refused(51, "a row after its turn", rows_out_of_order, "cell_twice"),
    refused(51, "a cell twice in its row", cells(r'(<c r="D12"[^>]*>).*?</c>', r"\g<0>\1<v>7</v></c>"), "cell_twice"),
    refused(51, "a cell twice far apart", before_end('<row r="30"><c r="D12"><v>7</v></c></row>'), "cell_twice"),
    refused(52, "a text that is not there", cells(r't="s"><v>\d+</v>', 't="s"><v>99999</v>'), "damaged_file"),
    Case(53, "not a number", value_of_d12("", "NaN"), ASKED, "not_a_number", "D12"),
    Case(54, "infinity", value_of_d12("", "INF"), ASKED, "not_a_number", "D12"),
    Case(54, "a number too large", value_of_d12("", "1E400"), ASKED, "not_a_number", "D12"),
    Case(55, "a day that is none", value_of_d12('t="d"', "2026-99-99"), ASKED, "not_a_number", "D12"),
    accepted(56, "a million formats", flood("x", '<conditionalFormatting sqref="A{row}"/>')),
    accepted(56, "a million rules", flood("dataValidations", '<dataValidation sqref="A{row}"/>')),
    accepted(56, "100,000 merges", flood("mergeCells", '<mergeCell ref="H{row}:H{next}"/>', 100_000)),
    accepted(57, "a flood of points", with_part("xl/media/image1.png", pixel_flood())),  # pictures are never opened
    # Macros, links, objects and connections are never run, followed or opened: the report is read, and it is told.
    accepted(58, "macros of Excel 4", with_part("xl/macrosheets/sheet1.xml", b"<x/>"), "macros_ignored"),
    accepted(59, "links to files", with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "outside_ignored"),
    accepted(60, "a template outside", lambda: linked("http://192.0.2.1/x.dotm")),
    accepted(61, "an embedded object", with_part("xl/embeddings/oleObject1.bin", b"MZ"), "outside_ignored"),
    accepted(61, "ActiveX", with_part("xl/activeX/activeX1.bin", b"MZ"), "outside_ignored"),
    accepted(62, "a connection", with_part("xl/connections.xml", b"<connections/>"), "outside_ignored"),
    accepted(63, "strict namespaces", strict),
)  # fmt: skip
