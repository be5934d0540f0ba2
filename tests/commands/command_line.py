"""The command line as other programs use it: each command in a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]


def run(url: str, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """What `python -m campaign --db url arguments` said; fails where it ends with another code."""
    words = ["--db", url, *arguments]
    done = _forked(words) if hasattr(os, "fork") else run_as_program(*words)
    assert done.returncode == code, done.stderr
    return done


def answer(url: str, *arguments: str, code: int = 0) -> dict[str, Any]:
    """The document that a command prints."""
    return json.loads(run(url, *arguments, "--json", code=code).stdout)


def run_as_program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The same, from a Python that has just been started: half a second, of which most is imports."""
    command = [sys.executable, "-m", "campaign", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def _forked(words: list[str]) -> subprocess.CompletedProcess[str]:
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        told = {"arguments": words, "environment": dict(os.environ), "out": str(out), "err": str(err)}
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(told) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        said = [file.read_text(encoding="utf-8") for file in (out, err)]
        return subprocess.CompletedProcess(words, code, *said)


@cache
def _server() -> subprocess.Popen[str]:
    """The process that forks; it ends with this one."""
    command = [sys.executable, "-m", "tests.forks"]
    started = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(started.communicate)
    return started
