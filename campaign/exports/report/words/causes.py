"""Why districts are late, as far as figures tell: their pace against the one needed, standstill, missing reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign.domain.frames import rows_of
from campaign.domain.progress.status import MISSED, NO_DATA, OPEN
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.words.late import known_first, late_kinds, nobody_late
from campaign.exports.report.words.writer import FIGURES_OF, Writer, capitalised, is_known
from campaign.locale import N_

DISTRICT = N_("{unit} is {kinds} for {count} of the {total} targets that can be judged: {causes}.")
ONE_TARGET = N_("{unit} is {kinds}: {causes}.")
OF_TARGET = N_("as for {target}, {cause}")
# By whether doses were given lately, none were, or the pace is not known: before the deadline, and after it.
AHEAD = {
    "moving": N_("the pace of {pace} doses a week is {share} of the one needed"),
    "still": N_("the latest weeks added no doses, {remaining} people are left"),
    "unknown": N_("too few reports to tell the pace, {remaining} people are left"),
}
OVER = {
    "moving": N_("{remaining} people are left after the deadline, at {pace} doses a week lately"),
    "still": N_("{remaining} people are left after the deadline, and the latest weeks added no doses"),
    "unknown": N_("{remaining} people are left after the deadline, with too few reports to tell the pace"),
}
LAST_DAY = N_("{remaining} people are left on the last day of the deadline")
REACHED_LATE = N_("reached after the deadline")
REACHED_AT_FIRST = N_("reached by the first report, {day}, after the deadline; no earlier figures")
NOT_JUDGED = N_("No target sets a deadline or has enough figures, so that no district can be said to be late.")


def cause_sentences(report: Report, writer: Writer) -> list[str]:
    """A sentence for each late district: those late for most targets first, then those that lack most doses a week."""
    judged = [section for section in report.targets if set(section.districts["status"]) - {OPEN, NO_DATA}]
    late = _late_by_unit(judged, writer)
    if late:
        since = {each.name: each.last for each in report.silent if is_known(each.last)}
        names = sorted(late, key=lambda name: (-len(late[name]), -_lacking(late[name])))
        return [_district(_named(name, since, writer), late[name], len(judged), writer) for name in names]
    return [nobody_late(report.targets, writer) if judged else writer.translate(NOT_JUDGED)]


def _late_by_unit(sections: list[ReportTarget], writer: Writer) -> dict[str, list[tuple[Any, str]]]:
    """By district its late rows, each with its cause."""
    found: dict[str, list[tuple[Any, str]]] = {}
    for section in sections:
        for row in rows_of(section.late):
            cause = _cause(row, section.first_days.get(row.unit), writer)
            found.setdefault(row.name, []).append((row, cause))
    return found


def _lacking(late: list[tuple[Any, str]]) -> float:
    return sum(float(row.extra_pace) for row, _ in late if is_known(row.extra_pace))


def _named(name: str, since: dict[str, Any], writer: Writer) -> str:
    unit = writer.unit(name)
    return writer.words(FIGURES_OF, unit=unit, day=writer.day(since[name])) if name in since else unit


def _district(unit: str, late: list[tuple[Any, str]], total: int, writer: Writer) -> str:
    kinds = late_kinds((row.status for row, _ in late), writer)
    if total == 1:
        return capitalised(writer.words(ONE_TARGET, unit=unit, kinds=kinds, causes=late[0][1]))
    causes = "; ".join(writer.words(OF_TARGET, target=row.target, cause=cause) for row, cause in late)
    return capitalised(writer.words(DISTRICT, unit=unit, kinds=kinds, count=len(late), total=total, causes=causes))


def _cause(row: Any, first: date | None, writer: Writer) -> str:
    if row.status == MISSED and row.remaining == 0:
        at_first = known_first(row, first)
        return writer.words(REACHED_AT_FIRST if at_first else REACHED_LATE, day=writer.day(row.reached_on))
    values = {"remaining": writer.remaining(row), "pace": writer.pace(row.pace)}
    if row.status == MISSED:
        return writer.words(OVER[_movement(row)], **values)
    if not is_known(row.required_pace):
        return writer.words(LAST_DAY, **values)
    share = writer.pace_share(row) if _movement(row) == "moving" else ""
    return writer.words(AHEAD[_movement(row)], share=share, **values)


def _movement(row: Any) -> str:
    if not is_known(row.pace):
        return "unknown"
    return "moving" if row.pace > 0 else "still"
