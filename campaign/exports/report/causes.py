"""Why districts are late, as far as figures tell: their pace against the one needed, standstill, missing reports."""

from __future__ import annotations

from typing import Any

from campaign.domain.progress.status import MISSED, NO_DATA, OPEN
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.wording import FIGURES_OF, UNDER_ONE, Writer, capitalised, is_known
from campaign.locale import N_
from campaign.locale.formats import percent, percent_sign

DISTRICT = N_("{unit} is late for {count} of {total} targets with a deadline: {causes}.")
OF_TARGET = N_("{target}: {cause}")
# By whether doses were given lately, none were, or the pace is not known: before the deadline, and after it.
AHEAD = {
    "moving": N_("the pace of {pace} doses a week is {share} of the one needed"),
    "still": N_("the latest weeks added no doses, {remaining} people are left"),
    "unknown": N_("too few reports to tell the pace, {remaining} people are left"),
}
OVER = {
    "moving": N_("{remaining} people are left after the deadline, at {pace} doses a week"),
    "still": N_("{remaining} people are left after the deadline, and the latest weeks added no doses"),
    "unknown": N_("{remaining} people are left after the deadline, with too few reports to tell the pace"),
}
LAST_DAY = N_("{remaining} people are left on the last day of the deadline")
REACHED_LATE = N_("reached after the deadline")
NOBODY = N_("No district is late for a target with a deadline.")
NOBODY_KNOWN = N_("No district with figures is late for a target with a deadline.")
NOT_JUDGED = N_("No target sets a deadline or has enough figures, so that no district can be said to be late.")


def cause_sentences(report: Report, writer: Writer) -> list[str]:
    """A sentence for each late district: those late for most targets first, then those that lack most doses a week."""
    judged = [section for section in report.targets if set(section.districts["status"]) - {OPEN, NO_DATA}]
    late = _late_by_unit(judged)
    if late:
        since = {each.name: each.last for each in report.silent if is_known(each.last)}
        names = sorted(late, key=lambda name: (-len(late[name]), -_lacking(late[name])))
        return [_district(_named(name, since, writer), late[name], len(judged), writer) for name in names]
    unknown = any(NO_DATA in set(section.districts["status"]) for section in report.targets)
    return [writer.translate(NOT_JUDGED if not judged else NOBODY_KNOWN if unknown else NOBODY)]


def _late_by_unit(sections: list[ReportTarget]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for section in sections:
        for row in section.late.itertuples(index=False):
            found.setdefault(row.name, []).append(row)
    return found


def _lacking(rows: list[Any]) -> float:
    return sum(float(row.extra_pace) for row in rows if is_known(row.extra_pace))


def _named(name: str, since: dict[str, Any], writer: Writer) -> str:
    unit = writer.unit(name)
    return writer.words(FIGURES_OF, unit=unit, day=writer.day(since[name])) if name in since else unit


def _district(unit: str, rows: list[Any], total: int, writer: Writer) -> str:
    causes = [writer.words(OF_TARGET, target=row.target, cause=_cause(row, writer)) for row in rows]
    return capitalised(writer.words(DISTRICT, unit=unit, count=len(rows), total=total, causes="; ".join(causes)))


def _cause(row: Any, writer: Writer) -> str:
    if row.status == MISSED and row.remaining == 0:
        return writer.translate(REACHED_LATE)
    values = {"remaining": writer.remaining(row), "pace": writer.pace(row.pace)}
    if row.status == MISSED:
        return writer.words(OVER[_movement(row)], **values)
    if not is_known(row.required_pace):
        return writer.words(LAST_DAY, **values)
    return writer.words(AHEAD[_movement(row)], share=_share(row, writer), **values)


def _share(row: Any, writer: Writer) -> str:
    """The pace as a share of the one needed, in whole percent."""
    if is_known(row.pace) and 0 < row.pace < row.required_pace / 100:
        return writer.translate(UNDER_ONE) + percent_sign(writer.language)
    return percent(row.pace / row.required_pace, writer.language, digits=0)


def _movement(row: Any) -> str:
    if not is_known(row.pace):
        return "unknown"
    return "moving" if row.pace > 0 else "still"
