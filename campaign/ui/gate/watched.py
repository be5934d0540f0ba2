"""A page's WebSocket, closed as soon as it is seen that the session has ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.types import Message, Receive, Scope, Send

from campaign.errors import DatabaseUnusable
from campaign.ui.gate.visitors import Visitor, find_visitor, is_still_open

SESSION_OVER = 1008  # WebSocket: policy violation; campaign/ui/assets/visit.js then asks to sign in
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
        visitor = await find_visitor(self.scope)
        return visitor is not None and self.may_enter(visitor, self.scope["path"])
