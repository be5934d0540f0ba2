"""The mark of the audit trail on whatever is made to be kept: the same for the same data, and accepted by the check."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from campaign.store.safety.audit import read_anchor, record_event
from campaign.workflows.monitor.district_files import district_file
from campaign.workflows.monitor.outlook_files import outlook_file
from campaign.workflows.monitor.ranking_files import ranking_file
from campaign.workflows.monitor.standing_files import standing_file
from campaign.workflows.monitor.timeline_files import timeline_file
from campaign.workflows.report.files import report_file
from campaign.workflows.safety.anchors import parse_anchor
from campaign.workflows.safety.auditing import verify_trail
from tests.ui.visits import WEEK, opened, upload, weekly_sheet

DAY = WEEK.end
MADE = {
    "ranking": lambda database: ranking_file(database, "T6", DAY, "xlsx", language="vi")[1],
    "standing": lambda database: standing_file(database, DAY, "xlsx", language="vi")[1],
    "district": lambda database: district_file(database, "105", DAY, "xlsx", language="vi")[1],
    "timeline": lambda database: timeline_file(database, None, DAY, "xlsx", language="vi")[1],
    "outlook": lambda database: outlook_file(database, DAY, "xlsx", language="vi"),
    "document": lambda database: report_file(database, DAY, "docx", targets=["T6"], language="vi")[1],
    "slides": lambda database: report_file(database, DAY, "pptx", targets=["T6"], language="vi")[1],
    "workbook": lambda database: report_file(database, DAY, "xlsx", targets=["T6"], language="vi")[1],
    "page": lambda database: report_file(database, DAY, "html", targets=["T6"], language="vi")[1],
}


@pytest.fixture
def database(sqlite_url):
    upload(sqlite_url, ("tuan.xlsx", weekly_sheet()))
    return opened(sqlite_url)


def everything_in(content):
    """The text of a file, unpacked where it is a package, without markup."""
    content = content.encode() if isinstance(content, str) else content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = b"\n".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    return re.sub(r"<[^>]+>", "", content.decode("utf-8"))


@pytest.mark.parametrize("made", MADE)
def test_whatever_is_made_bears_the_end_of_the_trail(database, made):
    with database.reading() as connection:
        anchor = read_anchor(connection)
    text = everything_in(MADE[made](database))
    [printed] = set(re.findall(r"\d+ · [0-9a-f]{16}", text))
    assert printed == anchor.short
    assert verify_trail(database, [parse_anchor(printed)]).wrong == []


@pytest.mark.parametrize("made", MADE)
def test_the_same_data_give_the_same_bytes_and_an_event_gives_others(database, made):
    first = MADE[made](database)
    assert MADE[made](database) == first
    with database.writing() as connection:
        record_event(connection, by="an", action="upload", object_="upload 99")
    assert MADE[made](database) != first


def test_a_ranking_says_it_under_its_table_in_words(database):
    sheet = load_workbook(io.BytesIO(MADE["ranking"](database))).worksheets[0]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    with database.reading() as connection:
        assert f"Mốc nhật ký: {read_anchor(connection).short}" in texts
