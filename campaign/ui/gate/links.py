"""/login?lien-ket=…: one-time links, to set up the first administrator or to set a password anew."""

from __future__ import annotations

from starlette.responses import Response

from campaign.access.tokens import LINK
from campaign.ui import session
from campaign.ui.gate import forms
from campaign.ui.gate.asked import Asked
from campaign.ui.gate.form_page import form_page
from campaign.ui.gate.posted import new_password
from campaign.workflows.access.links import read_link, use_link
from campaign.workflows.access.sessions import SignedIn


def show_link(asked: Asked, problem: str = "", status: int = 200) -> Response:
    """The form behind a link, with what was wrong before; or that the link is good for nothing any more."""
    token = asked.fields[LINK]
    link = read_link(session.database(), token)
    if link is None:
        return form_page(forms.dead_link(asked.reader), asked.reader, status=404)
    form = forms.link(asked.reader, [(LINK, token), *asked.kept], link, asked.fields, problem=problem)
    return form_page(form, asked.reader, status=status)


def follow(asked: Asked) -> SignedIn:
    """Set the password that a link is for, and sign in with it. Raises Refused, also for one typed in two ways."""
    new, token = new_password(asked.fields), asked.fields[LINK]
    login, name = asked.fields.get("ten", ""), asked.fields.get("ho-ten", "")
    return use_link(session.database(), token, password=new, login=login, name=name, **asked.told)
