"""What the reading tests share: the full vocabulary, the usual week, and readings in a form that compares."""

from __future__ import annotations

from datetime import date

from campaign.domain.figures import Period
from campaign.sheets.reading import read_workbook
from campaign.sheets.result import Reading
from tests.builders import Denominators, Rows, full_vocabulary, sample_denominators, sample_rows

WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
TODAY = date(2022, 6, 1)
PEOPLE = sample_denominators()
ROWS = sample_rows(PEOPLE)
VOCABULARY = full_vocabulary()

Read = dict[tuple[str, str, str, str], int]


def reading_of(content: bytes, file_name: str = "bao cao.xlsx", *, period: Period | None = None) -> Reading:
    return read_workbook(content, file_name, VOCABULARY, period=period, today=TODAY)


def findings_of(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(finding.severity, finding.code, finding.cell) for finding in reading.findings]


def figures_of(reading: Reading) -> Read:
    return {(one.unit, one.group, one.dose, one.measure): one.value for one in reading.figures}


def people_of(reading: Reading) -> Read:
    return {(one.unit, one.group, one.dose, one.kind): one.people for one in reading.denominators}


def code_of(name: str, within: str | None = None) -> str:
    found = VOCABULARY.units.find(name, within, numbered=True).unit
    assert found is not None, name
    return found.code


def written_figures(rows: Rows, pairs: dict[str, tuple[str, ...]], measures: tuple[str, ...]) -> Read:
    """What a layout with these groups, doses and measures should be read as."""
    places = {"doses_in_period": 0, "doses_to_date": 1}
    return {
        (code_of(unit), group, dose, measure): value
        for unit, figures in rows.items()
        for group, doses in pairs.items()
        for dose in doses
        for measure in measures
        if (value := figures.get((group, dose), (None, None))[places[measure]]) is not None
    }


def written_people(people: Denominators, kind: str = "resident", *, with_dose: bool = True) -> Read:
    """The denominators a layout should be read as."""
    return {
        (code_of(unit), group, dose, kind): count
        for unit, groups in people.items()
        for (group, dose), count in groups.items()
        if count is not None and (with_dose or not dose)
    }
