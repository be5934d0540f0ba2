"""/mat-khau: another password for whoever is signed in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from campaign.errors import CampaignError
from campaign.ui import session
from campaign.ui.gate import forms
from campaign.ui.gate.asked import Asked, answer_form, asked_of, refusal
from campaign.ui.gate.form_page import form_page
from campaign.ui.gate.posted import new_password
from campaign.ui.gate.visitors import Visitor, visitor_of
from campaign.workflows.access.signing_in import change_password


async def password(request: Request) -> Response:
    """GET and POST /mat-khau: the form, and what comes of it."""
    visitor = visitor_of(request.scope)
    if visitor is None or visitor.visit is None:
        return RedirectResponse("/", status_code=303)
    forced = visitor.visit.must_change
    if request.method == "POST":
        return await answer_form(request, lambda asked: _change(asked, visitor, forced))
    asked = asked_of(request, dict(request.query_params))
    return form_page(forms.password(asked.reader, asked.kept, asked.after, forced=forced), asked.reader)


def _change(asked: Asked, visitor: Visitor, forced: bool) -> Response:
    try:
        old, where = asked.fields.get("mat-khau", ""), asked.told["address"]
        change_password(session.database(), visitor.actor, old, new_password(asked.fields), address=where)
    except CampaignError as problem:
        form = forms.password(asked.reader, asked.kept, asked.after, forced=forced, problem=asked.why(problem))
        return form_page(form, asked.reader, **refusal(problem))
    return form_page(forms.password_changed(asked.reader, asked.after), asked.reader)
