"""The container of old Excel files (OLE2, [MS-CFB]): a small file system of named streams.

Every length and every link is held against the size of the file: a damaged or hostile one is refused, never followed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from campaign.sheets.files.container import damaged

_HEADER = 512
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_NONE = 0xFFFFFFFF
_ENTRY = 128
_STREAM = 2
# Streams smaller than this are kept in small sectors of their own.
_SMALL_SECTOR_SHIFT = 6


class Entry(NamedTuple):
    """A stream or storage right under the root."""

    is_stream: bool
    start: int
    size: int


class Compound:
    """A container's streams right under its root, by name."""

    def __init__(self, content: bytes) -> None:
        """Raises UnreadableFile when the container cannot be read to its end."""
        if len(content) < _HEADER:
            raise damaged()
        version, order, shift, small_shift = struct.unpack_from("<HHHH", content, 26)
        if (version, shift) not in ((3, 9), (4, 12)) or order != 0xFFFE or small_shift != _SMALL_SECTOR_SHIFT:
            raise damaged()
        self.content, self.shift = content, shift
        count, directory, self.cutoff, small_table = struct.unpack_from("<IIxxxxII", content, 44)
        self.table = self._read_table(count)
        entries = self._chain(directory)
        self.root, self.entries = _read_directory(b"".join(map(self._sector, entries)))
        self.small_table = self._numbers(self._chain(small_table)) if small_table < _END else ()
        self.small: bytes | None = None

    def read(self, name: str) -> bytes:
        """A whole stream; raises UnreadableFile when it is not there whole."""
        entry = self.entries.get(name)
        if entry is None or not entry.is_stream:
            raise damaged()
        if entry.size >= self.cutoff:
            return self._whole(entry)
        if self.small is None:
            self.small = self._whole(self.root)
        places = (number << _SMALL_SECTOR_SHIFT for number in _follow(entry.start, self.small_table))
        return _exactly(b"".join(self.small[at : at + (1 << _SMALL_SECTOR_SHIFT)] for at in places), entry.size)

    def _whole(self, entry: Entry) -> bytes:
        return _exactly(b"".join(map(self._sector, self._chain(entry.start))), entry.size)

    def _read_table(self, count: int) -> Sequence[int]:
        """The table of what follows each sector, itself kept in the sectors that the header lists."""
        if count > len(self.content) >> self.shift:
            raise damaged()
        listed = list(struct.unpack_from("<109I", self.content, 76))
        more, per_sector = struct.unpack_from("<I", self.content, 68)[0], (1 << self.shift) // 4
        while more < _END and len(listed) < count:
            numbers = struct.unpack(f"<{per_sector}I", self._sector(more))
            listed += numbers[:-1]
            more = numbers[-1]
        if count > len(listed):
            raise damaged()
        return self._numbers(number for number in listed[:count] if number != _FREE)

    def _numbers(self, sectors: Iterator[int]) -> Sequence[int]:
        whole = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(whole) // 4}I", whole)

    def _chain(self, start: int) -> Iterator[int]:
        return _follow(start, self.table)

    def _sector(self, number: int) -> bytes:
        """A sector; the last one of a file may be cut short by the program that wrote it."""
        size = 1 << self.shift
        start = (number + 1) << self.shift
        found = self.content[start : start + size]
        if not found:
            raise damaged()
        return found.ljust(size, b"\0")


def _follow(start: int, table: Sequence[int]) -> Iterator[int]:
    """The sectors from `start` to the end of their chain; a chain cannot be longer than its table."""
    number = start
    for _ in range(len(table) + 1):
        if number == _END:
            return
        if number >= len(table):
            raise damaged()
        yield number
        number = table[number]
    raise damaged()


def _exactly(found: bytes, size: int) -> bytes:
    if len(found) < size:
        raise damaged()
    return found[:size]


def _read_directory(raw: bytes) -> tuple[Entry, dict[str, Entry]]:
    """The root and what stands right under it; streams of embedded documents stand deeper and are left alone."""
    entries = [raw[at : at + _ENTRY] for at in range(0, len(raw) - _ENTRY + 1, _ENTRY)]
    if not entries:
        raise damaged()
    found: dict[str, Entry] = {}
    waiting, seen = [struct.unpack_from("<I", entries[0], 76)[0]], set()
    while waiting:
        number = waiting.pop()
        if number == _NONE or number in seen:
            continue
        if number >= len(entries):
            raise damaged()
        seen.add(number)
        waiting += struct.unpack_from("<II", entries[number], 68)
        found[_name(entries[number])] = _entry(entries[number])
    return _entry(entries[0]), found


def _name(entry: bytes) -> str:
    size = min(struct.unpack_from("<H", entry, 64)[0], 64)
    return entry[: max(0, size - 2)].decode("utf-16-le", errors="replace")


def _entry(entry: bytes) -> Entry:
    start, size = struct.unpack_from("<II", entry, 116)
    return Entry(entry[66] == _STREAM, start, size)
