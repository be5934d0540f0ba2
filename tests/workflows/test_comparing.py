"""What a corrected sheet would move is what has moved once it is saved, to the last figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.store.engine import Database
from campaign.workflows.monitor.monitoring import data_version, progress_at
from campaign.workflows.monitor.rankings import ranking_at
from campaign.workflows.sheets.comparing import Mark, Move, moved_by
from campaign.workflows.sheets.importing import Preview, import_files, preview_file, save_preview
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.builders import DISTRICTS, build_l1, build_l3, build_l4, communes_of, sample_denominators

TODAY = date(2023, 2, 1)
FIRST = Period(date(2022, 5, 20), date(2022, 5, 26))
BLOCKS = {"18+": ("people", "dose_3", "dose_4"), "5-11": ("people", "dose_2")}
PEOPLE = sample_denominators(groups=("18+", "5-11"))
PAIRS = [(group, dose) for group, (_, *doses) in BLOCKS.items() for dose in doses]
TARGETS = ("T6", "T7", "T8")  # 18+ dose 3, 5-11 dose 2, 50+ dose 4; no other that stands counts these sheets' figures
DUE = 0.9  # about as far as everybody has come, so that small corrections change ranks


def week(number: int) -> Period:
    later = timedelta(weeks=number)
    assert FIRST.start
    return Period(FIRST.start + later, FIRST.end + later)


def rows(number: int, changed: dict[tuple[str, str], tuple[int | None, int | None]]) -> dict[str, Any]:
    """Everybody's figures in a week; `changed` replaces dose 3 of 18+ (by district) or another (district, dose)."""
    made: dict[str, Any] = {}
    for place, unit in enumerate(DISTRICTS):
        weekly = dict.fromkeys(PAIRS, 40 + 10 * place)
        start = {(group, dose): int(PEOPLE[unit][group, ""] * (DUE - place / 200)) // 2 for group, dose in PAIRS}
        made[unit] = {pair: (weekly[pair], start[pair] + number * weekly[pair]) for pair in PAIRS}
    for (unit, dose), figures in changed.items():
        made[unit]["5-11" if dose == "dose_2" else "18+", dose] = figures
    return made


def sheet(number: int, changed: dict[tuple[str, str], tuple[int | None, int | None]] | None = None, people=PEOPLE):
    return (f"tuan-{number}.xlsx", build_l1(week(number), rows(number, changed or {}), people, blocks=BLOCKS))


def increments(number: int, changed: dict[tuple[str, str], tuple[int | None, int | None]] | None = None):
    pairs = {"18+": ("dose_3", "dose_4"), "5-11": ("dose_2",)}
    title = f"SỐ MŨI TIÊM TỪ NGÀY {week(number).start:%d/%m/%Y} ĐẾN NGÀY {week(number).end:%d/%m/%Y}"
    return (f"tang-{number}.xlsx", build_l3(week(number), rows(number, changed or {}), pairs=pairs, title=title))


def revised(unit: str, group: str, people: int) -> Any:
    return {**PEOPLE, unit: {**PEOPLE[unit], (group, ""): people}}


def look(database: Database, file: tuple[str, bytes]) -> Preview:
    return preview_file(database, file[1], file[0], today=TODAY)


def load(database: Database, *files: tuple[str, bytes]) -> list[Preview]:
    done = import_files(database, list(files), by=operator("an"), today=TODAY)
    assert [each.status for each in done] == ["accepted"] * len(files)
    return done


def standing(database: Database, day: date) -> dict[tuple[str, str], Mark]:
    """Where everybody stands, as the rankings and the overview show it."""
    provinces = progress_at(database, day, levels=("province",))
    found = {}
    for target in TARGETS:
        province = provinces[provinces["target"] == target].assign(rank=None)
        for row in (*ranking_at(database, target, day).itertuples(), *province.itertuples()):
            found[target, row.unit] = mark(row)
    return found


def mark(row: Any) -> Mark:
    doses, people, coverage, rank = (
        None if str(value) in ("None", "<NA>", "nan") else value
        for value in (row.doses_to_date, row.denominator, row.coverage, row.rank)
    )
    return Mark(doses, row.incomplete, people, coverage, rank, row.status)


def check_agreement(database: Database, before: Sequence[tuple[str, bytes]], file: tuple[str, bytes]) -> list[Move]:
    """The moves foretold for each day are the differences that saving makes; the moves shown without a day."""
    load(database, *before)
    days = [week(number).end for number in range(4)]
    preview = look(database, file)
    foretold = {day: moved_by(database, preview, as_of=day) for day in days}
    shown = moved_by(database, preview)
    old = {day: standing(database, day) for day in days}
    assert save_preview(database, preview, by=operator("an")).upload_id
    for day in days:
        new = standing(database, day)
        moved = {key for key in new if changes(old[day][key], new[key])}
        assert {(move.target, move.unit) for move in foretold[day]} == moved
        for move in foretold[day]:
            key = (move.target, move.unit)
            assert (move.before, move.after) == (old[day][key], new[key])
    assert shown == [move for day in days for move in foretold[day] if day in {each.day for each in shown}]
    return shown


def changes(old: Mark, new: Mark) -> bool:
    return (old.coverage, old.rank, old.status) != (new.coverage, new.rank, new.status)


THREE_WEEKS = [sheet(0), sheet(1), sheet(2)]


@pytest.mark.parametrize(
    ("before", "file", "days"),
    [
        pytest.param(THREE_WEEKS, sheet(2, {("Sìn Hồ", "dose_3"): (90, 5)}), {2}, id="the latest week"),
        pytest.param(THREE_WEEKS, sheet(1, {("Sìn Hồ", "dose_3"): (90, 5)}), {1}, id="a week in the middle"),
        pytest.param(
            [sheet(0), sheet(1), increments(2), increments(3)],
            sheet(1, {("Sìn Hồ", "dose_3"): (90, 5)}),
            {1, 3},
            id="a week in the middle that later ones count on from",
        ),
        pytest.param(
            [sheet(0), increments(2)],
            sheet(0, {("Tam Đường", "dose_3"): (1, 9), ("Than Uyên", "dose_2"): (3, 40)}),
            {0, 2},
            id="two districts and doses, with a week missing",
        ),
        pytest.param(
            THREE_WEEKS, sheet(1, people=revised("Mường Tè", "18+", 99_999)), {1}, id="people of a week in the middle"
        ),
        pytest.param(
            THREE_WEEKS, sheet(2, people=revised("Mường Tè", "5-11", 700)), {2}, id="people of the latest week"
        ),
        pytest.param(
            [sheet(0), sheet(3)],
            sheet(0, {("Sìn Hồ", "dose_4"): (2, 3)}, people=revised("Nậm Nhùn", "18+", 50)),
            {0},
            id="doses and people in one file",
        ),
    ],
)
def test_what_is_foretold_is_what_saving_does(
    sqlite_database: Database, before: Any, file: Any, days: set[int]
) -> None:
    shown = check_agreement(sqlite_database, before, file)
    assert {move.day for move in shown} == {week(number).end for number in days}


def test_it_is_foretold_alike_on_both_databases(database: Database) -> None:
    assert check_agreement(database, [sheet(0), increments(1)], sheet(0, {("Sìn Hồ", "dose_3"): (90, 5)}))


def test_a_corrected_commune_moves_its_district_and_the_province(sqlite_database: Database) -> None:
    def communes(changed: int) -> tuple[str, bytes]:
        people = {name: {("18+", ""): 500} for district in DISTRICTS for name in communes_of(district)}
        doses = {(("18+"), dose): (None, 200) for dose in ("dose_1", "dose_2", "dose_3", "dose_4")}
        made = {district: {name: dict(doses) for name in communes_of(district)} for district in DISTRICTS}
        first = communes_of("Sìn Hồ")[0]
        made["Sìn Hồ"][first]["18+", "dose_3"] = (None, changed)
        return ("xa.xlsx", build_l4(FIRST.end, made, people))

    shown = check_agreement(sqlite_database, [communes(200)], communes(100))
    assert {move.unit for move in shown if move.target == "T6" and changes_coverage(move)} == {"108", "12"}


def changes_coverage(move: Move) -> bool:
    return move.before.coverage != move.after.coverage


def test_dose_3_of_long_ago_moves_those_due_for_dose_4_now(sqlite_database: Database) -> None:
    def over_50(number: int, done: int) -> tuple[str, bytes]:
        people = {unit: {("50+", ""): 5000} for unit in DISTRICTS}
        made = {unit: {("50+", dose): (10, done) for dose in ("dose_3", "dose_4")} for unit in DISTRICTS}
        blocks = {"50+": ("people", "dose_3", "dose_4")}
        return (f"50-{number}.xlsx", build_l1(week(number), made, people, blocks=blocks))

    load(sqlite_database, over_50(0, 1000), over_50(26, 2000))
    moves = moved_by(sqlite_database, look(sqlite_database, over_50(0, 1500)))
    dose_4 = [move for move in moves if move.target == "T8" and move.unit == "105" and move.day == week(26).end]
    assert [(move.before.people, move.after.people) for move in dose_4] == [(1000, 1500)]
    assert [(move.before.coverage, move.after.coverage) for move in dose_4] == [(2.0, pytest.approx(4 / 3))]


def test_others_ranks_move_too(sqlite_database: Database) -> None:
    load(sqlite_database, *THREE_WEEKS)
    ranked = ranking_at(sqlite_database, "T6", week(2).end)
    first, second = ranked["name"][0], ranked["name"][1]
    doses = int(ranked["doses_to_date"][0])
    file = sheet(2, {(first.removeprefix("Huyện "), "dose_3"): (1, doses // 10)})
    moves = [each for each in moved_by(sqlite_database, look(sqlite_database, file)) if each.target == "T6"]
    by_name = {move.name: (move.before.rank, move.after.rank) for move in moves}
    assert by_name[first] == (1, 8)
    assert by_name[second] == (2, 1)
    assert (moves[-1].unit, moves[-1].before.rank, moves[-1].after.rank) == ("12", None, None)


def test_a_file_that_corrects_nothing_moves_nothing(sqlite_database: Database) -> None:
    load(sqlite_database, sheet(0))
    assert moved_by(sqlite_database, look(sqlite_database, sheet(1))) == []
    assert moved_by(sqlite_database, look(sqlite_database, sheet(0))) == []


def test_a_correction_that_no_target_counts_moves_nothing(sqlite_database: Database) -> None:
    load(sqlite_database, *THREE_WEEKS)
    in_period, to_date = rows(2, {})["Sìn Hồ"]["18+", "dose_4"]
    file = sheet(2, {("Sìn Hồ", "dose_4"): (in_period + 1, to_date + 1)})
    assert moved_by(sqlite_database, look(sqlite_database, file)) == []


def test_nothing_is_written(sqlite_database: Database) -> None:
    load(sqlite_database, *THREE_WEEKS)
    before = data_version(sqlite_database), standing(sqlite_database, week(2).end)
    preview = look(sqlite_database, sheet(2, {("Sìn Hồ", "dose_3"): (90, 5)}))
    assert moved_by(sqlite_database, preview)
    assert (data_version(sqlite_database), standing(sqlite_database, week(2).end)) == before
    assert save_preview(sqlite_database, preview, by=operator("an")).upload_id  # not even stale


def test_a_file_with_errors_moves_nothing_since_it_cannot_be_saved(sqlite_database: Database) -> None:
    load(sqlite_database, *THREE_WEEKS)
    preview = look(sqlite_database, sheet(2, {("Sìn Hồ", "dose_3"): (-5, 5)}))
    assert preview.status != "accepted"
    assert moved_by(sqlite_database, preview) == []


def test_what_was_withdrawn_does_not_count(sqlite_database: Database) -> None:
    load(sqlite_database, sheet(0))
    (wrong,) = load(sqlite_database, sheet(0, {("Sìn Hồ", "dose_3"): (90, 5)}))
    assert wrong.upload_id
    withdraw_upload(sqlite_database, wrong.upload_id, reason="nhầm", by=operator("an"))
    assert check_agreement(sqlite_database, [], sheet(0, {("Sìn Hồ", "dose_3"): (90, 700)}))


def test_of_files_saved_together_each_is_compared_with_those_before_it(sqlite_database: Database) -> None:
    load(sqlite_database, *THREE_WEEKS)
    first = look(sqlite_database, sheet(2, {("Sìn Hồ", "dose_3"): (90, 500)}, people=revised("Mường Tè", "18+", 999)))
    second = look(sqlite_database, sheet(2, {("Tam Đường", "dose_3"): (90, 500)}))
    foretold = moved_by(sqlite_database, second, upon=[first], as_of=week(2).end)
    assert save_preview(sqlite_database, first, by=operator("an")).upload_id
    old = standing(sqlite_database, week(2).end)
    load(sqlite_database, sheet(2, {("Tam Đường", "dose_3"): (90, 500)}))
    new = standing(sqlite_database, week(2).end)
    assert {(move.target, move.unit) for move in foretold} == {key for key in new if changes(old[key], new[key])}
    assert all(
        (move.before, move.after) == (old[move.target, move.unit], new[move.target, move.unit]) for move in foretold
    )
    assert any(math.isclose(move.after.people or 0, PEOPLE["Mường Tè"]["18+", ""]) for move in foretold)
