"""A real identity provider (oidc-provider-mock) in a process of its own, which can be told to lie.

It checks PKCE, and answers PUT /lies with a JSON object: "claims" (put into the ID token), "without" (left out of it),
"key" ("other": signed with a key it does not publish), "alg" ("none", "HS256": signed with what everybody can have),
"header" (put into the token's header), "status" (of every answer for programs), "metadata", "jwks" (put into those).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

PATIENCE = 30


class Idp(NamedTuple):
    """A running provider."""

    issuer: str

    def lie(self, **lies: Any) -> None:
        """Lie from now on; with nothing named tell the truth again."""
        self._put("/lies", lies)

    def know(self, subject: str, **claims: Any) -> None:
        """Somebody with an account there."""
        self._put(f"/users/{subject}", claims)

    def sign_in(self, address: str, subject: str, *, deny: bool = False) -> str:
        """Sign in on its page, or leave it; where it sends people back to."""
        fields = {"action": "deny"} if deny else {"sub": subject}
        asked = urllib.request.Request(address, urlencode(fields).encode(), method="POST")
        try:
            urllib.request.build_opener(_Stay()).open(asked, timeout=PATIENCE)
        except urllib.error.HTTPError as answer:
            return str(answer.headers["Location"])
        raise AssertionError("it did not send back")

    def heard(self) -> dict[str, Any]:
        """What it was last sent with a code: the form's fields, and name and secret in the header."""
        with urllib.request.urlopen(f"{self.issuer}/heard", timeout=PATIENCE) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def _put(self, path: str, value: Any) -> None:
        asked = urllib.request.Request(self.issuer + path, json.dumps(value).encode(), method="PUT")
        asked.add_header("Content-Type", "application/json")
        urllib.request.urlopen(asked, timeout=PATIENCE).close()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def leads_to(page: str) -> str:
    """Where a page of ours leads on to by itself."""
    return unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)[1])


@contextmanager
def running_idp() -> Iterator[Idp]:
    """A provider on a free port."""
    command = [sys.executable, "-W", "ignore", __file__]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        idp = Idp(process.stdout.readline().strip())
        try:
            _wait(idp)
            yield idp
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(idp: Idp) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(idp.issuer, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the identity provider did not start")


def _serve() -> None:
    """The provider itself, in the other process."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    import flask
    import oidc_provider_mock
    import werkzeug.serving

    app = oidc_provider_mock.app()
    lies: dict[str, Any] = {}
    challenges: dict[str, str] = {}
    heard: dict[str, Any] = {}

    @app.put("/lies")
    def lie() -> tuple[str, int]:
        lies.clear()
        lies.update(flask.request.json or {})
        return "", 204

    @app.get("/heard")
    def tell_heard() -> dict[str, Any]:
        return heard

    @app.before_request
    def check() -> Any:
        path, form = flask.request.path, flask.request.form
        if "status" in lies and path in ("/oauth2/token", "/jwks", "/.well-known/openid-configuration"):
            return "<p>down for maintenance</p>", lies["status"]
        if path == "/oauth2/token":
            told = flask.request.authorization
            heard.update(form=form.to_dict(), basic=[told.username, told.password] if told else None)
        if path == "/oauth2/token" and challenges.get(form["code"]) != _challenge(form.get("code_verifier", "")):
            return {"error": "invalid_grant"}, 400
        return None

    @app.after_request
    def tell(response: Any) -> Any:
        path = flask.request.path
        if path == "/oauth2/authorize" and response.location:
            assert flask.request.args["code_challenge_method"] == "S256"
            if "state=" not in response.location:  # the standard asks for it, this one forgets it when somebody leaves
                response.location += f"&state={flask.request.args['state']}"
            for code in parse_qs(urlsplit(response.location).query).get("code", []):
                challenges[code] = flask.request.args["code_challenge"]
        elif response.status_code == 200 and path == "/oauth2/token" and lies:
            answer = response.get_json()
            key = flask.g.oidc_provider_mock_storage.jwk
            response.set_data(json.dumps({**answer, "id_token": _lying(answer["id_token"], lies, key)}))
        elif path == "/.well-known/openid-configuration" and "metadata" in lies:
            response.set_data(json.dumps({**response.get_json(), **lies["metadata"]}))
        elif path == "/jwks" and "jwks" in lies:
            response.set_data(json.dumps(lies["jwks"]))
        return response

    server = werkzeug.serving.make_server("localhost", 0, app, threaded=True)
    print(f"http://localhost:{server.server_port}", flush=True)  # noqa: T201
    server.serve_forever()


def _challenge(verifier: str) -> str:
    return _part(hashlib.sha256(verifier.encode()).digest())


def _lying(token: str, lies: dict[str, Any], own: Any) -> str:
    from joserfc import jwt
    from joserfc.jwk import RSAKey

    first, body = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2])
    told = body | lies.get("claims", {})
    claims = {name: value for name, value in told.items() if name not in lies.get("without", ())}
    own_key = RSAKey.import_key(own.as_dict(is_private=True))
    header = {**first, "alg": lies.get("alg", "RS256"), **lies.get("header", {})}
    signed = f"{_part(json.dumps(header).encode())}.{_part(json.dumps(claims).encode())}"
    if header["alg"] == "none":
        return f"{signed}."
    if header["alg"] == "HS256":
        return f"{signed}.{_part(hmac.digest(own_key.as_pem(private=False), signed.encode(), 'sha256'))}"
    key = RSAKey.generate_key(2048) if lies.get("key") == "other" else own_key
    if "jwk" in header:
        header["jwk"] = key.as_dict(private=False)
    return jwt.encode(header, claims, key)


def _part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


if __name__ == "__main__":
    _serve()
