"""The records of an Excel 97-2003 workbook stream (BIFF8, [MS-XLS]): texts, numbers, formats, one substream a sheet.

Own reader, since the parser of the other kinds ends the process on some damaged .xls files and is silent about error
cells; every record is held against its length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from campaign.sheets.files.container import damaged

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
BIFF8 = 0x0600


class Record(NamedTuple):
    """One record: its number and its bytes."""

    type: int
    body: bytes


def read_records(stream: bytes, start: int) -> Iterator[Record]:
    """The records of one substream from its BOF to its EOF, without those of charts inside it.

    Raises UnreadableFile when the stream ends before.
    """
    depth, place = 0, start
    while True:
        if place + 4 > len(stream):
            raise damaged()
        kind, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        if len(body) < size or (depth == 0 and kind != BOF):
            raise damaged()
        place += 4 + size
        depth += (kind == BOF) - (kind == EOF)
        if depth == 0:
            return
        if depth == 1:
            yield Record(kind, body)


def read_string(body: bytes, place: int, *, wide_count: bool = True) -> str:
    """A text with its length before it, two bytes or one."""
    count, flags = struct.unpack_from("<HB" if wide_count else "<BB", body, place)
    start = place + (3 if wide_count else 2)
    return _decode(body[start : start + count * (1 + (flags & 1))], count, flags & 1)


def read_rk(number: int) -> float:
    """A number packed into 30 bits: a whole one, or the upper half of a float, each maybe of hundredths."""
    if number & 2:
        value = float((number >> 2) - (1 << 30 if number & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0]
    return value / 100 if number & 1 else value


class SharedStrings:
    """Reads the table of texts, which goes over several records; a text may be cut by the end of one."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.pieces, self.piece, self.place = pieces, 0, 0

    def read(self) -> list[str]:
        """All texts in the order of their numbers."""
        _, count = struct.unpack("<II", self._take(8))
        if count > sum(map(len, self.pieces)) // 3:
            raise damaged()
        return [self._read_one() for _ in range(count)]

    def _read_one(self) -> str:
        count, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        text = self._characters(count, flags & 1)
        self._take(4 * runs + extra)
        return text

    def _characters(self, count: int, wide: int) -> str:
        parts, left = [], count
        while True:
            here = min(left, (len(self.pieces[self.piece]) - self.place) >> wide)
            parts.append(_decode(self._take(here << wide), here, wide))
            left -= here
            if not left:
                return "".join(parts)
            self._next_piece()
            wide = self._take(1)[0] & 1  # the next record says again how wide its letters are

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            piece = self.pieces[self.piece]
            if self.place >= len(piece):
                self._next_piece()
                continue
            part = piece[self.place : self.place + size - len(taken)]
            self.place += len(part)
            taken += part
        return taken

    def _next_piece(self) -> None:
        self.piece, self.place = self.piece + 1, 0
        if self.piece >= len(self.pieces):
            raise damaged()


def _decode(raw: bytes, count: int, wide: int) -> str:
    if len(raw) < count << wide:
        raise damaged()
    return raw.decode("utf-16-le" if wide else "latin-1", errors="replace")
