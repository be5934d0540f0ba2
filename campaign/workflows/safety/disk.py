"""Where an SQLite file must not be: where locks do not hold, or where another program copies it while it is open."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path, PurePath

from campaign.errors import DatabaseUnusable
from campaign.locale import N_

MOUNTS = Path("/proc/mounts")
REMOTE = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone")
REMOTE_DRIVE = 4  # of Windows' GetDriveType
# What the folders of programs that copy files to the internet are called.
CLOUDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud")

ON_THE_NETWORK = N_(
    "The database {file} is on a network drive, where locks do not hold and it would be damaged sooner or later. "
    "Nothing was changed. Put it on a disk of this machine (CAMPAIGN_DATABASE_URL), or use PostgreSQL."
)
IN_A_CLOUD = N_(
    "The database is in the folder {folder}, which another program copies to the internet: it may lock or damage the "
    "file. Move the database out of it."
)


def check_place(file: Path | None) -> None:
    """Raise DatabaseUnusable for a file on a network drive."""
    if file and _is_remote(file):
        raise DatabaseUnusable("on_the_network", ON_THE_NETWORK, file=file)


def may_write(file: Path) -> bool:
    """Whether this program may write to a file and, as SQLite must, beside it."""
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def find_cloud(file: Path | None) -> tuple[str, dict[str, object]] | None:
    """The warning for a file that a program copies to the internet; None elsewhere."""
    for part in file.resolve().parts if file else ():
        if part.lower().startswith(CLOUDS):
            return IN_A_CLOUD, {"folder": part}
    return None


def is_unc(path: PurePath) -> bool:
    r"""Whether a path names a server: \\server\folder."""
    return str(path).replace("/", "\\").startswith("\\\\")


def kind_of_mount(folder: PurePath, mounts: Iterable[str]) -> str:
    """The kind of file system a folder is on, by the lines of /proc/mounts; "" where none says."""
    best, kind = "", ""
    for line in mounts:
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if len(point) >= len(best) and (folder == PurePath(point) or PurePath(point) in folder.parents):
            best, kind = point, found
    return kind


def _is_remote(file: Path) -> bool:
    if os.name == "nt":
        return is_unc(file.absolute()) or _drive_kind(file.absolute()) == REMOTE_DRIVE
    if not MOUNTS.exists():
        return False
    lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    return kind_of_mount(file.resolve().parent, lines) in REMOTE


def _drive_kind(file: Path) -> int:
    windows = getattr(ctypes, "windll")  # noqa: B009  (there on Windows alone)
    return int(windows.kernel32.GetDriveTypeW(file.anchor))
