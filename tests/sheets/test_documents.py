"""The text of directives' files: PDF, DOCX, plain text; hostile ones get a sentence, never a crash."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from campaign.errors import UnreadableFile
from campaign.settings import MEBIBYTE
from campaign.sheets.documents.paragraphs import join_lines, tidy
from campaign.sheets.documents.reading import DOCUMENT_LIMITS, MOST_MIB, MOST_PAGES, read_document, read_document_apart
from tests.builders.documents import CLAUSE, archive, blank_pdf, docx_with, pdf_with

FULL = "Can cu ket luan cua Thuong truc Tinh uy ve cong tac phong, chong dich benh"


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        (docx_with("Số: 12/CV", CLAUSE), "docx", f"Số: 12/CV\n{CLAUSE}"),
        (docx_with("Nơi nhận:", table=[("A", "B"), ("C", "D")]), "docx", "Nơi nhận:\nA\nB\nC\nD"),
        (pdf_with("THONG BAO", FULL, "tren dia ban tinh.", "2. Muc hai."), "pdf", None),
        (f"Mục 1\r\n\r\n{CLAUSE}".encode(), "txt", f"Mục 1\n{CLAUSE}"),
        (b"\xef\xbb\xbf" + CLAUSE.encode(), "txt", CLAUSE),
        (CLAUSE.encode("utf-16"), "txt", CLAUSE),
    ],
)
def test_every_kind_of_document_gives_its_text(content, kind, text):
    document = read_document_apart(content)
    expected = f"THONG BAO\n{FULL} tren dia ban tinh.\n2. Muc hai." if kind == "pdf" else text
    assert (document.kind, document.text) == (kind, expected)


def test_a_scanned_document_has_no_text():
    assert read_document_apart(blank_pdf()).text is None


def test_a_document_of_the_most_pages_is_read():
    assert read_document(blank_pdf(MOST_PAGES)).kind == "pdf"


HOSTILE = {
    "empty": (b" \n", "document_empty"),
    "a picture": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "document_kind"),
    "rich text": (b"{\\rtf1 a}", "document_kind"),
    "latin letters": ("Mục một của công văn".encode("utf-16-le")[1:], "document_kind"),
    "an old Word file": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "document_old_word"),
    "an encrypted DOCX": (
        bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        "document_password",
    ),
    "a workbook": (archive(xl__workbook=b"<a/>"), "document_kind"),
    "half a DOCX": (docx_with(CLAUSE)[:-200], "document_damaged"),
    "no package": (archive(word__document=b"<w/>"), "document_damaged"),
    "a bomb": (archive(word__document=bytes(90 * MEBIBYTE)), "document_unsafe"),
    "entities": (archive(word__document=b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"), "document_unsafe"),
    "half a PDF": (b"%PDF-1.4\n1 0 obj\n<<", "document_damaged"),
    "a PDF with a password": (blank_pdf(password="x"), "document_password"),
    "one page too many": (blank_pdf(MOST_PAGES + 1), "document_too_long"),
    "one byte too many": (b"a" * (MOST_MIB * MEBIBYTE + 1), "document_too_big"),
}


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_document_is_answered_with_what_to_do(content, code):
    started = time.process_time()
    with pytest.raises(UnreadableFile) as refusal:
        read_document_apart(content)
    assert refusal.value.code == code
    assert time.process_time() - started < 2


def test_a_document_that_takes_too_long_is_stopped():
    with pytest.raises(UnreadableFile) as refusal:
        read_document_apart(pdf_with(*[FULL] * 100_000), limits=replace(DOCUMENT_LIMITS, read_seconds=1))
    assert refusal.value.code == "document_too_slow"


@pytest.mark.parametrize("whole", [pdf_with("Muc 1", FULL), docx_with("Mục 1", CLAUSE)], ids=["pdf", "docx"])
def test_a_damaged_document_is_read_or_refused(whole):
    draw = random.Random(4)
    outcomes = set()
    for _ in range(150):
        broken = bytearray(whole)
        for place in draw.sample(range(len(broken)), 6):
            broken[place] = draw.randrange(256)
        try:
            outcomes.add(read_document(bytes(broken)).kind)
        except UnreadableFile as refusal:
            outcomes.add(refusal.code)
    assert "document_damaged" in outcomes


@pytest.mark.parametrize(
    ("printed", "paragraphs"),
    [
        ("THÔNG BÁO\nKết luận", "THÔNG BÁO\nKết luận"),
        (f"{FULL}\n\nđịa bàn tỉnh.", f"{FULL} địa bàn tỉnh."),
        (f"{FULL} Covid-\n19 tỉnh", f"{FULL} Covid-19 tỉnh"),
        (f"{FULL}\n2. Sở Y tế", f"{FULL}\n2. Sở Y tế"),
        (f"{FULL}\n2.1. Sở Y tế", f"{FULL}\n2.1. Sở Y tế"),
        (f"{FULL}\n- Sở Y tế", f"{FULL}\n- Sở Y tế"),
        (f"{FULL}\nSở Y tế", f"{FULL} Sở Y tế"),
        (f"{FULL}\nngắn.\nĐoạn sau", f"{FULL} ngắn.\nĐoạn sau"),
        (f"{FULL}:\nSở Y tế", f"{FULL}:\nSở Y tế"),
        (f"{FULL}./.\nSở Y tế", f"{FULL}./.\nSở Y tế"),
        ("", ""),
    ],
)
def test_lines_of_a_page_become_paragraphs(printed, paragraphs):
    assert join_lines(printed) == paragraphs


def test_whole_paragraphs_lose_only_idle_space():
    assert tidy(["  Mục  1 ", "", "\u00a0", "Mục 2"]) == "Mục 1\nMục 2"
