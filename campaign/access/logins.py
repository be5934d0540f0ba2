"""Login names: short handles, the same however they are typed."""

from __future__ import annotations

import unicodedata

from campaign.errors import Refused
from campaign.locale import N_

SHORTEST_LOGIN, LONGEST_LOGIN = 2, 64
_SIGNS = frozenset("0123456789._-@")

WRONG_LOGIN = N_(
    "'{login}' cannot be a login name. Use {shortest} to {longest} letters, digits, dots, hyphens or underscores, "
    "beginning with a letter or a digit; for example: nguyen.van.an"
)


def login_key(text: str) -> str:
    """A login as it is stored and compared: without spaces around it, composed (NFC), without capitals."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).casefold())


def is_login(key: str) -> bool:
    """Whether a key (`login_key`) may be a login.

    Latin letters only, with or without Vietnamese marks: a letter of another script that looks the same would make
    two accounts that nobody can tell apart.
    """
    right_length = SHORTEST_LOGIN <= len(key) <= LONGEST_LOGIN
    return right_length and key[0] not in "._-@" and all(each in _SIGNS or _is_latin(each) for each in key)


def check_login(text: str) -> str:
    """The key of a new account's login; raises Refused with what would do."""
    key = login_key(text)
    if not is_login(key):
        shown = text[:LONGEST_LOGIN]
        raise Refused("wrong_login", WRONG_LOGIN, login=shown, shortest=SHORTEST_LOGIN, longest=LONGEST_LOGIN)
    return key


def _is_latin(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")
