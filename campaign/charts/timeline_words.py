"""What the timeline shows, in words: for its title, its hovers, and those who hear the page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from campaign.charts.shares import share_text
from campaign.charts.style import Reader
from campaign.domain.directives.timeline import DEADLINE, SUPERSEDED
from campaign.domain.frames import rows_of
from campaign.domain.progress.status import MISSED, STATUS_WORDS
from campaign.locale import N_
from campaign.locale.formats import day

TITLE = N_("{unit}: {missed} of {passed} deadlines missed, {ahead} ahead")
SUBJECT = N_("What was known on {day}")
PICTURE = N_("Timeline of directives, targets and deadlines with the coverage of {unit}.")
SAID_DEADLINE = N_("{target}: deadline {day}, {status} at {coverage}.")
SAID_AHEAD = N_("{target}: deadline {day} ahead, {status} at {coverage}.")
SAID_REPLACED = N_("{target} was replaced by {other} on {day}.")


def timeline_finding(events: pd.DataFrame, unit: str, reader: Reader) -> str:
    """The chart's title: how many deadlines were missed, and how many lie ahead."""
    deadlines = [row for row in rows_of(events) if row.event == DEADLINE]
    passed = [row for row in deadlines if row.passed]
    missed = sum(row.status == MISSED for row in passed)
    ahead = len(deadlines) - len(passed)
    return reader.words(TITLE, unit=unit, missed=missed, passed=len(passed), ahead=ahead)


def timeline_subject(as_of: date, reader: Reader) -> str:
    """What the chart rests on."""
    return reader.words(SUBJECT, day=day(as_of, reader.language))


def timeline_alternative(events: pd.DataFrame, as_of: date, *, unit: str, reader: Reader) -> str:
    """What the chart shows, in words: every deadline with its verdict, and what took whose place."""
    said = [reader.words(PICTURE, unit=unit), f"{timeline_subject(as_of, reader)}."]
    for row in rows_of(events):
        if row.event == DEADLINE:
            said.append(deadline_words(row, row.target, reader))
        elif row.event == SUPERSEDED:
            when = day(row.day, reader.language)
            said.append(reader.words(SAID_REPLACED, target=row.target, other=row.other, day=when))
    return " ".join(said)


def deadline_words(row: Any, target: str, reader: Reader) -> str:
    """A deadline (a row of EVENTS) with what came of it; `target` is what the target is called."""
    status = reader.words(STATUS_WORDS[row.status]).lower()
    values = {"target": target, "day": day(row.day, reader.language), "coverage": share_text(row, reader)}
    return reader.words(SAID_DEADLINE if row.passed else SAID_AHEAD, status=status, **values)
