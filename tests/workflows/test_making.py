"""Reports and rankings are written two at a time, however many are asked for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from threading import Event

import pytest

from campaign.exports.report.workbook import workbook
from campaign.store.engine import Database
from campaign.workflows.making import AT_ONCE, MAKING
from campaign.workflows.monitor import ranking_files
from campaign.workflows.report.files import report_file

DAY = date(2022, 6, 16)


def make_report(database: Database) -> tuple[str, bytes]:
    return report_file(database, DAY, "xlsx", language="vi")


def make_ranking(database: Database) -> tuple[str, bytes]:
    return ranking_files.ranking_file(database, "T6", DAY, "csv", language="vi")


@pytest.mark.parametrize(
    ("room", "writer", "make"),
    [(workbook, "write_report_workbook", make_report), (ranking_files, "write_ranking_csv", make_ranking)],
)
def test_a_file_is_written_when_fewer_than_two_others_are(sample, monkeypatch, room, writer, make):
    begun = Event()
    monkeypatch.setattr(room, writer, telling(getattr(room, writer), begun))
    with ThreadPoolExecutor() as pool:
        with ExitStack() as others:
            for _ in range(AT_ONCE):
                others.enter_context(MAKING)
            waiting = pool.submit(make, sample)
            assert not begun.wait(4)
        name, content = waiting.result(timeout=60)
    assert begun.is_set()
    assert name
    assert content


def telling(write: Callable[..., bytes], begun: Event) -> Callable[..., bytes]:
    """A writer that says that it began and writes as ever."""

    def begin(*arguments: object, **named: object) -> bytes:
        begun.set()
        return write(*arguments, **named)

    return begin
