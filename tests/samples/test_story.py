"""The sample campaign is a believable one: its figures agree with one another and tell the story they should."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pandas as pd
import pytest

from campaign.domain.frames import DENOMINATORS, HOLIDAYS, INTERVALS, POINTS, TARGETS, UNITS, frame
from campaign.domain.people.denominator_sums import standing_denominators
from campaign.domain.progress.progress import progress
from data.samples.communes import split_by_commune
from data.samples.generate import FOLDER, MARK, dated_workbooks
from data.samples.story import NAMES, WEEK_ENDS, tell_story

STORY = tell_story()
CORRECTED = ("109", ("18+", "dose_3"), date(2022, 4, 14))
DEADLINES = {
    "T3": ("18+", "dose_3", "due", date(2022, 3, 13)),
    "T4": ("12-17", "dose_2", "resident", date(2022, 3, 13)),
    "T6": ("18+", "dose_3", "due", date(2022, 6, 30)),
    "T7": ("5-11", "dose_2", "resident", date(2022, 6, 30)),
}


def series():
    """(unit, pair, [(week end, in period, to date), …]) of every series."""
    for unit in STORY[WEEK_ENDS[0]].figures:
        for pair in dict.fromkeys(pair for week in STORY.values() for pair in week.figures[unit]):
            ends = [end for end in WEEK_ENDS if pair in STORY[end].figures[unit]]
            yield unit, pair, [(end, *STORY[end].figures[unit][pair]) for end in ends]


def test_weeks_run_friday_to_thursday_from_december_to_july_and_one_more():
    assert (WEEK_ENDS[0], WEEK_ENDS[-2], WEEK_ENDS[-1]) == (date(2021, 12, 9), date(2022, 7, 28), date(2022, 8, 4))
    assert {later - earlier for earlier, later in pairwise(WEEK_ENDS)} == {timedelta(days=7)}
    assert {end.isoweekday() for end in WEEK_ENDS} == {4}


def test_doses_to_date_rise_by_the_weeks_doses_but_for_one_correction():
    odd = [
        (unit, pair, end)
        for unit, pair, weeks in series()
        for (_, _, before), (end, given, done) in pairwise(weeks)
        if done - before != given or given < 0
    ]
    assert odd == [CORRECTED]


def test_the_correction_takes_the_cumulative_figure_down():
    before = STORY[date(2022, 4, 7)].figures["109"]["18+", "dose_3"]
    after = STORY[date(2022, 4, 14)].figures["109"]["18+", "dose_3"]
    assert after[1] == before[1] - 180
    assert after[0] > 0


def test_no_dose_is_ahead_of_the_people_or_of_the_dose_before():
    for week in STORY.values():
        for unit, figures in week.figures.items():
            for (group, dose), (_, done) in figures.items():
                people = week.people[unit]
                assert done <= people.get((group, dose), people[group, ""]) or dose in ("dose_1", "dose_2")
                earlier = {"dose_2": "dose_1", "dose_3": "dose_2", "dose_4": "dose_3"}.get(dose)
                assert done <= figures.get((group, earlier), (0, done))[1]


def test_adults_second_dose_of_december_is_never_overtaken_by_their_third():
    last = STORY[date(2021, 12, 30)].figures
    for unit in NAMES:
        assert STORY[WEEK_ENDS[-1]].figures[unit]["18+", "dose_3"][1] <= last[unit]["18+", "dose_2"][1]


def test_communes_add_up_to_their_district_each_month():
    split = split_by_commune(STORY)
    assert [end.isoformat() for end in split] == [
        *("2022-01-27", "2022-02-24", "2022-03-31", "2022-04-28", "2022-05-26", "2022-06-30", "2022-07-28")
    ]
    for end, districts in split.items():
        for unit, communes in districts.items():
            for dose in ("dose_3", "dose_4"):
                done = [figures["18+", dose][1] for figures in communes.figures.values() if ("18+", dose) in figures]
                assert sum(done) == STORY[end].figures[unit].get(("18+", dose), (0, 0))[1]
            assert sum(p["18+", ""] for p in communes.people.values()) == STORY[end].people[unit]["18+", ""]


def test_no_commune_has_more_doses_than_people_or_fewer_than_the_month_before():
    months = list(split_by_commune(STORY).values())
    for earlier, later in pairwise(months):
        for unit, communes in later.items():
            for commune, figures in communes.figures.items():
                done = figures["18+", "dose_3"][1]
                assert earlier[unit].figures[commune]["18+", "dose_3"][1] <= done
                assert done <= communes.people[commune]["18+", ""]


def statuses(target, as_of):
    group, dose, kind, deadline = DEADLINES[target]
    row = (target, "", "", "", group, dose, kind, 1.0, pd.Timestamp(deadline), "", "", "deadline", "", None, None, None)
    units = frame([(code, name, "district", "12") for code, name in NAMES.items()], UNITS)
    points = [
        (group, dose, code, end - timedelta(days=6), end, *week.figures[code][group, dose], False, False)
        for end, week in STORY.items()
        for code in NAMES
        if (group, dose) in week.figures[code]
    ]
    people = [(group, "", c, kind, end, w.people[c][group, ""]) for end, w in STORY.items() for c in NAMES]
    denominators = standing_denominators(frame(people, DENOMINATORS), units)
    rest = frame([], INTERVALS), frame([], HOLIDAYS)
    rows = progress(frame(points, POINTS), denominators, frame([row], TARGETS), units, *rest, as_of)
    return dict(zip(rows["unit"], rows["status"], strict=True))


@pytest.mark.parametrize(
    ("target", "as_of", "told"),
    [
        ("T3", date(2022, 3, 17), {"met": "105 111", "missed": "106 107 108 109 110 112"}),
        ("T4", date(2022, 3, 17), {"met": "105 110 111", "missed": "106 107 108 109 112"}),
        (
            "T6",
            date(2022, 5, 19),
            {"met": "105 111", "on_track": "106 110", "at_risk": "109 112", "behind": "107 108"},
        ),
        ("T7", date(2022, 5, 19), {"on_track": "105 111", "at_risk": "106 110", "behind": "107 108 109 112"}),
        ("T6", date(2022, 7, 28), {"met": "105 106 110 111", "met_late": "109", "missed": "107 108 112"}),
        ("T7", date(2022, 7, 28), {"met": "105 111", "met_late": "110", "missed": "106 107 108 109 112"}),
    ],
)
def test_the_districts_stand_where_the_story_puts_them(target, as_of, told):
    found: dict[str, list[str]] = {}
    for unit, status in sorted(statuses(target, as_of).items()):
        found.setdefault(status, []).append(unit)
    assert {status: " ".join(units) for status, units in found.items()} == told


def test_tet_slows_the_campaign():
    def given(end):
        return sum(figures["18+", "dose_3"][0] for figures in STORY[end].figures.values())

    assert given(date(2022, 2, 3)) * 4 < given(date(2022, 1, 27))
    assert given(date(2022, 2, 3)) * 4 < given(date(2022, 2, 17))


def parts(content):
    """The parts of a workbook, whichever way they were compressed."""
    with ZipFile(BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


STORED = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.xlsx"))}


def test_the_workbooks_in_the_folder_are_what_the_script_writes():
    written = dict(dated_workbooks())
    assert written.keys() == STORED.keys()
    assert [name for name in written if parts(written[name]) != parts(STORED[name])] == []


def test_every_workbook_says_that_its_figures_are_made_up():
    assert len(STORED) == 42
    for name, content in STORED.items():
        assert name.removeprefix("next/").startswith("mo-phong-")
        assert MARK in parts(content)["xl/sharedStrings.xml"].decode()


def test_the_samples_are_small():
    assert sum(map(len, STORED.values())) < 2_000_000
