"""Many files at once: ordered by period, each upon those before it, saved together as if one by one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.access.actors import operator
from campaign.domain.counting.changes import Counts
from campaign.domain.counting.figures import Period
from campaign.domain.place import LAI_CHAU
from campaign.errors import Refused
from campaign.settings import Settings
from campaign.store.engine import Database
from campaign.store.sheets.totals import read_all_totals
from campaign.workflows.checking import check_database
from campaign.workflows.monitor.listing import list_figures
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets import batches
from campaign.workflows.sheets.importing import Preview, import_files, preview_files, save_preview, save_previews
from campaign.workflows.sheets.uploads import list_uploads, read_findings
from tests.workflows.test_importing import PEOPLE, TODAY, WEEK, l1

File = tuple[str, bytes]
ADULTS = ("18+", "dose_3")


def week(number: int) -> Period:
    assert WEEK.start
    return Period(*(day + timedelta(weeks=number) for day in (WEEK.start, WEEK.end)))


def sheet(
    number: int, *, in_period: int | None = None, to_date: int | None = None, name: str = "", **style: Any
) -> File:
    """The week's sheet of all eight districts, each with these figures."""
    rows = {unit: {ADULTS: (in_period, to_date)} for unit in PEOPLE}
    return name or f"tuan-{number}.xlsx", l1(rows, week=week(number), **style)


def told(preview: Preview, *codes: str) -> list[str]:
    return [finding.code for finding in preview.findings if finding.code in codes]


def shown(database: Database, unit: str = "106") -> list[tuple[int | None, int, bool]]:
    rows = list_figures(database, unit=unit, group="18+", dose="dose_3")
    return [(row["doses_in_period"], row["doses_to_date"], row["incomplete"]) for row in rows]


MONTH = [sheet(0, to_date=1000), *(sheet(number, in_period=10 * number) for number in (1, 2, 4))]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2)])
def test_of_a_month_dropped_at_once_only_the_week_that_is_missing_is_told(
    database: Database, order: Sequence[int]
) -> None:
    previews = preview_files(database, [MONTH[place] for place in order], today=TODAY)
    assert [preview.file_name for preview in previews] == [MONTH[place][0] for place in order]
    assert {preview.status for preview in previews} == {"accepted"}
    missing = {preview.file_name: told(preview, "missing_week") for preview in previews}
    assert missing == {"tuan-0.xlsx": [], "tuan-1.xlsx": [], "tuan-2.xlsx": [], "tuan-4.xlsx": ["missing_week"]}
    assert list_uploads(database) == []
    saved = save_previews(database, previews, by=operator("an"))
    assert [preview.file_name for preview in saved] == [preview.file_name for preview in previews]
    assert sorted(preview.upload_id or 0 for preview in saved) == [1, 2, 3, 4]
    assert [upload.file_name for upload in reversed(list_uploads(database))] == [name for name, _ in MONTH]
    assert shown(database) == [(None, 1000, False), (10, 1010, False), (20, 1030, False), (40, 1070, True)]
    last = next(preview for preview in saved if preview.file_name == "tuan-4.xlsx")
    assert [each.code for each in read_findings(database, last.upload_id or 0)].count("missing_week") == 1


COMPLETE = [(None, 1000, False), (10, 1010, False), (20, 1030, False), (30, 1060, False), (40, 1100, False)]


def test_the_missing_week_makes_the_later_ones_complete_whenever_it_arrives(database: Database) -> None:
    import_files(database, MONTH, by=operator("an"), today=TODAY)
    assert shown(database)[-1] == (40, 1070, True)
    (late,) = import_files(database, [sheet(3, in_period=30)], by=operator("an"), today=TODAY)
    assert told(late, "missing_week") == []
    assert shown(database) == COMPLETE


@pytest.mark.parametrize("backwards", [False, True])
def test_increments_saved_one_by_one_are_complete_in_the_end_in_either_order(
    database: Database, backwards: bool
) -> None:
    files = [*MONTH[:3], sheet(3, in_period=30), MONTH[3]]
    for file in reversed(files) if backwards else files:
        import_files(database, [file], by=operator("an"), today=TODAY)
    assert shown(database) == COMPLETE


def test_the_missing_week_may_be_in_the_same_batch(database: Database) -> None:
    outcomes = import_files(database, [*reversed(MONTH), sheet(3, in_period=30)], by=operator("an"), today=TODAY)
    assert [told(outcome, "missing_week") for outcome in outcomes] == [[]] * 5
    assert shown(database) == COMPLETE


def test_the_same_file_twice_counts_once_and_says_so(database: Database) -> None:
    name, content = sheet(0, to_date=1000)
    first, second = preview_files(database, [(name, content), ("ban-sao.xlsx", content)], today=TODAY)
    assert (first.status, second.status, second.counts) == ("accepted", "unchanged", Counts(unchanged=8))
    assert [(each.code, each.values) for each in second.findings] == [("same_as_another", {"file": name})]
    saved = save_previews(database, [second, first], by=operator("an"))
    assert [(each.status, each.upload_id) for each in saved] == [("unchanged", 1), ("accepted", 1)]
    assert len(list_uploads(database)) == 1


def test_a_file_with_errors_has_them_each_time_it_comes(database: Database) -> None:
    first, second = import_files(database, [("a.xlsx", b"x"), ("b.xlsx", b"x")], by=operator("an"), today=TODAY)
    assert first.status == second.status == "refused"
    assert [each.code for each in second.findings] == [*(each.code for each in first.findings), "same_as_another"]


def test_the_same_figures_in_other_bytes_are_unchanged_within_a_batch(database: Database) -> None:
    files = [sheet(0, to_date=1000, name="a.xlsx"), sheet(0, to_date=1000, name="b.xlsx", signature=False)]
    _, again = preview_files(database, files, today=TODAY)
    assert (again.status, again.upload_id, again.counts) == ("unchanged", None, Counts(unchanged=8))
    outcomes = import_files(database, files, by=operator("an"), today=TODAY)
    assert [(each.status, each.upload_id) for each in outcomes] == [("accepted", 1), ("unchanged", 1)]


def test_a_later_file_of_the_batch_corrects_an_earlier_ones_cell(database: Database) -> None:
    files = [sheet(0, to_date=1000, name="a.xlsx"), sheet(0, to_date=1005, name="b.xlsx")]
    _, second = preview_files(database, files, today=TODAY)
    assert second.counts == Counts(changed=8)
    change = next(each for each in second.changes if each.unit == "106")
    assert (change.old, change.new, change.old_upload, change.old_cell) == (1000, 1005, None, "E12")
    saved = save_previews(database, preview_files(database, files, today=TODAY), by=operator("an"))
    assert {each.old_upload for each in saved[1].changes} == {1}
    assert shown(database) == [(None, 1005, False)]


def test_a_file_that_became_stale_does_not_stop_the_others(database: Database) -> None:
    previews = preview_files(database, [sheet(0, to_date=1000), sheet(1, in_period=10)], today=TODAY)
    import_files(database, [sheet(0, to_date=990, name="cua-nguoi-khac.xlsx")], by=operator("bình"), today=TODAY)
    stale, saved = save_previews(database, previews, by=operator("an"))
    assert (stale.upload_id, stale.problem and stale.problem.code) == (None, "stale_preview")
    assert (saved.upload_id, saved.problem) == (2, None)
    assert shown(database) == [(None, 990, False), (10, 1000, False)]


def test_a_file_that_was_corrected_within_the_batch_is_stale_without_the_file_it_corrects(database: Database) -> None:
    files = [sheet(0, to_date=1000, name="a.xlsx"), sheet(0, to_date=1005, name="b.xlsx")]
    _, correction = preview_files(database, files, today=TODAY)
    with pytest.raises(Refused, match="since this preview"):
        save_preview(database, correction, by=operator("an"))
    assert list_uploads(database) == []


def test_a_week_saved_without_the_one_before_says_so_with_its_upload(database: Database) -> None:
    import_files(database, [MONTH[0]], by=operator("an"), today=TODAY)
    _, second = preview_files(database, MONTH[1:3], today=TODAY)
    assert told(second, "missing_week") == []
    saved = save_preview(database, second, by=operator("an"))
    assert told(saved, "missing_week") == ["missing_week"]


def test_what_others_uploaded_meanwhile_does_not_matter_where_the_same_would_change(database: Database) -> None:
    import_files(database, [sheet(0, to_date=990)], by=operator("an"), today=TODAY)
    (preview,) = preview_files(database, [sheet(0, to_date=1000, name="b.xlsx")], today=TODAY)
    import_files(database, [sheet(3, to_date=2000)], by=operator("bình"), today=TODAY)
    assert save_preview(database, preview, by=operator("an")).upload_id == 3


def test_files_whose_period_is_not_known_come_last_and_keep_their_own_verdict(database: Database) -> None:
    files = [("khong-ky.xlsx", b"nothing"), *MONTH[:2]]
    outcomes = import_files(database, files, by=operator("an"), today=TODAY)
    assert [outcome.status for outcome in outcomes] == ["refused", "accepted", "accepted"]


def test_progress_is_told_for_reading_and_for_saving(database: Database) -> None:
    read: list[tuple[int, int, str]] = []
    saved: list[tuple[int, int, str]] = []
    files = [MONTH[1], MONTH[0]]
    previews = preview_files(database, files, today=TODAY, on_progress=lambda *now: read.append(now))
    save_previews(database, previews, by=operator("an"), on_progress=lambda *now: saved.append(now))
    assert read == [(0, 2, "tuan-1.xlsx"), (1, 2, "tuan-0.xlsx")]
    assert saved == [(0, 2, "tuan-0.xlsx"), (1, 2, "tuan-1.xlsx")]


def test_a_period_that_was_chosen_holds_for_its_file_alone(sqlite_database: Database) -> None:
    files = [sheet(0, to_date=1000), sheet(1, to_date=1010)]
    (first, _) = preview_files(sqlite_database, files, today=TODAY)
    chosen = {first.sha256: Period(None, week(-3).end)}
    previews = preview_files(sqlite_database, files, today=TODAY, periods=chosen)
    assert [preview.period and preview.period.end for preview in previews] == [week(-3).end, week(1).end]


def test_paths_are_read_when_their_turn_comes(sqlite_database: Database, tmp_path: Path) -> None:
    name, content = MONTH[0]
    (tmp_path / name).write_bytes(content)
    (outcome,) = import_files(sqlite_database, [(name, tmp_path / name)], by=operator("an"), today=TODAY)
    assert (outcome.status, outcome.upload_id) == ("accepted", 1)


figures = st.one_of(
    st.tuples(st.integers(0, 60), st.none()),
    st.tuples(st.none(), st.integers(500, 900)),
    st.tuples(st.integers(0, 60), st.integers(500, 900)),
)
batch = st.lists(st.tuples(st.integers(0, 5), figures), min_size=2, max_size=6, unique_by=str)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batch=batch, earlier=st.integers(0, 2), at_once=st.sampled_from([1, 20, 10_000]), data=st.data())
def test_a_batch_in_any_order_is_what_one_by_one_in_order_of_period_is(
    batch: list[tuple[int, tuple[int | None, int | None]]],
    earlier: int,
    at_once: int,
    data: st.DataObject,
    sqlite_template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also upon what was saved before, and when it takes several transactions."""
    files = [sheet(number, in_period=a, to_date=b, name=f"{n}.xlsx") for n, (number, (a, b)) in enumerate(batch)]
    before, rest = files[:earlier], files[earlier:]
    order = sorted(range(len(rest)), key=lambda place: (batch[earlier + place][0], rest[place][0]))
    alone, together = (copied(sqlite_template, tmp_path / name) for name in ("alone.db", "together.db"))
    with closing(alone), closing(together):
        for file in before:
            import_files(alone, [file], by=operator("an"), today=TODAY)
            import_files(together, [file], by=operator("an"), today=TODAY)
        for place in order:
            import_files(alone, [rest[place]], by=operator("an"), today=TODAY)
        monkeypatch.setattr(batches, "NUMBERS_AT_ONCE", at_once)
        mixed = [rest[place] for place in data.draw(st.permutations(range(len(rest))))]
        save_previews(together, preview_files(together, mixed, today=TODAY), by=operator("an"))
        assert totals(together) == totals(alone)
        assert [row.file_name for row in list_uploads(together)] == [row.file_name for row in list_uploads(alone)]
        assert check_database(together) == []


def copied(template: Path, path: Path) -> Database:
    return open_campaign(Settings(database_url=f"sqlite:///{shutil.copyfile(template, path).as_posix()}"))


def totals(database: Database) -> Any:
    with database.reading() as connection:
        return read_all_totals(connection, LAI_CHAU, ADULTS)
