"""Random damage of a file's bytes, and of the texts inside an archive that stays whole."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple


class Damage(NamedTuple):
    """One accident: what happens, where (a share of the file), to how many bytes, and what chance decides."""

    kind: str
    at: float
    size: int
    seed: int


def damaged(content: bytes, accidents: list[Damage]) -> bytes:
    """The bytes after every accident in turn."""
    for one in accidents:
        content = _KINDS[one.kind](content, one)
    return content


def _flip(content: bytes, one: Damage) -> bytes:
    changed, made = bytearray(content), random.Random(one.seed)
    for _ in range(min(one.size, 50)):
        if changed:
            changed[made.randrange(len(changed))] ^= 1 << made.randrange(8)
    return bytes(changed)


def _cut(content: bytes, one: Damage) -> bytes:
    return content[: int(one.at * len(content))]


def _remove(content: bytes, one: Damage) -> bytes:
    place = int(one.at * len(content))
    return content[:place] + content[place + one.size :]


def _zero(content: bytes, one: Damage) -> bytes:
    place = int(one.at * len(content))
    return content[:place] + bytes(len(content[place : place + one.size])) + content[place + one.size :]


def _noise(content: bytes, one: Damage) -> bytes:
    place = int(one.at * len(content))
    return content[:place] + random.Random(one.seed).randbytes(one.size) + content[place + one.size :]


def _double(content: bytes, one: Damage) -> bytes:
    place = int(one.at * len(content))
    return content[: place + one.size] + content[place:]


def _swap(content: bytes, one: Damage) -> bytes:
    first = int(one.at * len(content))
    second = random.Random(one.seed).randrange(len(content) + 1)
    low, high = sorted((first, second))
    size = min(one.size, high - low)
    a, b = content[low : low + size], content[high : high + size]
    return content[:low] + b + content[low + size : high] + a + content[high + size :]


def _edit_member(content: bytes, one: Damage) -> bytes:
    """A member's text changed, in an archive written anew; other files, and archives already broken, are flipped."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            members = {info.filename: old.read(info) for info in old.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zipfile.zlib.error):
        return _flip(content, one)
    if not members:
        return content
    made = random.Random(one.seed)
    name = made.choice(sorted(name for name in members if name.endswith((".xml", ".rels"))) or sorted(members))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member, data in members.items():
            new.writestr(member, edit_text(data, made) if member == name else data)
    return buffer.getvalue()


def edit_text(data: bytes, made: random.Random) -> bytes:
    """A tag dropped, doubled or renamed, an attribute or a number changed, or text put in."""
    spans = [match.span() for match in _PIECES.finditer(data)]
    if not spans:
        return data
    start, end = made.choice(spans)
    piece = data[start:end]
    return data[:start] + made.choice((b"", piece * 2, piece[::-1], made.choice(_TEXTS))) + data[end:]


_PIECES = re.compile(rb'<[^<>]{1,200}>|="[^"<>]{0,60}"|>[^<>]{1,60}<|\d+')
_TEXTS = (
    b"", b"-1", b"0", b"99999999999999999999", b"NaN", b"1e999", b"&#0;", b"&nbsp;", b"\xff\xfe", b"<x>", b"</x>",
    b'="', b'r="A0"', b'r="XFE1048577"', b'="-5"', b'ref="A1:XFD1048576"', b"<![CDATA[", b"<!--", b"\x00",
    b"_x0000_", b't="s"',
)  # fmt: skip
_KINDS: dict[str, Callable[[bytes, Damage], bytes]] = {
    "flip": _flip, "cut": _cut, "remove": _remove, "zero": _zero, "noise": _noise, "double": _double, "swap": _swap,
    "edit": _edit_member,
}  # fmt: skip
KINDS_OF_DAMAGE = tuple(_KINDS)
