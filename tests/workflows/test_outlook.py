"""The outlook of the sample campaign, against figures worked out here from the story its workbooks tell."""

from __future__ import annotations

import csv
import io
import math
from datetime import date, timedelta

import openpyxl
import pandas as pd
import pytest

from campaign.access.actors import operator
from campaign.domain.people.due_pool import NO_DOSE_BEFORE, NO_INTERVAL
from campaign.domain.progress.history import coverage_history
from campaign.errors import NotFound, Refused
from campaign.workflows.monitor.monitoring import progress_at, read_situation
from campaign.workflows.monitor.outlook import (
    coverage_by_kind,
    due_at,
    monitored_at,
    outlook_at,
    outlook_of_level,
    prospects_at,
)
from campaign.workflows.monitor.outlook_files import due_file, due_file_name, outlook_file, outlook_file_name
from data.samples.story import NAMES, OTHERS, tell_story

STORY = tell_story()
AS_OF, DEADLINE = date(2022, 5, 19), date(2022, 6, 30)
WEEKS_LEFT = 6
BOOSTER, SECOND = ("18+", "dose_3"), ("18+", "dose_2")
# The last report of dose 2 is of 30/12/2021, that of three months before the as-of date would be of 19/02/2022.
LAST_SECOND = date(2021, 12, 30)


def done(unit, pair, end):
    return STORY[end].figures[unit][pair][1]


def given(unit, pair, end):
    return STORY[end].figures[unit][pair][0]


def people(unit):
    return STORY[AS_OF].people[unit]["18+", ""]


def pace(unit):
    return sum(given(unit, BOOSTER, AS_OF - timedelta(weeks=back)) for back in range(4)) / 4


def reached(unit):
    now = done(unit, BOOSTER, AS_OF)
    return max(now, min(people(unit), math.floor(now + max(0, pace(unit)) * WEEKS_LEFT)))


def best_week(unit):
    weeks = [end for end in STORY if end <= AS_OF and BOOSTER in STORY[end].figures[unit]]
    stated = [end for end in weeks if end >= date(2022, 1, 6)]  # before that doses to date alone
    return max(given(unit, BOOSTER, end) for end in stated)


def test_each_districts_best_week_pace_and_reach_are_those_of_the_story(sample):
    table = outlook_at(sample, AS_OF, target="T6").set_index("unit")
    for unit in NAMES:
        row = table.loc[unit]
        assert row.pace == pytest.approx(pace(unit))
        assert row.best_week == best_week(unit)
        assert row.doses_at_deadline == reached(unit)
        assert row.pool_by_deadline == max(0, done(unit, SECOND, LAST_SECOND) - done(unit, BOOSTER, AS_OF))
        assert row.pool_at_least


def test_the_province_reaches_what_its_districts_and_other_units_do(sample):
    found = prospects_at(sample, AS_OF, target="T6")
    total = sum(reached(unit) for unit in (*NAMES, *OTHERS))
    row = found.province.iloc[0]
    assert row.doses_at_deadline == total
    assert row.reach == pytest.approx(total / sum(people(unit) for unit in (*NAMES, *OTHERS)))
    own = found.units[found.units["kind"] == "province"].iloc[0]
    assert [own.doses_at_deadline, own.reach] == [row.doses_at_deadline, row.reach]


def test_the_late_units_together_must_go_as_fast_as_their_people_need(sample):
    row = prospects_at(sample, AS_OF, target="T6").province.iloc[0]
    late = [unit for unit in NAMES if reached(unit) < people(unit)]
    needed = sum(people(unit) - done(unit, BOOSTER, AS_OF) for unit in late) / WEEKS_LEFT
    assert row.late == len(late) > 0
    assert row.late_required == pytest.approx(needed)
    assert row.speed_up == pytest.approx(needed / sum(pace(unit) for unit in late))


def test_the_people_due_week_by_week_are_the_second_doses_three_months_before(sample):
    weeks = due_at(sample, "T3", "106", date(2022, 3, 24)).weeks.set_index("period_end")
    # 24/12/2021 lies between the reports of 23 and 30/12
    assert weeks.loc["2022-03-24", "due_to_date"] == done("106", SECOND, date(2021, 12, 23))
    assert weeks.loc["2022-03-17", "due_to_date"] == done("106", SECOND, date(2021, 12, 16))
    assert weeks.loc["2022-03-24", "became_due"] == given_second("106", date(2021, 12, 23))
    assert weeks.loc["2022-03-24", "done_to_date"] == done("106", BOOSTER, date(2022, 3, 24))


def given_second(unit, end):
    return done(unit, SECOND, end) - done(unit, SECOND, end - timedelta(weeks=1))


def test_the_provinces_people_due_leave_out_who_reports_no_second_dose(sample):
    last = due_at(sample, "T6", "12", AS_OF).weeks.query("~ahead").iloc[-1]
    assert last.due_to_date == sum(done(unit, SECOND, LAST_SECOND) for unit in NAMES)
    assert last.done_to_date == sum(done(unit, BOOSTER, AS_OF) for unit in NAMES)


@pytest.mark.parametrize(("target", "reason"), [("T5", NO_DOSE_BEFORE), ("T7", NO_INTERVAL)])
def test_a_target_without_people_due_by_interval_says_why(sample, target, reason):
    found = due_at(sample, target, "106", AS_OF)
    assert found.weeks.empty
    assert found.unknown == reason


def test_every_kind_of_denominator_stands_side_by_side(sample):
    table = coverage_by_kind(sample, AS_OF, target="T6").set_index(["denominator_kind", "unit"])
    assert list(table.index.unique("denominator_kind")) == ["resident", "due", "interval"]
    adults = STORY[AS_OF].adults
    for unit in NAMES:
        now = done(unit, BOOSTER, AS_OF)
        assert table.loc[("resident", unit), "coverage"] == pytest.approx(now / adults[unit])
        assert table.loc[("due", unit), "coverage"] == pytest.approx(now / people(unit))
        assert table.loc[("interval", unit), "coverage"] == pytest.approx(now / done(unit, SECOND, LAST_SECOND))


def test_people_resident_do_not_stand_in_for_people_due_when_kinds_are_compared(sample):
    assert set(coverage_by_kind(sample, AS_OF, target="T4")["denominator_kind"]) == {"resident"}
    assert coverage_by_kind(sample, AS_OF, target="T1").empty


def test_the_page_shows_the_same_as_progress_and_history_apart(sample):
    found = monitored_at(sample, "T6", AS_OF)
    pd.testing.assert_frame_equal(
        found.progress, progress_at(sample, AS_OF, levels=("province", "district"), target="T6")
    )
    history = coverage_history(*read_situation(sample, levels=("province", "district"), target="T6"))
    known = history[history["period_end"] <= pd.Timestamp(AS_OF)].reset_index(drop=True)
    pd.testing.assert_frame_equal(found.history, known)
    assert "Tết Nguyên đán Nhâm Dần" in set(found.holidays["name_vi"])


def test_later_sheets_do_not_change_an_earlier_outlook(sample, sqlite_database):
    from campaign.workflows.sheets.importing import import_files
    from data.samples.generate import FOLDER

    early = [path for path in sorted(FOLDER.glob("*.xlsx")) if path.name[9:19] <= "2022-03-03"]
    import_files(sqlite_database, [(path.name, path) for path in early], by=operator("an"), today=date(2022, 8, 1))
    day = date(2022, 3, 3)
    for target in ("T3", "T4"):
        pd.testing.assert_frame_equal(
            prospects_at(sample, day, target=target).units, prospects_at(sqlite_database, day, target=target).units
        )
        pd.testing.assert_frame_equal(
            due_at(sample, target, "12", day).weeks, due_at(sqlite_database, target, "12", day).weeks
        )


@pytest.mark.parametrize(("level", "units"), [("district", 8), ("province", 1), ("other", 5), ("commune", 106)])
def test_each_level_has_its_units(sample, level, units):
    found = outlook_of_level(sample, AS_OF, level=level, target="T6")
    assert set(found.units["kind"]) == {level}
    assert len(found.units) == units


def test_unknown_targets_and_units_are_refused(sample):
    with pytest.raises(NotFound):
        outlook_at(sample, AS_OF, target="T99")
    with pytest.raises(NotFound):
        due_at(sample, "T6", "999", AS_OF)
    with pytest.raises(Refused):
        outlook_file(sample, AS_OF, "doc", language="en")
    with pytest.raises(Refused):
        due_file(sample, "T6", "106", AS_OF, "", language="en")


# --- files ---


def test_the_workbook_says_for_each_district_whether_it_can_be_done_and_why(sample):
    book = openpyxl.load_workbook(io.BytesIO(outlook_file(sample, AS_OF, "xlsx", language="en", target="T6")))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0][0] == "OUTLOOK OF COVID-19 VACCINATION"
    assert "T6 · Dose 3 (first booster) · 18 years and over (Figures up to 19 May 2022)" in [row[0] for row in rows]
    assert any(str(row[0]).startswith("If every unit keeps its pace, 294,547 of 302,660 people") for row in rows)
    head = next(row for row in rows if row[0] == "Target")
    muong_te = dict(zip(head, next(row for row in rows if row[1] == "107"), strict=True))
    assert muong_te["Can it be done"] == "◎ Feasible"
    assert muong_te["Best week"] == best_week("107")
    assert muong_te["Times as fast"] == 2.7
    assert muong_te["Why"].startswith("917 doses a week are needed; the best week so far")
    assert "due: at least this many" in muong_te["Notes"]


def test_the_weeks_of_people_due_as_csv(sample):
    text = due_file(sample, "T3", "106", date(2022, 3, 24), "csv", language="vi").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == len(due_at(sample, "T3", "106", date(2022, 3, 24)).weeks)
    assert list(rows[0].values())[1] == "2022-03-10"
    assert str(done("106", SECOND, date(2021, 12, 23))) in rows[-1].values()


def test_a_file_without_weeks_says_why(sample):
    book = openpyxl.load_workbook(io.BytesIO(due_file(sample, "T5", "106", AS_OF, "xlsx", language="en")))
    texts = [cell.value for row in book.active.iter_rows() for cell in row]
    assert NO_DOSE_BEFORE in texts


def test_the_same_outlook_gives_the_same_bytes(sample):
    first, second = (outlook_file(sample, AS_OF, "xlsx", language="vi") for _ in range(2))
    assert first == second


def test_files_are_named_after_what_is_in_them():
    assert outlook_file_name("T6", AS_OF, "csv", "en") == "outlook T6 2022-05-19.csv"
    assert outlook_file_name(None, AS_OF, "xlsx", "en") == "outlook all targets 2022-05-19.xlsx"
    assert due_file_name("T6", "106", AS_OF, "xlsx", "en") == "people due T6 106 2022-05-19.xlsx"
