"""Files that are not .xlsx workbooks, told apart so that each is refused with its own remedy."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.domain.finding_words import WORDS
from campaign.errors import UnreadableFile

ZIP = b"PK\x03\x04"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "xl/workbook.xml"


def refuse_other_kind(content: bytes) -> None:
    """Raise UnreadableFile unless the bytes begin as a zip archive does."""
    if not content:
        raise unreadable("empty_file")
    if content.startswith(ZIP):
        return
    if content.startswith(OLE2):
        code = "password_protected" if _ENCRYPTED in content else "old_excel"
        raise unreadable(code)
    code = "web_page" if _is_markup(content) else "text_file" if _is_text(content) else "not_a_workbook"
    raise unreadable(code)


def refuse_other_package(names: Iterable[str]) -> None:
    """Raise UnreadableFile when the archive holds something other than an .xlsx workbook."""
    known = set(names)
    if _WORKBOOK in known:
        return
    if any(name.startswith(("word/", "ppt/")) for name in known):
        raise unreadable("other_document")
    if "xl/workbook.bin" in known or "content.xml" in known:
        raise unreadable("other_spreadsheet")
    raise unreadable("not_a_workbook")


def unreadable(code: str, **values: object) -> UnreadableFile:
    """The error of a finding's code, with its words."""
    return UnreadableFile(code, WORDS[code], **values)


def _is_markup(content: bytes) -> bool:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<meta"))


def _is_text(content: bytes) -> bool:
    try:
        text = content[:4096].decode("utf-8", errors="ignore")
    except UnicodeDecodeError:
        return False
    printable = sum(character.isprintable() or character in "\r\n\t" for character in text)
    return b"\0" not in content[:4096] and printable > 0.95 * len(text) > 0 and b"\n" in content
