"""What a real provider says is believed only when all of it is right; every lie is told apart from its being down."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from campaign.access.identity.attempts import Attempt, Attempts
from campaign.access.identity.provider import Provider
from campaign.access.identity.site import Site
from campaign.errors import Refused
from tests.ui.identity_provider import Idp, running_idp

HERE = "http://localhost:8501"


@pytest.fixture(scope="module")
def running() -> Iterator[Idp]:
    with running_idp() as started:
        yield started


@pytest.fixture
def idp(running: Idp) -> Idp:
    """The provider, which knows somebody and tells the truth."""
    running.lie()
    running.know("mai-7", name="Lò Thị Mai", email="mai@soyte.example", groups=["phan-tich"])
    return running


@pytest.fixture
def site(idp: Idp) -> Site:
    return Site(idp.issuer, "tiem-chung", HERE, secret="bí mật:+/")


def came_back(idp: Idp, provider: Provider) -> tuple[Attempt, dict[str, str]]:
    """Somebody signs in at the provider; what the callback's address says then."""
    attempt, _ = Attempts().begin()
    back = idp.sign_in(provider.way_in(attempt, language="vi"), "mai-7")
    assert back.startswith(f"{HERE}/login/oidc/callback?")
    return attempt, dict(parse_qsl(urlsplit(back).query))


def identify(idp: Idp, site: Site, **lies: object) -> dict[str, object]:
    """Who somebody is by the provider's word, which lies once it is asked for it."""
    provider = Provider(site)
    attempt, came = came_back(idp, provider)
    idp.lie(**lies)
    return provider.identify(attempt, came)


def refusal(idp: Idp, site: Site, **lies: object) -> str:
    with pytest.raises(Refused) as refused:
        identify(idp, site, **lies)
    return refused.value.code


def test_the_true_word_is_believed(idp, site):
    claims = identify(idp, site)
    assert (claims["iss"], claims["sub"], claims["groups"]) == (idp.issuer, "mai-7", ["phan-tich"])


def test_the_secret_goes_the_way_the_provider_takes_it(idp, site):
    identify(idp, site)
    assert idp.heard()["basic"] == ["tiem-chung", "b%C3%AD%20m%E1%BA%ADt%3A%2B%2F"]  # RFC 6749, section 2.3.1
    assert "client_secret" not in idp.heard()["form"]
    by_post = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    idp.lie(metadata=by_post)
    assert identify(idp, site)["sub"] == "mai-7"
    assert idp.heard()["basic"] is None
    assert idp.heard()["form"].items() >= {"client_id": "tiem-chung", "client_secret": site.secret}.items()
    assert refusal(idp, replace(site, secret="")) == "provider_wrong"  # this one knows nobody without a secret
    assert (idp.heard()["basic"], idp.heard()["form"]["client_id"]) == (None, "tiem-chung")
    assert "client_secret" not in idp.heard()["form"]


def test_the_way_in_asks_for_a_code_bound_to_state_nonce_and_verifier(idp, site):
    attempt, _ = Attempts().begin()
    asked = dict(parse_qsl(urlsplit(Provider(site).way_in(attempt, language="vi")).query))
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert (asked["state"], asked["nonce"]) == (attempt.state, attempt.nonce)
    assert attempt.verifier not in asked.values()
    assert asked["redirect_uri"] == f"{HERE}/login/oidc/callback"
    assert "openid" in asked["scope"].split()


@pytest.mark.parametrize(
    "lies",
    [
        {"key": "other"},
        {"key": "other", "header": {"kid": "khac"}},
        {"key": "other", "header": {"jwk": {}, "kid": "k", "typ": "JWT"}},
        {"alg": "none"},
        {"alg": "HS256"},
        {"header": {"typ": "at+jwt"}},
        {"header": {"crit": ["b64"], "b64": False}},
        {"claims": {"nonce": "khac"}},
        {"without": ["nonce"]},
        {"claims": {"iss": "https://khac.example"}},
        {"without": ["iss"]},
        {"claims": {"aud": "khac"}},
        {"claims": {"aud": ["tiem-chung", "khac"]}},
        {"claims": {"aud": ["tiem-chung", "khac"], "azp": "khac"}},
        {"without": ["aud"]},
        {"claims": {"azp": "khac"}},
        {"without": ["exp"]},
        {"without": ["iat"]},
        {"claims": {"exp": "mai"}},
        {"without": ["sub"]},
        {"claims": {"sub": ""}},
        {"claims": {"sub": 7}},
        {"claims": {"sub": "x" * 256}},
        {"claims": {"at_hash": "AAAA"}},
        {"jwks": {"keys": []}},
        {"jwks": {"keys": [{"kty": "oct", "k": "AAAA"}]}},
        {"jwks": {"keys": "x"}},
        {"jwks": {}},
    ],
    ids=str,
)
def test_a_token_that_is_not_right_in_everything_lets_nobody_in(idp, site, lies):
    assert refusal(idp, site, **lies) == "bad_token"


@pytest.mark.parametrize("claims", [{"exp": 1}, {"iat": 4102444800}, {"nbf": 4102444800}], ids=str)
def test_a_time_that_cannot_be_is_told_as_clocks_that_differ(idp, site, claims):
    assert refusal(idp, site, claims=claims) == "clock"


def test_more_audiences_are_right_when_the_token_was_made_for_us(idp, site):
    told = identify(idp, site, claims={"aud": ["tiem-chung", "khac"], "azp": "tiem-chung"})
    assert told["sub"] == "mai-7"


def test_a_site_that_asks_for_a_second_factor_takes_no_token_without(idp, site):
    strict = Site(site.issuer, site.client_id, HERE, secret="x", strengths=("mfa", "loa3"))
    assert refusal(idp, strict) == "too_weak"
    assert refusal(idp, strict, claims={"acr": "pwd"}) == "too_weak"
    assert identify(idp, strict, claims={"acr": "mfa"})["sub"] == "mai-7"
    attempt, _ = Attempts().begin()
    assert "acr_values=mfa+loa3" in Provider(strict).way_in(attempt, language="vi")


def test_a_code_of_another_attempt_is_worth_nothing(idp, site):
    provider = Provider(site)
    _, came = came_back(idp, provider)
    other, _ = Attempts().begin()
    with pytest.raises(Refused) as refused:
        provider.identify(other, came)  # its verifier is another
    assert refused.value.code == "provider_refused"


@pytest.mark.parametrize(
    ("came", "code"),
    [
        ({"error": "access_denied"}, "cancelled"),
        ({"error": "server_error"}, "provider_refused"),
        ({"iss": "https://khac.example", "code": "x"}, "provider_wrong"),
        ({"iss": "https://khac.example", "error": "access_denied"}, "provider_wrong"),
        ({}, "provider_refused"),
    ],
)
def test_what_comes_back_instead_of_a_code_is_told(idp, site, came, code):
    attempt, _ = Attempts().begin()
    with pytest.raises(Refused) as refused:
        Provider(site).identify(attempt, came)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://khac.example"},
        {"issuer": None},
        {"token_endpoint": "http://khac.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
        {"end_session_endpoint": "http://khac.example/out"},
    ],
    ids=str,
)
def test_a_discovery_document_of_another_or_with_unsafe_addresses_is_not_followed(idp, site, metadata):
    idp.lie(metadata=metadata)
    with pytest.raises(Refused) as refused:
        Provider(site).metadata()
    assert refused.value.code == "provider_wrong"


def test_a_provider_that_promises_to_name_itself_must(idp, site):
    idp.lie(metadata={"authorization_response_iss_parameter_supported": True})
    provider = Provider(site)
    attempt, came = came_back(idp, provider)
    with pytest.raises(Refused) as refused:
        provider.identify(attempt, came)
    assert refused.value.code == "provider_wrong"
    attempt, came = came_back(idp, provider)
    assert provider.identify(attempt, {**came, "iss": idp.issuer})["sub"] == "mai-7"


@pytest.mark.parametrize(
    ("status", "code"),
    [(500, "provider_down"), (503, "provider_down"), (404, "provider_wrong"), (302, "provider_wrong")],
)
def test_a_provider_in_trouble_is_told_and_its_redirects_are_not_followed(idp, site, status, code):
    assert refusal(idp, site, status=status) == code


def test_a_provider_that_does_not_answer_is_down_and_the_way_out_is_ours_alone(site):
    nobody = Provider(Site("http://localhost:9", "tiem-chung", HERE))
    with pytest.raises(Refused) as refused:
        nobody.metadata()
    assert refused.value.code == "provider_down"
    assert nobody.way_out(state="da-thoat") == ""


def test_the_way_out_leads_back_to_our_sign_in(idp, site):
    place = urlsplit(Provider(site).way_out(state="da-thoat"))
    assert f"{place.scheme}://{place.netloc}" == idp.issuer
    said = dict(parse_qsl(place.query))
    assert said == {"client_id": "tiem-chung", "post_logout_redirect_uri": f"{HERE}/login", "state": "da-thoat"}
    idp.lie(metadata={"end_session_endpoint": None})
    assert Provider(site).way_out(state="da-thoat") == ""


def test_an_authority_of_ones_own_is_the_only_one_believed(idp, tmp_path: Path):
    empty = tmp_path / "ca.pem"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(ssl.SSLError):
        ssl.create_default_context(cafile=str(empty))
    with pytest.raises(Refused) as refused:
        Provider(Site(idp.issuer, "tiem-chung", HERE, authority=empty)).metadata()
    assert refused.value.code == "provider_down"


def test_nothing_of_codes_tokens_and_secrets_is_logged(idp, site, caplog):
    caplog.set_level(logging.DEBUG)
    provider = Provider(site)
    attempt, came = came_back(idp, provider)
    idp.lie(claims={"nonce": "khac"})
    with pytest.raises(Refused):
        provider.identify(attempt, came)
    told = caplog.text
    assert "id_token_refused reason=InvalidClaimError claim=nonce" in told
    for secret in (came["code"], attempt.state, attempt.nonce, attempt.verifier, site.secret, "eyJ"):
        assert secret not in told
