"""The text of a directive's file: PDF, DOCX or plain text, told by its bytes.

Files come from outside, so a DOCX passes the gate of the spreadsheets first (campaign/sheets/files/container.py), and
all of this runs in a process of its own (`read_document_apart`): no file can stop, fill or slow down the program.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from campaign.domain.directives.quotations import clean_text
from campaign.domain.wording.finding_words import WORDS
from campaign.errors import UnreadableFile
from campaign.settings import MEBIBYTE, Limits
from campaign.sheets.documents.paragraphs import join_lines, tidy
from campaign.sheets.files.apart import run_apart
from campaign.sheets.files.container import find_damaged, open_container
from campaign.sheets.files.kinds import OLE2, UTF8_MARK, UTF16_MARKS, ZIP
from campaign.sheets.files.parts import check_part

PDF, DOCX, TEXT = "pdf", "docx", "txt"
# A directive has a few pages; scans of long ones reach 10 MB.
MOST_MIB, MOST_PAGES = 20, 300
DOCUMENT_LIMITS = Limits(file_mib=MOST_MIB, inflated_mib=100, read_seconds=20, read_memory_mib=1024)

_BODY = "word/document.xml"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF_STARTS_WITHIN = 1024
# What the readers of workbooks say, in the words for documents.
_IN_OUR_WORDS = {
    "damaged_file": "document_damaged",
    "unsafe_file": "document_unsafe",
    "password_protected": "document_password",
    "too_slow": "document_too_slow",
    "too_much_memory": "document_too_slow",
}


class Document(NamedTuple):
    """What kind of file it is, and its text; None where there is none to read (a scanned picture)."""

    kind: str
    text: str | None


def read_document_apart(content: bytes, *, limits: Limits = DOCUMENT_LIMITS) -> Document:
    """`read_document` in a process of its own; raises UnreadableFile with what to do."""
    if len(content) > limits.file_mib * MEBIBYTE:
        raise refused("document_too_big", limit=limits.file_mib)
    with _in_our_words():
        return run_apart(read_document, content, limits=limits)


def read_document(content: bytes) -> Document:
    """The document's text in paragraphs, a line each; raises UnreadableFile for what is no document."""
    if not content.strip():
        raise refused("document_empty")
    if b"%PDF-" in content[:_PDF_STARTS_WITHIN]:
        return Document(PDF, _text(join_lines(_read_pdf(content))))
    if content.startswith(ZIP):
        return Document(DOCX, _text(tidy(_read_docx(content))))
    if content.startswith(OLE2):
        raise refused("document_password" if _ENCRYPTED in content else "document_old_word")
    return Document(TEXT, _text(tidy(_read_text(content).splitlines())))


def refused(code: str, **values: object) -> UnreadableFile:
    """The error of a finding's code, with its words."""
    return UnreadableFile(code, WORDS[code], **values)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """What is said of workbooks, said of documents."""
    try:
        yield
    except UnreadableFile as problem:
        if problem.code in _IN_OUR_WORDS:
            raise refused(_IN_OUR_WORDS[problem.code]) from problem
        raise


def _text(text: str) -> str | None:
    return clean_text(text) or None


def _read_pdf(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > MOST_PAGES:
            raise refused("document_too_long", limit=MOST_PAGES)
        return "\n".join(page.extract_text() for page in reader.pages)
    except (FileNotDecryptedError, DependencyError) as problem:
        raise refused("document_password") from problem
    except (PyPdfError, *_BROKEN) as problem:
        raise refused("document_damaged") from problem


# What a reader stumbles over in a file that is not what it says, beside errors of its own.
_BROKEN = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, EOFError, RecursionError),
    *(SyntaxError, NotImplementedError, AssertionError),  # of the parser of XML; of what a PDF may also be
    *(zipfile.BadZipFile, zlib.error, struct.error),
)


def _read_docx(content: bytes) -> list[str]:
    import docx
    from docx.opc.exceptions import OpcError

    with _in_our_words():
        _check_archive(content)
    try:
        return _paragraphs(docx.Document(io.BytesIO(content)))
    except (OpcError, *_BROKEN) as problem:
        raise refused("document_damaged") from problem


def _check_archive(content: bytes) -> None:
    """Raise UnreadableFile for an archive that is damaged, unpacks to too much or holds no Word document."""
    container = open_container(content, DOCUMENT_LIMITS)
    if _BODY not in container.members:
        raise refused("document_kind")
    for name in container.members:
        if name.endswith((".xml", ".rels")):
            check_part(container, name)
    if find_damaged(container, ()):
        raise refused("document_damaged")


def _paragraphs(block: Any) -> list[str]:
    """The paragraphs of a body or a cell in reading order, those of tables row by row."""
    found: list[str] = []
    for item in block.iter_inner_content():
        rows = getattr(item, "rows", None)
        if rows is None:
            found.extend(item.text.splitlines())
            continue
        for row in rows:
            cells = {id(cell._tc): cell for cell in row.cells}  # a merged cell is met once for each it covers
            found.extend(line for cell in cells.values() for line in _paragraphs(cell))
    return found


def _read_text(content: bytes) -> str:
    """Text as UTF-8 or UTF-16; anything else is no text that can be told."""
    try:
        if content.startswith(UTF16_MARKS):
            return content.decode("utf-16")
        text = content.removeprefix(UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise refused("document_kind") from problem
    if "\0" in text or text.lstrip().startswith("{\\rtf"):
        raise refused("document_kind")
    return text
