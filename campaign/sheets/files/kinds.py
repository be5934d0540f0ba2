"""What kind of file some bytes are, told by the bytes, never by a name; others are refused with their remedy."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.domain.wording.finding_words import WORDS
from campaign.errors import UnreadableFile

XLSX, XLS, ODS, CSV = "xlsx", "xls", "ods", "csv"
ARCHIVE = "archive"
# What a file of each kind is called when somebody named it otherwise.
NAMES = {XLSX: ("xlsx", "xlsm"), XLS: ("xls",), ODS: ("ods",), CSV: ("csv", "tsv", "txt")}

ZIP = b"PK\x03\x04"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF8_MARK, UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_WORKBOOK, _OPEN_DOCUMENT = "xl/workbook.xml", "content.xml"
# Excel 2 to 4 wrote its records without a container around them.
_BEFORE_EXCEL_5 = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_MARKUP = ("<!doctype html", "<html", "<table", "<?xml", "<head", "<meta", "<!--", "mime-version:")
_EXCEL_2003_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_LOOKED_AT = 4096


def tell_kind(content: bytes) -> str:
    """ARCHIVE, XLS or CSV; which kind of archive, its members tell. Raises UnreadableFile for anything else."""
    if not content:
        raise unreadable("empty_file")
    if content.startswith(ZIP):
        return ARCHIVE
    if content.startswith(OLE2):
        return XLS
    if content.startswith(_BEFORE_EXCEL_5):
        raise unreadable("old_excel")
    if content.startswith((b"%PDF", b"{\\rtf")):
        raise unreadable("other_document")
    start = _start_as_text(content)
    if start is None:
        raise unreadable("not_a_workbook")
    if start.lstrip().lower().startswith(_MARKUP):
        raise unreadable("other_spreadsheet" if _EXCEL_2003_XML in start else "web_page")
    return CSV


def tell_package(names: Iterable[str]) -> str:
    """XLSX or ODS by the names of an archive's members; raises UnreadableFile for other packages."""
    known = set(names)
    if _WORKBOOK in known:
        return XLSX
    if any(name.startswith(("word/", "ppt/")) for name in known):
        raise unreadable("other_document")
    if "xl/workbook.bin" in known:
        raise unreadable("other_spreadsheet")
    if _OPEN_DOCUMENT in known:
        return ODS
    raise unreadable("not_a_workbook")


def differs_from_name(kind: str, file_name: str) -> bool:
    """Whether a file's name says that it is of another kind that this program reads."""
    ending = file_name.rpartition(".")[2].strip().lower()
    return ending not in NAMES[kind] and any(ending in endings for endings in NAMES.values())


def unreadable(code: str, **values: object) -> UnreadableFile:
    """The error of a finding's code, with its words."""
    return UnreadableFile(code, WORDS[code], **values)


def _start_as_text(content: bytes) -> str | None:
    """The first lines of a text file; None for bytes that are no text of several lines."""
    if content.startswith(UTF16_MARKS):
        return content[:_LOOKED_AT].decode("utf-16", errors="ignore")
    start = content[:_LOOKED_AT].removeprefix(UTF8_MARK)
    text = start.decode("utf-8", errors="ignore")
    printable = sum(character.isprintable() or character in "\r\n\t\xa0\u200b" for character in text)
    looks_so = b"\0" not in start and printable > 0.95 * len(text) and len(text) > 0.5 * len(start) > 0
    return text if looks_so and (b"\n" in start or b"\r" in start) else None
