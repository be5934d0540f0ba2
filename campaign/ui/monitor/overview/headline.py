"""The headline: how many targets are late, and which district is worst for which target and what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from campaign.charts.style import Reader
from campaign.domain.briefing.catching_up import find_worst
from campaign.domain.briefing.summary import Tally, tally
from campaign.domain.names.units import DISTRICT
from campaign.domain.progress.status import MISSED, NO_DATA
from campaign.locale.formats import day, is_missing, number
from campaign.ui.markup import escape, link
from campaign.ui.monitor.figures import coverage_text, left_text
from campaign.ui.monitor.overview import headline_words as words
from campaign.ui.monitor.overview.sentences import inside, linked
from campaign.ui.monitor.overview.view import View
from campaign.ui.monitor.target_card import district_address

MANY = 4  # districts tied for one target: so many are counted, not named


def draw_headline(view: View) -> str:
    """The sentences, the districts in them leading to their pages; "" before any target is in force."""
    if not view.rows:
        return ""
    if not view.dated:
        return f'<p class="headline">{escape(view.reader.words(words.NO_DEADLINE))}</p>'
    counted = [escape(sentence) for sentence in judged(tally(view.dated), view.reader)]
    return f'<p class="headline">{" ".join([*counted, _worst(view)])}</p>'


def judged(found: Tally, reader: Reader) -> list[str]:
    """How the targets with a deadline stand: who is late and what was missed; without those, that all is well."""
    said = [(words.MISSED, found.missed), (words.UNKNOWN, found.unknown)]
    late, well = found.behind + found.at_risk, found.on_track + found.met
    if late:
        said.insert(0, (_late_saying(found), late))
    elif well and not found.missed:
        said[:0] = [(words.ON_TIME if found.on_track else words.MET, well), (words.MET_LATE, found.met_late)]
    return [
        reader.words(saying.of(count, found.total), count=count, total=found.total) for saying, count in said if count
    ]


def _late_saying(found: Tally) -> words.Saying:
    if found.behind and found.at_risk:
        return words.BEHIND_OR_AT_RISK
    return words.BEHIND if found.behind else words.AT_RISK


def _worst(view: View) -> str:
    """The district that catching up costs most, or those that it costs as much, as HTML."""
    worst = find_worst(view.late)
    if worst:
        return _filled(_message(worst[0]) if len(worst) == 1 else _tied(worst[0]), worst, view)
    dated = {row.target for row in view.dated}
    unknown = [row.status == NO_DATA for row in view.rows if row.kind == DISTRICT and row.target in dated]
    if all(unknown):
        return ""
    return escape(view.reader.words(words.NOBODY_KNOWN_LATE if any(unknown) else words.NOBODY_LATE))


def _message(row: Any) -> str:
    if row.status == MISSED:
        return words.TOO_LATE
    if is_missing(row.required_pace):
        return words.LAST_DAY
    if is_missing(row.pace):
        return words.PACE_UNKNOWN
    if row.pace <= 0:
        return words.STANDING_STILL
    return words.FASTER if round(row.speed_up, 1) > 1 else words.A_LITTLE_FASTER


def _tied(row: Any) -> str:
    return words.TIED_BY_PEOPLE if is_missing(row.extra_pace) else words.TIED_BY_PACE


def _filled(message: str, rows: Sequence[Any], view: View) -> str:
    """The sentence with its values; names of units and targets come from people and are escaped."""
    language, first = view.reader.language, rows[0]
    values = {
        "needed": left_text(first, first.required_pace, view.reader),
        "extra": left_text(first, first.extra_pace, view.reader),
        "times": number(first.speed_up, language, digits=1),
        "pace": number(first.pace, language),
        "remaining": left_text(first, first.remaining, view.reader),
        "deadline": day(first.deadline, language),
    }
    return linked(message, view.reader, places=_places(rows, view), **_place(first, view), **values)


def _places(rows: Sequence[Any], view: View) -> str:
    """The districts that are equal, by target: one with its target, several with their target once, many counted."""
    of_target: dict[str, list[Any]] = {}
    for row in rows:
        of_target.setdefault(row.target, []).append(row)
    return "; ".join(_equals(same, view) for same in of_target.values())


def _equals(rows: Sequence[Any], view: View) -> str:
    reader, places = view.reader, [_place(row, view) for row in rows]
    if len(rows) == 1:
        return linked(words.PLACE, reader, **places[0])
    if len(rows) < MANY:
        units = ", ".join(
            linked(words.UNIT_SHARE, reader, unit=place["unit"], coverage=place["coverage"]) for place in places
        )
    else:
        all_of_them = len(rows) == len(view.districts(rows[0].target))
        units = escape(reader.words(words.EVERYBODY if all_of_them else words.MANY, count=len(rows)))
    return linked(words.PLACES, reader, target=places[0]["target"], units=units)


def _place(row: Any, view: View) -> dict[str, str]:
    """The district as a link, the target in words, and the coverage with its marks."""
    reader, share = view.reader, coverage_text(row, view.reader)
    if row.stale:
        share = reader.words(words.OLD_SHARE, coverage=share, day=day(row.period_end, reader.language))
    target = ", ".join(inside(part) for part in view.labels[row.target].title.split(" · "))
    unit = link(inside(row.name), district_address(row.unit, row.target, reader))
    return {"unit": unit, "target": escape(target), "coverage": escape(share)}
