"""strace: which calls of a process change files, and what happens when one of them is the last or fails."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults.driver import Done, Driver

OPENING = ("open", "openat", "creat")
SYNCING = ("fsync", "fdatasync")
CHANGING = (
    "pwrite64", "write", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "ftruncate", "truncate", "fallocate",
    "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "mkdir", "mkdirat", "rmdir",
    "copy_file_range", "sendfile", "msync", "sync_file_range",
)  # fmt: skip
_LINE = re.compile(r"(?:\d+\s+)?(?P<name>\w+)\((?P<args>.*)\)\s+= (?P<result>-?\d+)", re.DOTALL)


class Call(NamedTuple):
    """One call as it was recorded: `number` counts the calls of its name in its process, from 1."""

    name: str
    number: int
    args: str
    result: int


class Traced:
    """strace attached to a process; to be handed to `Driver.run(attach=…)`."""

    def __init__(self, *options: str) -> None:
        self.options = options

    def __call__(self, pid: int) -> None:
        if not shutil.which("strace"):
            raise RuntimeError("These tests need strace: apt-get install strace")
        self.process = subprocess.Popen(
            ["strace", "-p", str(pid), *self.options], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
        )
        assert self.process.stderr
        said = self.process.stderr.readline()
        if "attached" not in said:
            raise RuntimeError(f"strace cannot trace: {said}")

    def wait(self) -> None:
        """Until strace has written everything."""
        assert self.process.stderr
        self.process.communicate()


def record(run: Callable[[Traced], Done], folder: Path, log: Path) -> tuple[Done, list[Call]]:
    """Run a command; the calls of its own process that change something in a folder, in their order."""
    traced = Traced(
        "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={','.join((*OPENING, *CHANGING))}", "-o", str(log)
    )
    done = run(traced)
    traced.wait()
    return done, within(_read(log), folder)


def within(calls: Iterable[Call], folder: Path) -> list[Call]:
    """Those of the calls that change something in a folder."""
    return [call for call in calls if _changes(call, folder)]


def inject(run: Callable[[Traced], Done], call: Call, fault: str, *, log: Path = Path(os.devnull)) -> Done:
    """Run a command again with a fault in strace's words ("error=EIO:when=3") at the calls named as this one."""
    traced = Traced("-y", "-e", f"trace={call.name}", "-e", f"inject={call.name}:{fault}", "-o", str(log))
    done = run(traced)
    traced.wait()
    return done


def fail_in(run: Callable[[Traced], Done], call: Call, fault: str, folder: Path, log: Path) -> Done | None:
    """The same for a call that changes a folder; None where the fault struck something else.

    A run may open one file more or fewer than the recorded one before it comes to the folder.
    """
    done = inject(run, call, fault, log=log)
    struck = [line for line in log.read_text(encoding="latin-1").splitlines() if "INJECTED" in line]
    return done if not struck or str(folder) in struck[0] else None


def kill_at(run: Callable[[Traced], Done], call: Call) -> Done:
    """Run a command again; it is killed instead of making the call."""
    return inject(run, call, f"signal=SIGKILL:when={call.number}")


def of(driver: Driver, database: Path, *commands: Sequence[object]) -> Callable[[Traced], Done]:
    """Commands to be traced, one after the other in one process."""
    return lambda traced: driver.run_all(database, commands, attach=traced)


def _read(log: Path) -> Iterator[Call]:
    counted: Counter[str] = Counter()
    own = None
    for line in log.read_text(encoding="latin-1").splitlines():
        pid = line.split(" ", 1)[0]
        own = own or pid
        if pid != own:
            continue
        found = _LINE.match(line)
        if found:
            counted[found["name"]] += 1
            yield Call(found["name"], counted[found["name"]], found["args"], int(found["result"]))


def _changes(call: Call, folder: Path) -> bool:
    if call.result < 0 or (call.name in OPENING and "O_CREAT" not in call.args):
        return False
    inside = (f"{folder}/", f"{folder}>", f'{folder}"')
    return any(_hex(path[:-1]) + end in call.args for path in inside for end in (_hex(path[-1]), path[-1]))


def _hex(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())
