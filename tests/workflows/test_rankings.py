"""Rankings out of a real database: by one target, by several, week by week, and of a district's communes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.errors import NotFound
from campaign.store.engine import Database
from campaign.workflows.monitor.district import read_communes
from campaign.workflows.monitor.rankings import find_shares, rank_by, ranking_at
from campaign.workflows.sheets.importing import import_files
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.builders import DISTRICTS, build_l1, build_l4, communes_of, sample_denominators

TODAY = date(2023, 2, 1)
FIRST = Period(date(2022, 5, 20), date(2022, 5, 26))
BLOCKS = {"18+": ("people", "dose_3"), "5-11": ("people", "dose_2")}
PEOPLE = sample_denominators(groups=("18+", "5-11"))
HALVES = {"T6": 0.5, "T7": 0.5}


def week(number: int) -> Period:
    assert FIRST.start
    return Period(FIRST.start + timedelta(weeks=number), FIRST.end + timedelta(weeks=number))


def sheet(number: int, done: dict[str, float] | None = None, without: tuple[str, ...] = ()) -> tuple[str, bytes]:
    """A week in which each district has reached 40 %, 45 %, 50 % … of both groups, or as `done` says of 18+."""
    rows: dict[str, Any] = {}
    for place, unit in enumerate(name for name in DISTRICTS if name not in without):
        share = 0.4 + place / 20 + number / 100
        adults = (done or {}).get(unit, share)
        people = PEOPLE[unit]
        rows[unit] = {
            ("18+", "dose_3"): (5, int(people["18+", ""] * adults)),
            ("5-11", "dose_2"): (5, int(people["5-11", ""] * (1 - share))),
        }
    return f"tuan-{number}.xlsx", build_l1(week(number), rows, PEOPLE, blocks=BLOCKS)


def load(database: Database, *files: tuple[str, bytes]) -> list[int | None]:
    done = import_files(database, list(files), by=operator("an"), today=TODAY)
    assert [each.status for each in done] == ["accepted"] * len(files)
    return [each.upload_id for each in done]


def seen(database: Database) -> list[pd.DataFrame]:
    """Everything that rankings show after the third week."""
    day = week(2).end
    one, several = (rank_by(database, by, day, with_history=True) for by in ("T6", HALVES))
    frames = [one.ranking, one.history, several.ranking, several.parts, several.history]
    return [frame for frame in frames if frame is not None]


def same(before: list[pd.DataFrame], after: list[pd.DataFrame]) -> bool:
    return all(one.equals(other) for one, other in zip(before, after, strict=True))


@pytest.fixture
def three_weeks(database: Database) -> Database:
    load(database, sheet(0), sheet(1, {"Sìn Hồ": 0.9}), sheet(2, without=("Nậm Nhùn",)))
    return database


def test_the_ranking_by_one_target_says_what_it_rests_on(three_weeks: Database) -> None:
    ranked = rank_by(three_weeks, "T6", week(2).end)
    assert list(ranked.ranking["rank"]) == list(range(1, 9))
    assert (ranked.weeks, ranked.previous) == ([week(number).end for number in range(3)], week(1).end)
    assert list(ranked.targets["target"]) == ["T6"]
    assert (ranked.parts, ranked.history) == (None, None)
    late = ranked.ranking[ranked.ranking["stale"]]
    assert list(late["name"]) == ["Huyện Nậm Nhùn"]
    assert late["rank"].notna().all()


def test_changes_are_since_the_report_before(three_weeks: Database) -> None:
    now = ranking_at(three_weeks, "T6", week(2).end).set_index("name")
    before = ranking_at(three_weeks, "T6", week(1).end).set_index("name")
    assert before.loc["Huyện Sìn Hồ", "rank"] == 1
    for name, row in now.iterrows():
        assert row["rank_before"] == before.loc[name, "rank"]
        assert row["coverage_before"] == before.loc[name, "coverage"]
        assert row["rank_change"] == row["rank_before"] - row["rank"]


def test_several_targets_are_ranked_by_their_mean_in_the_order_given(three_weeks: Database) -> None:
    ranked = rank_by(three_weeks, {"T7": 0.75, "T6": 0.25}, week(2).end)
    assert list(ranked.targets["target"]) == ["T7", "T6"]
    adults, children = (
        ranking_at(three_weeks, name, week(2).end).set_index("unit")["coverage"] for name in ("T6", "T7")
    )
    for row in ranked.ranking.itertuples():
        assert row.score == pytest.approx(0.75 * children[row.unit] + 0.25 * adults[row.unit], abs=1e-12)
    assert list(ranked.ranking["score"]) == sorted(ranked.ranking["score"], reverse=True)


def test_the_history_at_each_week_is_the_ranking_as_of_that_week(three_weeks: Database) -> None:
    for by, score in (("T6", "coverage"), (HALVES, "score")):
        history = rank_by(three_weeks, by, week(2).end, with_history=True).history
        assert history is not None
        assert list(history["week"].unique()) == [pd.Timestamp(week(number).end) for number in range(3)]
        for day, rows in history.groupby("week"):
            expected = rank_by(three_weeks, by, day.date()).ranking.set_index("unit").loc[list(rows["unit"])]
            assert list(rows["rank"]) == list(expected["rank"])
            assert list(rows["score"]) == list(expected[score])
            assert list(rows["stale"]) == list(expected["stale"])


def test_later_reports_do_not_change_an_earlier_ranking(database: Database) -> None:
    load(database, sheet(0), sheet(1))
    before = [rank_by(database, by, week(1).end).ranking for by in ("T6", HALVES)]
    load(database, sheet(2, {"Sìn Hồ": 0.99}))
    assert same(before, [rank_by(database, by, week(1).end).ranking for by in ("T6", HALVES)])


shares = st.dictionaries(st.sampled_from(sorted(DISTRICTS)), st.floats(0.1, 1.2), min_size=1, max_size=4)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=shares)
def test_withdrawing_what_was_saved_brings_every_rank_back(sqlite_database: Database, done: dict[str, float]) -> None:
    if not rank_by(sqlite_database, "T6", week(2).end).weeks:
        load(sqlite_database, sheet(0), sheet(1), sheet(2))
    before = seen(sqlite_database)
    changed = {name: share + 0.001 for name, share in done.items()}
    (number,) = load(sqlite_database, sheet(1, changed))
    assert number is not None
    assert not same(before, seen(sqlite_database))
    withdraw_upload(sqlite_database, number, reason="thử", by=operator("an"))
    assert same(before, seen(sqlite_database))


def test_communes_are_ranked_inside_their_district(database: Database) -> None:
    people = {name: {("18+", ""): 500} for district in DISTRICTS for name in communes_of(district)}
    made: dict[str, dict[str, Any]] = {}
    for district in DISTRICTS:
        names = communes_of(district)
        made[district] = {name: {("18+", "dose_3"): (None, 10 + place)} for place, name in enumerate(names)}
    load(database, ("xa.xlsx", build_l4(FIRST.end, made, people)))
    ranked = read_communes(database, "108", "T6", FIRST.end).ranking
    assert len(ranked) == len(communes_of("Sìn Hồ"))
    assert list(ranked["name"]) == list(reversed(communes_of("Sìn Hồ")))
    assert list(ranked["rank"]) == list(range(1, len(ranked) + 1))
    assert list(ranked["people_above"])[1:] == [1] * (len(ranked) - 1)
    assert ranked["rank_change"].isna().all()


def test_a_commune_is_late_when_any_other_reported_later(database: Database) -> None:
    people = {name: {("18+", ""): 500} for district in DISTRICTS for name in communes_of(district)}

    def of(districts: list[str], doses: int) -> dict[str, Any]:
        return {each: {name: {("18+", "dose_3"): (None, doses)} for name in communes_of(each)} for each in districts}

    load(database, ("xa-1.xlsx", build_l4(FIRST.end, of(list(DISTRICTS), 10), people)))
    load(database, ("xa-2.xlsx", build_l4(week(1).end, of(["Tam Đường"], 20), people)))
    assert read_communes(database, "108", "T6", week(1).end).ranking["stale"].all()
    other = read_communes(database, "106", "T6", week(1).end).ranking
    assert not other["stale"].any()
    assert (other["coverage_change"] == 0.02).all()


def test_an_unknown_target_is_refused_alone_and_among_several(database: Database) -> None:
    with pytest.raises(NotFound, match="T99"):
        ranking_at(database, "T99", FIRST.end)
    with pytest.raises(NotFound, match="T99"):
        rank_by(database, {"T6": 0.5, "T99": 0.5}, FIRST.end)


def test_weights_are_checked_against_the_targets_there_are(database: Database) -> None:
    assert find_shares(database, ["T6", "T7"], [("T6", "3")]) == ({"T6": 0.75, "T7": 0.25}, [])
    shares, findings = find_shares(database, ["T6", "T3", "T99"], [])
    assert (shares, [finding.code for finding in findings]) == ({}, ["target_unknown"])


def test_before_any_report_everybody_is_listed_without_rank(database: Database) -> None:
    for by in ("T6", HALVES):
        ranked = rank_by(database, by, FIRST.end, with_history=True)
        assert (len(ranked.ranking), ranked.weeks) == (8, [])
        assert ranked.ranking["rank"].isna().all()
        assert set(ranked.ranking["unranked_reason"]) == {"no_figure"}
        assert ranked.history is not None and ranked.history.empty
