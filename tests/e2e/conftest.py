"""One server and one browser a module; every visitor is watched for requests that leave the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.browser import running_app, running_browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def sample_app(sample_url: str) -> Iterator[str]:
    """The address of an app with the sample campaign, a module's own."""
    with running_app(sample_url) as address:
        yield address


@pytest.fixture
def fresh_app(tmp_path: Path) -> Iterator[str]:
    """The address of an app that has just been started on an empty folder."""
    with running_app(f"sqlite:///{(tmp_path / 'campaign.db').as_posix()}") as address:
        yield address


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    """A visitor with a laptop, who asks no other machine for anything, and whose browser refuses nothing of ours."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-US", accept_downloads=True)
    page = context.new_page()
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("console", lambda told: refused.append(told.text) if "Content Security Policy" in told.text else None)
    yield page
    context.close()
    outside = [url for url in asked if not url.startswith(("http://localhost:", "ws://localhost:", "data:", "blob:"))]
    assert asked
    assert not outside
    assert not refused
