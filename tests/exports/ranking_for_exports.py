"""A ranking of three districts, one of them without figures, and what stands over it."""

from __future__ import annotations

from datetime import date

from campaign.domain.frames import PROGRESS, RANKING, frame
from campaign.exports.about import RankingAbout

AS_OF = date(2022, 5, 19)


def row(unit="108", name="Huyện Sìn Hồ", **given):
    """A RANKING row as a dict: Sìn Hồ, first at 98.5 %, up one place and 1.2 points."""
    return {
        "target": "T6",
        "unit": unit,
        "name": name,
        "kind": "district",
        "period_end": AS_OF,
        "doses_to_date": 1970,
        "incomplete": False,
        "stale": False,
        "denominator": 2000,
        "denominator_kind": "due",
        "coverage": 0.985,
        "threshold": 1.0,
        "deadline": date(2022, 6, 30),
        "remaining": 30,
        "days_left": 42,
        "pace": 20.0,
        "required_pace": 5.0,
        "projected_completion": date(2022, 5, 30),
        "projected_early": None,
        "projected_late": None,
        "reached_on": None,
        "status": "on_track",
        "rank": 1,
        "rank_before": 2,
        "rank_change": 1,
        "coverage_before": 0.973,
        "coverage_change": 0.012,
        "unranked_reason": None,
        **given,
    }


def ranking(*rows):
    """RANKING from dicts; without any, Sìn Hồ, Mường Tè (late, one place down) and Tân Uyên (no figure)."""
    late = {"coverage": 0.62, "doses_to_date": 1240, "remaining": 760, "status": "behind", "rank": 2, "rank_change": -1}
    none = dict.fromkeys(("doses_to_date", "coverage", "remaining", "pace", "required_pace", "projected_completion"))
    none |= {"rank": None, "rank_change": None, "coverage_change": None, "period_end": None, "status": "no_data"}
    default = (
        row(),
        row("107", "Huyện Mường Tè", **late, coverage_change=-0.003, incomplete=True, stale=True),
        row("111", "Huyện Tân Uyên", **none, unranked_reason="no_figure"),
    )
    return frame([[given[column] for column in RANKING] for given in rows or default], RANKING)


def province():
    """The province's row (PROGRESS)."""
    total = row("12", "Tỉnh Lai Châu", kind="province", doses_to_date=3210, denominator=6000, coverage=0.535)
    return frame([[total[column] for column in PROGRESS]], PROGRESS)


def about(**given):
    """What stands over the table."""
    return RankingAbout(
        **{
            "subject": "Dose 3 · 18 years and over",
            "people": "people due",
            "directive": "Kết luận 16/05/2022, mục 3",
            "words": "hoàn thành việc tiêm mũi 3 cho người cần tiêm … trong Quý II/2022",
            "threshold": 1.0,
            "deadline": date(2022, 6, 30),
            "as_of": AS_OF,
            "previous_as_of": date(2022, 5, 12),
            "uploads": ["tuan20.xlsx"],
            **given,
        }
    )
