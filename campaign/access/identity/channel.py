"""The line to the identity provider: what is fetched from it and sent to it, at addresses it names itself.

TLS with certificates checked (plain HTTP with a provider on this machine alone), no redirect followed, a time limit and
a size limit for each answer. Nothing else of the program opens a connection of its own.
"""

from __future__ import annotations

import json
import logging
import ssl
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import httpx

from campaign.access.identity.problems import problem
from campaign.access.identity.site import ISSUER, WELL_KNOWN, Site, safe_url

SECONDS = 10.0
MOST_BYTES = 512 * 1024
ENDPOINTS = "authorization_endpoint", "token_endpoint", "jwks_uri"
_LOG = logging.getLogger("campaign.sign_in")


class Metadata(NamedTuple):
    """Where the provider answers what, as its discovery document says."""

    authorization: str
    token: str
    keys: str
    end_session: str
    takes_basic: bool
    names_itself: bool  # in the address of the callback, by RFC 9207


def read_metadata(site: Site) -> Metadata:
    """The provider's discovery document. Raises Refused where it is another's or names an unsafe address."""
    said = fetch(site, "GET", site.issuer.rstrip("/") + WELL_KNOWN)
    if said.get("issuer") != site.issuer:
        raise unreliable(site, "issuer_differs", f"{ISSUER} must be exactly what the provider calls itself")
    try:
        authorization, token, keys = (safe_url(name, str(said.get(name) or "")) for name in ENDPOINTS)
        leave = str(said.get("end_session_endpoint") or "")
        end_session = safe_url("end_session_endpoint", leave) if leave else ""
    except ValueError as reason:
        raise unreliable(site, "unsafe_address", str(reason)) from reason
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    names_itself = said.get("authorization_response_iss_parameter_supported") is True
    return Metadata(authorization, token, keys, end_session, "client_secret_basic" in methods, names_itself)


def fetch(site: Site, method: str, address: str, **more: Any) -> dict[str, Any]:
    """One request, one JSON object. Raises Refused in words; the log has why, and nothing of what was sent."""
    try:
        status, body = _ask(site, method, address, more)
    except (httpx.HTTPError, ssl.SSLError, OSError) as reason:
        _LOG.warning("provider_down address=%s reason=%s", address, type(reason).__name__)
        raise problem("provider_down", site.name) from reason
    answer = _read(body)
    if status >= 500:
        _LOG.warning("provider_down address=%s status=%d", address, status)
        raise problem("provider_down", site.name)
    if status != httpx.codes.OK or answer is None:
        code = _code(answer or {})
        _LOG.warning("provider_refused address=%s status=%d error=%s", address, status, code)
        raise problem("provider_refused" if code == "invalid_grant" else "provider_wrong", site.name)
    return answer


def unreliable(site: Site, why: str, more: str = "") -> Exception:
    """What is raised where the provider's word cannot be relied on; the log says why."""
    _LOG.error("provider_wrong reason=%s %s", why, more)
    return problem("provider_wrong", site.name)


def _ask(site: Site, method: str, address: str, more: Mapping[str, Any]) -> tuple[int, bytes]:
    until, body = time.monotonic() + SECONDS, b""
    trusted = ssl.create_default_context(cafile=str(site.authority)) if site.authority else True
    with (
        httpx.Client(verify=trusted, timeout=SECONDS, follow_redirects=False) as client,
        client.stream(method, address, headers={"Accept": "application/json"}, **more) as answer,
    ):
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > MOST_BYTES or time.monotonic() > until:
                raise httpx.ReadTimeout("too long an answer")
        return answer.status_code, body


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _code(answer: Mapping[str, Any]) -> str:
    """The error of an answer, if it is one of the standard's short words."""
    code = answer.get("error")
    return code if isinstance(code, str) and code.isascii() and code.replace("_", "").isalpha() else "(none)"
