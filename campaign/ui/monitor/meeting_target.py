"""A target as one step of the meeting: the finding, the province's coverage, and every district's as a bar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from campaign.charts.finding_titles import districts_finding
from campaign.charts.labels import short_name
from campaign.charts.style import Reader
from campaign.domain.briefing.catching_up import LATE
from campaign.domain.frames import rows_of
from campaign.locale.formats import MISSING, day, is_missing, number, signed, threshold
from campaign.ui.labels import TargetLabel, find_target
from campaign.ui.markup import escape, link
from campaign.ui.monitor.caveats import caveat_lines
from campaign.ui.monitor.figures import coverage_text, explain_marks, left_text
from campaign.ui.monitor.meeting_parts import draw_bar, draw_days_left, draw_foot, draw_sign
from campaign.ui.monitor.target_card import change_text, district_address, draw_status, given_text
from campaign.workflows.monitor.briefing import Brief


def draw_target(target: str, brief: Brief, label: TargetLabel, reader: Reader) -> str:
    """The step's HTML: what is found, the province, the districts, what the figures rest on."""
    province = rows_of(brief.province(target))[0]
    districts = brief.districts(target)
    head = f'<p class="subject">{escape(label.full)}</p><h1>{escape(districts_finding(districts, reader))}</h1>'
    shown = brief.rows[brief.rows["target"] == target]
    row = find_target(brief.targets, target)
    lines = [explain_marks(shown, reader), *caveat_lines(row, shown, reader)]
    return (
        f'<header>{head}</header><div class="body">{_province(province, brief.before.get(target), reader)}'
        f"{_districts(districts, target, label, reader)}</div>{draw_foot(brief, lines, reader)}"
    )


def _province(row: Any, before: Any, reader: Reader) -> str:
    """The province's coverage, large enough for the last row, and what belongs to it."""
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}{_also(also)}</dd></div>"
        for name, value, also in _facts(row, before, reader)
    )
    return (
        f'<div class="province"><p class="unit">{escape(row.name)} {draw_status(row.status, reader)}</p>'
        f'<p class="coverage">{escape(coverage_text(row, reader))}</p>'
        f'<p class="given">{escape(given_text(row, reader))}</p>'
        f"<dl>{items}</dl></div>"
    )


def _also(text: str) -> str:
    return f" <small>{escape(text)}</small>" if text else ""


def _facts(row: Any, before: Any, reader: Reader) -> Iterator[tuple[str, str, str]]:
    """What is told of the province: name, figure, and what stands smaller after it; what cannot be is left out."""
    _, language = reader.words, reader.language
    dated = not is_missing(row.deadline)
    if dated:
        yield _("Threshold"), threshold(row.threshold, language), ""
        yield _("Deadline"), day(row.deadline, language), draw_days_left(row.days_left, reader)
    if before:
        yield (
            _("Since {day}", day=day(before, language)),
            change_text(row, reader) or MISSING,
            _doses_change(row, reader),
        )
    if dated:
        yield _("Still to vaccinate"), left_text(row, row.remaining, reader), ""
    yield _("Pace a week"), number(row.pace, language), ""
    if dated and not is_missing(row.required_pace):
        yield _("Needed a week"), left_text(row, row.required_pace, reader), ""


def _doses_change(row: Any, reader: Reader) -> str:
    if is_missing(row.doses_change):
        return ""
    return reader.words("{doses} doses", doses=signed(row.doses_change, reader.language))


def _districts(rows: pd.DataFrame, target: str, label: TargetLabel, reader: Reader) -> str:
    """The districts by coverage, the highest first; those without figures last."""
    _ = reader.words
    ordered = rows.sort_values("coverage", ascending=False, kind="stable", na_position="last")
    lines = "".join(_district(row, target, reader) for row in rows_of(ordered))
    names = (_("District"), _("Coverage"), _need_heading(rows, reader))
    head = (
        f'<th scope="col">{escape(names[0])}</th><th scope="col" colspan="2">{escape(names[1])}</th>'
        f'<th scope="col" class="number">{escape(names[2])}</th>'
    )
    caption = escape(_("Districts, {target}", target=label.code))
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _district(row: Any, target: str, reader: Reader) -> str:
    name = f"{draw_sign(row.status, reader)} {link(short_name(row.name), district_address(row.unit, target, reader))}"
    stale = f" <small>{escape(day(row.period_end, reader.language))}</small>" if row.stale else ""
    return (
        f'<tr><th scope="row">{name}{stale}</th><td class="wide">{draw_bar(row, reader)}</td>'
        f'<td class="number">{escape(coverage_text(row, reader))}</td>'
        f'<td class="number need">{escape(_need(row, reader))}</td></tr>'
    )


def _need_heading(rows: pd.DataFrame, reader: Reader) -> str:
    if rows["deadline"].isna().all():
        return ""
    return reader.words("Needed a week") if (rows["days_left"] > 0).any() else reader.words("Still to vaccinate")


def _need(row: Any, reader: Reader) -> str:
    """What a late district needs a week; from the last day on, whom it still has to vaccinate."""
    if row.status not in LATE:
        return ""
    return left_text(row, row.required_pace if row.days_left > 0 else row.remaining, reader)
