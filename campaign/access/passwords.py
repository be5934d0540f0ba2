"""Passwords: which will do, and how they are kept.

Argon2id with 19 MiB, two passes and one lane (OWASP Password Storage Cheat Sheet). A password is composed (NFC) before
it is hashed: Vietnamese input methods write the same letters decomposed on one machine and composed on another. That
departs from "exactly as received" (ASVS 5.0, 6.2.8), deliberately: the person typed the same letters.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from campaign.access.common_passwords import is_common
from campaign.errors import Refused
from campaign.locale import N_

SHORTEST, LONGEST = 12, 128  # characters
TELLING = 4  # characters of a login: a shorter one is part of many words
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Each hash takes 19 MiB for as long as it runs: a crowd at the door waits in line instead of filling the memory.
_AT_ONCE = BoundedSemaphore(4)

TOO_SHORT = N_(
    "This password has {length} characters; at least {shortest} are needed. Three or four words that do not belong "
    "together will do."
)
TOO_LONG = N_("This password has more than {longest} characters. Choose a shorter one; {shortest} are enough.")
HAS_LOGIN = N_("This password has the login name in it. Choose one that has nothing to do with the account.")
COMMON = N_(
    "This password is one of those that are tried first: common ones, and words of this place and this work. "
    "Three or four words that do not belong together will do."
)


def check_password(password: str, login: str) -> None:
    """Raise Refused, with what would do, for a password that nobody should have."""
    text = _composed(password[: 4 * LONGEST])
    if len(text) < SHORTEST:
        raise Refused("password_short", TOO_SHORT, length=len(text), shortest=SHORTEST)
    if len(text) > LONGEST or len(password) > 4 * LONGEST:
        raise Refused("password_long", TOO_LONG, longest=LONGEST, shortest=SHORTEST)
    if len(login) >= TELLING and login.casefold() in text.casefold():
        raise Refused("password_login", HAS_LOGIN)
    if is_common(text):
        raise Refused("password_common", COMMON)


def hash_password(password: str) -> str:
    """What the database keeps of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_composed(password))


def is_right(kept: str | None, password: str) -> bool:
    """Whether a password is the one kept; takes as long where none is kept (an unknown or a disabled account)."""
    text = _composed(password) if len(password) <= 4 * LONGEST else ""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _nobodys(), text) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with other parameters than are used now."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    """A hash that takes as long to verify as anybody's."""
    return _HASHER.hash("nobody's password")


def _composed(password: str) -> str:
    return unicodedata.normalize("NFC", password)
