"""Where province and districts stand as a file: towards one target with its weeks, or towards all of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from campaign.domain.briefing.changes import with_changes
from campaign.domain.frames import rows_of
from campaign.domain.labels import DOSE_WORDS, MEASURE_WORDS
from campaign.domain.progress.coverage_grid import UNKNOWN, Grid
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.errors import Refused
from campaign.exports.columns import COUNT, DAY, POINTS, SHARE, TEXT
from campaign.exports.section_tables import Field, Section, write_section_csv, write_sections_xlsx
from campaign.locale import N_, Translate, translator
from campaign.locale.formats import day, is_missing, whole_needed
from campaign.store.engine import Database
from campaign.workflows.monitor.briefing import brief_at
from campaign.workflows.monitor.monitoring import read_targets
from campaign.workflows.monitor.outlook import coverage_by_kind, monitored_at
from campaign.workflows.monitor.ranking_about import read_group_labels
from campaign.workflows.monitor.reasons import LOWER_BOUND, UPPER_BOUND, marks, reason
from campaign.workflows.monitor.target_charts import coverage_weeks
from campaign.workflows.safety.anchors import anchor_text

FORMS = ("xlsx", "csv")
STANDING_NAME, TARGET_NAME, KINDS_NAME = N_("standing {day}"), N_("target {target} {day}"), N_("people {target} {day}")
NO_FORM = N_("This is written as .xlsx or .csv, not as '{form}'.")
TITLE = N_("PROGRESS OF COVID-19 VACCINATION")
FIGURES_TO = N_("(Figures up to {day})")
SINCE = N_("Changes are since {day}.")
STANDING, KINDS, WEEKS = N_("Province and districts"), N_("Coverage by denominator"), N_("Coverage by week")


def standing_file(database: Database, as_of: date, form: str, *, language: str) -> tuple[str, bytes]:
    """Every target that had been issued: the file's name and content; raises Refused for another form."""
    words = _Words(database, language)
    name = words(STANDING_NAME, day=as_of.isoformat())
    section = words.standing(brief_at(database, as_of).rows, "")
    return _write([section], name, words(FIGURES_TO, day=day(as_of, language)), as_of, form, words)


def target_file(database: Database, target: str, as_of: date, form: str, *, language: str) -> tuple[str, bytes]:
    """One target: province and districts, their coverage by denominator and week by week; the CSV is the first alone.

    Raises NotFound for an unknown target and Refused for another form.
    """
    words = _Words(database, language)
    found, brief = monitored_at(database, target, as_of), brief_at(database, as_of)
    rows, before = brief.rows[brief.rows["target"] == target], brief.before.get(target)
    if rows.empty:  # not set yet by then: it can be looked at all the same
        rows = with_changes(found.progress, found.progress.iloc[:0])
    note = words(SINCE, day=day(before, language)) if before else ""
    sections = [words.standing(rows, note)]
    if form == "xlsx":
        sections.append(words.kinds(coverage_by_kind(database, as_of, target=target)))
        sections.append(words.weeks(coverage_weeks(database, target, as_of), found.progress))
    name = words(TARGET_NAME, target=target, day=as_of.isoformat())
    return _write(sections, name, words.subject(target, as_of), as_of, form, words)


def kinds_file(database: Database, target: str, as_of: date, form: str, *, language: str) -> tuple[str, bytes]:
    """One target's coverage over every denominator; raises NotFound and Refused."""
    words = _Words(database, language)
    section = words.kinds(coverage_by_kind(database, as_of, target=target))
    name = words(KINDS_NAME, target=target, day=as_of.isoformat())
    return _write([section], name, words.subject(target, as_of), as_of, form, words)


def _write(
    sections: list[Section], name: str, subtitle: str, as_of: date, form: str, words: _Words
) -> tuple[str, bytes]:
    if form not in FORMS:
        raise Refused("no_form", NO_FORM, form=form)
    if form == "csv":
        return f"{name}.csv", write_section_csv(sections[0], language=words.language)
    about: dict[str, Any] = {"title": words(TITLE), "subtitle": subtitle, "created": as_of, "anchor": words.anchor}
    return f"{name}.xlsx", write_sections_xlsx(sections, **about, translate=words.translate)


class _Words:
    """The tables in a language."""

    def __init__(self, database: Database, language: str) -> None:
        self.translate: Translate = translator(language)
        self.language = language
        self.groups = read_group_labels(database, language)
        self.anchor = anchor_text(database)
        self.targets = {row.target: row for row in rows_of(read_targets(database))}

    def __call__(self, message: str, **values: object) -> str:
        return self.translate(message).format(**values)

    def subject(self, target: str, as_of: date) -> str:
        """The target in words, and up to when its figures go."""
        return f"{target} · {self._of_what(target)} {self(FIGURES_TO, day=day(as_of, self.language))}"

    def standing(self, rows: pd.DataFrame, note: str) -> Section:
        """BRIEFING."""
        fields = self._fields(
            (N_("Target"), TEXT, 8), (N_("Of what"), TEXT, 28), (N_("Unit code"), TEXT, 8), (N_("Unit"), TEXT, 20),
            (N_("Given"), COUNT, 10), (N_("Out of"), COUNT, 10), (N_("Coverage of"), TEXT, 16),
            (N_("Coverage"), SHARE, 9), (N_("Mark"), TEXT, 12), (N_("± % points since the last period"), POINTS, 11),
            (N_("Threshold"), SHARE, 9), (N_("Deadline"), DAY, 11), (N_("Still to vaccinate"), COUNT, 10),
            (N_("Pace a week"), COUNT, 10), (N_("Pace needed"), COUNT, 10), (N_("Projected completion"), DAY, 11),
            (N_("Reached on"), DAY, 11), (N_("Status"), TEXT, 15), (N_("Why"), TEXT, 50),
            (N_("Figures up to"), DAY, 11),
        )  # fmt: skip
        return Section(self(STANDING), fields, [self._unit(row) for row in rows_of(rows)], note)

    def kinds(self, rows: pd.DataFrame) -> Section:
        """PROGRESS over every kind of people that is known."""
        fields = self._fields(
            (N_("Unit code"), TEXT, 9), (N_("Unit"), TEXT, 22), (N_("Coverage of"), TEXT, 36), (N_("Given"), COUNT, 11),
            (N_("Out of"), COUNT, 11), (N_("Coverage"), SHARE, 10), (N_("Mark"), TEXT, 14),
            (N_("Figures up to"), DAY, 12),
        )  # fmt: skip
        known = rows[rows["denominator"].notna()]
        cells = [
            (
                row.unit, row.name, self._kind(row), row.doses_to_date, row.denominator, row.coverage,
                marks(row, self.translate), row.period_end,
            )
            for row in rows_of(known)
        ]  # fmt: skip
        return Section(self(KINDS), fields, cells)

    def weeks(self, grid: Grid, progress: pd.DataFrame) -> Section:
        """Each district's coverage in each week that is known."""
        fields = self._fields(
            (N_("Unit code"), TEXT, 9), (N_("Unit"), TEXT, 22), (N_("Week to"), DAY, 12), (N_("Coverage"), SHARE, 10),
            (N_("Mark"), TEXT, 24),
        )  # fmt: skip
        names = dict(zip(progress["unit"], progress["name"], strict=True))
        rows = [
            (unit, names[unit], when, None if tenths == UNKNOWN else tenths / 1000, self._bounds(grid, unit, when))
            for unit, of_unit in grid.tenths.iterrows()
            for when, tenths in of_unit.items()
        ]
        return Section(self(WEEKS), fields, rows)

    def _fields(self, *fields: tuple[str, str, int]) -> list[Field]:
        return [Field(self.translate(header), kind, width) for header, kind, width in fields]

    def _unit(self, row: Any) -> tuple[Any, ...]:
        change = None if is_missing(row.coverage_change) else round(float(row.coverage_change) * 100, 1) + 0.0
        return (
            row.target, self._of_what(row.target), row.unit, row.name, row.doses_to_date, row.denominator,
            self._kind(row), row.coverage, marks(row, self.translate), change, row.threshold, row.deadline,
            row.remaining, row.pace, whole_needed(row.required_pace), row.projected_completion, row.reached_on,
            f"{STATUS_SIGNS[row.status]} {self(STATUS_WORDS[row.status])}",
            reason(row, self.translate, self.language), row.period_end,
        )  # fmt: skip

    def _of_what(self, target: str) -> str:
        row = self.targets[target]
        return f"{self(DOSE_WORDS[row.dose])} · {self.groups[row.group]}"

    def _kind(self, row: Any) -> str | None:
        return None if is_missing(row.denominator_kind) else self(MEASURE_WORDS[row.denominator_kind])

    def _bounds(self, grid: Grid, unit: Any, when: Any) -> str | None:
        bounds = ((LOWER_BOUND, grid.at_least), (UPPER_BOUND, grid.at_most))
        said = [self(words) for words, cells in bounds if cells is not None and cells.at[unit, when]]
        return "; ".join(said) or None
