"""What a slide or a sheet of all targets, or of the late districts, is headed by: the finding, in a sentence."""

from __future__ import annotations

from typing import Any

from campaign.domain.briefing.catching_up import LATE
from campaign.domain.progress.status import NO_DATA
from campaign.exports.report.figures import left_text
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.wording import Writer
from campaign.locale import N_, Translate
from campaign.locale.formats import is_missing

SOME_LATE = N_("The province is late or at risk for {late} of {total} targets; without figures: {unknown}")
LATE_OF = N_("The province is late or at risk for {late} of {total} targets")
LATE_ONE = N_("The province is late or at risk for this target")
NONE_LATE = N_("The province is late or at risk for none of {total} targets")
NONE_LATE_ONE = N_("The province is neither late nor at risk for this target")
UNKNOWN = N_("{unknown} of {total} targets without figures; the province is late or at risk for none of the others")
ALL_UNKNOWN = N_("There are not enough figures to judge any target")

LACKS = N_("{count} districts are late or at risk; {unit} lacks most: {extra} more doses a week than now")
LACKS_ONE = N_("One district is late or at risk: {unit} needs {extra} more doses a week than now")
LEFT = N_("{count} districts are late or missed the deadline; {unit} has most people left to vaccinate: {remaining}")
LEFT_ONE = N_("One district is late or missed the deadline: {unit} has {remaining} people left to vaccinate")


def targets_finding(report: Report, translate: Translate) -> str:
    """How many of the report's targets the province is late for, or may be; of how many that cannot be told."""
    statuses = [section.province.status for section in report.targets]
    late = sum(status in LATE for status in statuses)
    values = {"late": late, "total": len(statuses), "unknown": statuses.count(NO_DATA)}
    return translate(_message(**values)).format(**values)


def late_finding(section: ReportTarget, translate: Translate, language: str) -> str:
    """Who of the late districts has furthest to go: in doses a week while there is time, else in people left."""
    late = section.late
    first: Any = next(late.itertuples(index=False))
    in_time = not is_missing(first.extra_pace) and first.extra_pace > 0
    if not in_time:
        late = late.sort_values("remaining", ascending=False, kind="stable")
        first = next(late.itertuples(index=False))
    message = (LACKS if len(late) > 1 else LACKS_ONE) if in_time else (LEFT if len(late) > 1 else LEFT_ONE)
    return translate(message).format(
        count=len(late),
        unit=Writer(translate, language).unit(first.name),
        extra=left_text(first, first.extra_pace, language),
        remaining=left_text(first, first.remaining, language),
    )


def _message(*, late: int, total: int, unknown: int) -> str:
    if late and unknown:
        return SOME_LATE
    if late:
        return LATE_OF if total > 1 else LATE_ONE
    if unknown:
        return UNKNOWN if unknown < total else ALL_UNKNOWN
    return NONE_LATE if total > 1 else NONE_LATE_ONE
