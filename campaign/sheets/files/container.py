"""The gate before the parser: is this archive whole, of sane size, with nothing in it that harms a parser?

The parser accepts a broken checksum, believes declared sizes, and ends the whole process on one value in cell
XFD1048576; so every part it would read is inflated and looked over here first, with limits.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from typing import NamedTuple

from campaign.errors import UnreadableFile
from campaign.settings import MEBIBYTE, Limits
from campaign.sheets.files.kinds import unreadable

MAX_PART = {
    "xl/styles.xml": 16 * MEBIBYTE,
    "xl/workbook.xml": 4 * MEBIBYTE,
    "xl/sharedstrings.xml": 200 * MEBIBYTE,
    "content.xml": 200 * MEBIBYTE,
    "meta-inf/manifest.xml": 4 * MEBIBYTE,
}
# Sheets compress about 10:1, very even ones 60:1; bombs 1,000:1. Small parts may compress as they like.
MAX_RATIO, RATIO_FROM = 200, 16 * MEBIBYTE
MAX_MEMBERS = 2_000

CHUNK = MEBIBYTE
_LOCAL_HEADER = 30
_END, _END_SIZE = b"PK\x05\x06", 22
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Container(NamedTuple):
    """An archive's bytes, its members by name, and how much may be read of it."""

    content: bytes
    members: dict[str, zipfile.ZipInfo]
    limits: Limits

    def read(self, name: str) -> bytes:
        """A whole part; for the small ones."""
        return b"".join(inflate(self, name))


def open_container(content: bytes, limits: Limits) -> Container:
    """The members of an archive whose directory is sound; raises UnreadableFile with what to do."""
    _check_end(content)
    try:
        infos = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, EOFError) as error:
        raise damaged() from error
    _check_directory(infos, limits)
    return Container(content, {info.filename: info for info in infos}, limits)


def inflate(container: Container, name: str) -> Iterator[bytes]:
    """A member's bytes in chunks, its real size and checksum held against the declared ones."""
    info = container.members[name]
    raw = _raw_member(container.content, info)
    if info.file_size > MAX_PART.get(name.lower(), container.limits.inflated_mib * MEBIBYTE):
        raise unsafe("size")
    size = checksum = 0
    for chunk in _chunks(raw, info):
        size += len(chunk)
        if size > info.file_size:
            raise unsafe("size")
        checksum = zlib.crc32(chunk, checksum)
        yield chunk
    if size != info.file_size or checksum != info.CRC:
        raise damaged()


def find_damaged(container: Container, apart_from: Collection[str]) -> list[str]:
    """The parts, other than those read anyway, that cannot be read to their end as they were written."""
    return [name for name in container.members if name not in apart_from and not _is_whole(container, name)]


def damaged() -> UnreadableFile:
    """The file is cut off or changed on its way."""
    return unreadable("damaged_file")


def unsafe(what: str) -> UnreadableFile:
    """The file is built in a way no spreadsheet program builds it."""
    return unreadable("unsafe_file", what=what)


def _is_whole(container: Container, name: str) -> bool:
    try:
        for _ in inflate(container, name):
            pass
    except UnreadableFile:
        return False
    return True


def _check_end(content: bytes) -> None:
    """The end record: reading 100,000 members would take a second, and what follows it, no program wrote."""
    end = content.rfind(_END, max(0, len(content) - 65_557))
    if end < 0 or end + _END_SIZE > len(content):
        raise damaged()
    members, comment = struct.unpack_from("<H8xH", content, end + 10)
    if members > MAX_MEMBERS:
        raise unsafe("members")
    if end + _END_SIZE + comment != len(content):
        raise unsafe("surplus")


def _check_directory(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [info.filename.lower() for info in infos]
    if len(set(names)) != len(names) or any(map(_is_odd_name, names)):
        raise unsafe("names")
    if any(stat.S_ISLNK(info.external_attr >> 16) for info in infos):
        raise unsafe("link")
    if any(info.flag_bits & 1 for info in infos):
        raise unreadable("password_protected")
    if any(info.compress_type not in _STORED_OR_DEFLATED for info in infos):
        raise unsafe("compression")
    if sum(info.file_size for info in infos) > limits.inflated_mib * MEBIBYTE:
        raise unsafe("size")
    if any(info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size for info in infos):
        raise unsafe("size")
    _check_overlap(infos)


def _is_odd_name(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or "\0" in name


def _check_overlap(infos: list[zipfile.ZipInfo]) -> None:
    end, in_order = 0, sorted(infos, key=lambda info: info.header_offset)
    if in_order and in_order[0].header_offset:
        raise unsafe("surplus")
    for info in in_order:
        if info.header_offset < end:
            raise unsafe("overlap")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _raw_member(content: bytes, info: zipfile.ZipInfo) -> memoryview:
    header = content[info.header_offset : info.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise damaged()
    name_size, extra_size = struct.unpack_from("<HH", header, 26)
    start = info.header_offset + _LOCAL_HEADER + name_size + extra_size
    raw = memoryview(content)[start : start + info.compress_size]
    if len(raw) != info.compress_size:
        raise damaged()
    return raw


def _chunks(raw: memoryview, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.compress_type == zipfile.ZIP_STORED:
        yield bytes(raw)
        return
    inflater, rest = zlib.decompressobj(-15), bytes(raw)
    try:
        while not inflater.eof:
            chunk = inflater.decompress(rest, CHUNK)
            rest = inflater.unconsumed_tail
            if not chunk and not rest:
                break
            yield chunk
    except zlib.error as error:
        raise damaged() from error
    if not inflater.eof:
        raise damaged()
