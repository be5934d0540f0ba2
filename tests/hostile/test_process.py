"""Cases of the corpus that are no single file: two people, two clicks, two tabs, and what changed since the preview."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from campaign.domain.names.text import key
from campaign.errors import Refused
from campaign.store.schema import metadata
from campaign.workflows.monitor.listing import list_figures
from campaign.workflows.sheets.importing import Preview, import_files, preview_file, save_preview
from campaign.workflows.sheets.uploads import list_uploads, withdraw_upload
from tests.builders.reference import unit_rows
from tests.hostile.cases import good
from tests.hostile.corpus import READ, analyst
from tests.hostile.weeks_and_structure import TAM_DUONG, corrected, moved
from tests.sheets.reading_helpers import ROWS, TODAY

WEEK, TO_DATE = ROWS[TAM_DUONG]["18+", "dose_3"]


def seen(database, content: bytes, name: str = "a.xlsx") -> Preview:
    return preview_file(database, content, name, today=TODAY, read=READ)


def shown(database) -> tuple[int, int]:
    (row,) = list_figures(database, unit="106", group="18+", dose="dose_3")
    return row["doses_in_period"], row["doses_to_date"]


def rows_in_tables(database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }


def test_34_dozens_of_files_at_once_are_all_taken(database):
    files = [(f"tuan-{n}.xlsx", moved(7 * n - 91, TO_DATE + n, 1)()) for n in range(12)]
    outcomes = import_files(database, files, by=analyst(), today=TODAY, read=READ)
    assert [outcome.status for outcome in outcomes] == ["accepted"] * 12
    assert len(list_uploads(database)) == 12


def test_107_no_two_units_of_one_kind_and_place_have_one_name():
    units, _ = unit_rows()
    names = [(unit.kind, unit.parent, key(unit.name)) for unit in units]
    assert len(set(names)) == len(names)


def test_133_two_clicks_at_the_same_moment_save_one_upload(database):
    preview, outcomes = seen(database, good()), []
    clicks = [
        threading.Thread(target=lambda: outcomes.append(save_preview(database, preview, by=analyst()))) for _ in "12"
    ]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    assert sorted(outcome.status for outcome in outcomes) == ["accepted", "unchanged"]
    assert {outcome.upload_id for outcome in outcomes} == {1} and len(list_uploads(database)) == 1


def test_134_the_second_of_two_tabs_is_told_that_it_was_saved(database):
    first, second = seen(database, good()), seen(database, good(), "b.xlsx")
    save_preview(database, first, by=analyst())
    told = save_preview(database, second, by=analyst())
    assert (told.status, told.upload_id) == ("unchanged", 1)


def test_135_the_second_of_two_analysts_sees_the_change_against_what_now_stands(database):
    first, second = seen(database, good()), seen(database, corrected())
    save_preview(database, first, by=analyst())
    with pytest.raises(Refused, match="since this preview"):
        save_preview(database, second, by=analyst())
    assert shown(database) == (WEEK, TO_DATE)
    again = seen(database, corrected())
    assert [(change.old, change.new) for change in again.changes] == [(WEEK, WEEK + 5), (TO_DATE, TO_DATE + 5)]


def test_136_a_preview_is_held_again_against_what_stands_when_it_is_saved(database):
    import_files(database, [("a.xlsx", good())], by=analyst(), today=TODAY, read=READ)
    preview = seen(database, corrected())
    withdraw_upload(database, 1, reason="nhầm", by=analyst())
    with pytest.raises(Refused, match="since this preview"):
        save_preview(database, preview, by=analyst())
    assert list_figures(database) == []


def test_137_a_preview_that_nobody_confirms_leaves_nothing(database):
    before = rows_in_tables(database)
    assert seen(database, good()).status == "accepted"
    assert rows_in_tables(database) == before


def test_140_other_bytes_than_those_previewed_are_not_saved(database):
    preview = replace(seen(database, good()), content=corrected())
    with pytest.raises(Refused, match="no longer the file"):
        save_preview(database, preview, by=analyst())
    assert list_uploads(database) == [] and list_figures(database) == []
