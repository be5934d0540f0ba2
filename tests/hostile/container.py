"""Cases 1 to 34: what is wrong before any parser looks: other kinds of files, damaged and dishonest archives, names."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import docx
import pptx

from campaign.settings import DEFAULT_LIMITS, MEBIBYTE
from tests.builders import grids_of, rename_stream, replace_part, write_csv, write_ods, write_xls
from tests.hostile.cases import ACCEPTED, ALL, BOOK, REFUSED, SHEET, Build, Case, archive, good, with_part

HTML = b"<html><table><tr><td>Tam \xc4\x90\xc6\xb0\xe1\xbb\x9dng</td><td>5</td></tr></table></html>\n"
DIRECTORY, MEMBER, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
ODD_NAMES = ("x" * 300 + ".xlsx", "bao cao\u202excod.xlsx", "CON.xlsx", "<script>alert(1)</script>.xlsx", "a\nb.xlsx")


def as_xls() -> bytes:
    return write_xls(grids_of(good()))


def xls_with_endless_table() -> bytes:
    """Its table of sectors is said to have four thousand million sectors, in a chain that leads to itself."""
    changed = bytearray(as_xls())
    struct.pack_into("<I", changed, 44, 0xFFFFFFF0)
    struct.pack_into("<I", changed, 68, 0)
    return bytes(changed)


def as_document(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def changed_directory(content: bytes, place: int, form: str, value: int, *, part: str = SHEET) -> bytes:
    """A number of a member's entry in the archive's directory overwritten."""
    changed, at = bytearray(content), content.find(DIRECTORY)
    while changed[at + 46 : at + 46 + len(part)] != part.encode():
        at = content.find(DIRECTORY, at + 1)
    struct.pack_into(form, changed, at + place, value)
    return bytes(changed)


def in_directory(place: int, form: str, value: int) -> Build:
    return lambda: changed_directory(good(), place, form, value)


def broken_checksum() -> bytes:
    content = good()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        info = book.getinfo(SHEET)
    at = info.header_offset + 30 + len(SHEET) + info.compress_size // 2
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


@cache
def blank(mebibytes: int) -> bytes:
    """So much of nothing, deflated: nearly a thousandth of its size."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join(press.compress(b" " * MEBIBYTE) for _ in range(mebibytes)) + press.flush()


def with_deflated(name: str, raw: bytes, size: int, checksum: int = 0) -> bytes:
    """An archive of one member whose compressed bytes are given, as is what it says of them."""
    fixed = struct.pack("<HHHHIIIHH", 0, 8, 0, 0, checksum, len(raw), size, len(name), 0)
    local = MEMBER + struct.pack("<H", 20) + fixed + name.encode() + raw
    entry = DIRECTORY + struct.pack("<HH", 20, 20) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    return local + entry + END + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


def two_names_for_one_member() -> bytes:
    """A second entry of the directory that leads to the bytes of the first."""
    content = good()
    end = content.rfind(END)
    first, size = struct.unpack_from("<I", content, end + 16)[0], struct.unpack_from("<I", content, end + 12)[0]
    length = 46 + sum(struct.unpack_from("<HHH", content, first + 28))
    again = bytearray(content[first : first + length])
    again[46:47] = b"x"
    counts = struct.unpack_from("<H", content, end + 8)[0] + 1
    record = END + struct.pack("<HHHHIIH", 0, 0, counts, counts, size + length, first, 0)
    return content[:end] + bytes(again) + record


def a_hundred_thousand_members() -> bytes:
    """Empty members with a name each; the end record has no room for so many and says 65,535."""
    local, entries = [], []
    fixed = struct.pack("<HHHHIIIHH", 0, 0, 0, 0, 0, 0, 0, 6, 0)
    for number in range(100_000):
        name = b"%06d" % number
        local.append(MEMBER + b"\x14\0" + fixed + name)
        entries.append(
            DIRECTORY + b"\x14\0\x14\0" + fixed + struct.pack("<HHHII", 0, 0, 0, 0, number * 36) + name
        )  # fmt: skip
    first, listed = b"".join(local), b"".join(entries)
    return first + listed + END + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(listed), len(first), 0)


def sheet_twice() -> bytes:
    """Another sheet under the same name: which of the two is read, programs disagree."""
    content = replace_part(good(), "xl/worksheets/sheetX.xml", b"<worksheet/>")
    return content.replace(b"sheetX.xml", b"sheet1.xml")


def lying_zip64() -> bytes:
    """The directory leads to 64-bit sizes that nobody wrote."""
    return changed_directory(good(), 24, "<I", 0xFFFFFFFF)


def recompressed(method: int) -> Build:
    def build() -> bytes:
        buffer, content = io.BytesIO(), good()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", method) as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
        return buffer.getvalue()

    return build


def symbolic_link() -> bytes:
    return changed_directory(with_part("xl/link", b"/etc/passwd")(), 38, "<I", 0o120777 << 16, part="xl/link")


def appended(more: bytes) -> Build:
    return lambda: good() + more


def prepended(more: bytes) -> Build:
    return lambda: more + good()


def refused(number: int, what: str, build: Build, code: str, **more: str) -> Case:
    return Case(number, what, build, REFUSED, code, **more)


def accepted(number: int, what: str, build: Build, code: str = "", **more: str) -> Case:
    return Case(number, what, build, ACCEPTED, code, figures=ALL, **more)


def fixed(content: bytes) -> Callable[[], bytes]:
    return lambda: content


CASES = (
    refused(1, "an empty file", fixed(b""), "empty_file"),
    refused(2, "random bytes", fixed(b"\x07\x01random\x00bytes\xff" * 40), "not_a_workbook"),
    # Text is read by what it says, whatever it is called; the name is told.
    accepted(3, "text called xlsx", lambda: write_csv(grids_of(good())[0]), "another_kind"),
    refused(4, "a web page called xlsx", fixed(HTML), "web_page"),
    refused(4, "a web page called xls", fixed(HTML), "web_page", name="bao cao.xls"),
    accepted(5, "an old xls", as_xls, name="bao cao.xls"),  # offices still send them
    refused(6, "a password", lambda: rename_stream(as_xls(), "EncryptedPackage"), "password_protected"),
    # Macros are never run, so they are no reason to send a report back.
    accepted(7, "xlsm with macros", with_part("xl/vbaProject.bin", b"macro"), "macros_ignored", name="a.xlsm"),
    accepted(8, "xlsx with macros", with_part("xl/vbaProject.bin", b"macro"), "macros_ignored"),
    refused(9, "xlsb", lambda: archive(**{"xl__workbook.bin": b"\x83\x01"}), "other_spreadsheet", name="a.xlsb"),
    accepted(10, "ods", lambda: write_ods(grids_of(good())), name="bao cao.ods"),  # offices without Excel send them
    refused(11, "a Word document", lambda: as_document(docx.Document()), "other_document"),
    refused(11, "slides", lambda: as_document(pptx.Presentation()), "other_document"),
    refused(12, "no workbook inside", lambda: archive(xl__worksheets__sheet1="<x/>"), "not_a_workbook"),
    refused(13, "cut in the middle", lambda: good()[: len(good()) // 2], "damaged_file"),
    refused(13, "cut at the end", lambda: good()[:-10], "damaged_file"),
    refused(13, "an old xls with an endless table", xls_with_endless_table, "damaged_file", name="a.xls"),
    refused(14, "a wrong checksum", broken_checksum, "damaged_file"),
    refused(15, "a program before it", prepended(b"MZ\x90\0" + bytes(60)), "not_a_workbook"),
    refused(15, "a web page before it", prepended(HTML), "not_a_workbook"),
    refused(15, "another archive before it", lambda: archive(a="b") + good(), "unsafe_file"),
    refused(16, "bytes after it", appended(b"\0" * 40), "unsafe_file"),
    refused(16, "a second end", lambda: good() + good()[good().rfind(END) :], "damaged_file"),
    refused(17, "64-bit sizes that lie", lying_zip64, "unsafe_file"),
    refused(18, "1,000 bytes that are 50 million", lambda: with_deflated(BOOK, blank(48), 1000), "unsafe_file"),
    refused(19, "300 MB in 0.3", lambda: with_deflated(BOOK, blank(300), 300 * MEBIBYTE), "unsafe_file"),
    refused(20, "two names for the same bytes", two_names_for_one_member, "unsafe_file"),
    refused(21, "100,000 members", a_hundred_thousand_members, "unsafe_file"),
    refused(22, "a member twice", sheet_twice, "unsafe_file"),
    refused(23, "a name in other letters", with_part("XL/Worksheets/Sheet1.xml", b"<x/>"), "unsafe_file"),
    refused(24, "a path upwards", with_part("../../x", b"x"), "unsafe_file"),
    refused(25, "a path of Windows", with_part("C:\\x", b"x"), "unsafe_file"),
    refused(26, "a path from the root", with_part("/abs", b"x"), "unsafe_file"),
    refused(27, "a stream of NTFS", with_part("a.xlsx:$s", b"x"), "unsafe_file"),
    refused(28, "a symbolic link", symbolic_link, "unsafe_file"),
    refused(29, "an encrypted member", in_directory(8, "<H", 1), "password_protected"),
    refused(30, "LZMA", recompressed(zipfile.ZIP_LZMA), "unsafe_file"),
    refused(30, "bzip2", recompressed(zipfile.ZIP_BZIP2), "unsafe_file"),
    *(accepted(31, f"an odd name {n}", good, name=name) for n, name in enumerate(ODD_NAMES, 1)),
    accepted(32, "capitals", good, name="BAO CAO.XLSX"),
    accepted(32, "a space at the end", good, name="bao cao.xlsx "),
    refused(33, "a byte too many", lambda: good().ljust(DEFAULT_LIMITS.file_mib * MEBIBYTE + 1), "file_too_big"),
)
