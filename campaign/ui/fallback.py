"""What everybody gets while the database cannot be opened: a page that says why, and what to do."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaign.errors import CampaignError, DatabaseUnusable
from campaign.locale import N_
from campaign.ui import session
from campaign.ui.gate import strangers
from campaign.ui.gate.form_page import Form, form_page
from campaign.ui.gate.headers import guarded
from campaign.ui.running import AGAIN_SECONDS, RUNNING
from campaign.workflows.safety.damage import NOT_HANDED_OUT

TITLE = N_("The database cannot be opened")
REPORTS = ("/tai-ve/xep-hang", "/tai-ve/bao-cao", "/in/")  # what is handed on without the page's own warning
RESTORING = N_(
    "An administrator can restore the newest good backup on the server: python -m campaign restore --latest. What "
    "is there now is kept. This page works again by itself once the database does."
)
RESTORED = ("damaged", "not_a_database", "moved_away")  # what a backup mends
RETRY = N_("Try again")
TRY_AGAIN_LATER = 1013  # WebSocket


class Fallback:
    """ASGI middleware before everything else; it lets through as soon as there is a database to work with."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or say why it cannot be served."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        problem = await run_in_threadpool(RUNNING.open_again) if not RUNNING.is_well() else None
        if problem is not None:
            await _refuse(scope, receive, send, problem)
            return
        if scope["path"].startswith(REPORTS) and await run_in_threadpool(RUNNING.is_damaged):
            reader = session.reader_of(session.site_language())
            await PlainTextResponse(reader.words(NOT_HANDED_OUT), 503)(scope, receive, guarded(send, scope))
            return
        watched = _Begun(send)
        try:
            await self.app(scope, receive, watched)
        except DatabaseUnusable as failed:  # a server that went away between two requests
            if watched.begun:
                raise
            await _refuse(scope, receive, send, failed)


class _Begun:
    """Knows whether an answer has begun: then no other can be given."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        self.begun = True
        await self._send(message)


async def _refuse(scope: Scope, receive: Receive, send: Send, problem: CampaignError) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
        return
    await _answer(scope, problem)(scope, receive, guarded(send, scope))


def _answer(scope: Scope, problem: CampaignError) -> Response:
    """Nobody is asked who he is here, so nobody is told where the database is."""
    later = {"Retry-After": str(AGAIN_SECONDS)}
    reader = session.reader_of(session.site_language())
    words = strangers.told(scope, problem, reader)
    if scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
        lead = f"{words}\n{reader.words(RESTORING)}" if problem.code in RESTORED else words
        form = Form(reader.words(TITLE), "", "", lead=lead, onward=(reader.words(RETRY), scope["path"]))
        return form_page(form, reader, status=503, **later)
    return PlainTextResponse(words, status_code=503, headers=later)
