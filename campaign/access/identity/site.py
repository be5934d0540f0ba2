"""What a site says of its identity provider, and which of our roles a person has by its word."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from campaign.settings import ROLES

ISSUER, PASSWORDS = "CAMPAIGN_OIDC_ISSUER", "CAMPAIGN_PASSWORDS"
WELL_KNOWN = "/.well-known/openid-configuration"
# "groups:CN=phan-tich,OU=soyte=analyst": a group's name may hold commas, colons and equals signs of its own.
_RULE = re.compile(rf"\s*((?:https?://)?[^:,]+?):(.+?)=({'|'.join(ROLES)})\s*(?:,|$)")


class RoleRule(NamedTuple):
    """Whoever has the value in the claim has the role."""

    claim: str
    value: str
    role: str


@dataclass(frozen=True)
class Site:
    """A site with an identity provider.

    CAMPAIGN_OIDC_ISSUER: its issuer, as it calls itself; the address of its discovery document will do.
    CAMPAIGN_OIDC_CLIENT_ID, CAMPAIGN_OIDC_CLIENT_SECRET or CAMPAIGN_OIDC_CLIENT_SECRET_FILE: what it knows us by.
    CAMPAIGN_OIDC_NAME: what the button calls it. CAMPAIGN_OIDC_SCOPE: "openid profile" when not set.
    CAMPAIGN_OIDC_ROLES: claim:value=role, …; when not set nobody is let in whom no administrator approved.
    CAMPAIGN_OIDC_ACR: the ways of signing in that are strong enough, of which the token must name one.
    CAMPAIGN_OIDC_CA: the certificates of an authority of the organisation's own.
    CAMPAIGN_PUBLIC_URL: the address that people open this site at.
    """

    issuer: str
    client_id: str
    public_url: str
    secret: str = field(default="", repr=False)
    name: str = "OpenID Connect"
    scope: str = "openid profile"
    rules: tuple[RoleRule, ...] = ()
    strengths: tuple[str, ...] = ()
    authority: Path | None = None

    @property
    def callback(self) -> str:
        """Where the provider sends people back to."""
        return f"{self.public_url}/login/oidc/callback"

    def role(self, claims: Mapping[str, Any]) -> str:
        """The highest role that the claims give; "" for none."""
        given = [rule.role for rule in self.rules if rule.value in _values(claims, rule.claim)]
        return max(given, key=ROLES.index, default="")


def is_configured(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this site has an identity provider."""
    return bool(environment.get(ISSUER))


def passwords_everywhere(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether passwords are good from other machines too; CAMPAIGN_PASSWORDS=off: from the server itself alone."""
    chosen = environment.get(PASSWORDS) or "on"
    if chosen not in ("on", "off"):
        raise ValueError(f"{PASSWORDS} must be on or off, not '{chosen}'")
    return chosen == "on"


def read_site(environment: Mapping[str, str] = os.environ) -> Site | None:
    """The site's identity provider, None without one. Raises ValueError for what cannot be or would not be safe."""
    if not is_configured(environment):
        if not passwords_everywhere(environment):
            raise ValueError(f"{PASSWORDS}=off needs {ISSUER}: nobody could sign in otherwise")
        return None
    passwords_everywhere(environment)
    given = {name: environment[key] for name, key in _PLAIN.items() if environment.get(key)}
    authority = environment.get("CAMPAIGN_OIDC_CA")
    return Site(
        issuer=safe_url(ISSUER, environment[ISSUER].removesuffix(WELL_KNOWN)),
        client_id=_needed(environment, "CAMPAIGN_OIDC_CLIENT_ID"),
        public_url=safe_url("CAMPAIGN_PUBLIC_URL", _needed(environment, "CAMPAIGN_PUBLIC_URL")).rstrip("/"),
        secret=_secret(environment),
        rules=_rules(environment.get("CAMPAIGN_OIDC_ROLES", "")),
        strengths=tuple(each.strip() for each in environment.get("CAMPAIGN_OIDC_ACR", "").split(",") if each.strip()),
        authority=Path(authority) if authority else None,
        **given,
    )


_PLAIN = {"name": "CAMPAIGN_OIDC_NAME", "scope": "CAMPAIGN_OIDC_SCOPE"}


def safe_url(name: str, address: str) -> str:
    """An address nobody on the network can read along with: https, or http on this machine; raises ValueError."""
    parts = urlsplit(address)
    plain = not (parts.query or parts.fragment or parts.username)
    if not (plain and parts.hostname and (parts.scheme == "https" or _is_local_http(parts.scheme, parts.hostname))):
        raise ValueError(f"{name} must be an https:// address (http:// on this machine alone), not '{address}'")
    return address


def _is_local_http(scheme: str, host: str) -> bool:
    try:
        return scheme == "http" and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:
        return False


def _needed(environment: Mapping[str, str], name: str) -> str:
    if not environment.get(name):
        raise ValueError(f"{name} must be set where {ISSUER} is")
    return environment[name]


def _secret(environment: Mapping[str, str]) -> str:
    """From the file or the environment; "" for a client without one, whom PKCE alone protects."""
    name = environment.get("CAMPAIGN_OIDC_CLIENT_SECRET_FILE")
    if not name:
        return environment.get("CAMPAIGN_OIDC_CLIENT_SECRET", "")
    try:
        return Path(name).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as problem:
        raise ValueError(f"CAMPAIGN_OIDC_CLIENT_SECRET_FILE cannot be read: '{name}'") from problem


def _rules(text: str) -> tuple[RoleRule, ...]:
    rules, at = [], 0
    while text[at:].strip():
        found = _RULE.match(text, at)
        if found is None:
            raise ValueError(f"CAMPAIGN_OIDC_ROLES must be claim:value=role, …; cannot read '{text[at:].strip()}'")
        rules.append(RoleRule(*found.groups()))
        at = found.end()
    return tuple(rules)


def _values(claims: Mapping[str, Any], name: str) -> list[str]:
    """A claim as texts; "realm_access.roles" looks into a claim that holds others."""
    value: Any = claims.get(name)
    if value is None and "." in name:
        outer, _, inner = name.partition(".")
        value = claims.get(outer)
        return _values(value, inner) if isinstance(value, dict) else []
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, str)]
