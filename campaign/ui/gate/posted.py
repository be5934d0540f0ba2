"""What a form sent: a few short fields, read before anybody is known."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

MOST_BYTES = 16 * 1024


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


def own_path(text: str) -> str:
    """Where to go on: a path of this server, "/" for anything that might lead elsewhere."""
    plain = text.startswith("/") and not text.startswith("//") and "\\" not in text and text.isprintable()
    return text if plain and not text.startswith(("/login", "/logout", "/mat-khau")) else "/"
