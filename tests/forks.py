"""Commands in processes of their own that are quick to start: one process has imported everything, and forks.

Run as a module, this file is that process: it is told a command in a line of JSON, and answers with its exit code.
"""

from __future__ import annotations

import importlib
import json
import os
import runpy
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

LOADED = (
    "campaign.cli",
    "campaign.sheets.reading",
    "campaign.workflows.opening",
    "campaign.workflows.checking",
    "campaign.workflows.sheets.importing",
    "campaign.workflows.sheets.samples",
    "campaign.workflows.sheets.uploads",
    "alembic.command",
    "sqlalchemy.dialects.sqlite",
)


def import_everything() -> None:
    """What commands import when they run: a fork then finds it there."""
    for name in LOADED:
        importlib.import_module(name)


def write_to(file: str, number: int) -> None:
    """What goes to a file number from now on goes into the file."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(opened, number)


def ending_of(command: Callable[[], object]) -> int:
    """The exit code that a command ends with, once all it said is written; as Python itself would have it."""
    code = 0
    try:
        command()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  (what Python itself would do)
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _serve() -> None:
    import_everything()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _be_the_command(json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        sys.stdout.flush()


def _be_the_command(told: dict[str, Any]) -> NoReturn:
    """Be `python -m campaign` to the end."""
    os.environ.clear()
    os.environ.update(told["environment"])
    write_to(told["out"], 1)
    write_to(told["err"], 2)
    sys.argv = ["campaign", *told["arguments"]]
    os._exit(ending_of(lambda: runpy.run_module("campaign", run_name="__main__", alter_sys=True)))


if __name__ == "__main__":
    _serve()
