"""A real server and a real browser: the app as a person meets it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_SECONDS = 60


@contextmanager
def running_app(database_url: str, **environment: str) -> Iterator[str]:
    """The address of a fresh `streamlit run app.py` on a free port."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    settings = {**os.environ, "CAMPAIGN_DATABASE_URL": database_url, **environment}
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            address = f"http://localhost:{port}"
            _wait_until_up(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Debian's chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


def open_page(page: Page, address: str) -> None:
    """Open an address and wait until the page's script has run."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the app is connected, its script has ended and nothing moves any more."""
    page.locator(
        '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
    ).wait_for(timeout=PATIENCE_SECONDS * 1000)
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached", timeout=PATIENCE_SECONDS * 1000)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


def _wait_until_up(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            output = server.stdout.read().decode() if server.stdout else ""
            raise RuntimeError(f"the app did not start:\n{output}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the app did not answer in time")
