"""Questions that a sheet leaves open, and the answers people gave to them.

A question has an id, "kind|scope|subject": whoever answers it next week finds the answer under the same id.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from campaign.locale.zone import VIETNAM_TIME

PERIOD, COLUMN, UNIT, GROUP, DOSE, CELL, ROW = "period", "column", "unit", "group", "dose", "cell", "row"
KINDS = (PERIOD, COLUMN, UNIT, GROUP, DOSE, CELL, ROW)
# These are asked once: their scope is a header's signature, a district, or everywhere (""). The others are about one
# file, and their scope is its SHA-256.
REMEMBERED = frozenset((COLUMN, UNIT, GROUP, DOSE))

# The answer to a row's question that takes it in place of the other row of the same unit.
INSTEAD = "instead"


class Choice(NamedTuple):
    """A likely answer: its value and, for people, its name."""

    value: Any
    label: str


class Question(NamedTuple):
    """What no rule can tell: `code` is the finding that asks, `text` what the sheet says there, `proposed` the part of
    the answer that is known already, None where nothing is."""

    id: str
    kind: str
    code: str
    sheet: str | None
    cell: str | None
    text: str
    choices: tuple[Choice, ...] = ()
    proposed: Any = None


class Answer(NamedTuple):
    """One answer: None leaves out what was asked about."""

    id: str
    value: Any
    by: str
    at: datetime

    @property
    def given(self) -> dict[str, Any]:
        """By whom, and on which day in the office: what a finding about the answer says."""
        return {"by": self.by, "on": self.at.astimezone(VIETNAM_TIME).date()}


def question_id(kind: str, scope: str, subject: str) -> str:
    """The id of what is asked."""
    return f"{kind}|{scope}|{subject}"


def split_id(question: str) -> tuple[str, str, str]:
    """Kind, scope and subject of an id; raises ValueError for what is none."""
    kind, scope, subject = question.split("|", 2)
    if kind not in KINDS:
        raise ValueError(question)
    return kind, scope, subject
