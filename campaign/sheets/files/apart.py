"""Reading files in a process of its own, so that no file can stop, fill or slow down the program that serves people.

A worker is started when first needed and used again; it is killed when it takes too long, and replaced when it ends.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, ParamSpec, TypeVar

from campaign.settings import DEFAULT_LIMITS, ROOT, Limits
from campaign.sheets.files.kinds import unreadable

P = ParamSpec("P")
T = TypeVar("T")

# Two cores serve an office; a third file waits for its turn.
WORKERS = 2
LENGTH = struct.Struct("<Q")
# What a worker answers: the result; an error that a user can fix; that memory ran out.
DONE, REFUSED, NO_MEMORY = "done", "refused", "no_memory"
# How a parser ends its process, or the process itself, as told on its error stream.
_OUT_OF_MEMORY, _PANIC, _TRACEBACK = b"memory allocation of", b"PanicException", b"Traceback"


class WorkerFailed(RuntimeError):
    """A bug in what was run apart; the message is its traceback there."""


def run_apart(function: Callable[P, T], *args: Any, limits: Limits = DEFAULT_LIMITS, **kwargs: Any) -> T:
    """The result of an importable function, run in another process within the limits' seconds and memory.

    Function, arguments and result must be picklable; a function with limits of its own is passed as a partial of it.
    A CampaignError of the function comes back as itself. Raises UnreadableFile when a limit is met or the parser ends
    the process. The memory is bounded where the system can do it (not on Windows).
    """
    request = pickle.dumps((function, args, kwargs, limits), pickle.HIGHEST_PROTOCOL)
    with _POOL.turns:
        worker = _POOL.take()
        try:
            kind, value, grown = worker.ask(request, limits)
            if grown:
                worker.stop()
        except BaseException:  # whatever broke off the talk, half an answer must not greet the next file
            worker.process.kill()
            worker.process.wait()
            raise
        finally:
            _POOL.give_back(worker)
    if kind == REFUSED:
        error, code, message, values = value
        raise error(code, message, **values)
    if kind == NO_MEMORY:
        raise unreadable("too_much_memory", limit=limits.read_memory_mib)
    return value


class _Worker:
    """One process; it may have ended."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
        self.told: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (as long as the process)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "campaign.sheets.files.apart_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.told,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path},
        )

    @property
    def alive(self) -> bool:
        """Whether it may be asked again."""
        return self.process.poll() is None

    def ask(self, request: bytes, limits: Limits) -> tuple[str, Any, bool]:
        """Its answer, and whether it grew too large to be asked again; raises UnreadableFile when it ends without."""
        clock = threading.Timer(limits.read_seconds, self.process.kill)
        clock.daemon = True
        clock.start()
        try:
            return self._talk(request)
        except (EOFError, OSError):
            in_time = clock.is_alive()
        finally:
            clock.cancel()
        raise self._why_it_ended(limits, in_time=in_time)

    def stop(self) -> None:
        """End the process."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                _close(pipe)
        self.process.kill()
        self.process.wait()
        self.told.close()

    def _talk(self, request: bytes) -> tuple[str, Any, bool]:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin
        assert stdout
        stdin.write(LENGTH.pack(len(request)))
        stdin.write(request)
        stdin.flush()
        return pickle.loads(read_message(stdout))

    def _why_it_ended(self, limits: Limits, *, in_time: bool) -> Exception:
        ended = self.process.wait()
        self.told.seek(0)
        told = self.told.read()
        if not in_time:
            return unreadable("too_slow", seconds=limits.read_seconds)
        if _OUT_OF_MEMORY in told or b"MemoryError" in told or ended == -_killed():
            return unreadable("too_much_memory", limit=limits.read_memory_mib)
        if _TRACEBACK in told and _PANIC not in told:
            return WorkerFailed(told.decode(errors="replace"))
        return unreadable("damaged_file")


class _Pool:
    """The workers at rest, and the turns of those at work."""

    def __init__(self) -> None:
        self.turns = threading.BoundedSemaphore(WORKERS)
        self.lock = threading.Lock()
        self.resting: list[_Worker] = []

    def take(self) -> _Worker:
        """A worker at rest that is alive, or a new one."""
        with self.lock:
            while self.resting:
                worker = self.resting.pop()
                if worker.alive:
                    return worker
                worker.stop()
        return _Worker()

    def give_back(self, worker: _Worker) -> None:
        """Keep a worker for the next file, unless it ended."""
        if worker.alive:
            with self.lock:
                self.resting.append(worker)
        else:
            worker.stop()

    def stop(self) -> None:
        """End all workers at rest."""
        with self.lock:
            while self.resting:
                self.resting.pop().stop()


def read_message(stream: IO[bytes]) -> bytes:
    """The next message with its length before it; raises EOFError when the other side has gone."""
    size = LENGTH.unpack(_exactly(stream, LENGTH.size))[0]
    return _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found


def _close(pipe: IO[bytes]) -> None:
    with suppress(OSError):  # what was left to write has no reader
        pipe.close()


def _killed() -> int:
    """The signal by which a system ends the process that takes too much memory."""
    return getattr(signal, "SIGKILL", 0)


_POOL = _Pool()
atexit.register(_POOL.stop)
