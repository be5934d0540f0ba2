"""Every sample workbook is read whole, without an error, a warning or a question."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.findings import INFO
from campaign.domain.names.units import COMMUNE
from campaign.sheets.reading import read_workbook
from data.samples.communes import split_by_commune
from data.samples.generate import FOLDER, LATE, LOCAL_SPELLINGS
from data.samples.story import tell_story
from tests.samples.words import UNITS, WORDS

STORY = tell_story()
PATHS = sorted(FOLDER.rglob("*.xlsx"))
TODAY = date(2022, 8, 5)
WITHOUT_THEIR_OWN_COLUMNS = {("18+", "dose_1"), ("18+", "dose_2")}


def reading_of(path: Path):
    return read_workbook(path.read_bytes(), path.name, WORDS, today=TODAY)


def week_end(path):
    return date.fromisoformat(path.stem.removeprefix("mo-phong-")[:10])


def stated(reading, measure):
    return {(one.unit, one.group, one.dose): one.value for one in reading.figures if one.measure == measure}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nothing_in_it_is_worth_more_than_a_remark(path):
    reading = reading_of(path)
    assert [finding for finding in reading.findings if finding.severity != INFO] == []
    assert reading.tables


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem.endswith("tuan")], ids=lambda path: path.stem)
def test_a_weekly_sheet_gives_the_storys_figures(path):
    end, reading = week_end(path), reading_of(path)
    told = {
        (unit, *pair): figures
        for unit, series in STORY[end].figures.items()
        for pair, figures in series.items()
        if (unit, end) not in LATE and pair not in WITHOUT_THEIR_OWN_COLUMNS
    }
    assert reading.period == Period(end - timedelta(days=6), end)
    assert stated(reading, IN_PERIOD) == {key: given for key, (given, _) in told.items()}
    assert stated(reading, TO_DATE) == {key: done for key, (_, done) in told.items()}


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem.endswith("luy-ke")], ids=lambda path: path.stem)
def test_a_cumulative_sheet_gives_the_storys_figures(path):
    end, reading = week_end(path), reading_of(path)
    assert reading.period == Period(None, end)
    assert stated(reading, TO_DATE) == {
        (unit, *pair): done
        for unit, series in STORY[end].figures.items()
        if not unit.isalpha() and "-" not in unit
        for pair, (_, done) in series.items()
    }


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem.endswith("phuong")], ids=lambda path: path.stem)
def test_commune_sheets_give_every_commune_and_its_district(path):
    end, reading = week_end(path), reading_of(path)
    done = stated(reading, TO_DATE)
    by_name = {(unit.parent, unit.name): unit.code for unit in UNITS if unit.kind == COMMUNE}
    told = {
        (by_name[district, name], *pair): figures[1]
        for district, week in split_by_commune(STORY)[end].items()
        for name, series in week.figures.items()
        for pair, figures in series.items()
    }
    districts = {
        (unit, "18+", dose): STORY[end].figures[unit]["18+", dose][1]
        for unit in split_by_commune(STORY)[end]
        for dose in {dose for _, _, dose in told}
    }
    assert done == told | districts
    assert set(LOCAL_SPELLINGS) <= {name for _, name in by_name}


def test_adults_are_counted_against_the_people_due_and_children_against_all():
    reading = reading_of(FOLDER / "mo-phong-2022-05-19-tuan.xlsx")
    people = {(one.unit, one.group, one.dose): (one.kind, one.people) for one in reading.denominators}
    assert people["106", "18+", ""] == ("due", STORY[date(2022, 5, 19)].people["106"]["18+", ""])
    assert people["106", "18+", "dose_4"] == ("due", 7647)
    assert people["106", "12-17", ""] == ("resident", 7225)
    assert people["106", "5-11", ""] == ("resident", 7636)


def test_a_district_that_did_not_report_has_no_figures_that_week():
    reading = reading_of(FOLDER / "mo-phong-2022-06-16-tuan.xlsx")
    assert "112" not in {one.unit for one in reading.figures}
    assert "111" in {one.unit for one in reading.figures}
