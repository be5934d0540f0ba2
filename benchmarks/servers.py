"""Servers that are measured: each a process of its own, on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import psutil

from benchmarks.layout import ROOT
from tests.e2e.browser import PATIENCE_SECONDS

_STREAMLIT = (sys.executable, "-m", "streamlit", "run", "--server.headless", "true", "--server.port", "{port}")
APP = (*_STREAMLIT, "app.py")
# As Streamlit comes: it collects garbage after each run, which our own configuration forbids.
EMPTY_APP = (*_STREAMLIT, "benchmarks/peer_empty.py", "--runner.postScriptGC", "true")


class Server(NamedTuple):
    """A running server: where it answers, and its process."""

    address: str
    process: psutil.Process


@contextmanager
def served(command: Sequence[str], database: str, **environment: str) -> Iterator[Server]:
    """A server until the end of the block; nobody signs in unless the environment says so. {port} is its port."""
    port = _free_port()
    words = [word.format(port=port) for word in command]
    settings = {**os.environ, "CAMPAIGN_SINGLE_USER": "1", "CAMPAIGN_DATABASE_URL": database, **environment}
    with subprocess.Popen(words, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL) as process:
        try:
            address = f"http://localhost:{port}"
            _wait_until_up(address, process)
            yield Server(address, psutil.Process(process.pid))
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


def _wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError:  # it is up, and asks to sign in
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{process.args!r} does not answer")
