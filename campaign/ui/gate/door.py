"""The gate: ASGI middleware before everything of Streamlit's and of ours.

Whoever did not sign in reaches /login and the health path, and nothing else.
"""

from __future__ import annotations

from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from campaign.locale import Translate
from campaign.settings import read_settings
from campaign.ui import session
from campaign.ui.address import LANGUAGE
from campaign.ui.gate import hosts, rules
from campaign.ui.gate.headers import guarded
from campaign.ui.gate.refusals import note_refusal
from campaign.ui.gate.upload_quota import UploadQuota
from campaign.ui.gate.visitors import Visitor, find_visitor, introduced
from campaign.ui.gate.watched import SESSION_OVER, Watched

LOOK_AGAIN = 60  # seconds: so soon a page is closed whose session ended while nobody touched it
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class Gate:
    """Refuses, sends to /login, or lets in and tells the app who it is: by `scope` alone, never by request.url."""

    def __init__(self, app: ASGIApp, *, look_again: float = LOOK_AGAIN) -> None:
        self.app = app
        self.look_again = look_again
        self.quota = UploadQuota(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "http":
            await self._serve(scope, receive, guarded(send, scope))
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, guarded(send, scope))
        else:
            await self.app(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        if refusal := _refused_unseen(scope):
            note_refusal(scope, refusal.status_code)
            await refusal(scope, receive, send)
            return
        visitor = await find_visitor(scope)
        if refusal := _refused(scope, visitor):
            note_refusal(scope, refusal.status_code, visitor)
            await refusal(scope, receive, send)
            return
        known = introduced(scope, visitor)
        if visitor and scope["path"].startswith(rules.UPLOADS):
            translate = _translate(scope)
            await self.quota.take(known, receive, send, owner=visitor.actor.session, translate=translate)
        else:
            await self.app(known, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refused before it is accepted (403), or watched: every message is from somebody who is still signed in."""
        foreign = not hosts.is_host_ours(scope) or hosts.is_socket_foreign(scope)
        if foreign:
            note_refusal(scope, 403)
        visitor = None if foreign else await find_visitor(scope)
        if visitor is None or not _may_enter(visitor, scope["path"]):
            await send({"type": "websocket.close", "code": SESSION_OVER})
            return
        watched = Watched(scope, receive, send, may_enter=_may_enter)
        async with watched.looked_after(self.look_again):
            await self.app(introduced(scope, visitor), watched.receive, watched.send)


def _refused_unseen(scope: Scope) -> Response | None:
    """Why a request is refused whoever sends it; None otherwise."""
    if not hosts.is_host_ours(scope):
        return _told(scope, 421, rules.FOREIGN_HOST)
    if scope["method"] not in _SAFE and not hosts.is_own_page(scope):
        return _told(scope, 403, rules.FOREIGN_PAGE)
    return None


def _refused(scope: Scope, visitor: Visitor | None) -> Response | None:
    """Why a request is refused from whoever sends it; None for what may pass."""
    path = scope["path"]
    if rules.is_open(path):
        return None
    if visitor is None:
        return _stranger(scope)
    if _must_change(visitor) and path not in rules.BEFORE_NEW_PASSWORD:
        return _elsewhere(scope, rules.PASSWORD) if _is_navigation(scope) else _told(scope, 403, rules.NEW_PASSWORD)
    if rules.is_closed(path):
        return _told(scope, 404, rules.CLOSED)
    return None if visitor.may(*rules.needed(path)) else _told(scope, 403, rules.NOT_YOURS)


def _stranger(scope: Scope) -> Response:
    if read_settings().single_user:
        return _told(scope, 403, rules.ONE_USER)
    return _elsewhere(scope, rules.LOGIN) if _is_navigation(scope) else _told(scope, 401, rules.STRANGER)


def _may_enter(visitor: Visitor, path: str) -> bool:
    return visitor.may(*rules.needed(path)) and not _must_change(visitor)


def _must_change(visitor: Visitor) -> bool:
    return visitor.visit is not None and visitor.visit.must_change


def _is_navigation(scope: Scope) -> bool:
    """Whether a person opens a page, rather than a page something."""
    headers = Headers(scope=scope)
    mode = headers.get("sec-fetch-mode")
    wanted = mode == "navigate" if mode else "text/html" in headers.get("accept", "")
    return wanted and scope["method"] in ("GET", "HEAD")


def _elsewhere(scope: Scope, place: str) -> Response:
    """To another page of ours first, which leads back to the one asked for."""
    query = scope["query_string"].decode("latin-1")
    asked = f"{scope['path']}?{query}" if query else scope["path"]
    language = _language(scope)
    spoken = f"&{LANGUAGE}={language}" if language != session.site_language() else ""
    return RedirectResponse(f"{place}?{rules.AFTER}={quote(asked, safe='/')}{spoken}", status_code=303)


def _told(scope: Scope, status: int, message: str) -> Response:
    return PlainTextResponse(_translate(scope)(message), status_code=status)


def _translate(scope: Scope) -> Translate:
    return session.reader_of(_language(scope)).translate


def _language(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get(LANGUAGE, [session.site_language()])[0]
    return session.reader_of(asked).language
