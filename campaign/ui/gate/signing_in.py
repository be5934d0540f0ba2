"""/login: a form that works without a script, before Streamlit."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from campaign.access.tokens import LINK
from campaign.errors import DatabaseUnusable, Refused
from campaign.settings import read_settings
from campaign.ui import session
from campaign.ui.address import LANGUAGE
from campaign.ui.gate import forms, idp, links, strangers
from campaign.ui.gate.asked import Asked, answer_form, asked_of, refusal
from campaign.ui.gate.form_page import OTHER_LANGUAGE, form_page
from campaign.ui.gate.leaving import LEFT, end_session
from campaign.ui.gate.rules import AFTER, LOGIN, PASSWORD
from campaign.ui.gate.visitors import set_token, visitor_of
from campaign.workflows.access.links import setup_link_needed
from campaign.workflows.access.sessions import SignedIn
from campaign.workflows.access.signing_in import sign_in

ENDED, AGAIN = "het-phien", "lai"  # in the address of /login: a session has ended; this is the second asking


async def login(request: Request) -> Response:
    """GET and POST /login: the form, or the one of a link (?lien-ket=); who is signed in already goes on."""
    if read_settings().single_user:
        return RedirectResponse("/", status_code=303)
    if request.method == "POST":
        return await answer_form(request, _enter)
    asked = asked_of(request, dict(request.query_params))
    if LINK in asked.fields:
        return await run_in_threadpool(links.show_link, asked)
    if visitor_of(request.scope):
        return RedirectResponse(asked.after, status_code=303)
    return await run_in_threadpool(show_login, asked)


def show_login(asked: Asked, problem: str = "", **answer: Any) -> Response:
    """The form to sign in, with what was wrong before."""
    site = idp.the_site()
    form = forms.login(
        asked.reader,
        asked.kept,
        name=asked.fields.get("ten", ""),
        problem=problem or strangers.shut_words(session.database(), asked.reader),
        told=_told(asked),
        first_run=setup_link_needed(session.database()),
        provider=site.name if site else "",
        passwords=idp.takes_passwords(asked.request.scope),
    )
    if not problem:
        form = form._replace(again=_again(asked), other_language=_in_other_language(asked))
    return form_page(form, asked.reader, **answer)


def _told(asked: Asked) -> str:
    if ENDED in asked.fields:
        return asked.reader.words(forms.SESSION_ENDED)
    left = LEFT in asked.fields or asked.fields.get("state") == LEFT  # so it comes back from the identity provider
    return asked.reader.words(forms.SIGNED_OUT) if left else ""


def _again(asked: Asked) -> str:
    """This address, to be asked for once more where a link on another site's page may have led here.

    The cookie does not come along with such a link (SameSite=Strict), but it does when a page of ours asks: whoever is
    signed in then goes on to what the link names.
    """
    site = Headers(scope=asked.request.scope).get("sec-fetch-site", "cross-site")
    led_here = asked.request.method == "GET" and AFTER in asked.fields and AGAIN not in asked.fields
    if not led_here or site in ("none", "same-origin"):
        return ""
    return _with(asked, AGAIN, "1")


def _in_other_language(asked: Asked) -> str:
    code, _ = OTHER_LANGUAGE[asked.reader.language]
    return _with(asked, LANGUAGE, code)


def _with(asked: Asked, name: str, value: str) -> str:
    """This address, with one thing more or another one."""
    return f"{LOGIN}?{urlencode({**asked.request.query_params, name: value}, safe='/')}"


def _enter(asked: Asked) -> Response:
    """POST /login: with a password, or with a link."""
    by_link = LINK in asked.fields
    try:
        idp.check_takes_passwords(asked.request.scope)
        done = links.follow(asked) if by_link else _sign_in(asked)
    except DatabaseUnusable as problem:
        return strangers.answer(asked.request.scope, problem, asked.reader)
    except Refused as problem:
        if by_link:
            return links.show_link(asked, asked.why(problem), status=400)
        return show_login(asked, asked.why(problem), **refusal(problem))
    return _let_in(asked, done)


def _sign_in(asked: Asked) -> SignedIn:
    login_, password = asked.fields.get("ten", ""), asked.fields.get("mat-khau", "")
    return sign_in(session.database(), login_, password, **asked.told)


def _let_in(asked: Asked, done: SignedIn) -> Response:
    """A new token at each sign-in; the session of the cookie that came with the form ends."""
    end_session(asked)
    first = f"{PASSWORD}?{urlencode({AFTER: asked.after, **asked.language}, safe='/')}"
    response = RedirectResponse(first if done.visit.must_change else asked.after, status_code=303)
    set_token(response, asked.request.scope, done.token)
    return response
