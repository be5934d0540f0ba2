"""The key of an installation: what chains its audit trails, and is in no database and in no backup."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from campaign.domain.wording.os_errors import os_words
from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.safety.on_disk import sync_folder

KEY_BYTES = 32
ATTEMPTS, PAUSE_SECONDS = 20, 0.05  # for a disk without links, where the key appears before its bytes do

NO_FOLDER = N_(
    "The key of the audit trail cannot be kept: there is no folder {folder}. Nothing was changed. Make the folder, or "
    "name another file in CAMPAIGN_KEY_FILE."
)
UNREADABLE = N_(
    "The key of the audit trail in {file} cannot be read: {problem}. Nothing was changed. Let the program's user read "
    "the file."
)
NOT_WRITTEN = N_(
    "The key of the audit trail cannot be written to {file}: {problem}. Nothing was changed. Let the program's user "
    "write there, or name another file in CAMPAIGN_KEY_FILE."
)
NO_KEY = N_(
    "{file} is not the key of the audit trail: it should have {expected} bytes and has {found}. Nothing was changed. "
    "Put the kept copy of the key back; if there is none, move this file away, and the program makes a new key."
)


def read_key(file: Path) -> bytes:
    """The key in the file, which is made where there is none; of two processes at once one makes it, both get it.

    Raises DatabaseUnusable where it can be neither read nor made, or is no key.
    """
    if not file.parent.is_dir():
        raise DatabaseUnusable("audit_key", NO_FOLDER, folder=file.parent)
    try:
        if not file.exists():
            _make(file)
    except OSError as problem:
        raise DatabaseUnusable("audit_key", NOT_WRITTEN, file=file, problem=os_words(problem)) from problem
    return read_old_key(file)


def read_old_key(file: Path) -> bytes:
    """The key in a file that must be there."""
    try:
        key = _read(file)
    except OSError as problem:
        raise DatabaseUnusable("audit_key", UNREADABLE, file=file, problem=os_words(problem)) from problem
    if len(key) != KEY_BYTES:
        raise DatabaseUnusable("audit_key", NO_KEY, file=file, expected=KEY_BYTES, found=len(key))
    return key


def _make(file: Path) -> None:
    """Written whole under another name first: a power cut leaves no half of a key under the real one."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        _write(draft, secrets.token_bytes(KEY_BYTES))
        _publish(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(file.parent)


def _publish(draft: Path, file: Path) -> None:
    """Give the draft its name unless another process was first."""
    with suppress(FileExistsError):
        try:
            os.link(draft, file)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a disk without links
            _write(file, draft.read_bytes())


def _write(file: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(file, flags, 0o600)
    try:
        os.write(number, content)
        os.fsync(number)
    finally:
        os.close(number)


def _read(file: Path) -> bytes:
    """The file's bytes; of one that is still being written, once it has all of them."""
    key = file.read_bytes()
    for _ in range(ATTEMPTS):
        if len(key) >= KEY_BYTES or _is_old(file):
            break
        time.sleep(PAUSE_SECONDS)
        key = file.read_bytes()
    return key


def _is_old(file: Path) -> bool:
    return abs(time.time() - file.stat().st_mtime) > ATTEMPTS * PAUSE_SECONDS
