"""Who may do what, and who somebody is while there are no accounts."""

from __future__ import annotations

import pytest

from campaign.access.roles import (
    ASSIGN,
    ERASE_NAMES,
    KEEP_BOUNDARIES,
    KEEP_DIRECTIVES,
    KEEP_POPULATIONS,
    NOT_ALLOWED,
    PERMISSIONS,
    SEE_RESPONSIBLE,
    SIGN_OFF,
    is_shared,
    may,
    operator_role,
    require,
    visitor_role,
)
from campaign.errors import Refused
from campaign.settings import ROLES

EVERYTHING = {ASSIGN, ERASE_NAMES, KEEP_BOUNDARIES, KEEP_DIRECTIVES, KEEP_POPULATIONS, SEE_RESPONSIBLE, SIGN_OFF}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("viewer", set()), ("analyst", EVERYTHING), ("admin", EVERYTHING), ("", set()), ("nobody known", set())],
)
def test_what_each_role_may_do(role, allowed):
    assert {permission for permission in EVERYTHING if may(role, permission)} == allowed


def test_every_role_of_the_settings_has_its_line_and_every_permission_its_sentence():
    assert set(PERMISSIONS) == set(ROLES)
    assert set(NOT_ALLOWED) == EVERYTHING


def test_what_is_not_allowed_is_refused_in_words():
    with pytest.raises(Refused) as refused:
        require("viewer", ASSIGN)
    assert "Only analysts" in str(refused.value)
    require("analyst", ASSIGN)


@pytest.mark.parametrize(
    ("set_role", "shared", "role"),
    [("", False, "analyst"), ("", True, "viewer"), ("viewer", False, "viewer"), ("analyst", True, "analyst")],
)
def test_without_a_role_set_only_the_person_at_this_machine_is_an_analyst(set_role, shared, role):
    assert visitor_role(set_role, shared=shared) == role


def test_whoever_runs_commands_is_an_analyst_unless_a_role_is_set():
    assert (operator_role(""), operator_role("viewer")) == ("analyst", "viewer")


HERE = {"listening": "localhost", "host": "localhost:8501", "from_elsewhere": False, "forwarded": False}


@pytest.mark.parametrize("host", ["localhost:8501", "LOCALHOST", "127.0.0.1:8501", "[::1]:8501", "[::1]"])
def test_the_person_at_this_machine_shares_with_nobody(host):
    assert not is_shared(**HERE | {"host": host})


@pytest.mark.parametrize(
    "differing",
    [
        {"listening": "0.0.0.0"},
        {"listening": ""},
        {"listening": "192.168.1.5"},
        {"host": "tiem-chung.soyte.laichau.gov.vn"},
        {"host": "localhost.example.org"},
        {"host": "192.168.1.5:8501"},
        {"host": ""},
        {"from_elsewhere": True},
        {"forwarded": True},
    ],
)
def test_one_sign_of_a_network_is_enough_to_take_a_visitor_for_somebody_else(differing):
    assert is_shared(**HERE | differing)
