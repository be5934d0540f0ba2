"""A page's WebSocket, closed as soon as it is seen that the session has ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

from starlette.types import Message, Receive, Scope, Send

from campaign.errors import DatabaseUnusable
from campaign.ui.gate.visitors import Visitor, find_visitor, is_still_open

SESSION_OVER = 1008  # WebSocket: policy violation; campaign/ui/assets/visit.js then asks to sign in
BORNE_SECONDS = 300  # of a database that is busy or gone
_LOG = logging.getLogger("campaign.gate")


class Watched:
    """A WebSocket whose visitor is looked up again for each message, and now and then where none comes."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, *, may_enter: Callable[[Visitor, str], bool]
    ) -> None:
        self.scope = scope
        self.pass_on = receive
        self.answer = send
        self.may_enter = may_enter
        self.closed = False
        self.seen = monotonic()  # the handshake was let in

    async def receive(self) -> Message:
        """The next message, if its sender is still signed in."""
        message = await self.pass_on()
        if message["type"] != "websocket.receive" or await self._is_welcome():
            return message
        await self._close()
        return {"type": "websocket.disconnect", "code": SESSION_OVER}

    async def send(self, message: Message) -> None:
        """Pass on what the app says; a script that still runs after the end has nobody to tell."""
        if not self.closed:
            await self.answer(message)

    @asynccontextmanager
    async def looked_after(self, seconds: float) -> AsyncIterator[None]:
        """For as long as this lasts, whether the session lives is asked every so many seconds."""
        looking = asyncio.create_task(self._look_again(seconds))
        try:
            yield
        finally:
            looking.cancel()

    async def _look_again(self, seconds: float) -> None:
        while not self.closed:
            await asyncio.sleep(seconds)
            try:
                if not await is_still_open(self.scope):
                    await self._close()
            except DatabaseUnusable as problem:  # asked again in a while, and at every message
                _LOG.warning("session_not_looked_up problem=%s", problem.code)

    async def _close(self) -> None:
        if not self.closed:
            self.closed = True
            await self.answer({"type": "websocket.close", "code": SESSION_OVER})

    async def _is_welcome(self) -> bool:
        try:
            visitor = await find_visitor(self.scope)
        except DatabaseUnusable as problem:
            # Whoever was signed in a moment ago is let through to be told in words: every act asks the database itself.
            _LOG.warning("session_not_looked_up problem=%s", problem.code)
            return monotonic() - self.seen < BORNE_SECONDS
        self.seen = monotonic()
        return visitor is not None and self.may_enter(visitor, self.scope["path"])
