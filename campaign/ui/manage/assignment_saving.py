"""Saving assignments: what they add up to, what is wrong with them, and what the last action did."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.assigning.assignments import Draft
from campaign.domain.findings import ERROR, WARNING, Finding, finding_message
from campaign.errors import CampaignError
from campaign.locale.formats import number
from campaign.ui import session
from campaign.ui.markup import notice, paragraph, show, strong
from campaign.workflows.manage.assigning import Site, save, shared_out

_DONE, _ROUND = "assignments-done", "assignments-round"
SHOWN = 12  # findings of one severity


def turn() -> int:
    """How often this visit has changed assignments: part of the keys of widgets that then begin anew."""
    return int(st.session_state.get(_ROUND, 0))


def show_done(reader: Reader) -> None:
    """What the last save or other action did."""
    message, kind = st.session_state.pop(_DONE, (None, ""))
    if message:
        notice(message, kind=kind)


def say_done(message: str, *, kind: str = "success") -> None:
    """Keep a sentence for the next run of the page; after a success its widgets begin anew."""
    st.session_state[_DONE] = (message, kind)
    if kind == "success":
        st.session_state[_ROUND] = turn() + 1


def save_draft(site: Site, draft: Draft, reader: Reader) -> None:
    """Save, and show the page anew with what was done."""
    _ = reader.words
    try:
        saved = save(session.database(), site, draft, by=session.actor())
    except CampaignError as problem:
        notice(problem.words(reader.translate), kind="error")
        return
    if saved.has_errors:  # somebody else changed something meanwhile
        show_findings(saved.findings, reader)
        return
    say_done(_("Saved: assignments of {count} units changed.", count=saved.changed))
    st.rerun()


def show_sum(site: Site, draft: Draft, reader: Reader) -> None:
    """What the numbers add up to once they are saved, beside what there is to share out."""
    _, language = reader.words, reader.language
    total, summed = site.total if draft.total is None else draft.total, shared_out(site, draft)
    values = {"sum": number(summed, language), "total": number(total, language), "unit": site.parent.name}
    text = _("{sum} of {total} people of {unit} are shared out", **values)
    if total is None or summed == total:
        show(paragraph(f"✓ {text}"))
        return
    count = number(abs(summed - total), language)
    beyond = _("too many: {count}", count=count) if summed > total else _("left: {count}", count=count)
    show(strong(f"✗ {text}; {beyond}"))


def show_findings(findings: Sequence[Finding], reader: Reader) -> None:
    """Errors, then warnings; the first ones of each."""
    for severity, kind in ((ERROR, "error"), (WARNING, "warning")):
        of_one = [each for each in findings if each.severity == severity]
        for finding in of_one[:SHOWN]:
            notice(finding_message(finding, reader.language), kind=kind)
        if len(of_one) > SHOWN:
            show(paragraph(reader.words("… and {count} more.", count=len(of_one) - SHOWN)))
