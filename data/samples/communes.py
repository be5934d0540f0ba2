"""District figures split over communes, so that the communes' sums are the district's figures."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from data.samples.story import NAMES, SEED, Pair, Week
from tests.builders import communes_of

DOSES = ("dose_3", "dose_4")
FROM, UNTIL = date(2022, 1, 1), date(2022, 7, 31)
TOWN_SIZE = 1.8  # a town or ward has more people than a commune
SLOWEST, FASTEST = 1.8, 0.6  # exponents on the district's coverage: how far communes stand apart


def split_by_commune(weeks: dict[date, Week]) -> dict[date, dict[str, Week]]:
    """By the last week end of each month and by district code: adults' doses to date and people of each commune."""
    month_ends = [end for end in weeks if FROM < end < UNTIL and (end + timedelta(weeks=1)).month != end.month]
    by_district = {code: _split_district(weeks, month_ends, code) for code in NAMES}
    return {end: {code: months[end] for code, months in by_district.items()} for end in month_ends}


def _split_district(weeks: dict[date, Week], month_ends: list[date], code: str) -> dict[date, Week]:
    made, communes = random.Random(f"{SEED} {code}"), communes_of(NAMES[code])
    sizes = [made.uniform(0.6, 1.6) * (1 if commune.startswith("Xã") else TOWN_SIZE) for commune in communes]
    paces = [made.uniform(FASTEST, SLOWEST) for _ in communes]
    people, done = [0] * len(communes), {dose: [0] * len(communes) for dose in DOSES}
    split = {}
    for end in month_ends:
        more = _shares(weeks[end].people[code]["18+", ""] - sum(people), sizes)
        people = [before + added for before, added in zip(people, more, strict=True)]
        for dose in DOSES:
            total = weeks[end].figures[code].get(("18+", dose), (0, 0))[1]
            done[dose] = _spread(total, people, done[dose], paces)
        split[end] = _week(communes, people, {dose: done[dose] for dose in DOSES if sum(done[dose])})
    return split


def _week(communes: Sequence[str], people: list[int], done: dict[str, list[int]]) -> Week:
    figures: dict[str, dict[Pair, tuple[int | None, int]]] = {
        commune: {("18+", dose): (None, numbers[n]) for dose, numbers in done.items()}
        for n, commune in enumerate(communes)
    }
    of_commune = {commune: {("18+", ""): number} for commune, number in zip(communes, people, strict=True)}
    return Week(figures, of_commune, {})


def _spread(total: int, people: list[int], before: list[int], paces: list[float]) -> list[int]:
    """`total` over communes of different pace: none falls below the month before, none exceeds its people."""
    coverage = total / sum(people)
    wanted = [round(number * coverage**pace) for number, pace in zip(people, paces, strict=True)]
    spread = [min(max(w, b), p) for w, b, p in zip(wanted, before, people, strict=True)]
    missing = total - sum(spread)
    room = [(p - s) if missing > 0 else (s - b) for s, p, b in zip(spread, people, before, strict=True)]
    sign = 1 if missing > 0 else -1
    return [s + sign * more for s, more in zip(spread, _shares(abs(missing), room), strict=True)]


def _shares(total: int, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts in proportion to weights, the largest remainders rounded up."""
    if not total:
        return [0] * len(weights)
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: exact[n] - parts[n], reverse=True)
    for n in by_remainder[: total - sum(parts)]:
        parts[n] += 1
    return parts
