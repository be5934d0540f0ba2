"""An outlook, and the people due by interval, as tables to take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from campaign.domain.frames import rows_of
from campaign.domain.labels import MEASURE_WORDS
from campaign.domain.progress.feasibility import feasibility_label, feasibility_words
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.exports.columns import COUNT, DAY, INCOMPLETE, SHARE, TEXT
from campaign.exports.section_tables import Field, Section
from campaign.exports.sheet_formats import TIMES
from campaign.locale import N_, Translate
from campaign.locale.formats import is_missing, whole_needed

_OUTLOOK = (
    ("target", Field(N_("Target"), TEXT, 8)),
    ("unit", Field(N_("Unit code"), TEXT, 8)),
    ("name", Field(N_("Unit"), TEXT, 20)),
    ("status", Field(N_("Assessment"), TEXT, 14)),
    ("feasibility", Field(N_("Can it be done"), TEXT, 14)),
    ("denominator", Field(N_("People to vaccinate"), COUNT, 10)),
    ("doses_to_date", Field(N_("Vaccinated"), COUNT, 10)),
    ("coverage", Field(N_("Coverage"), SHARE, 9)),
    ("remaining", Field(N_("Still to vaccinate"), COUNT, 10)),
    ("required_pace", Field(N_("Pace needed"), COUNT, 10)),
    ("pace", Field(N_("Pace a week"), COUNT, 10)),
    ("speed_up", Field(N_("Times as fast"), TIMES, 8)),
    ("best_week", Field(N_("Best week"), COUNT, 10)),
    ("best_week_end", Field(N_("Best week up to"), DAY, 11)),
    ("pool_now", Field(N_("Due now"), COUNT, 10)),
    ("pool_by_deadline", Field(N_("Due by the deadline"), COUNT, 10)),
    ("pool_kind", Field(N_("Due counted as"), TEXT, 14)),
    ("doses_at_deadline", Field(N_("Vaccinated by the deadline at this pace"), COUNT, 12)),
    ("reach", Field(N_("Reached at this pace"), SHARE, 9)),
    ("period_end", Field(N_("Figures up to"), DAY, 11)),
    ("why", Field(N_("Why"), TEXT, 50)),
    ("note", Field(N_("Notes"), TEXT, 24)),
)
_DUE = (
    ("period_start", Field(N_("First day"), DAY, 12)),
    ("period_end", Field(N_("Last day"), DAY, 12)),
    ("months", Field(N_("Minimum interval (months)"), COUNT, 12)),
    ("became_due", Field(N_("Became due in the week"), COUNT, 12)),
    ("due_to_date", Field(N_("Due to date"), COUNT, 12)),
    ("done_to_date", Field(N_("Vaccinated to date"), COUNT, 12)),
    ("share", Field(N_("Of those due, vaccinated"), SHARE, 12)),
    ("interval_from", Field(N_("Interval changed on"), DAY, 12)),
    ("interval_source", Field(N_("By document"), TEXT, 36)),
    ("note", Field(N_("Notes"), TEXT, 36)),
)

POOL_BOUND = N_("due: at least this many, the dose before is not reported far enough")
DONE_BOUND = N_("vaccinated: at least this many, a report is missing")
AHEAD = N_("still to come")


def outlook_section(outlook: pd.DataFrame, *, name: str, note: str, translate: Translate, language: str) -> Section:
    """The rows of OUTLOOK in their order, each with the reason why it can be done or not."""

    def worded(row: Any) -> dict[str, Any]:
        notes = ((row.incomplete, INCOMPLETE), (row.pool_now_at_least or row.pool_at_least, POOL_BOUND))
        kind = "" if is_missing(row.pool_kind) else translate(MEASURE_WORDS[row.pool_kind])
        return {
            "status": f"{STATUS_SIGNS[row.status]} {translate(STATUS_WORDS[row.status])}",
            "feasibility": feasibility_label(row.feasibility, translate),
            "pool_kind": kind,
            "required_pace": whole_needed(row.required_pace),
            "why": feasibility_words(row, translate, language),
            "note": _notes(notes, translate),
        }

    return Section(name, _fields(_OUTLOOK, translate), _rows(outlook, _OUTLOOK, worded), note)


def due_section(weeks: pd.DataFrame, *, name: str, note: str, translate: Translate) -> Section:
    """The weeks of one unit's DUE_POOL."""

    def worded(row: Any) -> dict[str, str]:
        notes = ((row.ahead, AHEAD), (row.at_least, POOL_BOUND), (row.done_at_least, DONE_BOUND))
        source = "" if is_missing(row.interval_source) else row.interval_source
        return {"note": _notes(notes, translate), "interval_source": source}

    return Section(name, _fields(_DUE, translate), _rows(weeks, _DUE, worded), note)


def _fields(columns: Any, translate: Translate) -> list[Field]:
    return [field._replace(header=translate(field.header)) for _, field in columns]


def _rows(frame: pd.DataFrame, columns: Any, worded: Callable[[Any], dict[str, Any]]) -> list[list[Any]]:
    rows = []
    for row in rows_of(frame):
        words = worded(row)
        rows.append([words[name] if name in words else _plain(getattr(row, name), field) for name, field in columns])
    return rows


def _plain(value: Any, field: Field) -> Any:
    if is_missing(value):
        return None
    return round(float(value), 1) if field.kind == TIMES else value


def _notes(notes: Any, translate: Translate) -> str:
    return "; ".join(translate(message) for holds, message in notes if holds)
