"""A checked copy of whatever was sent: the workbook itself, its values, or the list alone; it never fails."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from campaign.access.actors import operator
from campaign.domain.findings import ERROR, WARNING, Finding
from campaign.errors import NotFound
from campaign.sheets.reading import read_workbook
from campaign.store.engine import Database
from campaign.workflows.sheets.checked_copy import checked_copy_of, checked_copy_of_upload
from campaign.workflows.sheets.importing import import_files, preview_file
from tests.builders import L1_BLOCKS, Style, build_l1, full_vocabulary, replace_part, sample_denominators, sample_rows
from tests.builders.l1 import l1_grid
from tests.builders.ods import write_ods
from tests.builders.xls import write_xls
from tests.workflows.test_importing import TODAY, WEEK

DAY = date(2022, 5, 20)
PEOPLE = sample_denominators()
PAIRS = {"18+": ("dose_3", "dose_4"), "12-17": ("dose_2", "dose_3"), "5-11": ("dose_1", "dose_2")}
CSV = "STT;Đơn vị;Lũy kế mũi 3\r\n1;Tam Đường;=1+1\r\n".encode("utf-8-sig")


def l1(**style: Any) -> bytes:
    return build_l1(WEEK, sample_rows(PEOPLE, PAIRS), PEOPLE, style=Style(**style))


def opened(copy: tuple[str, bytes]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(copy[1]))


def made(content: bytes, name: str, *findings: Finding) -> Any:
    return opened(checked_copy_of(content, name, findings, language="en", today=DAY))


def note(book: Any) -> str:
    return str(book.worksheets[0]["A7"].value)


def test_what_a_preview_found_is_marked_in_the_workbook(sqlite_database: Database) -> None:
    preview = preview_file(sqlite_database, l1(cells={"D11": "12 liều"}), "BC.xlsx", today=TODAY)
    book = made(preview.content, preview.file_name, *preview.findings)
    assert "'12 liều' is not a number" in book["Tuần 20"]["D11"].comment.text
    assert book["Tuần 20"]["D19"].value == "=SUM(D11:D18)"
    assert "This copy" not in note(book)


def test_a_checked_copy_is_read_as_the_sheet_it_was_made_of() -> None:
    words = full_vocabulary()
    first = read_workbook(l1(cells={"D11": "12 liều"}), "BC.xlsx", words, today=TODAY)
    name, content = checked_copy_of(l1(cells={"D11": "12 liều"}), "BC.xlsx", first.findings, language="en", today=DAY)
    again = read_workbook(content, name, words, today=TODAY)
    assert again.figures == first.figures and again.denominators == first.denominators
    assert again.findings == first.findings


def test_a_saved_upload_comes_back_with_what_was_found_when_it_was_saved(sqlite_database: Database) -> None:
    saved = import_files(sqlite_database, [("BC tuần 20.xlsx", l1(cells={"E19": 5}))], by=operator("an"), today=TODAY)
    assert saved[0].upload_id
    name, content = checked_copy_of_upload(sqlite_database, saved[0].upload_id, language="en")
    book = opened((name, content))
    assert name == "BC tuần 20 (checked).xlsx"
    assert "The total says 5" in book["Tuần 20"]["E19"].comment.text
    assert [row[1:4] for row in book.worksheets[0].iter_rows(min_row=9, max_col=4, values_only=True)] == [
        ("! Warning", "Tuần 20", "E19")
    ]


def test_a_copy_of_an_upload_that_there_is_not_is_refused(sqlite_database: Database) -> None:
    with pytest.raises(NotFound, match="no upload number 7"):
        checked_copy_of_upload(sqlite_database, 7, language="en")


def test_a_csv_file_comes_back_as_a_workbook_with_its_values(sqlite_database: Database) -> None:
    preview = preview_file(sqlite_database, CSV, "16.5.csv", today=TODAY)
    sheet = preview.tables[0].sheet if preview.tables else "16.5"
    book = made(CSV, "16.5.csv", Finding(ERROR, "not_a_number", sheet, "C2", {"text": "=1+1"}))
    assert (book[sheet]["B2"].value, book[sheet]["C2"].value, book[sheet]["C2"].data_type) == ("Tam Đường", "=1+1", "s")
    assert "not a number" in book[sheet]["C2"].comment.text
    assert note(book).startswith("The values stand at their cells")


@pytest.mark.parametrize(("write", "name"), [(write_xls, "BC.xls"), (write_ods, "BC.ods")])
def test_other_kinds_come_back_as_a_workbook_with_the_values_at_their_cells(write: Any, name: str) -> None:
    look = {"style": Style(), "blocks": L1_BLOCKS, "sheet": "Tuần 20", "title": None, "line": "", "notes": None}
    grid = l1_grid(WEEK, sample_rows(PEOPLE, PAIRS), PEOPLE, **look)
    finding = Finding(ERROR, "not_a_number", grid.name, "D11", {"text": "x"})
    copy = checked_copy_of(write([grid]), name, [finding], language="en", today=DAY)
    assert copy[0] == "BC (checked).xlsx"
    sheet = opened(copy)[grid.name]
    assert (sheet["B12"].value, sheet["B7"].value) == ("Tam Đường", "Đơn vị")
    assert sheet["D19"].value == sum(sheet.cell(row, 4).value for row in range(11, 19))
    assert sheet["D11"].comment
    assert "B7:B9" in {str(block) for block in sheet.merged_cells.ranges}


def test_what_only_the_reader_can_open_comes_back_as_its_values() -> None:
    content = replace_part(l1(), "docProps/core.xml", b"<cp:coreProperties")
    book = made(content, "BC.xlsx", Finding(WARNING, "not_a_number", "Tuần 20", "E12", {"text": "x"}))
    assert book["Tuần 20"]["B12"].value == "Tam Đường"
    assert book["Tuần 20"]["E12"].comment
    assert note(book).startswith("The values stand at their cells")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"\x01\x02\x03 no workbook", "is not"),
        (l1()[:-200], "damaged or was cut off"),
        (b"PK\x03\x04" + b"\0" * (4 << 20), "too large to be copied"),
        (replace_part(l1(), "xl/media/x.bin", b"\0" * (41 << 20)), "so it was not opened"),
    ],
)
def test_what_cannot_be_copied_gives_the_list_alone_and_says_why(content: bytes, reason: str) -> None:
    book = made(content, "BC.xlsx", Finding(ERROR, "damaged_file"))
    assert book.sheetnames == ["Check"]
    assert note(book).startswith("The file itself is not in this copy, only the list")
    assert reason in note(book)
    assert book.worksheets[0]["E10"].value.startswith("The file is damaged")
