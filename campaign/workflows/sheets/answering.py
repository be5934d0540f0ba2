"""Answers to what sheets leave open: given once, remembered, listed, changed, forgotten."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.roles import UPLOAD
from campaign.domain.doses import DENOMINATOR_KINDS, DOSES, IN_PERIOD, OTHER_MEASURES, TO_DATE, TO_DATE_SUFFIX
from campaign.domain.place import LAI_CHAU
from campaign.domain.questions import (
    CELL,
    COLUMN,
    DOSE,
    GROUP,
    INSTEAD,
    PERIOD,
    REMEMBERED,
    ROW,
    UNIT,
    Answer,
    question_id,
    split_id,
)
from campaign.errors import NotFound, Refused
from campaign.locale import N_
from campaign.sheets.headers.columns import ANSWERS
from campaign.sheets.numbers.cells import MOST_PEOPLE
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_groups, read_units
from campaign.store.sheets import answers as store
from campaign.workflows.access.acting import acting

BAD_FILE = N_(
    "The answers cannot be understood: {problem}. They are the list of questions that 'import --json' printed, each "
    'with an "answer" added.'
)
NO_JSON = N_(
    "The answers in '{file}' cannot be understood from line {line}, column {column} on. They are the list of questions "
    "that 'import --json' printed, each with an \"answer\" added."
)
NO_ANSWERS = N_(
    "The answers in '{file}' cannot be understood. They are the list of questions that 'import --json' printed, each "
    'with an "answer" added, saved as UTF-8.'
)
BAD_ANSWER = N_("'{value}' is no answer to '{question}'. Nothing was saved.")
NOT_ANSWERED = N_("No answer to '{question}' is remembered.")


class Remembered(NamedTuple):
    """An answer that is given the next time without asking; `text` is what the sheet said, a `value` of None leaves
    it out."""

    id: str
    kind: str
    scope: str
    subject: str
    text: str
    value: Any
    by: str
    at: datetime


def list_answers(database: Database) -> list[Remembered]:
    """All answers remembered, the newest first."""
    with database.reading() as connection:
        rows = store.read_answers(connection, LAI_CHAU)
    return [
        Remembered(
            id=question_id(row.kind, row.scope, row.subject),
            kind=row.kind,
            scope=row.scope,
            subject=row.subject,
            text=row.text,
            value=row.value,
            by=row.answered_by,
            at=row.answered_at,
        )
        for row in rows
    ]


def read_answers(connection: Connection) -> list[Answer]:
    """All answers remembered, as sheets are read with them."""
    return store.as_answers(store.read_answers(connection, LAI_CHAU))


def save_answers(
    database: Database, answers: Mapping[str, Any], *, by: Actor, texts: Mapping[str, str] | None = None
) -> None:
    """Remember answers by question id, where they hold for more than one file; `texts` say what the sheets say there.

    Raises Refused, and saves nothing, when one of them is no answer to its question.
    """
    with acting(database, by, UPLOAD) as connection:
        check_answers(connection, answers)
        for question, value in answers.items():
            kind, _, subject = split_id(question)
            if kind in REMEMBERED:
                text = (texts or {}).get(question, subject)
                store.save_answer(connection, LAI_CHAU, question, value, text=text, by=by.name)


def forget_answer(database: Database, question: str, *, by: Actor) -> None:
    """Ask this again the next time; raises NotFound for what was never answered."""
    with acting(database, by, UPLOAD) as connection:
        if not _is_id(question) or not store.forget_answer(connection, LAI_CHAU, question, by=by.name):
            raise NotFound("no_answer", NOT_ANSWERED, question=question[:80])


def _is_id(question: str) -> bool:
    """Whether this is the id of any question."""
    try:
        split_id(question)
    except ValueError:
        return False
    return True


def read_answers_file(document: Any) -> dict[str, Any]:
    """Answers by question id from {"answers": [{"id": …, "answer": …}]} or that list alone; raises Refused."""
    entries = document.get("answers") if isinstance(document, dict) else document
    if not isinstance(entries, list):
        raise Refused("bad_answers", BAD_FILE, problem="[{id, answer}]")
    answers = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or "answer" not in entry:
            raise Refused("bad_answers", BAD_FILE, problem=_shortened(entry))
        answers[entry["id"]] = entry["answer"]
    return answers


def check_answers(connection: Connection, answers: Mapping[str, Any]) -> None:
    """Raise Refused unless each value answers its question."""
    units = {row.code for row in read_units(connection, LAI_CHAU)}
    groups = {row.code for row in read_groups(connection)}
    for question, value in answers.items():
        try:
            kind, _, _ = split_id(question)
            fits = _fits(kind, value, units, groups)
        except (ValueError, TypeError):
            fits = False
        if not fits:
            raise Refused("bad_answer", BAD_ANSWER, value=_shortened(value), question=question[:80])


def _shortened(value: Any) -> str:
    """A value as a message shows it, however long or deeply nested it is."""
    return (value if isinstance(value, str) else reprlib.repr(value))[:80]


def _fits(kind: str, value: Any, units: set[str], groups: set[str]) -> bool:
    if kind == PERIOD:
        return _is_period(value)
    if kind == COLUMN:
        return isinstance(value, dict) and _is_column(value, groups)
    if value is None:
        return True
    if kind == CELL:
        return type(value) is int and 0 <= value <= MOST_PEOPLE
    known = {UNIT: units, GROUP: groups, DOSE: set(DOSES), ROW: {INSTEAD}}
    return value in known[kind]


def _is_period(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("end"), str):
        return False
    start, end = value.get("start"), date.fromisoformat(value["end"])
    return start is None or date.fromisoformat(start) <= end


def _is_column(value: Mapping[str, Any], groups: set[str]) -> bool:
    allowed = {
        "role": set(ANSWERS),
        "group": {"", *groups},
        "dose": {"", *DOSES},
        "measure": {"", IN_PERIOD, TO_DATE, *OTHER_MEASURES, *(f"{each}{TO_DATE_SUFFIX}" for each in OTHER_MEASURES)},
        "kind": {"", *DENOMINATOR_KINDS},
    }
    if value.get("role") == "denominator" and not value.get("kind"):
        return False
    return "role" in value and all((value.get(name) or "") in known for name, known in allowed.items())


def given_now(answers: Mapping[str, Any], by: str) -> list[Answer]:
    """Answers given for one reading, as of now."""
    now = datetime.now(UTC)
    return [Answer(question, value, by, now) for question, value in answers.items()]
