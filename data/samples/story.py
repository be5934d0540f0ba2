"""The figures of the sample campaign: story.csv's coverage times the people of population.csv, week by week."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
WEEK_ENDS = [date(2021, 12, 9) + timedelta(weeks=n) for n in range(35)]  # the last one is for data/samples/next/
SEED = 2022
UNEVENNESS = 0.25  # a week's doses vary by this share around the story's line

NAMES = {
    "105": "TP Lai Châu",
    "106": "Tam Đường",
    "107": "Mường Tè",
    "108": "Sìn Hồ",
    "109": "Phong Thổ",
    "110": "Than Uyên",
    "111": "Tân Uyên",
    "112": "Nậm Nhùn",
}
OTHERS = {
    "cdc": "CDC tỉnh",
    "bvdk": "Bệnh viện đa khoa tỉnh",
    "cong-an": "Công an tỉnh",
    "bchqs": "Bộ CHQS tỉnh",
    "bdbp": "Bộ CH BĐBP tỉnh",
}
OTHERS_DUE = {"cdc": 95, "bvdk": 420, "cong-an": 1350, "bchqs": 780, "bdbp": 1240}
OTHERS_FOLLOW = "105"  # they keep the city's pace, with dose 3 alone

# People due for dose 3 as a share of adults; each month a few more come due.
DUE_SHARE = {
    "105": 0.955,
    "106": 0.948,
    "107": 0.938,
    "108": 0.935,
    "109": 0.945,
    "110": 0.950,
    "111": 0.952,
    "112": 0.940,
}
MORE_DUE_A_MONTH = 0.0015
DUE_FOR_DOSE_4 = 0.2

# The doses counted twice that a district took off its cumulative figure in one week.
CORRECTIONS = {("109", "18+", "dose_3", date(2022, 4, 14)): 180}

Pair = tuple[str, str]
Line = dict[date, float]


class Week(NamedTuple):
    """One week: (in period, to date) and people by unit and (group, dose); all adults by unit."""

    figures: dict[str, dict[Pair, tuple[int | None, int]]]
    people: dict[str, dict[Pair, int]]
    adults: dict[str, int]


def tell_story() -> dict[date, Week]:
    """Every week of the campaign by its last day, units by code."""
    population, lines = _read_population(), _read_lines()
    weeks = {end: Week({}, _people(population, end), population["18+"]) for end in WEEK_ENDS}
    for code in (*NAMES, *OTHERS):
        for week in weeks.values():
            week.figures[code] = {}
        for (of, group, dose), line in lines.items():
            if of == code or (of == OTHERS_FOLLOW and code in OTHERS and (group, dose) == ("18+", "dose_3")):
                _add_series(weeks, code, group, dose, line)
    return weeks


def _add_series(weeks: dict[date, Week], code: str, group: str, dose: str, line: Line) -> None:
    uneven, before = random.Random(f"{SEED} {code} {group} {dose}"), 0
    for end, share in _weekly(line, uneven):
        week = weeks[end]
        done = max(before, round(share * _people_of(week, code, group, dose)))
        given = done - before
        done -= given + CORRECTIONS[code, group, dose, end] if (code, group, dose, end) in CORRECTIONS else 0
        week.figures[code][group, dose] = (given, done)
        before = done


def _weekly(line: Line, uneven: random.Random) -> Iterator[tuple[date, float]]:
    """(week end, share) from the line's first day on; unchanged after its last, primary doses end with December."""
    known = sorted(line)
    for end in WEEK_ENDS:
        left = max((day for day in known if day <= end), default=None)
        right = min((day for day in known if day > end), default=None)
        if left is None or (right is None and known[-1] < date(2022, 1, 1) < end):
            continue
        if right is None or left == end:
            yield end, line[left]
            continue
        step = (line[right] - line[left]) * 7 / (right - left).days
        yield end, line[left] + step * ((end - left).days / 7 + uneven.uniform(-UNEVENNESS, UNEVENNESS))


def _people_of(week: Week, code: str, group: str, dose: str) -> int:
    if group == "18+" and dose in ("dose_1", "dose_2"):
        return week.adults[code]
    return week.people[code].get((group, dose), week.people[code][group, ""])


def _people(population: dict[str, dict[str, int]], end: date) -> dict[str, dict[Pair, int]]:
    """People due (18+) and children by unit; the people due are revised each month of 2022."""
    more = 1 + MORE_DUE_A_MONTH * (end.month if end.year == 2022 else 0)
    people: dict[str, dict[Pair, int]] = {code: {("18+", ""): due} for code, due in OTHERS_DUE.items()}
    for code, share in DUE_SHARE.items():
        people[code] = {(group, ""): population[group][code] for group in ("12-17", "5-11")}
        people[code]["18+", ""] = round(population["18+"][code] * share * more)
        people[code]["18+", "dose_4"] = round(population["18+"][code] * DUE_FOR_DOSE_4)
    return people


def _read_population() -> dict[str, dict[str, int]]:
    columns = {"18+": "demo_18plus", "12-17": "demo_12_17", "5-11": "demo_5_11"}
    rows = _read_csv(HERE.parent / "population.csv")
    return {group: {row["district_code"]: int(row[column]) for row in rows} for group, column in columns.items()}


def _read_lines() -> dict[tuple[str, str, str], Line]:
    lines = {}
    for row in _read_csv(HERE / "story.csv"):
        key = (row.pop("district_code"), row.pop("group"), row.pop("dose"))
        lines[key] = {date.fromisoformat(day): float(share) / 100 for day, share in row.items() if share}
    return lines


def _read_csv(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
