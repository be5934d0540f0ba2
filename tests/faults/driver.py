"""Run the program's commands in processes that are quick to start: one process imports everything, and forks.

`Driver` is what the harness holds; run as a module, this file is the process it talks to, a line of JSON at a time.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults.profiles import SHIPPED, apply
from tests.forks import ending_of, import_everything, write_to

ANYBODY_MAY_TRACE = (0x59616D61, ctypes.c_ulong(-1))  # prctl PR_SET_PTRACER, where Yama asks for it
ROOT = Path(__file__).resolve().parents[2]


class Done(NamedTuple):
    """How a command ended: its exit code (minus the signal that killed it) and what it said."""

    code: int
    stdout: str
    stderr: str

    @property
    def killed(self) -> bool:
        return self.code == -9


class Driver:
    """Runs commands of the program, each in a fresh process, as `profile` says and with `environment` besides."""

    def __init__(self, folder: Path) -> None:
        self.profile, self.folder = SHIPPED, folder
        self.environment: dict[str, str] = {}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.driver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        if self._hear() != "ready":
            raise RuntimeError("the process that runs the commands did not start")

    def __enter__(self) -> Driver:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin and self.process.stdout
        with suppress(BrokenPipeError):  # it ended before
            self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def run(
        self,
        database: Path,
        *args: object,
        attach: Callable[[int], Any] | None = None,
        kill_after: float | None = None,
        file_limit: int | None = None,
    ) -> Done:
        """Run `campaign --db database args`; `attach` gets the number of its process before it starts."""
        return self.run_all(database, [args], attach=attach, kill_after=kill_after, file_limit=file_limit)

    def run_all(
        self,
        database: Path,
        commands: Sequence[Sequence[object]],
        *,
        attach: Callable[[int], Any] | None = None,
        kill_after: float | None = None,
        file_limit: int | None = None,
    ) -> Done:
        """Run commands one after the other in one process, which stays connected as the app does."""
        out, err = self.folder / "stdout.txt", self.folder / "stderr.txt"
        out.write_bytes(b"")  # a process killed at its start does not get so far
        err.write_bytes(b"")
        words = [list(map(str, args)) for args in commands]
        request: dict[str, Any] = {"database": f"sqlite:///{database.as_posix()}", "commands": words}
        request |= {
            "profile": self.profile,
            "out": str(out),
            "err": str(err),
            "limit": file_limit,
            "environment": self.environment,
        }
        pid = int(self._ask(request))
        if attach:
            attach(pid)
        code = int(self._ask({"kill_after": kill_after}))
        return Done(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    def _ask(self, request: dict[str, Any]) -> str:
        self._tell(json.dumps(request))
        return self._hear()

    def _tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def _hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


def _serve() -> None:
    import_everything()
    _say("ready")
    for line in sys.stdin:
        request = json.loads(line)
        waiting, go = os.pipe()
        pid = os.fork()
        if pid == 0:
            _be_the_command(request, waiting)
        _say(str(pid))
        seconds = json.loads(sys.stdin.readline())["kill_after"]
        os.write(go, b"!")
        if seconds is not None:
            time.sleep(seconds)
            os.kill(pid, signal.SIGKILL)  # where it has ended, it waits to be told of: the number is still its own
        os.close(waiting)
        os.close(go)
        _say(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))


def _be_the_command(request: dict[str, Any], waiting: int) -> None:
    """Wait to be told, then be `python -m campaign` to the end."""
    ctypes.CDLL(None).prctl(*ANYBODY_MAY_TRACE, 0, 0, 0)
    os.environ.update(request["environment"])
    apply(request["profile"])
    for name, number in (("out", 1), ("err", 2)):
        write_to(request[name], number)
    os.read(waiting, 1)
    if request["limit"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["limit"], request["limit"]))
    os._exit(_commands(request["database"], request["commands"]))


def _commands(database: str, commands: Sequence[Sequence[str]]) -> int:
    if len(commands) == 1:
        return _command(["--db", database, *commands[0]])
    from campaign.store.engine import open_database

    staying = open_database(database)
    with staying.reading() as connection:  # keeps its connection afterwards
        connection.exec_driver_sql("SELECT count(*) FROM upload")
    return max(_command(["--db", database, *each]) for each in commands)


def _command(args: Sequence[str]) -> int:
    from campaign.cli import app

    return ending_of(lambda: app(list(args), prog_name="campaign"))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve()
