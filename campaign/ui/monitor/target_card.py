"""One target on a card: how far it has come, what is needed, why it is judged so, and which districts are late."""

from __future__ import annotations

from typing import Any

import pandas as pd

from campaign.charts.labels import short_name
from campaign.charts.style import Reader
from campaign.domain.progress.status import AT_RISK, BEHIND, MET, MET_LATE, MISSED, NO_DATA, STATUS_SIGNS
from campaign.locale.formats import day, is_missing, number, rounded_percent, whole_needed
from campaign.ui import menu, session
from campaign.ui.address import AS_OF, TARGET, UNIT
from campaign.ui.header import as_of
from campaign.ui.labels import TargetLabel, measure_label
from campaign.ui.markup import escape, hint, link, strong
from campaign.ui.monitor.figures import coverage_text, doses_text
from campaign.ui.monitor.reasons import reason
from campaign.ui.tables import status_text

LATE = (MISSED, BEHIND, AT_RISK)


def draw_card(row: Any, districts: pd.DataFrame, kinds: pd.DataFrame, label: TargetLabel, reader: Reader) -> str:
    """The card's HTML. row: PROGRESS of the province; districts: PROGRESS of the districts for the same target.

    kinds: PROGRESS of the province over every kind of denominator.
    """
    share = draw_share(row, reader) + draw_other_shares(row, kinds, reader)
    parts = (draw_head(row, label, reader), share, _bar(row, reader), _facts(row, reader))
    return "".join(parts) + f"<p>{escape(reason(row, reader))}</p>" + _late(row.target, districts, reader)


def target_address(target: str, reader: Reader) -> str:
    """The page of a target at the date that is looked at now, as a link that can be opened on its own."""
    return menu.address(menu.TARGETS, **kept_choices(reader) | {TARGET: target})


def kept_choices(reader: Reader) -> dict[str, str]:
    """What a link to another page must say, so that it shows the same date in the same language."""
    return {AS_OF: str(as_of()), **session.language_choice(reader)}


def draw_head(row: Any, label: TargetLabel, reader: Reader) -> str:
    """The target's name and its status."""
    colour, words = reader.status_colour(row.status), escape(status_text(row.status, reader))
    status = f'<span class="status" style="border-color:{colour}">{words}</span>'
    return f'<div class="card-head"><h3>{escape(label.full)}</h3>{status}</div>'


def draw_share(row: Any, reader: Reader) -> str:
    """The coverage, large, and what it is a share of."""
    _, language = reader.words, reader.language
    values = {"given": doses_text(row, reader), "people": number(row.denominator, language)}
    kind = "" if is_missing(row.denominator_kind) else measure_label(row.denominator_kind, reader)
    given = _("{given} of {people} {kind}", kind=kind, **values)
    big = f'<span class="big">{escape(coverage_text(row, reader))}</span>'
    return f'<p>{big} <span class="muted">{escape(given)}</span></p>'


def draw_other_shares(row: Any, kinds: pd.DataFrame, reader: Reader) -> str:
    """The same doses over the other kinds of people that are known; `kinds` are rows of PROGRESS, one a kind."""
    same = (kinds["target"] == row.target) & (kinds["unit"] == row.unit) & kinds["coverage"].notna()
    others = kinds[same & (kinds["denominator_kind"] != row.denominator_kind)].itertuples(index=False)
    return "".join(hint(_share_of(other, reader)) for other in others)


def _share_of(row: Any, reader: Reader) -> str:
    kind, people = measure_label(row.denominator_kind, reader), number(row.denominator, reader.language)
    return reader.words(
        "Of {kind}: {coverage} of {people}", kind=kind, coverage=coverage_text(row, reader), people=people
    )


def _bar(row: Any, reader: Reader) -> str:
    """Coverage as a bar with a mark at the threshold; over 100 % fills it, the number says how much."""
    if is_missing(row.coverage):
        return ""
    width = min(rounded_percent(row.coverage) or 0.0, 100.0)
    mark = min(rounded_percent(row.threshold) or 100.0, 100.0)
    filled = f'<span style="width:{width}%;background:{reader.status_colour(row.status)}"></span>'
    return f'<div class="bar" aria-hidden="true">{filled}<i style="left:calc({mark}% - 1px)"></i></div>'


def _facts(row: Any, reader: Reader) -> str:
    _, language = reader.words, reader.language
    facts = (
        (_("Deadline"), day(row.deadline, language)),
        (_("Days left"), _("passed") if row.days_left < 0 else number(row.days_left, language)),
        (_("Still to vaccinate"), number(row.remaining, language)),
        (_("Pace a week"), number(row.pace, language)),
        (_("Pace needed"), number(whole_needed(row.required_pace), language)),
        _end(row, reader),
    )
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
    return f"<dl>{items}</dl>"


def _end(row: Any, reader: Reader) -> tuple[str, str]:
    """When it was reached, or when it will be at the present pace."""
    _ = reader.words
    if row.status in (MET, MET_LATE):
        return _("Reached on"), day(row.reached_on, reader.language)
    return _("Projected completion"), day(row.projected_completion, reader.language)


def _late(target: str, districts: pd.DataFrame, reader: Reader) -> str:
    """The districts that are late, the lowest coverage first, each leading to its own page."""
    _ = reader.words
    late = districts[districts["status"].isin((*LATE, NO_DATA))].sort_values("coverage", na_position="last")
    if late.empty:
        return strong(_("No district is late."))
    items = "".join(f"<li>{_unit_link(each, target, reader)}</li>" for each in late.itertuples(index=False))
    counts = {"count": len(late), "total": len(districts)}
    heading = strong(_("Late or without figures: {count} of {total} districts", **counts))
    return f'{heading}<ul class="units">{items}</ul>'


def _unit_link(row: Any, target: str, reader: Reader) -> str:
    text = f"{STATUS_SIGNS[row.status]} {short_name(row.name)} {coverage_text(row, reader)}"
    return link(text, menu.address(menu.DISTRICT, **kept_choices(reader) | {TARGET: target, UNIT: row.unit}))
