"""Whether a reading is what was written: right, asked, refused, or one of the two things that may never be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from campaign.domain.doses import TO_DATE_SUFFIX, is_doses
from campaign.sheets.result import Reading
from tests.builders.any_campaign import Made, Written

RIGHT, ASKED, REFUSED, WRONG, DROPPED = "right", "asked", "refused", "WRONG", "DROPPED"


class Verdict(NamedTuple):
    """The word, and what is wrong or open: cells with what was written and read, or the findings' codes."""

    word: str
    details: tuple[Any, ...] = ()


def judge(made: Made, reading: Reading, read: Sequence[Written] | None = None) -> Verdict:
    """Every number read must be one written there with that meaning; a file taken without a question has them all.

    `read` is judged in place of the numbers of the reading.
    """
    written = {(one.sheet, one.cell): one for one in made.written}
    read = list(numbers_of(reading)) if read is None else read
    wrong = [(one, written.get(one[:2])) for one in read if not _means(one, written.get(one[:2]))]
    if wrong:
        return Verdict(WRONG, tuple(wrong[:3]))
    errors = [finding for finding in reading.findings if finding.severity == "error"]
    if errors:
        answerable = all(finding.answerable for finding in errors)
        return Verdict(ASKED if answerable else REFUSED, tuple(sorted({finding.code for finding in errors})))
    if reading.questions:
        return Verdict(ASKED, tuple(sorted({question.code for question in reading.questions})))
    seen = {one[:2] for one in read}
    left = [one for place, one in written.items() if place not in seen and _must_be_read(one)]
    return Verdict(DROPPED, tuple(left[:3])) if left else Verdict(RIGHT)


def numbers_of(reading: Reading) -> Iterable[Written]:
    """Figures and denominators in the form of what was written."""
    for figure in reading.figures:
        column = reading.columns[figure.column]
        yield Written(
            column.sheet, f"{column.letter}{figure.row}", figure.unit, figure.group, figure.dose, figure.product,
            figure.measure, figure.period_start, figure.period_end, figure.value,
        )  # fmt: skip
    for people in reading.denominators:
        column = reading.columns[people.column]
        yield Written(
            column.sheet, f"{column.letter}{people.row}", people.unit, people.group, people.dose, "",
            people.kind, None, people.valid_from, people.people,
        )  # fmt: skip


def _must_be_read(one: Written) -> bool:
    """What is counted beside doses may be set aside with a warning; doses and people may not."""
    return is_doses(one.measure) or one.measure in ("resident", "due", "assigned")


def _means(read: Written, written: Written | None) -> bool:
    if written is None or _must_be_read(written):
        return read == written
    same = (read.unit, read.value, read.end) == (written.unit, written.value, written.end)
    return same and read.measure.removesuffix(TO_DATE_SUFFIX) == written.measure
