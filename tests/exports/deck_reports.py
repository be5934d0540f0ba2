"""Reports for the slides, the workbook and the page to print: T6 of three districts, one late, one without figures."""

from __future__ import annotations

from datetime import date

from campaign.domain.frames import BRIEFING, frame
from campaign.exports.report.report import Report, ReportTarget, Silent
from tests.exports.ranking_for_exports import AS_OF, ranking, row, target_about

BEFORE = date(2022, 5, 12)
FILES = ("7: tuần 20.xlsx", "9: tuần 20 (bổ sung).xlsx")
MOVED = {"doses_change": 40, "status_before": "behind", "extra_pace": None, "speed_up": None}


def briefing(*rows):
    """Rows of BRIEFING from dicts of RANKING's columns and more."""
    return frame([[{**MOVED, **each}.get(column) for column in BRIEFING] for each in rows], BRIEFING)


def province(**given):
    """The province's row of BRIEFING: 53.5 %, a lower bound, behind."""
    total = row("12", "Tỉnh Lai Châu", kind="province", doses_to_date=3210, denominator=6000, coverage=0.535)
    total |= {"incomplete": True, "remaining": 2790, "pace": 180.0, "required_pace": 465.0, "status": "behind"}
    return next(briefing({**total, **given}).itertuples(index=False))


def late_row(**given):
    """Mường Tè's row of BRIEFING: 126.7 doses a week are needed, 80 are given."""
    late = {"coverage": 0.62, "doses_to_date": 1240, "remaining": 760, "status": "behind", "incomplete": True}
    late |= {"pace": 80.0, "required_pace": 126.7, "extra_pace": 46.7, "speed_up": 1.58, "period_end": BEFORE}
    return row("107", "Huyện Mường Tè", **{**late, **given})


def section(target="T6", *, late=(None,), districts=None, **given):
    """A target of the report; `late`: dicts of rows, none for nobody."""
    rows = [late_row() if each is None else each for each in late]
    values = {
        "about": target_about(target=target),
        "province": province(target=target),
        "districts": ranking() if districts is None else districts,
        "late": briefing(*rows),
        "before": BEFORE,
        "caveats": ["Doses to date are a lower bound: Huyện Mường Tè."],
        "uploads": FILES,
    }
    return ReportTarget(**{**values, **given})


def report(*sections, **given):
    """A report as of 19/05/2022 on the sections, on T6 where none is given."""
    values = {"as_of": AS_OF, "targets": sections or (section(),), "silent": [Silent("Huyện Mường Tè", BEFORE)]}
    values |= {"uploads": FILES, "findings": 2, "synthetic": False, "fingerprint": "0123456789"}
    return Report(**{**values, **given})


def findings(of):
    """What each target's slide or sheet is headed by."""
    return {each.about.target: f"Finding on {each.about.target}" for each in of.targets}
