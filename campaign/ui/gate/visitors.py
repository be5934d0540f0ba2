"""Who sends a request: the session cookie, and what the gate tells the app of whoever it belongs to."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from campaign.access.actors import ACCOUNT_HEADER, LOGIN_HEADER, SESSION_HEADER, Actor, operator
from campaign.access.roles import may
from campaign.settings import read_settings
from campaign.ui import session
from campaign.ui.gate.hosts import is_from_this_machine, is_tls
from campaign.ui.session import NAME_HEADER, SECURE_HEADER
from campaign.workflows.access.sessions import Visit, find_visit, is_open

COOKIE = "campaign"
SECURE_COOKIE = "__Host-campaign"  # browsers take it over TLS alone, for this very host and all its paths
_KEY = "campaign.visitor"  # in the scope that our own routes get
_OURS = b"x-campaign-"
# What Streamlit, or somebody who configures it, may take for a user's name.
_STRANGERS = frozenset((b"x-streamlit-user", b"x-remote-user", b"remote-user", b"x-forwarded-user"))


class Visitor(NamedTuple):
    """Somebody let in. `visit` is None for the single user of this machine."""

    actor: Actor
    role: str
    visit: Visit | None = None

    def may(self, *permissions: str) -> bool:
        """Whether the visitor has any of the permissions."""
        return any(may(self.role, permission) for permission in permissions)


async def find_visitor(scope: Scope) -> Visitor | None:
    """Whoever sends a request, as the database has it now; None for a stranger. Reads in a thread."""
    settings = read_settings()
    if settings.single_user:
        single = operator(settings.user, settings.role)
        return Visitor(single, single.role) if is_from_this_machine(scope) else None
    token = _read_token(scope)
    visit = await run_in_threadpool(find_visit, session.database(), token) if token else None
    return _visitor(visit) if visit else None


async def is_still_open(scope: Scope) -> bool:
    """Whether the session a page was opened with lives, without a sign of life of its own; the single user's always."""
    if read_settings().single_user:
        return True
    return await run_in_threadpool(is_open, session.database(), _read_token(scope))


def _read_token(scope: Scope) -> str:
    """The session's token in the cookie of this kind of connection; "" where there is none."""
    try:
        cookies = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return ""
    cookie = cookies.get(_cookie_name(scope))
    return cookie.value if cookie else ""


def set_token(response: Response, scope: Scope, token: str) -> None:
    """Give the browser a session's token: no script may read it, no other site may send it.

    SameSite=Strict: a link in a mail arrives without it, and /login leads on (signing_in.py).
    """
    tls = is_tls(scope)
    response.set_cookie(_cookie_name(scope), token, path="/", secure=tls, httponly=True, samesite="strict")


def forget_token(response: Response, scope: Scope) -> None:
    """Take the token from the browser."""
    tls = is_tls(scope)
    response.delete_cookie(_cookie_name(scope), path="/", secure=tls, httponly=True, samesite="strict")


def introduced(scope: Scope, visitor: Visitor | None) -> Scope:
    """The request as the app gets it: what the gate knows of the visitor, nothing a client says of itself, no token."""
    kept = [pair for pair in scope["headers"] if not _is_claim(pair[0])]
    headers = [pair if pair[0] != b"cookie" else (b"cookie", _without_token(pair[1])) for pair in kept]
    return {
        **scope,
        _KEY: visitor,
        "headers": [*headers, *(_introduction(visitor.visit) if visitor and visitor.visit else ())],
    }


def visitor_of(scope: Scope) -> Visitor | None:
    """Whoever the gate found to have sent a request, for routes of our own."""
    found: Visitor | None = scope[_KEY]
    return found


def _visitor(visit: Visit) -> Visitor:
    return Visitor(Actor(visit.login, account=visit.account, session=visit.session), visit.role, visit)


def _introduction(visit: Visit) -> list[tuple[bytes, bytes]]:
    said = {
        LOGIN_HEADER: quote(visit.login, safe=""),
        NAME_HEADER: quote(visit.name, safe=""),
        ACCOUNT_HEADER: str(visit.account),
        SESSION_HEADER: visit.session,
        SECURE_HEADER: str(int(visit.secure)),
    }
    return [(name.lower().encode(), value.encode()) for name, value in said.items()]


def _is_claim(name: bytes) -> bool:
    return name.lower().replace(b"_", b"-").startswith(_OURS) or name.lower() in _STRANGERS


def _without_token(cookies: bytes) -> bytes:
    """A Cookie header without the token: no page needs it, so none can give it away."""
    parts = (part.strip() for part in cookies.split(b";"))
    return b"; ".join(part for part in parts if part.partition(b"=")[0] not in _TOKENS)


_TOKENS = (COOKIE.encode(), SECURE_COOKIE.encode())


def _cookie_name(scope: Scope) -> str:
    return SECURE_COOKIE if is_tls(scope) else COOKIE
