"""The overview put together: the first answers on one screen, their grounds below."""

from __future__ import annotations

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale.formats import day
from campaign.ui import menu
from campaign.ui.address import TARGET, UNIT
from campaign.ui.markup import escape, hint, link, show
from campaign.ui.monitor.figures import explain_marks
from campaign.ui.monitor.map_view import show_map
from campaign.ui.monitor.overview.changes import draw_changes
from campaign.ui.monitor.overview.headline import draw_headline
from campaign.ui.monitor.overview.late import draw_late
from campaign.ui.monitor.overview.more import (
    draw_open_targets,
    draw_reasons,
    draw_replaced_targets,
    show_nothing_issued,
)
from campaign.ui.monitor.overview.trust import draw_trust
from campaign.ui.monitor.overview.view import View, look_at
from campaign.ui.monitor.silent_words import late_words
from campaign.ui.monitor.target_card import draw_card, kept_choices
from campaign.workflows.monitor.briefing import Brief


def show_overview(brief: Brief, reader: Reader) -> None:
    """Everything, of one district where the address names one."""
    view = look_at(brief, reader)
    if not view.rows:
        show_nothing_issued(view)
    show(_ways(view) + draw_headline(view) + _unreported(view) + _cards(view) + _filter(view))
    _show_late(view)
    show(
        f'<div class="beside"><section>{draw_changes(view)}</section><section>{draw_trust(view)}</section></div>'
        f'<div class="grounds">{draw_reasons(view)}{draw_open_targets(view)}{draw_replaced_targets(view)}</div>'
    )


def _ways(view: View) -> str:
    """To what is shown and handed out in the meeting."""
    _, choices = view.reader.words, kept_choices(view.reader)
    ways = ((_("Meeting"), menu.MEETING), (_("Report to leadership"), menu.REPORT))
    links = " ".join(link(text, menu.address(page, **choices)) for text, page in ways)
    return f'<p class="ways">{links}</p>'


def _unreported(view: View) -> str:
    """Who is behind with a report, each with the day its figures stop: nobody should take them for today's."""
    _, language = view.reader.words, view.reader.language
    silent = [each for each in view.silent if each.late]
    if not silent:
        return ""
    message = _("No report for every target by {day}; the last report counts:", day=day(view.brief.as_of, language))
    units = ", ".join(late_words(each, view.reader) for each in silent)
    return f'<p class="silent" role="status"><strong>! {escape(message)}</strong> {escape(units)}</p>'


def _cards(view: View) -> str:
    """A card for each target with a deadline, and what the marks beside some of the figures mean."""
    cards = "".join(
        draw_card(row, view.districts(row.target), view.labels[row.target], view.reader) for row in view.dated
    )
    marks = explain_marks(view.brief.standing, view.reader)
    return (f'<div class="targets">{cards}</div>' if cards else "") + (hint(marks) if marks else "")


def _filter(view: View) -> str:
    """Which district is shown alone, and the way back to all."""
    if view.unit is None:
        return ""
    _ = view.reader.words
    shown = escape(_("Showing {unit} alone", unit=view.unit_name))
    on_map = {TARGET: view.target} if view.target else {}
    way = link(_("Show all districts"), _here(view, **on_map))
    return f'<p class="notice only" role="status"><strong>{shown}</strong> – {way}</p>'


def _show_late(view: View) -> None:
    """Who is late, and beside it the map of one target."""
    if view.target is None:
        show(draw_late(view))
        return
    with st.container(key="campaign-late", horizontal=True):
        with st.container(key="campaign-late-list"):
            show(draw_late(view))
        with st.container(key="campaign-late-map"):
            show(_target_choice(view))
            show_map(view.brief, view.target, view.unit, view.reader)


def _target_choice(view: View) -> str:
    """Links to the map of each target with a deadline."""
    if len(view.dated) < 2:
        return ""
    of_unit = {UNIT: view.unit} if view.unit else {}
    items = "".join(
        f'<li><a href="{escape(_here(view, **{TARGET: row.target}, **of_unit))}" '
        f'title="{escape(view.labels[row.target].full)}"{_CHOSEN if row.target == view.target else ""}>'
        f"{escape(row.target)}</a></li>"
        for row in view.dated
    )
    name = escape(view.reader.words("Target on the map"))
    return f'<nav class="tabs" aria-label="{name}"><span>{name}</span><ul>{items}</ul></nav>'


_CHOSEN = ' aria-current="true"'


def _here(view: View, **choices: str) -> str:
    return menu.address(menu.OVERVIEW, **kept_choices(view.reader) | choices)
