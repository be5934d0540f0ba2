"""The chain of the sample campaign, told by the app and read again here from the same workbooks, by other means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import openpyxl
import pytest

from campaign.access.actors import operator
from campaign.settings import Settings
from campaign.store.engine import Database
from campaign.workflows.monitor.district import read_communes, read_district_targets, read_district_weeks
from campaign.workflows.monitor.timeline import Timeline, read_timeline
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import import_files
from data.samples.generate import FOLDER

DISTRICTS = {
    "TP Lai Châu": "105",
    "Tam Đường": "106",
    "Mường Tè": "107",
    "Sìn Hồ": "108",
    "Phong Thổ": "109",
    "Than Uyên": "110",
    "Tân Uyên": "111",
    "Nậm Nhùn": "112",
}
ADULTS, YOUTHS, CHILDREN = "Người từ 18 tuổi trở lên", "Trẻ từ 12 đến dưới 18 tuổi", "Trẻ từ 5 đến dưới 12 tuổi"
# What each target counts, in the words of the sheets: group, people, dose.
COUNTED = {
    "T3": (ADULTS, "Số người cần tiêm", "Mũi 3"),
    "T4": (YOUTHS, "Số đối tượng", "Mũi 2"),
    "T6": (ADULTS, "Số người cần tiêm", "Mũi 3"),
    "T7": (CHILDREN, "Số đối tượng", "Mũi 2"),
}
DEADLINES = {
    "T3": date(2022, 3, 13),
    "T4": date(2022, 3, 13),
    "T6": date(2022, 6, 30),
    "T7": date(2022, 6, 30),
}
LAST = date(2022, 7, 28)


class Told(NamedTuple):
    """What a weekly sheet says of a district: doses to date and in the week, and people."""

    end: date
    doses: int
    in_week: int
    people: int


def sheets() -> list[tuple[date, str]]:
    """The weekly sheets with their last days, read off their names."""
    found = ((re.search(r"(\d{4})-(\d\d)-(\d\d)-tuan", path.name), path) for path in sorted(FOLDER.glob("*-tuan.xlsx")))
    return [(date(*map(int, match.groups())), str(path)) for match, path in found if match]


@cache
def read_sheet(path: str) -> dict[tuple[str, str, str, str], int]:
    """By district's name as written, group, dose or people, and measure: what the cell says."""
    rows = list(openpyxl.load_workbook(path, data_only=True).worksheets[0].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if row[0] == "TT")
    columns = list(_columns(rows[top : top + 3]))
    cells = {}
    for row in rows[top + 3 :]:
        if row[1] in DISTRICTS:
            cells |= {(row[1], *name): row[place] for place, name in columns if row[place] is not None}
    return cells


def _columns(head: list[tuple[str | None, ...]]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Merged headers spread over the columns they stand over."""
    group = dose = ""
    for place, (first, second, third) in enumerate(zip(*head, strict=True)):
        group, dose = first or group, second or ("" if first else dose)
        yield place, (group, dose, third or "")


def told(target: str, name: str, until: date) -> Told | None:
    """The last sheet by a day that states the target's doses to date."""
    group, people, dose = COUNTED[target]
    for end, path in reversed(sheets()):
        cells = read_sheet(path)
        doses = cells.get((name, group, dose, "Lũy kế"))
        if end <= until and doses is not None:
            in_week, everyone = cells[name, group, dose, "Trong tuần"], cells[name, group, people, ""]
            return Told(end, doses, in_week, everyone)
    return None


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Iterator[Database]:
    """All dated sheets of the sample campaign."""
    database = open_campaign(Settings(database_url=f"sqlite:///{tmp_path_factory.mktemp('chain')}/sample.db"))
    load(database, LAST)
    yield database
    database.close()


def load(database: Database, until: date) -> None:
    named = [(path, date.fromisoformat(path.name[9:19])) for path in sorted(FOLDER.glob("*.xlsx"))]
    files = [(path.name, path.read_bytes()) for path, end in named if end <= until]
    outcomes = import_files(database, files, by=operator("an"), today=date(2022, 8, 1))
    assert {outcome.status for outcome in outcomes} == {"accepted"}


def verdict(timeline: Timeline, target: str, unit: str):
    rows = timeline.verdicts
    (row,) = rows[(rows["target"] == target) & (rows["unit"] == unit)].itertuples(index=False)
    return row


@pytest.mark.parametrize("target", COUNTED)
@pytest.mark.parametrize("name", DISTRICTS)
def test_the_verdict_of_each_deadline_is_what_the_last_sheet_before_it_says(sample, target, name):
    stated = told(target, name, DEADLINES[target])
    row = verdict(read_timeline(sample, LAST), target, DISTRICTS[name])
    assert (row.doses_to_date, row.denominator, row.period_end.date()) == (stated.doses, stated.people, stated.end)
    assert row.coverage == pytest.approx(stated.doses / stated.people)
    assert row.status == ("met" if stated.doses >= stated.people else "missed")


@pytest.mark.parametrize(
    ("target", "met"), [("T3", "105 111"), ("T4", "105 110 111"), ("T6", "105 106 110 111"), ("T7", "105 111")]
)
def test_the_story_is_told_as_it_was_made_up(sample, target, met):
    rows = read_timeline(sample, LAST).verdicts
    of_target = rows[(rows["target"] == target) & (rows["kind"] == "district")]
    assert " ".join(of_target.loc[of_target["status"] == "met", "unit"]) == met
    assert set(of_target["status"]) == {"met", "missed"}


@pytest.mark.parametrize("name", ["TP Lai Châu", "Sìn Hồ", "Phong Thổ"])
@pytest.mark.parametrize("as_of", [date(2022, 1, 27), date(2022, 3, 17), date(2022, 5, 19), date(2022, 6, 30), LAST])
def test_a_district_stands_on_a_day_where_the_sheets_put_it(sample, name, as_of):
    found = read_district_targets(sample, DISTRICTS[name], as_of)
    rows = {row.target: row for row in found.progress.itertuples(index=False)}
    compared = 0
    for target in set(COUNTED) & set(rows):
        if stated := told(target, name, as_of):
            compared += 1
            assert (rows[target].doses_to_date, rows[target].denominator) == (stated.doses, stated.people)
    assert compared == {1: 0, 3: 2, 5: 4, 6: 4, 7: 4}[as_of.month]


@pytest.mark.parametrize("name", ["TP Lai Châu", "Sìn Hồ"])
def test_the_first_day_a_threshold_was_reached_is_the_first_sheet_that_says_so(sample, name):
    first = next((end for end, _ in sheets() if (t := told("T6", name, end)) and t.doses >= t.people), None)
    reached = verdict(read_timeline(sample, LAST), "T6", DISTRICTS[name]).reached_on
    assert (None if reached is None or reached != reached else reached.date()) == first


@pytest.mark.parametrize("name", ["Than Uyên", "Phong Thổ"])
def test_the_doses_of_each_week_are_those_its_sheet_states(sample, name):
    weeks = read_district_weeks(sample, DISTRICTS[name], "T6", LAST).weeks
    shown = {row.period_end.date(): row.doses for row in weeks.itertuples(index=False) if row.stated}
    assert shown == {end: told("T6", name, end).in_week for end, _ in sheets()}
    assert weeks["reported"].all()


def test_communes_add_up_to_their_district_on_the_days_they_report(sample):
    communes = read_communes(sample, "108", "T6", date(2022, 6, 30)).ranking
    assert communes["doses_to_date"].sum() == told("T6", "Sìn Hồ", date(2022, 6, 30)).doses
    assert communes["coverage"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("as_of", "directives", "replaced"),
    [
        (date(2022, 1, 27), ["004", "001"], []),
        (date(2022, 3, 17), ["004", "001", "003"], []),
        (date(2022, 5, 12), ["004", "001", "003"], []),
        (date(2022, 5, 19), ["004", "001", "003", "000"], ["T3"]),
        (LAST, ["004", "001", "003", "000"], ["T3"]),
    ],
)
def test_a_day_knows_no_directive_that_was_issued_later(sample, as_of, directives, replaced):
    timeline = read_timeline(sample, as_of)
    events = timeline.events
    assert list(timeline.directives) == directives
    assert list(events.loc[events["event"] == "superseded", "target"]) == replaced
    assert set(timeline.targets["directive"]) <= set(directives)
    assert events["day"].max().date() <= max([as_of, *timeline.targets["deadline"].dropna().dt.date])


def test_what_was_missed_stays_missed_on_every_later_day(sample):
    for as_of in (date(2022, 3, 17), date(2022, 5, 19), date(2022, 6, 30), LAST):
        row = verdict(read_timeline(sample, as_of), "T3", "106")
        assert (row.status, f"{row.coverage:.3f}") == ("missed", "0.840")


def test_later_sheets_change_nothing_of_an_earlier_day(sample, tmp_path):
    early = open_campaign(Settings(database_url=f"sqlite:///{tmp_path}/early.db"))
    load(early, date(2022, 3, 17))
    then, now = (read_timeline(each, date(2022, 3, 17)) for each in (early, sample))
    early.close()
    assert then.verdicts.equals(now.verdicts) and then.events.equals(now.events) and then.history.equals(now.history)
