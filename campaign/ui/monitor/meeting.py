"""Meeting mode: the summary and the targets one at a time, stepped through with the keys of a presenter's remote.

Every step is on the page at once and one of them is drawn, so that a key press shows the next without asking the
server; which one it is follows into the session and the URL a moment later (assets/meeting.js).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from campaign.charts.style import Reader
from campaign.ui import menu
from campaign.ui.address import STEP, choose, hold
from campaign.ui.labels import target_labels
from campaign.ui.markup import escape, show
from campaign.ui.monitor.meeting_summary import draw_summary
from campaign.ui.monitor.meeting_target import draw_target
from campaign.ui.monitor.target_card import kept_choices
from campaign.ui.server import ASSETS
from campaign.workflows.monitor.briefing import Brief

SUMMARY = "tong-hop"
_KEYS = "campaign-meeting-keys"
_ASKED = "meeting-asked"

_keys = st.components.v2.component("campaign_meeting", js=(ASSETS / "meeting.js").read_text(encoding="utf-8"))


class Step(NamedTuple):
    """One step: its name in the URL and its HTML, with a heading of level 1."""

    name: str
    body: str


def show_meeting(brief: Brief, reader: Reader) -> None:
    """All steps, the buttons, and the keys."""
    steps = make_steps(brief, reader)
    names = [step.name for step in steps]
    asked = hold(STEP, SUMMARY)
    with st.container(key="campaign-meeting"):
        show(draw_steps(steps, reader))
        _keys(
            key=_KEYS,
            data={
                "steps": names,
                "step": asked if asked in names else SUMMARY,
                "asked": st.session_state.get(_ASKED, 0),
            },
            on_step_change=_take_step,
            height=1,
        )


def make_steps(brief: Brief, reader: Reader) -> list[Step]:
    """The summary, the targets with a deadline, then the others that have figures; the latest deadline first."""
    labels = target_labels(reader)
    summary = Step(SUMMARY, draw_summary(brief, labels, reader))
    return [summary, *(Step(name, draw_target(name, brief, labels[name], reader)) for name in find_shown(brief))]


def find_shown(brief: Brief) -> list[str]:
    """The targets in force that have a step of their own, in order."""
    targets = brief.targets.sort_values("deadline", ascending=False, kind="stable", na_position="last")
    known = set(brief.standing["target"][brief.standing["coverage"].notna()])
    dated = targets["deadline"].notna()
    return [name for name, due in zip(targets["target"], dated, strict=True) if due or name in known]


def draw_steps(steps: Sequence[Step], reader: Reader) -> str:
    """The steps as sections of which the style sheet draws one, with the way through them and out."""
    sections = "".join(
        f'<section id="buoc-{escape(step.name)}" aria-label="{place}/{len(steps)}">{step.body}'
        f'<p class="place" aria-hidden="true">{place}/{len(steps)}</p></section>'
        for place, step in enumerate(steps, start=1)
    )
    return f'<div class="meeting">{sections}{_buttons(reader)}</div>'


def _buttons(reader: Reader) -> str:
    _ = reader.words
    leave = escape(menu.address(menu.OVERVIEW, **kept_choices(reader)))
    named = (("back", "‹", _("Previous step")), ("on", "›", _("Next step")), ("full", "⛶", _("Full screen")))
    buttons = "".join(
        f'<button type="button" data-go="{go}" title="{escape(name)}" aria-label="{escape(name)}">{sign}</button>'
        for go, sign, name in named
    )
    out, steps = escape(_("Leave the meeting")), escape(_("Steps"))
    said = '<p class="unseen" role="status"></p>'
    return f'{said}<nav aria-label="{steps}">{buttons}<a href="{leave}" data-go="leave">✕ {out}</a></nav>'


def _take_step() -> None:
    """A step that the keys have shown already: note it, and which of the presses it was."""
    told = st.session_state[_KEYS].step
    choose(STEP, str(told["step"]))
    st.session_state[_ASKED] = int(told["asked"])
