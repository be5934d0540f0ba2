"""Files that are there for good: on the disk with all their bytes, under their name, for nobody else to open."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def publish(partial: Path, target: Path) -> None:
    """Give a finished file its name: whoever sees the name sees the whole file, also after a power cut."""
    sync_file(partial)
    partial.replace(target)
    sync_folder(target.parent)


def sync_file(file: Path) -> None:
    """Have a file's bytes on the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def protect(place: Path) -> None:
    """A copy holds everybody's names and the hashes of passwords: nobody but the program's user opens it."""
    place.chmod(0o700 if place.is_dir() else 0o600)
