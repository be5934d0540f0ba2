"""Below the first answers: why each target is judged so, the coverage over every kind of people, the other targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from campaign.domain.frames import rows_of
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, number
from campaign.ui import menu
from campaign.ui.address import TARGET
from campaign.ui.cached import read
from campaign.ui.markup import Link, escape, link, notice, paragraph, table
from campaign.ui.monitor.figures import coverage_text, doses_text
from campaign.ui.monitor.overview.sentences import linked
from campaign.ui.monitor.overview.view import View
from campaign.ui.monitor.reasons import reason
from campaign.ui.monitor.target_card import draw_head, draw_share, draw_shares, kept_choices, target_address
from campaign.ui.tables import status_text
from campaign.workflows.monitor import monitoring
from campaign.workflows.monitor.briefing import PROVINCE

WITHOUT_FIGURES = N_("Without figures: {targets}.")


def show_nothing_issued(view: View) -> None:
    """Before the first directive there is no target to measure against."""
    _, language = view.reader.words, view.reader.language
    first = read(monitoring.read_targets)["in_force_from"].min()
    words = {"day": day(view.brief.as_of, language), "first": day(first, language)}
    notice(_("No directive had set a target by {day}; the first is of {first}. Choose a later date.", **words))


def draw_reasons(view: View) -> str:
    """For each target with a deadline: why it is judged so, its coverage over every kind of people, the ways on."""
    if not view.dated:
        return ""
    kinds = rows_of(view.brief.kinds)
    cards = "".join(
        _reason_card(row, (kind for kind in kinds if kind.target == row.target), view) for row in view.dated
    )
    title = escape(view.reader.words("Why it is judged so"))
    return f'<h2>{title}</h2><div class="small-cards">{cards}</div>'


def draw_open_targets(view: View) -> str:
    """The targets that set no deadline: coverage and pace only; those without any figure in one line."""
    _ = view.reader.words
    rows = [row for row in view.rows if row.kind == PROVINCE and is_missing(row.deadline)]
    if not rows:
        return ""
    title = _("Targets without a deadline")
    headings = (_("Target"), _("Given"), _("Out of"), _("Coverage"), _("Pace a week"), _("Figures up to"))
    cells = [_open_row(row, view) for row in rows if not is_missing(row.doses_to_date)]
    known = table(headings, cells, numbers=(1, 2, 3, 4, 5), caption=title) if cells else ""
    unknown = [row.target for row in rows if is_missing(row.doses_to_date)]
    return f"<h2>{escape(title)}</h2>{known}{_without_figures(unknown, view)}"


def draw_replaced_targets(view: View) -> str:
    """The targets in whose place another has come: a deadline that was missed stays missed."""
    if view.brief.replaced.empty:
        return ""
    _, language = view.reader.words, view.reader.language
    title = _("Targets that another one has replaced")
    rows = [
        (
            Link(view.labels[of.target].full, target_address(of.target, view.reader)),
            day(row.deadline, language),
            status_text(row.status, view.reader),
            reason(row, view.reader),
            f"{of.superseded_by} ({day(of.superseded_on, language)})",
        )
        for of in rows_of(view.brief.replaced)
        for row in view.every
        if row.target == of.target and row.kind == PROVINCE
    ]
    headings = (_("Target"), _("Deadline"), _("Status"), _("Why"), _("Replaced by"))
    return f"<h2>{escape(title)}</h2>{table(headings, rows, caption=title)}"


def _reason_card(row: Any, kinds: Iterable[Any], view: View) -> str:
    """`kinds`: the province's rows of PROGRESS towards the target, one a kind of people."""
    _, reader = view.reader.words, view.reader
    choices = kept_choices(reader) | {TARGET: row.target}
    chart = link(_("See the chart"), menu.address(menu.TARGETS, **choices))
    ranking = link(_("See the ranking"), menu.address(menu.RANKINGS, **choices))
    head, why = draw_head(row, view.labels[row.target], reader, heading="h3"), paragraph(reason(row, reader))
    shares = draw_share(row, reader) + draw_shares(row, kinds, reader)
    return f'<section>{head}{why}{shares}<p class="ways">{chart} {ranking}</p></section>'


def _open_row(row: Any, view: View) -> tuple[str | Link, ...]:
    reader, language = view.reader, view.reader.language
    return (
        Link(view.labels[row.target].full, target_address(row.target, reader)),
        doses_text(row, reader),
        number(row.denominator, language),
        coverage_text(row, reader),
        number(row.pace, language),
        day(row.period_end, language),
    )


def _without_figures(targets: Sequence[str], view: View) -> str:
    if not targets:
        return ""
    links = "; ".join(link(view.labels[target].full, target_address(target, view.reader)) for target in targets)
    return f"<p>{linked(WITHOUT_FIGURES, view.reader, targets=links)}</p>"
