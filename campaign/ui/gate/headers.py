"""What every answer tells the browser to be careful about.

Content-Security-Policy, as tight as Streamlit 1.67 bears: on every page a stricter one was only reported, and what
Chromium reported is what is allowed here:
  script-src blob:             parts of our own pages (campaign/ui/links.py …) reach Streamlit as text, which it imports
  style-src 'unsafe-inline'    Streamlit writes its styles into the page while it runs (emotion), so do charts (plotly);
                               our own HTML has style="…"
  img-src data: blob:          small icons, cards' pictures; a chart's picture while it is made to be downloaded
  font-src data:               the icons of the tables' grid
Nothing is evaluated: no 'unsafe-eval', no inline script (the shell's own is left out: campaign/ui/index_page.py), no
WebAssembly: protobuf.js tries to at its start, for large whole numbers, is refused and does without.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

from campaign.ui.gate.hosts import is_tls

PAGES = (
    "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# A file that was made or sent by somebody is looked at as a picture at most: as a page it could do nothing.
FILES = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src 'none'; base-uri 'none'; "
    "sandbox; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Addresses of ours go to no other site. Not no-referrer: browsers would then name no origin when a form of ours is
    # sent, and over plain HTTP nothing else tells it from a stranger's.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HSTS = f"max-age={365 * 24 * 60 * 60}; includeSubDomains"
_KEPT = ("/static/", "/assets/")  # named by what is in them, by Streamlit's build or by ?v=


def guarded(send: Send, scope: Scope) -> Send:
    """`send`, with our headers on the answer; a page's own policy stays."""

    async def send_guarded(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            message.setdefault("headers", [])
            _add(MutableHeaders(raw=message["headers"]), scope)
        await send(message)

    return send_guarded


def _add(headers: MutableHeaders, scope: Scope) -> None:
    headers.update(_ALWAYS)
    headers.setdefault("Content-Security-Policy", FILES if scope["path"].startswith("/media/") else PAGES)
    if not _is_kept(headers, scope["path"]):
        headers["Cache-Control"] = "no-store"
    if is_tls(scope):
        headers["Strict-Transport-Security"] = _HSTS


def _is_kept(headers: MutableHeaders, path: str) -> bool:
    """Whether browsers may keep an answer: scripts, styles and fonts, never figures."""
    return path.startswith(_KEPT) and "immutable" in headers.get("cache-control", "")
