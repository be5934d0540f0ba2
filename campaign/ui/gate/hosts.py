"""Where a request comes from and what it was sent to: the address, the name asked for, the page that sent it.

Only `scope` is believed: a malformed Host header can change what request.url says (CVE-2026-48710). Behind a proxy on
this machine uvicorn has put the visitor's address and scheme there (X-Forwarded-For and -Proto from 127.0.0.1 alone).
"""

from __future__ import annotations

import socket
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit import config

LOOPBACK_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


def address(scope: Scope) -> str:
    """The visitor's address; "" where there is none (a socket file)."""
    client = scope.get("client")
    return client[0] if client else ""


def is_tls(scope: Scope) -> bool:
    """Whether the visitor's browser speaks TLS, with us or with the proxy on this machine."""
    return scope["scheme"] in ("https", "wss")


def is_secure(scope: Scope) -> bool:
    """Whether nobody on the network could read along: TLS, or a browser on this machine."""
    return is_tls(scope) or is_from_this_machine(scope)


def is_from_this_machine(scope: Scope) -> bool:
    """Whether a program on this machine asks for itself, by a loopback name, and passes nothing on for others."""
    headers = Headers(scope=scope)
    forwarded = any(name in headers for name in _FORWARDED)
    return not forwarded and is_loopback(address(scope)) and _host(headers) in LOOPBACK_NAMES


def is_host_ours(scope: Scope) -> bool:
    """Whether the name asked for is one of this server's: against DNS rebinding.

    server.allowedHosts where it is set. Otherwise what no stranger's DNS can point here: loopback names, numeric
    addresses and this machine's own name.
    """
    host = _host(Headers(scope=scope))
    if allowed := allowed_names():
        return "*" in allowed or any(_matches(host, pattern) for pattern in allowed)
    return host in LOOPBACK_NAMES | _own_names() or _is_number(host)


def allowed_names() -> list[str]:
    """The names of server.allowedHosts, which people part by commas as well as by spaces."""
    given = " ".join(config.get_option("server.allowedHosts")).replace(",", " ")
    return [name.lower().rstrip(".") for name in given.split()]


def part_names() -> None:
    """Have Streamlit, which asks for itself before a WebSocket, know the same names."""
    if names := allowed_names():
        config.set_option("server.allowedHosts", names)


def own_name() -> str:
    """The name by which a browser reaches this server: localhost, unless other names alone are allowed."""
    names = [name for name in allowed_names() if not name.startswith("*.")]
    return "localhost" if not names or {"localhost", "*"} & {*names} else names[0]


def is_socket_foreign(scope: Scope) -> bool:
    """Whether another site's page opens a WebSocket here: browsers name the page's site, other programs none."""
    headers = Headers(scope=scope)
    return "origin" in headers and not _is_same(headers)


def is_own_page(scope: Scope) -> bool:
    """Whether a request that changes something comes from a page of this server.

    Browsers say so in Sec-Fetch-Site (over TLS and on this machine), else in Origin. Neither: no page of ours.
    """
    headers = Headers(scope=scope)
    if (site := headers.get("sec-fetch-site")) is not None and site != "same-origin":
        return False
    return _is_same(headers) if "origin" in headers else site == "same-origin"


def is_loopback(name: str) -> bool:
    """Whether an address, or a name, can only be reached from this machine."""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _is_same(headers: Headers) -> bool:
    """Whether Origin names the host that was asked; it is "null" for a page without one."""
    return urlsplit(headers["origin"]).netloc.lower() == headers.get("host", "").lower() != ""


def _host(headers: Headers) -> str:
    """The name in the Host header without its port; "" for what is no name."""
    host = headers.get("host", "")
    if any(sign in host for sign in "/\\@?# "):
        return ""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _matches(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


@cache
def _own_names() -> frozenset[str]:
    """The name this machine gives itself; asking for the full one (getfqdn) would ask a name server."""
    return frozenset((socket.gethostname().lower(),))
