"""The timeline as a file: a workbook with the events and the districts' verdicts, or the events as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaign.domain.directives.timeline import EVENT_WORDS
from campaign.domain.frames import rows_of
from campaign.domain.labels import DOSE_WORDS
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.errors import Refused
from campaign.exports.columns import COUNT, DAY, SHARE, TEXT
from campaign.exports.section_tables import Field, Section, write_section_csv, write_sections_xlsx
from campaign.locale import N_, Translate, translator
from campaign.locale.formats import day, is_missing
from campaign.store.engine import Database
from campaign.workflows.monitor.citing import cite_directive
from campaign.workflows.monitor.monitoring import read_groups
from campaign.workflows.monitor.reasons import marks
from campaign.workflows.monitor.timeline import Timeline, read_timeline
from campaign.workflows.safety.anchors import anchor_text

FORMS = ("xlsx", "csv")
FILE_NAME = N_("timeline {day}")
NO_FORM = N_("The timeline is written as .xlsx or .csv, not as '{form}'.")
TITLE = N_("DIRECTIVES, TARGETS AND DEADLINES")
AS_KNOWN = N_("{unit} · as known on {day}")


def timeline_file(database: Database, unit: str | None, as_of: date, form: str, *, language: str) -> tuple[str, bytes]:
    """The file's name and content; raises NotFound for another unit and Refused for another form."""
    if form not in FORMS:
        raise Refused("no_form", NO_FORM, form=form)
    translate = translator(language)
    timeline = read_timeline(database, as_of, unit)
    groups = {row.code: row.label_vi if language == "vi" else row.label_en for row in read_groups(database)}
    name = f"{translate(FILE_NAME).format(day=as_of.isoformat())}.{form}"
    events = _events(timeline, groups, translate, language)
    if form == "csv":
        return name, write_section_csv(events, language=language)
    subtitle = translate(AS_KNOWN).format(unit=timeline.name, day=day(as_of, language))
    sections = [events, _verdicts(timeline, groups, translate)]
    about: dict[str, Any] = {"title": translate(TITLE), "subtitle": subtitle, "created": as_of}
    return name, write_sections_xlsx(sections, **about, translate=translate, anchor=anchor_text(database))


def _events(timeline: Timeline, groups: Mapping[str, str], translate: Translate, language: str) -> Section:
    fields = _fields(
        translate,
        (N_("Day"), DAY, 12), (N_("What happened"), TEXT, 18), (N_("Target"), TEXT, 8), (N_("Of what"), TEXT, 32),
        (N_("Directive"), TEXT, 44), (N_("Replaced by"), TEXT, 10), (N_("Verdict"), TEXT, 16),
        (N_("Coverage"), SHARE, 10), (N_("Mark"), TEXT, 12), (N_("Figures up to"), DAY, 12),
    )  # fmt: skip
    rows = [
        (
            row.day,
            translate(EVENT_WORDS[row.event]),
            row.target,
            None if is_missing(row.target) else _subject(timeline, row.target, groups, translate),
            cite_directive(timeline.directives[row.directive], translate, language),
            row.other,
            _status(row.status, translate),
            row.coverage,
            marks(row, translate),
            row.period_end,
        )
        for row in rows_of(timeline.events)
    ]
    return Section(translate(N_("Events")), fields, rows)


PASSED, AHEAD = N_("passed"), N_("ahead")


def _verdicts(timeline: Timeline, groups: Mapping[str, str], translate: Translate) -> Section:
    fields = _fields(
        translate,
        (N_("Unit code"), TEXT, 9), (N_("Unit"), TEXT, 22), (N_("Target"), TEXT, 8), (N_("Of what"), TEXT, 32),
        (N_("Deadline"), DAY, 12), (N_("Day of the deadline"), TEXT, 12), (N_("Given"), COUNT, 11),
        (N_("Out of"), COUNT, 11), (N_("Coverage"), SHARE, 10), (N_("Mark"), TEXT, 12), (N_("Figures up to"), DAY, 12),
        (N_("Verdict"), TEXT, 16), (N_("Reached on"), DAY, 12),
    )  # fmt: skip
    rows = [
        (
            row.unit, row.name, row.target, _subject(timeline, row.target, groups, translate), row.deadline,
            translate(PASSED if row.passed else AHEAD), row.doses_to_date, row.denominator, row.coverage,
            marks(row, translate), row.period_end,
            _status(row.status, translate), row.reached_on,
        )
        for row in rows_of(timeline.verdicts)
    ]  # fmt: skip
    return Section(translate(N_("By district")), fields, rows)


def _fields(translate: Translate, *fields: tuple[str, str, int]) -> list[Field]:
    return [Field(translate(header), kind, width) for header, kind, width in fields]


def _subject(timeline: Timeline, target: str, groups: Mapping[str, str], translate: Translate) -> str:
    row: Any = next(row for row in rows_of(timeline.targets) if row.target == target)
    return f"{translate(DOSE_WORDS[row.dose])} · {groups[row.group]}"


def _status(status: Any, translate: Translate) -> str | None:
    return None if is_missing(status) else f"{STATUS_SIGNS[status]} {translate(STATUS_WORDS[status])}"
