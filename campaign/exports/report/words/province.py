"""Where the province stands towards a target, in sentences: coverage, what the deadline asks for, what moved."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign.domain.labels import MEASURE_WORDS
from campaign.domain.progress.status import MET, MET_LATE, MISSED, NO_DATA, OPEN
from campaign.exports.report.report import ReportTarget
from campaign.exports.report.words.late import known_first
from campaign.exports.report.words.writer import Writer, is_known
from campaign.locale import N_
from campaign.locale.formats import number

AS_OF, OLDER = N_("As of {day}"), N_("As of {day}, by reports up to {end}")
STANDS = N_("{when}, {doses} of {denominator} people in the province have had {subject}: {coverage} of {people}.")
NO_PEOPLE = N_(
    "{when}, {doses} people in the province have had {subject}; the coverage cannot be told, since the number of "
    "people to vaccinate is not known."
)
NO_FIGURE = N_("{when}, no figure of {subject} is known for the province.")
NOBODY_REPORTED = N_("{when}, no district has reported figures of {subject}.")

NEEDS = N_(
    "The deadline is {deadline} (days left: {days}); {remaining} people are still to be vaccinated, which takes "
    "{required} doses a week on average."
)
LAST_DAY = N_("{deadline} is the last day of the deadline; {remaining} people are still to be vaccinated.")
OVER = N_(
    "The deadline {deadline} has passed (days ago: {days}) with {threshold} not reached; {remaining} people are still "
    "to be vaccinated."
)
REACHED = N_("{threshold} was reached on {reached}, within the deadline {deadline}.")
HELD = N_(
    "{threshold} was reached within the deadline {deadline}; more people have been counted since, {remaining} of them "
    "are still to be vaccinated."
)
REACHED_LATE = N_("{threshold} was not reached until {reached}, after the deadline {deadline} (days late: {late}).")
FIRST_IN_TIME = N_(
    "By the first report, {reached}, {threshold} had been reached, within the deadline {deadline}; no earlier figures "
    "are known."
)
FIRST_LATE = N_(
    "By the first report, {reached}, {threshold} had been reached; no earlier figures are known (deadline {deadline})."
)
NO_DEADLINE = N_("The directive sets no deadline, so progress is not judged.")
NO_THRESHOLD = N_("The directive sets no share to reach, so progress is not judged.")
NOT_JUDGED = N_("More people are due than are counted, so progress cannot be judged yet.")

PACE = N_("The pace of the latest reported weeks is {pace} doses a week.")
IN_TIME = N_(
    "At the pace of the latest reported weeks ({pace} doses a week), {threshold} will be reached on {projected}, in "
    "time."
)
TOO_LATE = N_(
    "At the pace of the latest reported weeks ({pace} doses a week), {threshold} will be reached on {projected}, after "
    "the deadline (days late: {late})."
)
WILL_REACH = N_(
    "At the pace of the latest reported weeks ({pace} doses a week), {threshold} will be reached on {projected}."
)
OUT_OF_REACH = N_("At the pace of the latest reported weeks ({pace} doses a week), {threshold} is out of reach.")
NO_PACE = N_("There are too few reports to tell the pace and to project a day.")
STANDSTILL = N_("The latest reported weeks added no doses, so no day can be projected.")
FALLING = N_(
    "By the latest reported weeks the doses to date fell, so no day can be projected; the figures must be checked."
)

FIRST_REPORT = N_("This is the first report, there is nothing to compare with.")
NEWCOMERS = N_("No change since {before} can be told: {units} have reported for the first time since.")
NOT_SINCE = N_("No change can be told: nothing has been reported since {before}.")
SINCE, SINCE_REPORTED = N_("Since {before}"), N_("Since {before}, as far as reported")
# By the sign of the change in people vaccinated, then in coverage as far as one decimal shows it.
CHANGES = {
    (1, 1): N_("{since}, {doses} more people were vaccinated and the coverage rose by {points} percentage points."),
    (1, 0): N_("{since}, {doses} more people were vaccinated; the coverage moved by less than 0.1 percentage points."),
    (1, -1): N_(
        "{since}, {doses} more people were vaccinated, but the coverage fell by {points} percentage points, since more "
        "people are to be vaccinated."
    ),
    (0, 1): N_(
        "{since}, nobody more was vaccinated; the coverage rose by {points} percentage points, since fewer people are "
        "to be vaccinated."
    ),
    (0, 0): N_("{since}, nobody more was vaccinated."),
    (0, -1): N_(
        "{since}, nobody more was vaccinated; the coverage fell by {points} percentage points, since more people are "
        "to be vaccinated."
    ),
    (-1, 1): N_(
        "{since}, the people vaccinated became {doses} fewer, while the coverage rose by {points} percentage points; "
        "the figures must be checked."
    ),
    (-1, 0): N_("{since}, the people vaccinated became {doses} fewer; the figures must be checked."),
    (-1, -1): N_(
        "{since}, the people vaccinated became {doses} fewer and the coverage fell by {points} percentage points; the "
        "figures must be checked."
    ),
}
MORE = N_("{since}, {doses} more people were vaccinated.")  # where no change of coverage is known


def coverage_sentence(section: ReportTarget, as_of: date, writer: Writer) -> str:
    """How many have been vaccinated, of how many, or why that is not known."""
    row = section.province
    values = {"when": _when(row, as_of, writer), "subject": writer.subject(section)}
    if not is_known(row.doses_to_date):
        reported = section.districts["doses_to_date"].notna().any()
        return writer.words(NO_FIGURE if reported else NOBODY_REPORTED, **values)
    values["doses"] = writer.doses(row)
    if not is_known(row.coverage):
        return writer.words(NO_PEOPLE, **values)
    people = writer.translate(MEASURE_WORDS[row.denominator_kind])
    values |= {"denominator": writer.number(row.denominator), "coverage": writer.share(row), "people": people}
    return writer.words(STANDS, **values)


def deadline_sentences(row: Any, writer: Writer, first: date | None = None) -> list[str]:
    """What the deadline asks for and whether it will be met, of a row of PROGRESS; none where nothing is known.

    `first` is the day of the first figure: what had been reached by then may have been reached long before.
    """
    if row.status == NO_DATA:
        return [writer.translate(NOT_JUDGED)] if is_known(row.coverage) and row.people_at_least else []
    if row.status == OPEN:
        message = NO_THRESHOLD if is_known(row.deadline) else NO_DEADLINE
        return [writer.translate(message), *_present_pace(row, writer)]
    values = {"deadline": writer.day(row.deadline), "threshold": writer.threshold(row.threshold)}
    if row.remaining == 0 or row.status in (MET, MET_LATE):
        return [_reached(row, values, first, writer)]
    return [_left(row, values, writer), _projection(row, values, writer)]


def change_sentence(section: ReportTarget, writer: Writer) -> str:
    """What moved since the report before; "" where there is no figure now, and no increase where none is known."""
    row = section.province
    if not is_known(row.doses_to_date):
        return ""
    if section.before is None:
        return writer.translate(FIRST_REPORT)
    before = writer.day(section.before)
    if not is_known(row.doses_change):
        units = writer.units(_newcomers(section, section.before))
        return writer.words(NEWCOMERS if units else NOT_SINCE, before=before, units=units)
    since = writer.words(SINCE_REPORTED if row.incomplete else SINCE, before=before)
    moved = round(float(row.coverage_change) * 100, 1) if is_known(row.coverage_change) else 0.0
    points = number(abs(moved), writer.language, digits=1)
    return writer.words(_change(row, moved), since=since, doses=writer.number(abs(row.doses_change)), points=points)


def _change(row: Any, moved: float) -> str:
    """The message for a change; of the coverage it says nothing where its change is not known."""
    if row.doses_change > 0 and not is_known(row.coverage_change):
        return MORE
    return CHANGES[_sign(int(row.doses_change)), _sign(moved)]


def _newcomers(section: ReportTarget, before: date) -> list[str]:
    """The districts whose first figure came after the report before."""
    named = zip(section.districts["unit"], section.districts["name"], strict=True)
    return [name for unit, name in named if section.first_days.get(unit, before) > before]


def _when(row: Any, as_of: date, writer: Writer) -> str:
    """The day looked at, and the day the figures stop where that is earlier."""
    if is_known(row.period_end) and row.period_end.date() < as_of:
        return writer.words(OLDER, day=writer.day(as_of), end=writer.day(row.period_end))
    return writer.words(AS_OF, day=writer.day(as_of))


def _reached(row: Any, values: dict[str, str], first: date | None, writer: Writer) -> str:
    if row.status == MET and row.remaining:
        return writer.words(HELD, remaining=writer.remaining(row), **values)
    in_time, late = (FIRST_IN_TIME, FIRST_LATE) if known_first(row, first) else (REACHED, REACHED_LATE)
    message = in_time if row.status == MET else late
    days = writer.number((row.reached_on - row.deadline).days)
    return writer.words(message, reached=writer.day(row.reached_on), late=days, **values)


def _left(row: Any, values: dict[str, str], writer: Writer) -> str:
    message = OVER if row.status == MISSED else NEEDS if row.days_left > 0 else LAST_DAY
    left = {"remaining": writer.remaining(row), "required": writer.required(row)}
    return writer.words(message, days=writer.number(abs(row.days_left)), **left, **values)


def _projection(row: Any, values: dict[str, str], writer: Writer) -> str:
    if not is_known(row.pace):
        return writer.translate(NO_PACE)
    if row.pace <= 0:
        return writer.translate(FALLING if row.pace < 0 else STANDSTILL)
    at_pace = {"pace": writer.pace(row.pace), **values}
    if not is_known(row.projected_completion):
        return writer.words(OUT_OF_REACH, **at_pace)
    late = (row.projected_completion - row.deadline).days
    message = WILL_REACH if row.status == MISSED else TOO_LATE if late > 0 else IN_TIME
    return writer.words(message, projected=writer.day(row.projected_completion), late=writer.number(late), **at_pace)


def _present_pace(row: Any, writer: Writer) -> list[str]:
    known = is_known(row.pace) and row.pace > 0
    return [writer.words(PACE, pace=writer.pace(row.pace))] if known else []


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
