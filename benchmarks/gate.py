"""What the gate adds to a request and to a WebSocket message, and whether a sign-in's time tells which logins exist."""

from __future__ import annotations

import asyncio
import logging
import os
import statistics
import time
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import delete
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaign.access.actors import operator
from campaign.errors import Refused
from campaign.settings import Settings
from campaign.store.engine import Database
from campaign.store.schema import sign_in_failure
from campaign.workflows.access.accounts import add_account
from campaign.workflows.access.links import use_link
from campaign.workflows.access.sessions import find_visit
from campaign.workflows.access.signing_in import sign_in
from campaign.workflows.opening import open_campaign

CALLS = 2000
PASSWORD = "bốn mùa lá rơi nhẹ"
HERE: dict[str, Any] = {"address": "127.0.0.1", "agent": "benchmark", "secure": True}


def measure_gate(folder: Path, *, rounds: int) -> None:
    """Print microseconds a request and a message with and without the gate, and the ratio of failed sign-ins' times."""
    url = f"sqlite:///{(folder / 'gate.db').as_posix()}"
    logging.disable(logging.WARNING)  # every failed sign-in is logged
    os.environ.update(CAMPAIGN_DATABASE_URL=url, CAMPAIGN_SINGLE_USER="0")
    database = open_campaign(Settings(database_url=url))
    link = add_account(database, "phan", name="Phan", role="analyst", by=operator("benchmark"))
    token = use_link(database, link.token, password=PASSWORD, **HERE).token
    asyncio.run(_measure_ways(database, token))
    _measure_sign_ins(database, rounds=max(rounds, 40))
    database.close()
    logging.disable(logging.NOTSET)


async def _measure_ways(database: Database, token: str) -> None:
    from campaign.ui.gate.door import Gate

    cookie = [(b"host", b"localhost:8501"), (b"cookie", f"campaign={token}".encode())]
    costs = {
        "looking a session up": await _cost(lambda: _now(find_visit(database, token))),
        "the same in a thread": await _cost(lambda: run_in_threadpool(find_visit, database, token)),
        "a request without the gate": await _cost(lambda: _ask(_answer, cookie)),
        "a request, signed in": await _cost(lambda: _ask(Gate(_answer), cookie)),
        "a stranger's request, refused": await _cost(lambda: _ask(Gate(_answer), cookie[:1])),
        "a WebSocket message without the gate": await _listen(_echo, cookie),
        "a WebSocket message, signed in": await _listen(Gate(_echo), cookie),
    }
    print(f"\nthe gate (median of {CALLS})")
    for name, cost in costs.items():
        print(f"  {name:<40}{1e6 * cost:>9.0f} µs")


async def _cost(call: Callable[[], Awaitable[object]]) -> float:
    return statistics.median([await _timed(call) for _ in range(CALLS)])


async def _timed(call: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await call()
    return time.perf_counter() - begun


async def _now(value: object) -> object:
    return value


async def _ask(app: ASGIApp, headers: list[tuple[bytes, bytes]]) -> None:
    await app({**_scope("http", headers), "method": "GET"}, _nothing, _forget)


async def _listen(app: ASGIApp, headers: list[tuple[bytes, bytes]]) -> float:
    """Seconds between two messages that the app gets."""
    times: list[float] = []

    async def receive() -> Message:
        times.append(time.perf_counter())
        done = len(times) > CALLS
        return {"type": "websocket.disconnect"} if done else {"type": "websocket.receive", "bytes": b"x"}

    await app(_scope("websocket", headers), receive, _forget)
    return statistics.median(later - earlier for earlier, later in pairwise(times))


def _scope(kind: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": kind, "path": "/_stcore/stream", "query_string": b"", "headers": headers, "scheme": "http",
        "client": ("127.0.0.1", 1),
    }  # fmt: skip


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"x"})


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive())["type"] == "websocket.receive":
        pass


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


async def _forget(message: Message) -> None:
    pass


def _measure_sign_ins(database: Database, *, rounds: int) -> None:
    """Known and unknown logins in turn: a stranger with a clock should not tell one from the other."""
    times: dict[str, list[float]] = {"phan": [], "nobody": []}
    for login in ("phan", "nobody", "nobody", "phan") * (rounds // 2):
        with database.writing() as connection:
            connection.execute(delete(sign_in_failure))
        begun = time.perf_counter()
        try:
            sign_in(database, login, "wrong", **HERE)
        except Refused:
            times[login].append(time.perf_counter() - begun)
    known, unknown = (statistics.median(each) for each in times.values())
    print(f"\nfailed sign-ins (median of {rounds} each)")
    print(f"  a known login {1000 * known:.1f} ms, an unknown one {1000 * unknown:.1f} ms: ratio {known / unknown:.3f}")
