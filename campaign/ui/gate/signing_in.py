"""/login, /logout and /mat-khau: forms that work without a script, before Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from campaign.charts.style import Reader
from campaign.errors import CampaignError, DatabaseUnusable, Refused
from campaign.locale import N_
from campaign.settings import read_settings
from campaign.ui import session
from campaign.ui.address import LANGUAGE
from campaign.ui.gate import forms, hosts, idp, strangers
from campaign.ui.gate.form_page import OTHER_LANGUAGE, form_page
from campaign.ui.gate.posted import own_path, read_fields
from campaign.ui.gate.rules import AFTER, LOGIN, PASSWORD
from campaign.ui.gate.visitors import Visitor, forget_token, set_token, visitor_of
from campaign.workflows.access.sessions import SignedIn
from campaign.workflows.access.signing_in import (
    change_password,
    read_link,
    setup_link_needed,
    sign_in,
    sign_out,
    use_link,
)

LINK, ENDED, LEFT, AGAIN = "lien-ket", "het-phien", "da-thoat", "lai"
WRONG, WAIT = 401, 429
TOO_LARGE = N_("The form is too large or cannot be read. Nothing was done; go back and try again.")
DIFFERENT = N_("The two new passwords are not the same; nothing was saved. Type the new password twice.")


class Asked(NamedTuple):
    """A request for one of these pages, with all that an answer needs."""

    request: Request
    reader: Reader
    fields: dict[str, str]
    after: str

    @property
    def language(self) -> dict[str, str]:
        """What an address must say to keep the language."""
        return session.language_choice(self.reader)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form must carry on, unseen."""
        return [(AFTER, self.after), *self.language.items()]

    @property
    def told(self) -> dict[str, Any]:
        """What a session notes of where it was begun."""
        scope, agent = self.request.scope, self.request.headers.get("user-agent", "")
        return {"address": hosts.address(scope), "agent": agent, "secure": hosts.is_secure(scope)}


async def login(request: Request) -> Response:
    """GET and POST /login: the form, or the one of a link (?lien-ket=); who is signed in already goes on."""
    if read_settings().single_user:
        return RedirectResponse("/", status_code=303)
    if request.method == "POST":
        return await _posted(request, _enter)
    asked = asked_of(request, dict(request.query_params))
    if LINK in asked.fields:
        return await run_in_threadpool(_show_link, asked)
    if visitor_of(request.scope):
        return RedirectResponse(asked.after, status_code=303)
    return await run_in_threadpool(show_login, asked)


async def logout(request: Request) -> Response:
    """POST /logout ends the session; GET asks whether to."""
    if request.method == "POST":
        return await _posted(request, _leave)
    asked = asked_of(request, dict(request.query_params))
    return form_page(forms.logout(asked.reader, asked.kept), asked.reader)


async def password(request: Request) -> Response:
    """GET and POST /mat-khau: another password for whoever is signed in."""
    visitor = visitor_of(request.scope)
    if visitor is None or visitor.visit is None:
        return RedirectResponse("/", status_code=303)
    if request.method == "POST":
        return await _posted(request, lambda asked: _change(asked, visitor))
    asked = asked_of(request, dict(request.query_params))
    return form_page(forms.password(asked.reader, asked.kept, forced=visitor.visit.must_change), asked.reader)


async def _posted(request: Request, act: Callable[[Asked], Response]) -> Response:
    fields = await read_fields(request)
    asked = asked_of(request, fields if fields is not None else dict(request.query_params))
    if fields is None:
        return form_page(forms.notice(asked.reader, asked.reader.words(TOO_LARGE)), asked.reader, status=413)
    return await run_in_threadpool(act, asked)


def asked_of(request: Request, fields: dict[str, str]) -> Asked:
    """A request with what an answer needs."""
    reader = session.reader_of(fields.get(LANGUAGE, session.site_language()))
    return Asked(request, reader, fields, own_path(fields.get(AFTER, "/")))


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
    return f"{LOGIN}?{urlencode({**asked.request.query_params, AGAIN: '1'}, safe='/')}"


def _in_other_language(asked: Asked) -> str:
    code, _ = OTHER_LANGUAGE[asked.reader.language]
    return f"{LOGIN}?{urlencode({**asked.request.query_params, LANGUAGE: code}, safe='/')}"


def _show_link(asked: Asked, problem: str = "", status: int = 200) -> Response:
    token = asked.fields[LINK]
    link = read_link(session.database(), token)
    if link is None:
        return form_page(forms.dead_link(asked.reader), asked.reader, status=404)
    form = forms.link(asked.reader, [(LINK, token), *asked.kept], link, asked.fields, problem=problem)
    return form_page(form, asked.reader, status=status)


def _enter(asked: Asked) -> Response:
    """POST /login: with a password, or with a link."""
    by_link = LINK in asked.fields
    try:
        idp.check_takes_passwords(asked.request.scope)
        done = _use_link(asked) if by_link else _sign_in(asked)
    except DatabaseUnusable as problem:
        return strangers.answer(asked.request.scope, problem, asked.reader)
    except Refused as problem:
        if by_link:
            return _show_link(asked, _words(asked, problem), status=400)
        return show_login(asked, _words(asked, problem), **refusal(problem))
    return _let_in(asked, done)


def _sign_in(asked: Asked) -> SignedIn:
    login_, password_ = asked.fields.get("ten", ""), asked.fields.get("mat-khau", "")
    return sign_in(session.database(), login_, password_, **asked.told)


def _use_link(asked: Asked) -> SignedIn:
    new, token = _new_password(asked), asked.fields[LINK]
    login_, name = asked.fields.get("ten", ""), asked.fields.get("ho-ten", "")
    return use_link(session.database(), token, password=new, login=login_, name=name, **asked.told)


def _new_password(asked: Asked) -> str:
    new = asked.fields.get("mat-khau-moi", "")
    if new != asked.fields.get("nhap-lai", ""):
        raise Refused("passwords_differ", DIFFERENT)
    return new


def _let_in(asked: Asked, done: SignedIn) -> Response:
    """A new token at each sign-in; the session of the cookie that came with the form ends."""
    _end_session(asked)
    place = _with_after(PASSWORD, asked) if done.visit.must_change else asked.after
    response = RedirectResponse(place, status_code=303)
    set_token(response, asked.request.scope, done.token)
    return response


def _leave(asked: Asked) -> Response:
    with suppress(DatabaseUnusable):  # the cookie goes also on a full disk; the session then ends by itself
        _end_session(asked)
    place = f"{LOGIN}?{urlencode({LEFT: '1', **asked.language})}"
    response = _way_out(asked) or RedirectResponse(place, status_code=303)
    forget_token(response, asked.request.scope)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _way_out(asked: Asked) -> Response | None:
    """On to where one signs out at the identity provider too, for whoever came by it."""
    name, place = idp.way_out(visitor_of(asked.request.scope), state=LEFT)
    return form_page(forms.going_to(asked.reader, name, place, left=True), asked.reader) if place else None


def _end_session(asked: Asked) -> None:
    """End the session that the form came from, if it came from one."""
    if visitor := visitor_of(asked.request.scope):
        sign_out(session.database(), visitor.actor.session, by=visitor.actor)


def _change(asked: Asked, visitor: Visitor) -> Response:
    try:
        old, where = asked.fields.get("mat-khau", ""), asked.told["address"]
        change_password(session.database(), visitor.actor, old, _new_password(asked), address=where)
    except CampaignError as problem:
        forced = visitor.visit is not None and visitor.visit.must_change
        form = forms.password(asked.reader, asked.kept, forced=forced, problem=_words(asked, problem))
        return form_page(form, asked.reader, **refusal(problem))
    return form_page(forms.password_changed(asked.reader, asked.after), asked.reader)


def _with_after(place: str, asked: Asked) -> str:
    return f"{place}?{urlencode({AFTER: asked.after, **asked.language}, safe='/')}"


def refusal(problem: CampaignError) -> dict[str, Any]:
    """How a refused password is answered: 429 with the seconds to wait, else 401; what was wrongly chosen 400."""
    if seconds := problem.values.get("seconds"):
        return {"status": WAIT, "Retry-After": str(seconds)}
    return {"status": WRONG if problem.code.startswith("wrong_") else 400}


def _words(asked: Asked, problem: CampaignError) -> str:
    return problem.words(asked.reader.translate)
