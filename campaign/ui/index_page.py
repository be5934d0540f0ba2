"""Streamlit's page shell made ours: its language, our font, and our words for Streamlit's own English."""

from __future__ import annotations

import re
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaign.settings import read_settings
from campaign.ui.scripts import hasten

# Before Streamlit's own scripts: it watches how they connect.
_FIRST = '<script src="/assets/visit.js" defer></script>'
_HEAD = """\
<link rel="preload" href="/assets/fonts/be-vietnam-pro-latin-400-normal.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/fonts.css">
<link rel="stylesheet" href="/assets/campaign.css">
<link rel="stylesheet" href="/assets/charts.css">
<link rel="stylesheet" href="/assets/overview.css">
<link rel="stylesheet" href="/assets/map.css">
<link rel="stylesheet" href="/assets/meeting.css">
<link rel="stylesheet" href="/assets/report.css">
<script src="/assets/words.js" defer></script>
<script src="/assets/picture.js" defer></script>
"""
_VERSIONED = re.compile(r"/assets/([\w-]+\.(?:css|js))")
# Streamlit's one script inside the page, for search engines' robots, and its pointer to an interface we do not serve.
_UNWANTED = re.compile(r"\s*<script>\s*window\.prerenderReady = false\s*</script>|\s*<link rel=\"service-desc\"[^>]*>")
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_ROOT = '<div id="root">'
_OPENING = {"vi": "Đang mở…", "en": "Opening…"}
_WITHOUT_SCRIPT = "<noscript><p>Hãy bật JavaScript để dùng ứng dụng này. (JavaScript is needed.)</p></noscript>"


class IndexPage:
    """ASGI middleware that completes the one HTML page Streamlit serves; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, the shell completed if it is one for a page."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            await self.app(_without_compression(scope), receive, _Completing(send, scope))
        else:
            await self.app(scope, receive, send)


class _Completing:
    """Holds an HTML response back until it is whole, then sends it completed."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self.send = send
        self.scope = scope
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (b"x-content-type-options", b"nosniff")]}
            if _is_shell(message):
                self.start = message
                return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._send_completed()

    async def _send_completed(self) -> None:
        assert self.start is not None
        body = hasten(complete(self.body, read_settings().language), self.scope) if self.body else b""
        headers = [pair for pair in self.start["headers"] if pair[0] not in _CHANGED]
        if body:
            headers.append((b"content-length", str(len(body)).encode()))
        await self.send({**self.start, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


_CHANGED = (b"content-length", b"etag", b"last-modified")


def complete(page: bytes, language: str) -> bytes:
    """The shell with the site's language and our files in its head."""
    text = page.decode("utf-8")
    if _ROOT not in text:  # a page of our own, whole as it is
        return page
    text = text.replace('<html lang="en">', f'<html lang="{language}" data-language="{language}">', 1)
    text = text.replace('href="./favicon.png"', 'href="/assets/icon.svg"', 1)
    text = text.replace("<title>Streamlit</title>", "<title>Tiêm chủng Lai Châu</title>", 1)
    opening = _OPENING.get(language, _OPENING["vi"])  # until Streamlit's script draws in its place
    text = text.replace(_ROOT, f'{_ROOT}<p class="opening">{opening}</p>', 1)
    text = _UNWANTED.sub("", text).replace("<head>", f"<head>{_versioned(_FIRST)}", 1)
    text = _NOSCRIPT.sub(_WITHOUT_SCRIPT, text, count=1)
    return text.replace("</head>", f"{_versioned(_HEAD)}</head>", 1).encode("utf-8")


@cache
def _versioned(links: str) -> str:
    """Our files by what is in them (?v=), so that browsers need not ask whether they are still the same."""
    folder = Path(__file__).parent / "assets"
    return _VERSIONED.sub(lambda found: f"{found[0]}?v={zlib.crc32((folder / found[1]).read_bytes()):x}", links)


def _is_shell(message: Message) -> bool:
    headers: dict[bytes, bytes] = dict(message["headers"])
    html = headers.get(b"content-type", b"").startswith(b"text/html")
    return message["status"] == 200 and html and b"content-encoding" not in headers


def _without_compression(scope: Scope) -> dict[str, Any]:
    """Pages are small and asked for uncompressed, so that they can be completed; scripts keep their compression."""
    if not _accepts_html(scope):
        return dict(scope)
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}


def _accepts_html(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
