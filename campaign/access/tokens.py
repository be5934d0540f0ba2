"""Secrets that are shown once: of sessions and of one-time links. The database has their SHA-256 alone."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_BYTES = 32  # 256 bits: nobody guesses one
LINK = "lien-ket"  # in the address of /login: the token of a one-time link


def new_token() -> str:
    """A secret for a cookie or a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What the database knows of a token: 64 hexadecimal digits, from which the token cannot be found."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def link_path(token: str) -> str:
    """Where a one-time link leads, below the address of the site."""
    return f"/login?{LINK}={token}"
