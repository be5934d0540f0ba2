"""A real server and a real browser: the app as a person meets it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

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
IDLE = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'


@contextmanager
def running_app(
    database_url: str,
    *,
    script: Path = ROOT / "app.py",
    console: Path | None = None,
    under: Sequence[str] = (),
    **environment: str,
) -> Iterator[str]:
    """The address of a fresh `streamlit run app.py` on a free port; nobody signs in unless the environment says so.

    script: another app than the program's own. console: where to keep what the server prints. under: a command that
    runs the server's, and whose process is the server's. In the environment "{address}" is this server's own address.
    """
    port = _free_port()
    address = f"http://localhost:{port}"
    environment = {name: value.replace("{address}", address) for name, value in environment.items()}
    command = [
        *under,
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    settings = {**os.environ, "CAMPAIGN_SINGLE_USER": "1", "CAMPAIGN_DATABASE_URL": database_url, **environment}
    with (
        console.open("w+b") if console else TemporaryFile() as output,
        subprocess.Popen(command, cwd=ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT) as server,
    ):
        try:
            _wait_until_up(address, server, output)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Debian's chromium: the one that has no windows, a quarter less work, where it is installed."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


def open_page(page: Page, address: str) -> None:
    """Open an address and wait until the page's script has run."""
    page.goto(address)
    settle(page)


def open_within(page: Page, path: str) -> None:
    """Lead the app that is open to another address, without loading it anew: as the browser's Back does."""
    page.evaluate("path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')) }", path)
    page.wait_for_timeout(100)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the app is connected, its script has ended and nothing moves any more.

    What was asked for a moment ago may begin only now: it must stay so for a while.
    """
    idle = page.locator(IDLE)
    while True:
        idle.wait_for(timeout=PATIENCE_SECONDS * 1000)
        page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached", timeout=PATIENCE_SECONDS * 1000)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(400)
        if idle.count():
            return


def wait_until(where: Page | Locator, expression: str, *, seconds: float = PATIENCE_SECONDS) -> Any:
    """What an expression is in a page or of an element once it is true; raises TimeoutError when it stays false.

    Asked for over and over: Playwright's own waiting evaluates text inside the page, which our policy forbids.
    """
    page = where.page if isinstance(where, Locator) else where
    until = time.monotonic() + seconds
    while not (found := where.evaluate(expression)):
        if time.monotonic() > until:
            raise TimeoutError(f"{expression} is still {found}")
        page.wait_for_timeout(50)
    return found


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


def _wait_until_up(address: str, server: subprocess.Popen[bytes], output: IO[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            output.seek(0)
            raise RuntimeError(f"the app did not start:\n{output.read().decode()}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError:  # it is up, if only to say why it cannot work
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the app did not answer in time")
