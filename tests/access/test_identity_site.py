"""What a site may say of its identity provider, whom its words give which role, and sign-ins that are under way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from campaign.access.identity.attempts import GOOD_SECONDS, MOST_OF_ADDRESS, Attempts
from campaign.access.identity.site import RoleRule, Site, passwords_everywhere, read_site
from campaign.settings import ROOT

GIVEN = {
    "CAMPAIGN_OIDC_ISSUER": "https://id.laichau.example/realms/soyte",
    "CAMPAIGN_OIDC_CLIENT_ID": "tiem-chung",
    "CAMPAIGN_PUBLIC_URL": "https://tiem.laichau.example/",
}
WITHOUT_PROVIDER = """
import sys
from campaign.ui import server
from campaign.ui.gate import idp
assert idp.the_site() is None
print(*(name for name in ("authlib", "joserfc", "httpx") if name in sys.modules))
"""


def test_a_site_without_a_provider_loads_nothing_of_it():
    done = subprocess.run([sys.executable, "-c", WITHOUT_PROVIDER], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
    assert read_site({}) is None


def test_a_site_with_a_provider_says_where_it_is_and_what_it_knows_us_by(tmp_path: Path):
    file = tmp_path / "secret"
    file.write_text("rất-bí-mật\n", encoding="utf-8")
    more = {
        "CAMPAIGN_OIDC_CLIENT_SECRET_FILE": str(file),
        "CAMPAIGN_OIDC_NAME": "Sở Y tế",
        "CAMPAIGN_OIDC_ACR": "mfa, loa2",
        "CAMPAIGN_OIDC_SCOPE": "openid groups",
        "CAMPAIGN_OIDC_CA": "/etc/ca.pem",
    }
    site = read_site(GIVEN | more)
    assert (site.issuer, site.client_id) == ("https://id.laichau.example/realms/soyte", "tiem-chung")
    assert site.callback == "https://tiem.laichau.example/login/oidc/callback"
    assert (site.secret, site.name, site.scope) == ("rất-bí-mật", "Sở Y tế", "openid groups")
    assert (site.strengths, site.authority) == (("mfa", "loa2"), Path("/etc/ca.pem"))
    assert "rất-bí-mật" not in repr(site)


def test_the_address_of_the_discovery_document_names_the_issuer_too():
    found = read_site({**GIVEN, "CAMPAIGN_OIDC_ISSUER": "https://id.example/a/.well-known/openid-configuration"})
    assert found.issuer == "https://id.example/a"


@pytest.mark.parametrize(
    "wrong",
    [
        {"CAMPAIGN_OIDC_ISSUER": "http://id.laichau.example"},
        {"CAMPAIGN_OIDC_ISSUER": "https://id.laichau.example?x=1"},
        {"CAMPAIGN_OIDC_ISSUER": "https://a@id.laichau.example"},
        {"CAMPAIGN_OIDC_ISSUER": "id.laichau.example"},
        {"CAMPAIGN_OIDC_CLIENT_ID": ""},
        {"CAMPAIGN_PUBLIC_URL": ""},
        {"CAMPAIGN_PUBLIC_URL": "http://10.0.0.5:8501"},
        {"CAMPAIGN_OIDC_CLIENT_SECRET_FILE": "/does/not/exist"},
        {"CAMPAIGN_OIDC_ROLES": "groups:a=chief"},
        {"CAMPAIGN_OIDC_ROLES": "groups=analyst"},
        {"CAMPAIGN_PASSWORDS": "no"},
    ],
)
def test_what_cannot_be_or_would_not_be_safe_is_named(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        read_site(GIVEN | wrong)


def test_plain_http_is_for_this_machine_alone():
    local = {"CAMPAIGN_OIDC_ISSUER": "http://localhost:9000", "CAMPAIGN_PUBLIC_URL": "http://127.0.0.1:8501"}
    assert read_site(GIVEN | local).callback == "http://127.0.0.1:8501/login/oidc/callback"


def test_passwords_may_be_turned_off_only_where_there_is_a_provider():
    assert passwords_everywhere({})
    assert not passwords_everywhere({"CAMPAIGN_PASSWORDS": "off"})
    assert read_site({**GIVEN, "CAMPAIGN_PASSWORDS": "off"})
    with pytest.raises(ValueError, match="CAMPAIGN_OIDC_ISSUER"):
        read_site({"CAMPAIGN_PASSWORDS": "off"})


def site_with(roles: str) -> Site:
    return read_site({**GIVEN, "CAMPAIGN_OIDC_ROLES": roles})


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": ["soyte-xem"]}, "viewer"),
        ({"groups": ["soyte-xem", "soyte-phan-tich"]}, "analyst"),
        ({"groups": "soyte-phan-tich"}, "analyst"),
        ({"groups": ["CN=quan-tri,OU=so=y,DC=vn"]}, "admin"),
        ({"realm_access": {"roles": ["phan-tich"]}}, "analyst"),
        ({"https://soyte.example/roles": ["xem"]}, "viewer"),
        ({"groups": ["soyte"]}, ""),
        ({"groups": ["SOYTE-XEM"]}, ""),
        ({"groups": [7, None, {"a": "soyte-xem"}]}, ""),
        ({"realm_access": "roles"}, ""),
        ({"roles": ["soyte-xem"]}, ""),
        ({}, ""),
    ],
)
def test_the_highest_role_that_the_claims_give_counts(claims, role):
    site = site_with(
        "groups:soyte-xem=viewer, groups:soyte-phan-tich=analyst,groups:CN=quan-tri,OU=so=y,DC=vn=admin,"
        "realm_access.roles:phan-tich=analyst,https://soyte.example/roles:xem=viewer"
    )
    assert site.rules[2] == RoleRule("groups", "CN=quan-tri,OU=so=y,DC=vn", "admin")
    assert len(site.rules) == 5
    assert site.role(claims) == role


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_attempt_is_good_once_in_its_own_browser_for_ten_minutes():
    clock = Clock()
    attempts = Attempts(clock)
    mine, secret = attempts.begin(after="/chi-tieu", language="en")
    assert attempts.take(mine.state, secret) == mine
    assert attempts.take(mine.state, secret) is None
    stolen, _ = attempts.begin()
    assert attempts.take(stolen.state, secret) is None
    at_the_edge, secret = attempts.begin()
    clock.now += GOOD_SECONDS
    assert attempts.take(at_the_edge.state, secret) == at_the_edge
    late, secret = attempts.begin()
    clock.now += GOOD_SECONDS + 0.1
    assert attempts.take(late.state, secret) is None


def test_no_two_attempts_share_a_secret():
    attempts = Attempts()
    made = [attempts.begin() for _ in range(50)]
    secrets = [text for attempt, secret in made for text in (attempt.state, attempt.nonce, attempt.verifier, secret)]
    assert len(set(secrets)) == 200
    assert min(map(len, secrets)) >= 43  # 256 bits; RFC 7636 asks for as many characters of a verifier
    assert not any(secret in repr(attempt) for attempt, secret in made)


def test_one_address_cannot_make_the_server_forget_the_attempts_of_others():
    attempts = Attempts()
    other, secret = attempts.begin(address="10.0.0.1")
    mine = [attempts.begin(address="10.0.0.2") for _ in range(MOST_OF_ADDRESS + 5)]
    assert attempts.take(other.state, secret) == other
    assert [attempts.take(attempt.state, own) is not None for attempt, own in mine] == [False] * 5 + [True] * 100
