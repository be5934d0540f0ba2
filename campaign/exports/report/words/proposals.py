"""What the figures ask for: whom to support first and with how much, who must report, what must be checked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from campaign.domain.frames import rows_of
from campaign.domain.progress.status import MISSED, ON_TRACK
from campaign.domain.ranking.ranking import NO_DENOMINATOR
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.words.writer import Writer, is_known
from campaign.locale import N_

FIRST = N_(
    "{target}: support {unit} first with {subject}: {extra} doses a week more are needed until the deadline "
    "{deadline} (the required pace comes to {required} a week)."
)
FIRST_AND_NEXT = N_(
    "{target}: support {unit} first with {subject}: {extra} doses a week more are needed until the deadline "
    "{deadline} (the required pace comes to {required} a week); then {others}."
)
NEXT = N_("{unit} ({extra} doses a week more)")
LAST_DAY = N_("{target}: on the last day of the deadline, {deadline}, finish {subject} in {units}.")
AFTER = N_("{target}: finish {subject}, whose deadline {deadline} has passed, without delay, first of all in {units}.")
LEFT = N_("{unit} ({remaining} people left)")
KEEP_PACE = N_("{target}: keep the pace of the latest weeks for {subject}, to finish by the deadline {deadline}.")
REPORT_ALL = N_("The People's Committees of districts have their figures reported in full and in time.")
REPORT = N_("The reports of the latest period that are missing are sent by {units}.")
COUNT_PEOPLE = N_("The number of people to vaccinate is counted and reported by {units} ({target}).")
CHECK_OVER = N_("Doses and people to vaccinate are checked by {units}, whose coverage is over 100 % ({target}).")
CHECK_FINDINGS = N_("The {count} warnings about the figures of the latest period are checked and settled.")


def support_sentences(report: Report, writer: Writer) -> list[str]:
    """For each target which district to support first, with how many doses a week more: the costliest target first."""
    costs = sorted(report.targets, key=lambda section: -_cost(section))
    return [sentence for section in costs for sentence in _support(section, writer)]


def reporting_sentences(report: Report, districts: int, writer: Writer) -> list[str]:
    """Who must report, count or check what, of so many districts."""
    sentences = []
    if report.silent:
        every = len(report.silent) == districts
        units = writer.units([each.name for each in report.silent])
        sentences.append(writer.translate(REPORT_ALL) if every else writer.words(REPORT, units=units))
    asked = writer.translate(REPORT_ALL)
    if _unreported(report) and asked not in sentences:
        sentences.append(asked)
    for section in report.targets:
        sentences += _to_count(section, writer)
    if report.findings:
        sentences.append(writer.words(CHECK_FINDINGS, count=writer.number(report.findings)))
    return sentences


def _unreported(report: Report) -> bool:
    """Whether no district at all has figures for some target."""
    return any(not section.districts["period_end"].notna().any() for section in report.targets)


def _cost(section: ReportTarget) -> float:
    extra = section.late["extra_pace"].max()
    return float(extra) if is_known(extra) else 0.0


def _support(section: ReportTarget, writer: Writer) -> list[str]:
    late = rows_of(section.late)
    values = {"target": section.about.target, "subject": writer.subject(section)}
    values["deadline"] = writer.day(section.about.deadline)
    ahead = [row for row in late if is_known(row.extra_pace) and row.extra_pace > 0]
    today = [row for row in late if row.status != MISSED and not is_known(row.extra_pace)]
    missed = [row for row in late if row.status == MISSED and row.remaining]
    sentences = [_first(ahead, values, writer)] if ahead else []
    sentences += [
        _left(message, rows, values, writer) for message, rows in ((LAST_DAY, today), (AFTER, missed)) if rows
    ]
    if not late and (section.districts["status"] == ON_TRACK).any():
        sentences.append(writer.words(KEEP_PACE, **values))
    return sentences


def _first(rows: list[Any], values: dict[str, str], writer: Writer) -> str:
    """The one that lacks most, and the others after it."""
    first, *others = rows
    named = [writer.words(NEXT, unit=writer.unit(row.name), extra=writer.extra(row)) for row in others]
    needs = {"unit": writer.unit(first.name), "extra": writer.extra(first), "required": writer.required(first)}
    return writer.words(FIRST_AND_NEXT if others else FIRST, others=writer.joined(named), **needs, **values)


def _left(message: str, rows: list[Any], values: dict[str, str], writer: Writer) -> str:
    named = [writer.words(LEFT, unit=writer.unit(row.name), remaining=writer.remaining(row)) for row in rows]
    return writer.words(message, units=writer.joined(named), **values)


def _to_count(section: ReportTarget, writer: Writer) -> list[str]:
    rows: pd.DataFrame = section.districts
    over = (rows["coverage"] > 1).fillna(False)
    found = ((COUNT_PEOPLE, rows[rows["unranked_reason"] == NO_DENOMINATOR]), (CHECK_OVER, rows[over]))
    return [
        writer.words(message, units=writer.units(list(those["name"])), target=section.about.target)
        for message, those in found
        if len(those)
    ]
