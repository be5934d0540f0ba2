"""/logout: the session ends, here and, for whoever came by it, at the identity provider."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from campaign.errors import DatabaseUnusable
from campaign.ui import session
from campaign.ui.gate import forms, idp
from campaign.ui.gate.asked import Asked, answer_form, asked_of
from campaign.ui.gate.form_page import form_page
from campaign.ui.gate.rules import LOGIN
from campaign.ui.gate.visitors import forget_token, visitor_of
from campaign.workflows.access.sessions import sign_out

LEFT = "da-thoat"  # in the address of /login, or as the state an identity provider sends back: somebody signed out


async def logout(request: Request) -> Response:
    """POST /logout ends the session; GET asks whether to."""
    if request.method == "POST":
        return await answer_form(request, _leave)
    asked = asked_of(request, dict(request.query_params))
    return form_page(forms.logout(asked.reader, asked.kept, asked.after), asked.reader)


def end_session(asked: Asked) -> None:
    """End the session that a form came from, if it came from one."""
    if visitor := visitor_of(asked.request.scope):
        sign_out(session.database(), visitor.actor.session, by=visitor.actor)


def _leave(asked: Asked) -> Response:
    with suppress(DatabaseUnusable):  # the cookie goes also on a full disk; the session then ends by itself
        end_session(asked)
    place = f"{LOGIN}?{urlencode({LEFT: '1', **asked.language})}"
    response = _way_out(asked) or RedirectResponse(place, status_code=303)
    forget_token(response, asked.request.scope)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _way_out(asked: Asked) -> Response | None:
    """On to where one signs out at the identity provider too, for whoever came by it."""
    name, place = idp.way_out(visitor_of(asked.request.scope), state=LEFT)
    return form_page(forms.going_to(asked.reader, name, place, left=True), asked.reader) if place else None
