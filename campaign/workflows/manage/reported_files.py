"""What was reported at a close, and what has changed since, as tables and files: as it was, from what was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from campaign.domain.closing import ROW, Close, Difference, in_short
from campaign.domain.labels import DOSE_WORDS, MEASURE_WORDS
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.errors import Refused
from campaign.exports.columns import COUNT, DAY, POINTS, SHARE, TEXT
from campaign.exports.section_tables import Field, Section, write_section_csv, write_sections_xlsx
from campaign.locale import N_, translator
from campaign.locale.formats import day, moment, number, percent, whole_needed
from campaign.store.engine import Database
from campaign.workflows.manage.closing import Compared, compare, read_kept, read_report
from campaign.workflows.manage.reported import Reported
from campaign.workflows.monitor.reasons import LOWER_BOUND, UPPER_BOUND
from campaign.workflows.monitor.standing_files import NO_FORM

FILE_NAME, COMPARED_NAME = N_("reported {day}"), N_("reported and now {day}")
TITLE = N_("COVID-19 VACCINATION AS IT WAS REPORTED")
ABOUT = N_("Figures up to {day}, closed by {by} on {moment}: {note}")
OPENED = N_("Opened again by {by} on {moment}: {reason}")
KEPT = N_("SHA-256 of what was kept: {sha256}. {files} files counted; their fingerprint: {fingerprint}.")
PROVINCE_AND_DISTRICTS, COMMUNES, CHANGED = N_("Province and districts"), N_("Communes"), N_("Changed since")
NOTHING_CHANGED = N_("Nothing has changed: the result of every target is as it was reported.")
ADDED, GONE = N_("not reported then"), N_("gone")
YES, NO = N_("yes"), N_("no")

# What the fields are called where they differ.
FIELD_WORDS = {
    ROW: N_("The whole row"),
    "period_end": N_("Figures up to"),
    "doses_to_date": N_("Given"),
    "incomplete": N_("Lower bound"),
    "stale": N_("Older than others' reports"),
    "denominator": N_("Out of"),
    "denominator_kind": N_("Coverage of"),
    "people_at_least": N_("Upper bound"),
    "coverage": N_("Coverage"),
    "threshold": N_("Threshold"),
    "deadline": N_("Deadline"),
    "remaining": N_("Still to vaccinate"),
    "days_left": N_("Days left"),
    "pace": N_("Pace a week"),
    "required_pace": N_("Pace needed"),
    "projected_completion": N_("Projected completion"),
    "projected_early": N_("Completion at the earliest"),
    "projected_late": N_("Completion at the latest"),
    "reached_on": N_("Reached on"),
    "status": N_("Status"),
    "coverage_before": N_("Coverage at the report before"),
    "period_end_before": N_("The report before, up to"),
    "coverage_change": N_("± % points since the last period"),
    "doses_change": N_("Doses since the last period"),
    "status_before": N_("Status at the report before"),
    "extra_pace": N_("Pace lacking"),
    "speed_up": N_("Times as fast"),
    "kind": N_("Kind of unit"),
    "in_force": N_("In force"),
    "superseded_by": N_("Replaced by"),
    "by_kind": N_("Coverage by denominator"),
}
_SHARES = ("coverage", "threshold", "coverage_before", "coverage_change")
_DAYS = (
    "period_end", "deadline", "projected_completion", "projected_early", "projected_late", "reached_on",
    "period_end_before",
)  # fmt: skip


def reported_file(database: Database, close: Close, form: str, *, language: str) -> tuple[str, bytes]:
    """What was reported at a close: name and content; raises Refused for another form, or where it was tampered with.

    The JSON is what was kept, byte for byte; the CSV has all units, the workbook a sheet for the communes.
    """
    words = Words(language)
    name = words(FILE_NAME, day=close.last_day.isoformat())
    if form == "json":
        return f"{name}.json", read_kept(database, close).encode()
    reported = read_report(database, close)
    if form == "csv":
        return f"{name}.csv", write_section_csv(
            words.standing(reported, reported.rows, PROVINCE_AND_DISTRICTS), language=language
        )
    if form != "xlsx":
        raise Refused("no_form", NO_FORM, form=form)
    sections = [
        words.standing(reported, [row for row in reported.rows if row["kind"] != "commune"], PROVINCE_AND_DISTRICTS),
        words.standing(reported, [row for row in reported.rows if row["kind"] == "commune"], COMMUNES),
    ]
    return f"{name}.xlsx", _workbook(sections, close, reported, words)


def compared_file(database: Database, close: Close, form: str, *, language: str) -> tuple[str, bytes]:
    """What differs from what was reported at a close: name and content; raises Refused likewise."""
    found, words = compare(database, close), Words(language)
    name = words(COMPARED_NAME, day=close.last_day.isoformat())
    section = words.changes(found)
    if form == "csv":
        return f"{name}.csv", write_section_csv(section, language=language)
    if form != "xlsx":
        raise Refused("no_form", NO_FORM, form=form)
    return f"{name}.xlsx", _workbook([section], close, found.reported, words)


def about_close(close: Close, language: str) -> list[str]:
    """Who closed, when and why; who opened again."""
    words = Words(language)
    values = {"day": day(close.last_day, language), "by": close.closed_by, "note": close.note}
    lines = [words(ABOUT, **values, moment=moment(close.closed_at, language))]
    if not close.stands:
        opened = {"by": close.reopened_by, "reason": close.reopened_reason}
        lines.append(words(OPENED, **opened, moment=moment(close.reopened_at, language)))
    return lines


def _workbook(sections: Sequence[Section], close: Close, reported: Reported, words: Words) -> bytes:
    about = " · ".join(about_close(close, words.language))
    kept = {"sha256": close.sha256, "files": reported.files, "fingerprint": reported.fingerprint}
    noted = [each._replace(note=words(KEPT, **kept)) for each in sections]
    return write_sections_xlsx(
        noted, title=words(TITLE), subtitle=about, created=close.last_day, translate=words.translate
    )


class Words:
    """The tables in a language."""

    def __init__(self, language: str) -> None:
        self.translate = translator(language)
        self.language = language

    def __call__(self, message: str, **values: object) -> str:
        """A catalogue key with its values, in words."""
        return self.translate(message).format(**values)

    def standing(self, reported: Reported, rows: Sequence[Mapping[str, Any]], name: str) -> Section:
        """Rows of what was reported."""
        fields = self._fields(
            (N_("Target"), TEXT, 8), (N_("Of what"), TEXT, 28), (N_("In force"), TEXT, 8), (N_("Unit code"), TEXT, 8),
            (N_("Unit"), TEXT, 20), (N_("Given"), COUNT, 10), (N_("Out of"), COUNT, 10), (N_("Coverage of"), TEXT, 16),
            (N_("Coverage"), SHARE, 9), (N_("Mark"), TEXT, 12), (N_("± % points since the last period"), POINTS, 11),
            (N_("Threshold"), SHARE, 9), (N_("Deadline"), DAY, 11), (N_("Still to vaccinate"), COUNT, 10),
            (N_("Pace a week"), COUNT, 10), (N_("Pace needed"), COUNT, 10), (N_("Projected completion"), DAY, 11),
            (N_("Status"), TEXT, 15), (N_("Figures up to"), DAY, 11),
        )  # fmt: skip
        of_what = {each["target"]: self._of_what(each, reported) for each in reported.targets}
        return Section(self(name), fields, [self._unit(row, of_what[row["target"]]) for row in rows])

    def changes(self, found: Compared) -> Section:
        """Each value that is not what was reported."""
        fields = self._fields(
            (N_("Target"), TEXT, 8), (N_("Unit code"), TEXT, 9), (N_("Unit"), TEXT, 24), (N_("Field"), TEXT, 24),
            (N_("As reported"), TEXT, 20), (N_("Now"), TEXT, 20),
        )  # fmt: skip
        rows = [(each.target, each.unit, each.name, *self.difference(each)) for each in in_short(found.differences)]
        return Section(self(CHANGED), fields, rows)

    def difference(self, each: Difference) -> tuple[str, str, str]:
        """A difference in words: what, as it was, as it is."""
        if each.field == ROW:
            was, is_ = (self(ADDED), each.name) if each.was is None else (each.name, self(GONE))
            return self(FIELD_WORDS[ROW]), was, is_
        return self(FIELD_WORDS[each.field]), self.value(each.field, each.was), self.value(each.field, each.is_)

    def value(self, field: str, value: Any) -> str:
        """A stored value as the reader writes it."""
        if value is None:
            return "–"
        if isinstance(value, bool):
            return self(YES if value else NO)
        if field in _SHARES:
            return percent(value, self.language, digits=2)
        if field in _DAYS:
            return day(date.fromisoformat(value), self.language)
        if field in ("status", "status_before"):
            return f"{STATUS_SIGNS[value]} {self(STATUS_WORDS[value])}"
        if field == "denominator_kind":
            return self(MEASURE_WORDS[value])
        if field == "by_kind":
            return "; ".join(
                f"{self(MEASURE_WORDS[kind])}: {self.value('', of['people'])}" for kind, of in value.items()
            )
        if isinstance(value, (int, float)):
            return number(value, self.language, digits=0 if isinstance(value, int) else 1)
        return str(value)

    def _unit(self, row: Mapping[str, Any], of_what: str) -> tuple[Any, ...]:
        change = None if row["coverage_change"] is None else round(row["coverage_change"] * 100, 1) + 0.0
        kind = row["denominator_kind"]
        return (
            row["target"], of_what, self(YES if row["in_force"] else NO), row["unit"], row["name"],
            row["doses_to_date"], row["denominator"], kind and self(MEASURE_WORDS[kind]), row["coverage"],
            self._marks(row), change, row["threshold"], _date(row["deadline"]), row["remaining"], row["pace"],
            whole_needed(row["required_pace"]), _date(row["projected_completion"]), self.value("status", row["status"]),
            _date(row["period_end"]),
        )  # fmt: skip

    def _marks(self, row: Mapping[str, Any]) -> str | None:
        bounds = ((LOWER_BOUND, row["incomplete"]), (UPPER_BOUND, row["people_at_least"]))
        known = row["coverage"] is not None
        return "; ".join(self(words) for words, applies in bounds if known and applies) or None

    def _of_what(self, target: Mapping[str, Any], reported: Reported) -> str:
        labels = reported.groups.get(target["group"], {})
        return f"{self(DOSE_WORDS[target['dose']])} · {labels.get(self.language, target['group'])}"

    def _fields(self, *fields: tuple[str, str, int]) -> list[Field]:
        return [Field(self(header), kind, width) for header, kind, width in fields]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
