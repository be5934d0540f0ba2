"""The process that reads files for another: `python -m campaign.sheets.files.apart_worker`, spoken to over its pipes.

Only an error that a user can fix is answered. Anything else ends the process with its traceback on the error stream,
where the other side finds it.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import IO, Any

from campaign.errors import CampaignError
from campaign.settings import MEBIBYTE, Limits
from campaign.sheets.files.apart import DONE, LENGTH, NO_MEMORY, REFUSED, read_message

# A worker that has grown so large says so with its answer and is not used again: memory once taken stays taken.
KEEP_BELOW_MIB = 400
# Should the other side be gone, and nobody be left to kill it, a worker ends so many seconds after its time.
SECONDS_AFTER = 10


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until the other side has gone."""
    import campaign.sheets.reading  # noqa: F401  (nearly every request needs it)

    gc.freeze()
    while True:
        try:
            message = read_message(requests)
        except EOFError:
            return
        answer = pickle.dumps((*_run(message), _memory_held() > KEEP_BELOW_MIB), pickle.HIGHEST_PROTOCOL)
        del message
        answers.write(LENGTH.pack(len(answer)))
        answers.write(answer)
        answers.flush()


def _run(message: bytes) -> tuple[str, Any]:
    try:
        function, args, kwargs, limits = pickle.loads(message)
        _bound(limits)
        return DONE, function(*args, **kwargs)
    except CampaignError as error:
        return REFUSED, (type(error), error.code, error.message, error.values)
    except MemoryError:
        return NO_MEMORY, None


def _bound(limits: Limits) -> None:
    """Let the system hold this process to the limits, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.read_seconds + SECONDS_AFTER
    for what, most in ((resource.RLIMIT_AS, limits.read_memory_mib * MEBIBYTE), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _memory_held() -> int:
    """The MiB this process holds now; 0 where the system does not say. (The most it ever held would count what the
    process that started it held.)"""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // MEBIBYTE
    except (OSError, ValueError, AttributeError):  # not on Linux
        return 0


def _main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that asks
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
