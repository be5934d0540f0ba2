"""Reports made by hand: what is not said is the adults' dose 3 on 16/6/2022, a fortnight before its deadline."""

from __future__ import annotations

from datetime import date, datetime

from campaign.domain.briefing.catching_up import find_late
from campaign.domain.frames import BRIEFING, RANKING, frame
from campaign.exports.about import TargetAbout
from campaign.exports.report.report import Report, ReportTarget

AS_OF, BEFORE, DEADLINE = date(2022, 6, 16), date(2022, 6, 9), date(2022, 6, 30)
NAMES = {
    "105": "Thành phố Lai Châu",
    "106": "Huyện Tam Đường",
    "107": "Huyện Mường Tè",
    "108": "Huyện Sìn Hồ",
}


def unit(code="107", **given):
    """One unit's row as a dict with the columns of RANKING and BRIEFING: Mường Tè, behind, 4,080 people left."""
    values = {
        "target": "T6",
        "unit": code,
        "name": NAMES.get(code, "Tỉnh Lai Châu"),
        "kind": "district" if code in NAMES else "province",
        "period_end": AS_OF,
        "doses_to_date": 25920,
        "incomplete": False,
        "stale": False,
        "denominator": 30000,
        "denominator_kind": "due",
        "people_at_least": False,
        "coverage": 0.864,
        "threshold": 1.0,
        "deadline": DEADLINE,
        "remaining": 4080,
        "days_left": 14,
        "pace": 366.25,
        "required_pace": 2040.0,
        "projected_completion": date(2022, 9, 2),
        "status": "behind",
        "rank": 1,
        "coverage_change": 0.0123,
        "doses_change": 369,
        "extra_pace": 1673.75,
        **given,
    }
    return {**dict.fromkeys((*RANKING, *BRIEFING)), **values}


def met(code="105", **given):
    """A unit that has everybody vaccinated since 3/3/2022."""
    done = {"doses_to_date": 27444, "denominator": 27444, "coverage": 1.0, "remaining": 0, "status": "met"}
    done |= {"projected_completion": date(2022, 3, 3), "reached_on": date(2022, 3, 3)}
    return unit(code, **done | {"required_pace": 0.0, "extra_pace": 0.0} | given)


def without_figures(code="108", **given):
    """A unit of which nothing is known."""
    none = ("period_end", "doses_to_date", "coverage", "remaining", "pace", "required_pace", "projected_completion")
    none += ("rank", "coverage_change", "doses_change", "extra_pace")
    return unit(code, **{**dict.fromkeys(none), "status": "no_data", "unranked_reason": "no_figure", **given})


def missed(code="107", **given):
    """A unit that missed a deadline on 13/3/2022."""
    over = {"deadline": date(2022, 3, 13), "days_left": -95, "required_pace": None, "extra_pace": None}
    return unit(code, **over | {"status": "missed"} | given)


def target(*districts, province=None, before=BEFORE, caveats=(), uploads=("33: tuan-24.xlsx",), **about):
    """A target of a report; without any districts, the city has met it and Mường Tè is behind."""
    rows = districts or (met(), unit(rank=2))
    total = province or unit("12", doses_to_date=53364, denominator=57444, coverage=0.929)
    return ReportTarget(
        about=TargetAbout(
            **{
                "target": "T6",
                "subject": "Mũi 3 (nhắc lại lần 1) · Người từ 18 tuổi trở lên",
                "people": "số người cần tiêm",
                "threshold": 1.0,
                "deadline": DEADLINE,
                "directive": "Thông báo kết luận của Văn phòng Tỉnh ủy Lai Châu ngày 16/05/2022, mục 3",
                "words": "hoàn thành việc tiêm mũi 3 cho người cần tiêm … trong Quý II/2022",
                **about,
            }
        ),
        province=next(_frame([total], BRIEFING).itertuples(index=False)),
        districts=_frame(rows, RANKING),
        late=find_late(_frame(rows, BRIEFING)),
        before=before,
        caveats=list(caveats),
        uploads=list(uploads),
    )


def report(*targets, **given):
    """A report on these targets, or on the one of `target`; all have reported, the figures are real."""
    values = {"as_of": AS_OF, "targets": targets or (target(),), "silent": (), "uploads": ("33: tuan-24.xlsx",)}
    return Report(**values | {"findings": 0, "synthetic": False, "fingerprint": "0123456789"} | given)


def _frame(rows, columns):
    return frame([[_plain(row[column]) for column in columns] for row in rows], columns)


def _plain(value):
    return value.date() if isinstance(value, datetime) else value
