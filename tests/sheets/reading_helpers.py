"""What the reading tests share: the full vocabulary, the usual week, and readings in a form that compares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from campaign.domain.counting.figures import Period
from campaign.domain.doses import is_doses
from campaign.domain.questions import Answer
from campaign.sheets.answers import Answers
from campaign.sheets.reading import read_workbook
from campaign.sheets.result import Reading
from tests.builders import Denominators, Rows, full_vocabulary, sample_denominators, sample_rows

WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
TODAY = date(2022, 6, 1)
ANSWERED = datetime(2022, 5, 30, 8, tzinfo=UTC)
FILE = "0" * 64  # the SHA-256 that questions about one file are asked under
PEOPLE = sample_denominators()
ROWS = sample_rows(PEOPLE)
VOCABULARY = full_vocabulary()

Read = dict[tuple[str, str, str, str], int]


def reading_of(
    content: bytes,
    file_name: str = "bao cao.xlsx",
    *,
    period: Period | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Reading:
    given = [Answer(question, value, "an", ANSWERED) for question, value in (answers or {}).items()]
    return read_workbook(content, file_name, VOCABULARY, period=period, today=TODAY, answers=Answers(given, FILE))


def findings_of(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(finding.severity, finding.code, finding.cell) for finding in reading.findings]


def figures_of(reading: Reading) -> Read:
    """The doses that were read."""
    return {(*one[:3], one.measure): one.value for one in reading.figures if is_doses(one.measure)}


def others_of(reading: Reading) -> dict[tuple[str, str, str, str, str], int]:
    """What was read beside doses, by unit, group, dose, product and measure."""
    return {one[:5]: one.value for one in reading.figures if not is_doses(one.measure)}


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
