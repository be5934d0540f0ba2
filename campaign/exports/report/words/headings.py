"""What a slide or a sheet of all targets, or of the late districts, is headed by: the finding, in a sentence."""

from __future__ import annotations

from collections import Counter
from typing import Any

from campaign.domain.frames import rows_of
from campaign.domain.progress.status import AT_RISK, BEHIND, MET, MET_LATE, MISSED, NO_DATA, ON_TRACK, OPEN
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.words.late import late_kinds
from campaign.exports.report.words.sentences import STATUS_PHRASES
from campaign.exports.report.words.writer import Writer, capitalised
from campaign.locale import N_, Translate
from campaign.locale.formats import is_missing

PROVINCE = N_("Province: {counts}")
NO_DEADLINE = N_("The targets set no deadline")
LATE_COUNT = N_("{count} of {total} targets {kinds}")
COUNTS = {
    MISSED: N_("{count} of {total} targets missed"),
    NO_DATA: N_("{count} of {total} targets without enough figures"),
    MET: N_("{count} of {total} targets met"),
    MET_LATE: N_("{count} of {total} targets met late"),
    ON_TRACK: N_("{count} of {total} targets on track"),
}
LATE, WELL = (BEHIND, AT_RISK), (ON_TRACK, MET, MET_LATE)

LACKS = N_("{count} districts {kinds}; {unit} lacks most: {extra} more doses a week than lately")
LACKS_ONE = N_("One district {kinds}: {unit} needs {extra} more doses a week than lately")
LEFT = N_("{count} districts {kinds}; {unit} has most people left to vaccinate: {remaining}")
LEFT_ONE = N_("One district {kinds}: {unit} has {remaining} people left to vaccinate")


def targets_finding(report: Report, translate: Translate) -> str:
    """How the province stands towards the report's targets with a deadline: how many are late, missed, unknown; where
    none is late or missed, how many are met or on track."""
    writer = Writer(translate, "")  # no unit, number or day is written
    dated = [section.province for section in report.targets if not is_missing(section.province.deadline)]
    if not dated:
        return translate(NO_DEADLINE)
    counts = Counter(str(NO_DATA if row.status == OPEN else row.status) for row in dated)
    if len(dated) == 1:
        return capitalised(translate(STATUS_PHRASES[next(iter(counts))]))
    return writer.words(PROVINCE, counts=", ".join(_counted(counts, len(dated), writer)))


def _counted(counts: Counter[str], total: int, writer: Writer) -> list[str]:
    late = sum(counts[status] for status in LATE)
    kinds = late_kinds((status for status in LATE if counts[status]), writer)
    said = [writer.words(LATE_COUNT, count=late, total=total, kinds=kinds)] if late else []
    told = (MISSED, NO_DATA) if late or counts[MISSED] else (*WELL, NO_DATA)
    return said + [writer.words(COUNTS[status], count=counts[status], total=total) for status in told if counts[status]]


def late_finding(section: ReportTarget, translate: Translate, language: str) -> str:
    """Who of the late districts has furthest to go: in doses a week while there is time, else in people left."""
    late = section.late
    first: Any = rows_of(late)[0]
    in_time = not is_missing(first.extra_pace) and first.extra_pace > 0
    if not in_time:
        late = late.sort_values("remaining", ascending=False, kind="stable")
        first = rows_of(late)[0]
    message = (LACKS if len(late) > 1 else LACKS_ONE) if in_time else (LEFT if len(late) > 1 else LEFT_ONE)
    writer = Writer(translate, language)
    return translate(message).format(
        count=len(late),
        kinds=late_kinds(late["status"], Writer(translate, language)),
        unit=writer.unit(first.name),
        extra=writer.extra(first) if in_time else "",
        remaining=writer.remaining(first),
    )
