"""What a form sent: a few short fields, read before anybody is known."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from campaign.errors import Refused
from campaign.locale import N_
from campaign.ui.gate.rules import LOGIN, LOGOUT, PASSWORD

MOST_BYTES = 16 * 1024
DIFFERENT = N_("The two new passwords are not the same; nothing was saved. Type the new password twice.")


async def read_fields(request: Request) -> dict[str, str] | None:
    """The fields of a form; None for one that is too large or no form."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        return None


def new_password(fields: Mapping[str, str]) -> str:
    """The new password of a form that asks for it twice; raises Refused where the two differ."""
    new = fields.get("mat-khau-moi", "")
    if new != fields.get("nhap-lai", ""):
        raise Refused("passwords_differ", DIFFERENT)
    return new


def own_path(text: str) -> str:
    """Where to go on: a path of this server, "/" for anything that might lead elsewhere."""
    plain = text.startswith("/") and not text.startswith("//") and "\\" not in text and text.isprintable()
    return text if plain and not text.startswith((LOGIN, LOGOUT, PASSWORD)) else "/"
