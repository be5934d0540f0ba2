"""One target: its card on the overview, and the pieces that other pages' cards share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from campaign.charts.style import Reader
from campaign.domain.briefing.catching_up import LATE
from campaign.domain.frames import rows_of
from campaign.domain.progress.status import MET, MET_LATE, NO_DATA
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, number, points, threshold
from campaign.ui import menu, session
from campaign.ui.address import AS_OF, TARGET, UNIT
from campaign.ui.header import as_of
from campaign.ui.labels import TargetLabel, measure_label
from campaign.ui.markup import escape, hint, link
from campaign.ui.monitor.figures import coverage_text, doses_text, left_text
from campaign.ui.monitor.meeting_parts import draw_bar, draw_days_left
from campaign.ui.tables import status_text

GIVEN_ALONE = N_("{given} given, the number of people is not known")
EMPTY_BAR = '<div class="bar" aria-hidden="true"></div>'  # keeps the cards of a row alike


def draw_card(row: Any, districts: Sequence[Any], label: TargetLabel, reader: Reader) -> str:
    """The card's HTML. row: BRIEFING of the province; districts: rows of the districts for the same target."""
    name = link(label.full, target_address(row.target, reader))
    share = f'<span class="big">{escape(coverage_text(row, reader))}</span>'
    change = f'<span class="change">{escape(change_text(row, reader))}</span>'
    standing = f'<p class="stands"><span>{share} {change}</span> {draw_status(row.status, reader)}</p>'
    parts = (
        standing,
        draw_bar(row, reader) or EMPTY_BAR,
        _until(row, reader),
        _facts(row, reader),
        _late(row, districts, reader),
    )
    return f'<section class="target"><h2>{name}</h2>{"".join(parts)}</section>'


def target_address(target: str, reader: Reader) -> str:
    """The page of a target at the date that is looked at now, as a link that can be opened on its own."""
    return menu.address(menu.TARGETS, **kept_choices(reader) | {TARGET: target})


def district_address(unit: str, target: str, reader: Reader) -> str:
    """A district's page, opened at a target."""
    return menu.address(menu.DISTRICT, **kept_choices(reader) | {TARGET: target, UNIT: unit})


def kept_choices(reader: Reader) -> dict[str, str]:
    """What a link to another page must say, so that it shows the same date in the same language."""
    return {AS_OF: str(as_of()), **session.language_choice(reader)}


def draw_head(row: Any, label: TargetLabel, reader: Reader, *, heading: str = "h2") -> str:
    """The target's name and its status. heading: h3 below a heading of its page."""
    name = f"<{heading}>{escape(label.full)}</{heading}>"
    return f'<div class="card-head">{name}{draw_status(row.status, reader)}</div>'


def draw_status(status: str, reader: Reader) -> str:
    """A status as sign and word, framed in its colour."""
    words = escape(status_text(status, reader))
    return f'<span class="status" style="border-color:{reader.status_colour(status)}">{words}</span>'


def draw_share(row: Any, reader: Reader) -> str:
    """The coverage, large, and what it is a share of."""
    big = f'<span class="big">{escape(coverage_text(row, reader))}</span>'
    return f'<p>{big} <span class="muted">{escape(given_text(row, reader))}</span></p>'


def given_text(row: Any, reader: Reader) -> str:
    """The doses to date, and the people they are set against."""
    given = doses_text(row, reader)
    if is_missing(row.denominator):
        return "" if is_missing(row.doses_to_date) else reader.words(GIVEN_ALONE, given=given)
    kind, people = measure_label(row.denominator_kind, reader), number(row.denominator, reader.language)
    return reader.words("{given} of {people} {kind}", kind=kind, given=given, people=people)


def draw_other_shares(row: Any, kinds: pd.DataFrame, reader: Reader) -> str:
    """The same doses over the other kinds of people that are known; `kinds` are rows of PROGRESS, one a kind."""
    same = kinds[(kinds["target"] == row.target) & (kinds["unit"] == row.unit)]
    return draw_shares(row, rows_of(same), reader)


def draw_shares(row: Any, kinds: Iterable[Any], reader: Reader) -> str:
    """The same of rows of the target and unit alone."""
    others = (each for each in kinds if each.denominator_kind != row.denominator_kind)
    return "".join(hint(_share_of(each, reader)) for each in others if not is_missing(each.coverage))


def change_text(row: Any, reader: Reader) -> str:
    """How the coverage moved since the report before; or why that is not known."""
    _ = reader.words
    if not is_missing(row.coverage_change):
        return _("{points} points", points=points(row.coverage_change, reader.language))
    if is_missing(row.coverage_before) or is_missing(row.period_end):
        return ""
    if row.period_end > row.period_end_before:
        return _("no comparison: a district is new")
    return _("figures up to {day}", day=day(row.period_end, reader.language))


def _share_of(row: Any, reader: Reader) -> str:
    kind, people = measure_label(row.denominator_kind, reader), number(row.denominator, reader.language)
    return reader.words(
        "Of {kind}: {coverage} of {people}", kind=kind, coverage=coverage_text(row, reader), people=people
    )


def _until(row: Any, reader: Reader) -> str:
    """What is to be reached by when, and how long that is."""
    _, last = reader.words, day(row.deadline, reader.language)
    goal = _("Deadline {day}", day=last)
    if not is_missing(row.threshold):
        goal = _("{threshold} to be reached by {day}", threshold=threshold(row.threshold, reader.language), day=last)
    left = draw_days_left(row.days_left, reader)
    return f'<p class="until"><span>{escape(goal)}</span> <strong>{escape(left)}</strong></p>'


def _facts(row: Any, reader: Reader) -> str:
    """On the last day and after it no pace is needed: none can help."""
    _ = reader.words
    facts = [
        (_("Pace a week"), number(row.pace, reader.language)),
        (_("Needed a week"), _needed(row, reader)),
        (_("Still to vaccinate"), left_text(row, row.remaining, reader)),
    ]
    if row.days_left <= 0 and row.status not in (MET, MET_LATE):
        del facts[1]
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    return f"<dl>{items}</dl>"


def _needed(row: Any, reader: Reader) -> str:
    """The pace that is needed, and how many times the present one it is; "–" where it is not known."""
    if row.status in (MET, MET_LATE):
        return reader.words("none, reached")
    needed = left_text(row, row.required_pace, reader)
    if is_missing(row.speed_up) or row.speed_up <= 1:
        return needed
    return reader.words("{needed} (× {times})", needed=needed, times=number(row.speed_up, reader.language, digits=1))


def _late(row: Any, districts: Sequence[Any], reader: Reader) -> str:
    """How many districts are late, leading to the ranking; those without figures are counted apart."""
    _ = reader.words
    late, unknown = (sum(each.status in statuses for each in districts) for statuses in (LATE, (NO_DATA,)))
    values = {"late": late, "total": len(districts)}
    over = not is_missing(row.days_left) and row.days_left < 0
    text = (
        _("Not met: {late} of {total} districts", **values)
        if over
        else _("Late: {late} of {total} districts", **values)
    )
    text = late_text(text, unknown, reader)
    return f"<p>{link(text, menu.address(menu.RANKINGS, **kept_choices(reader) | {TARGET: row.target}))}</p>"


def late_text(late: str, unknown: int, reader: Reader) -> str:
    """How many are late (in words already), and beside them those of whom that is not known."""
    return reader.words("{late}, not known: {unknown}", late=late, unknown=unknown) if unknown else late
