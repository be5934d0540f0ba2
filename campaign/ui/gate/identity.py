"""/login/oidc and /login/oidc/callback: to the identity provider, and back with its word.

Each leads on by a page of ours, not by a redirect: a form of ours may be sent to this server alone (form-action), and
our cookie does not come with what another site leads to (SameSite=Strict), but with what our own page asks for.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Scope

from campaign.access.actors import NOBODY
from campaign.access.identity.attempts import GOOD_SECONDS, Attempt, Attempts
from campaign.access.identity.problems import problem
from campaign.access.identity.site import Site
from campaign.errors import CampaignError, DatabaseUnusable, Refused
from campaign.ui import session
from campaign.ui.address import LANGUAGE
from campaign.ui.gate import forms, hosts, strangers
from campaign.ui.gate.asked import Asked, asked_of, refusal
from campaign.ui.gate.form_page import form_page
from campaign.ui.gate.idp import apart, the_provider, the_site
from campaign.ui.gate.posted import read_fields
from campaign.ui.gate.rules import AFTER, CLOSED, LOGIN, PROVIDER
from campaign.ui.gate.signing_in import show_login
from campaign.ui.gate.visitors import set_token, visitor_of
from campaign.workflows.access.identity import admit, counted
from campaign.workflows.access.sessions import SignedIn, sign_out

COOKIE, SECURE_COOKIE = "campaign-oidc", "__Host-campaign-oidc"
ATTEMPTS = Attempts()
_STATUS = {"provider_down": 503, "provider_wrong": 502, "provider_refused": 502}


async def provider(request: Request) -> Response:
    """POST /login/oidc leads to the provider; GET leads on within the site whoever has just come back."""
    site = the_site()
    if site is None:
        return _nothing_here()
    if request.method == "POST":
        asked = asked_of(request, await read_fields(request) or {})
        answer: Response = await apart(_begin, asked, site)
        return answer
    asked = asked_of(request, dict(request.query_params))
    return form_page(forms.going_on(asked.reader, asked.after), asked.reader)


async def callback(request: Request) -> Response:
    """GET /login/oidc/callback: whoever the provider sends back is signed in, or told why not."""
    site = the_site()
    if site is None:
        return _nothing_here()
    answer: Response = await apart(_finish, request, site)
    return answer


def _nothing_here() -> Response:
    words = session.reader_of(session.site_language()).words
    return PlainTextResponse(words(CLOSED), status_code=404)


def _begin(asked: Asked, site: Site) -> Response:
    if not _is_public(asked.request, site):
        place = f"{site.public_url}{LOGIN}?{urlencode({AFTER: asked.after, **asked.language}, safe='/')}"
        return form_page(forms.going_to(asked.reader, site.public_url, place), asked.reader)
    visitor = visitor_of(asked.request.scope)
    attempt, secret = ATTEMPTS.begin(
        address=hosts.address(asked.request.scope),
        after=asked.after,
        language=asked.reader.language,
        before=visitor.actor if visitor else NOBODY,
    )
    try:
        place = the_provider(site).way_in(attempt, language=asked.reader.language)
    except Refused as reason:
        return _refused(asked, reason)
    response = form_page(forms.going_to(asked.reader, site.name, place), asked.reader)
    _remember(response, asked.request.scope, secret)
    return response


def _finish(request: Request, site: Site) -> Response:
    came = dict(request.query_params)
    attempt = ATTEMPTS.take(came.get("state", ""), request.cookies.get(_cookie_name(request.scope), ""))
    asked = asked_of(request, {AFTER: attempt.after, LANGUAGE: attempt.language} if attempt else {})
    try:
        done = _admitted(asked, site, attempt, came)
    except DatabaseUnusable as reason:
        return strangers.answer(asked.request.scope, reason, asked.reader)
    except Refused as reason:
        return _refused(asked, reason)
    return _let_in(asked, attempt, done)


def _admitted(asked: Asked, site: Site, attempt: Attempt | None, came: dict[str, str]) -> SignedIn:
    with counted(session.database(), hosts.address(asked.request.scope)):
        if attempt is None:
            raise problem("bad_attempt", site.name)
        claims = the_provider(site).identify(attempt, came)
    return admit(session.database(), site, claims, **asked.told)


def _let_in(asked: Asked, attempt: Attempt | None, done: SignedIn) -> Response:
    """A new token; the session this browser had before ends. The code leaves the address at once."""
    if attempt and attempt.before != NOBODY:
        sign_out(session.database(), attempt.before.session, by=attempt.before)
    place = f"{PROVIDER}?{urlencode({AFTER: asked.after, **asked.language}, safe='/')}"
    response = RedirectResponse(place, status_code=303)
    _forget(response, asked.request.scope)
    set_token(response, asked.request.scope, done.token)
    return response


def _refused(asked: Asked, reason: CampaignError) -> Response:
    """Back at the form, with what went wrong beside it."""
    answer: dict[str, Any] = refusal(reason) if "seconds" in reason.values else {}
    status = answer.pop("status", _STATUS.get(reason.code, 403))
    response = show_login(asked, asked.why(reason), status=status, **answer)
    _forget(response, asked.request.scope)
    return response


def _is_public(request: Request, site: Site) -> bool:
    """Whether the site was opened at the address that the provider sends people back to."""
    host = request.headers.get("host", "").lower()
    return f"{request.scope['scheme']}://{host}" == "/".join(site.public_url.lower().split("/")[:3])


def _cookie_name(scope: Scope) -> str:
    return SECURE_COOKIE if hosts.is_tls(scope) else COOKIE


def _remember(response: Response, scope: Scope, secret: str) -> None:
    """What binds the attempt to this browser. SameSite=Lax: it must come along when the provider sends people back."""
    name, tls = _cookie_name(scope), hosts.is_tls(scope)
    response.set_cookie(name, secret, GOOD_SECONDS, path="/", secure=tls, httponly=True, samesite="lax")


def _forget(response: Response, scope: Scope) -> None:
    name, tls = _cookie_name(scope), hosts.is_tls(scope)
    response.delete_cookie(name, path="/", secure=tls, httponly=True, samesite="lax")
