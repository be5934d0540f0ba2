"""Rankings of three districts, one of them without figures, and what stands over them."""

from __future__ import annotations

from datetime import date

from campaign.domain.frames import COMPOSITE, COMPOSITE_PARTS, PROGRESS, RANK_HISTORY, RANKING, frame
from campaign.exports.about import RankingAbout, TargetAbout

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
        "people_at_least": False,
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
        "people_above": None,
        "people_below": 730,
        **given,
    }


def ranking(*rows):
    """RANKING from dicts; without any, Sìn Hồ, Mường Tè (late, one place down) and Tân Uyên (no figure)."""
    late = {"coverage": 0.62, "doses_to_date": 1240, "remaining": 760, "status": "behind", "rank": 2, "rank_change": -1}
    late |= {"people_above": 730, "people_below": None, "period_end": date(2022, 5, 12)}
    none = dict.fromkeys(("doses_to_date", "coverage", "remaining", "pace", "required_pace", "projected_completion"))
    none |= {"rank": None, "rank_change": None, "coverage_change": None, "period_end": None, "status": "no_data"}
    none |= {"people_above": None, "people_below": None}
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


def target_about(**given):
    """T6 as it stands over the table."""
    return TargetAbout(
        **{
            "target": "T6",
            "subject": "Dose 3 · 18 years and over",
            "people": "people due",
            "threshold": 1.0,
            "deadline": date(2022, 6, 30),
            "since": date(2022, 5, 16),
            "directive": "Kết luận 16/05/2022, mục 3",
            "words": "hoàn thành việc tiêm mũi 3 cho người cần tiêm … trong Quý II/2022",
            **given,
        }
    )


def about(*, uploads=("tuan20.xlsx",), previous_as_of=date(2022, 5, 12), as_of=AS_OF, **given):
    """What stands over the ranking by T6."""
    return RankingAbout([target_about(**given)], as_of, previous_as_of, list(uploads))


def composite_about():
    """What stands over the ranking by T6 and T7, three to one."""
    plain = {"directive": "", "words": ""}
    first = target_about(share=0.75, threshold=0.95, **plain)
    second = {"target": "T7", "subject": "Dose 2 · 5 to under 12 years", "people": "residents in the group"}
    second |= {"share": 0.25, "threshold": None, "deadline": None, "replaced_by": "T12", "replaced_on": AS_OF}
    return RankingAbout([first, target_about(**second, **plain)], AS_OF, None, ["tuan20.xlsx"])


def composite():
    """COMPOSITE of Than Uyên, Sìn Hồ (a lower bound) and Tân Uyên (no figure for T7), and its COMPOSITE_PARTS."""
    known = {"kind": "district", "period_end": AS_OF, "incomplete": False, "stale": False, "remaining": 500}
    known |= dict.fromkeys(("rank_before", "score_before", "unranked_reason", "unranked_target"))
    first = {"unit": "110", "name": "Huyện Than Uyên", "score": 0.8, "rank": 1, "rank_change": 1, "score_change": 0.05}
    first |= {"people_above": None, "people_below": 40}
    second = {"unit": "108", "name": "Huyện Sìn Hồ", "score": 0.7, "rank": 2, "rank_change": -1, "score_change": 0.0}
    second |= {"people_above": 40, "people_below": None, "incomplete": True}
    third = dict.fromkeys(("score", "rank", "rank_change", "score_change", "people_above", "people_below", "remaining"))
    third |= {"unit": "111", "name": "Huyện Tân Uyên", "unranked_reason": "no_figure", "unranked_target": "T7"}
    rows = [[{**known, **each}[column] for column in COMPOSITE] for each in (first, second, third)]
    return frame(rows, COMPOSITE), _parts()


def _parts():
    """The scores by unit in the units' own order, not the ranking's."""
    scores = {"T6": {"108": 0.6, "110": 0.9, "111": 0.5}, "T7": {"108": 1.0, "110": 0.5, "111": None}}
    empty = dict.fromkeys(COMPOSITE_PARTS) | {"incomplete": False, "stale": False, "people_at_least": False}
    rows = [
        {**empty, "target": target, "unit": unit, "score": score, "incomplete": (target, unit) == ("T6", "108")}
        for target, units in scores.items()
        for unit, score in units.items()
    ]
    return frame([list(each.values()) for each in rows], COMPOSITE_PARTS)


def history():
    """RANK_HISTORY of two weeks: Sìn Hồ falls behind and is late, Tân Uyên reports in the second week only."""
    first, second = date(2022, 5, 12), AS_OF
    rows = [
        ("T6", first, "108", "Huyện Sìn Hồ", 1, 0.5, first, False, False, None),
        ("T6", first, "111", "Huyện Tân Uyên", None, None, None, False, False, "no_figure"),
        ("T6", second, "108", "Huyện Sìn Hồ", 2, 0.5, first, False, True, None),
        ("T6", second, "111", "Huyện Tân Uyên", 1, 0.6, second, False, False, None),
    ]
    return frame(rows, RANK_HISTORY)
