"""The identity provider of this site: where to send people, who they are when they come back, where they sign out."""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge

from campaign.access.identity.attempts import Attempt
from campaign.access.identity.channel import Metadata, fetch, read_metadata, unreliable
from campaign.access.identity.id_token import read_claims
from campaign.access.identity.problems import problem
from campaign.access.identity.site import Site
from campaign.errors import Refused

KEPT_SECONDS = 5 * 60  # how long its discovery document is believed
DOWN_SECONDS = 5  # how long it is not asked again once it did not answer


class Provider:
    """Speaks with one provider; nothing is asked of it before somebody presses the button."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._one_at_a_time = Lock()
        self._known: Metadata | None = None
        self._down: Refused | None = None
        self._until = 0.0

    def metadata(self) -> Metadata:
        """Where it answers what; kept for some minutes. Raises Refused."""
        with self._one_at_a_time:
            if time.monotonic() >= self._until:
                self._ask()
            if self._down:
                raise self._down
            assert self._known is not None
            return self._known

    def way_in(self, attempt: Attempt, *, language: str) -> str:
        """The address to send somebody to. Raises Refused."""
        asked = {
            "response_type": "code",
            "client_id": self.site.client_id,
            "redirect_uri": self.site.callback,
            "scope": self.site.scope,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": create_s256_code_challenge(attempt.verifier),
            "code_challenge_method": "S256",
            "ui_locales": language,
        }
        if self.site.strengths:
            asked["acr_values"] = " ".join(self.site.strengths)
        return _with(self.metadata().authorization, asked)

    def identify(self, attempt: Attempt, came: Mapping[str, str]) -> dict[str, Any]:
        """The verified claims of whoever came back with a code. Raises Refused.

        All tokens are dropped once the claims are read: this site asks the provider for nothing else.
        """
        known = self.metadata()
        self._check_sender(known, came)
        if came.get("error"):
            raise problem("cancelled" if came["error"] == "access_denied" else "provider_refused", self.site.name)
        token = fetch(self.site, "POST", known.token, **self._exchange(attempt, came.get("code", ""), known))
        keys = fetch(self.site, "GET", known.keys)
        return read_claims(self.site, token, keys, nonce=attempt.nonce)

    def way_out(self, *, state: str) -> str:
        """Where to sign out at the provider, to come back to our /login; "" where it offers no such place or is down.

        No ID token is kept to show there, so that it may ask whether to.
        """
        try:
            place = self.metadata().end_session
        except Refused:
            return ""
        back = {"post_logout_redirect_uri": f"{self.site.public_url}/login", "state": state}
        return _with(place, {"client_id": self.site.client_id, **back}) if place else ""

    def _ask(self) -> None:
        try:
            self._known, self._down = read_metadata(self.site), None
        except Refused as reason:
            self._down = reason
        self._until = time.monotonic() + (DOWN_SECONDS if self._down else KEPT_SECONDS)

    def _check_sender(self, known: Metadata, came: Mapping[str, str]) -> None:
        """RFC 9207: an answer that names its sender names this provider."""
        sender = came.get("iss")
        if sender != self.site.issuer and (sender is not None or known.names_itself):
            raise unreliable(self.site, "callback_of_another")

    def _exchange(self, attempt: Attempt, code: str, known: Metadata) -> dict[str, Any]:
        """The code for tokens, with the verifier that only this server knows."""
        said = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.site.callback,
            "code_verifier": attempt.verifier,
        }
        who, secret = self.site.client_id, self.site.secret
        if secret and known.takes_basic:
            return {"data": said, "auth": (quote(who, safe=""), quote(secret, safe=""))}
        return {"data": {**said, "client_id": who, **({"client_secret": secret} if secret else {})}}


def _with(address: str, parameters: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
