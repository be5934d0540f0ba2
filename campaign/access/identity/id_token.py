"""The ID token: who the provider says somebody is. Believed only when everything about it is right."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, ExpiredTokenError, InvalidClaimError, JoseError
from joserfc.jwk import KeySet

from campaign.access.identity.problems import problem
from campaign.access.identity.site import Site

# Signatures with the provider's private key alone: never none, never HS* (by which its public key would be a secret).
ALGORITHMS = ("RS256", "PS256", "ES256")
KEY_TYPES = ("RSA", "EC")
LEEWAY_SECONDS = 120  # how far two clocks may be apart
LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2
_LOG = logging.getLogger("campaign.sign_in")


def read_claims(site: Site, token: Mapping[str, Any], keys: Mapping[str, Any], *, nonce: str) -> dict[str, Any]:
    """The claims of a token response's ID token, verified. Raises Refused.

    Its signature is one of the provider's keys'; issuer, audience, times and nonce are those of this sign-in. What its
    header says of keys elsewhere (jku, x5u, jwk) counts for nothing.
    """
    try:
        claims = _verified(site, token, keys, nonce)
    except ExpiredTokenError as reason:
        raise _refused(site, "clock", reason) from reason
    except InvalidClaimError as reason:
        late = reason.description and ("future" in reason.description or "not yet" in reason.description)
        raise _refused(site, "clock" if late else "bad_token", reason) from reason
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as reason:
        raise _refused(site, "bad_token", reason) from reason
    if site.strengths and claims.get("acr") not in site.strengths:
        raise problem("too_weak", site.name)
    return claims


def _verified(site: Site, token: Mapping[str, Any], keys: Mapping[str, Any], nonce: str) -> dict[str, Any]:
    public = [key for key in keys["keys"] if key.get("kty") in KEY_TYPES]
    known = KeySet.import_key_set({"keys": public})
    found = jwt.decode(str(token["id_token"]), known, algorithms=list(ALGORITHMS))
    if str(found.header.get("typ", "JWT")).upper() != "JWT":
        raise ValueError("typ")
    needed = {name: {"essential": True} for name in ("sub", "exp", "iat")}
    options = {
        **needed,
        "iss": {"essential": True, "value": site.issuer},
        "aud": {"essential": True, "value": site.client_id},
    }
    params = {"nonce": nonce, "client_id": site.client_id, "access_token": token.get("access_token")}
    claims = CodeIDToken(found.claims, found.header, options, params)
    claims.validate(leeway=LEEWAY_SECONDS)
    if len(found.claims["sub"]) > LONGEST_SUBJECT:
        raise ValueError("sub")
    return found.claims


def _refused(site: Site, code: str, reason: Exception) -> Exception:
    """What is raised for a token that is not right; the log names the kind of fault, nothing that the token says."""
    claim = reason.claim if isinstance(reason, ClaimError) else ""
    _LOG.warning("id_token_refused reason=%s claim=%s", type(reason).__name__, claim)
    return problem(code, site.name)
