"""Cut the power: record what a command writes, and lay the disks that could be found when the power goes at any moment.

What a file was told to hold is durable once the file is synced, that it exists (or no longer does) once its folder is.
Until then each 512 bytes are there or not, in any order, whatever was written before or after.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.faults.strace import OPENING, SYNCING, Call

SECTOR = 512
SHARES = (0.1, 0.5, 0.9)  # of what was not synced, that is there after all
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_PATH = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})*)>")
_LAST_NUMBER = re.compile(r"(\d+)$")

Files = dict[str, bytes]


class Write(NamedTuple):
    """Bytes at an offset."""

    offset: int
    data: bytes


class Resize(NamedTuple):
    """A file cut off, or made longer."""

    size: int


class Entry(NamedTuple):
    """A name of the folder that from now on means another file, or none."""

    name: str
    file: File | None


@dataclass(eq=False)
class File:
    """A file: what is durable, and what was done to it since."""

    durable: bytes = b""
    pending: list[Write | Resize] = field(default_factory=list)


class Disk:
    """A folder as the calls of a process change it."""

    def __init__(self, folder: Path, files: Files) -> None:
        self.folder = folder
        self.names = {name: File(content) for name, content in files.items()}
        self.durable_names = dict(self.names)
        self.pending: list[Entry] = []

    def do(self, call: Call) -> None:
        """Take one recorded call over; raises ValueError for one the model does not know."""
        if call.name in OPENING:
            name = self._quoted(call.args)[0]
            if name not in self.names:
                self._enter(name, File())
        elif call.name in ("unlink", "unlinkat"):
            self._enter(self._quoted(call.args)[-1], None)
        elif call.name in ("rename", "renameat", "renameat2"):
            source, target = self._quoted(call.args)[-2:]
            self._enter(target, self.names[source])
            self._enter(source, None)
        elif call.name in SYNCING and _path(call.args) == str(self.folder):
            self.durable_names, self.pending = dict(self.names), []
        else:
            self._do_to(self.names[Path(_path(call.args)).name], call)

    def found(self, keep: Callable[[], bool]) -> Files:
        """The folder after a power cut, `keep` deciding for each thing not synced whether it is there."""
        names = dict(self.durable_names)
        for entry in self.pending:
            if keep():
                names = _entered(names, entry)
        return {name: _contents(file, keep) for name, file in names.items()}

    def _do_to(self, file: File, call: Call) -> None:
        if call.name in SYNCING:
            file.durable, file.pending = _contents(file, lambda: True), []
        elif call.name == "ftruncate":
            file.pending.append(Resize(_last_number(call.args)))
        elif call.name == "pwrite64":
            data = _bytes(_QUOTED.findall(call.args)[-1])
            file.pending.append(Write(_last_number(call.args), data))
        else:
            raise ValueError(f"the power cut knows no {call.name}")

    def _enter(self, name: str, file: File | None) -> None:
        entry = Entry(name, file)
        self.names = _entered(self.names, entry)
        self.pending.append(entry)

    def _quoted(self, args: str) -> list[str]:
        return [Path(_bytes(each).decode()).name for each in _QUOTED.findall(args)]


def cuts(
    disk: Disk, calls: Sequence[Call], chance: random.Random, *, mixed: int, every: int = 1
) -> Iterator[tuple[int, Files]]:
    """After each `every`-th call and the last: nothing unsynced, all of it, and so many mixtures of sectors.

    With it how many of the calls were made.
    """
    for number, call in enumerate(calls, 1):
        disk.do(call)
        if number % every and number < len(calls):
            continue
        yield number, disk.found(lambda: False)
        yield number, disk.found(lambda: True)
        for _ in range(mixed):
            yield number, disk.found(partial(_perhaps, chance, chance.choice(SHARES)))


def _perhaps(chance: random.Random, share: float) -> bool:
    return chance.random() < share


def _contents(file: File, keep: Callable[[], bool]) -> bytes:
    content = bytearray(file.durable)
    for done in file.pending:
        if isinstance(done, Write):
            for start in range(0, len(done.data), SECTOR):
                if keep():
                    _lay(content, done.offset + start, done.data[start : start + SECTOR])
        elif keep():
            _resize(content, done.size)
    return bytes(content)


def _lay(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        _resize(content, offset)
    content[offset : offset + len(data)] = data


def _resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def _entered(names: dict[str, File], entry: Entry) -> dict[str, File]:
    rest = {name: file for name, file in names.items() if name != entry.name}
    return rest if entry.file is None else {**rest, entry.name: entry.file}


def _path(args: str) -> str:
    found = _PATH.match(args)
    if not found:
        raise ValueError(f"no file in {args[:80]}")
    return _bytes(found[1]).decode()


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _last_number(args: str) -> int:
    found = _LAST_NUMBER.search(args)
    assert found
    return int(found[1])
