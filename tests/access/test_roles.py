"""Who may do what."""

from __future__ import annotations

import pytest

from campaign.access.actors import operator
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
    UPLOAD,
    VIEW,
    may,
    require,
)
from campaign.errors import Refused
from campaign.settings import ROLES

OF_ANALYSTS = {
    ASSIGN,
    ERASE_NAMES,
    KEEP_BOUNDARIES,
    KEEP_DIRECTIVES,
    KEEP_POPULATIONS,
    SEE_RESPONSIBLE,
    SIGN_OFF,
    UPLOAD,
}
OF_ADMINS = {"withdraw_others", "close_periods", "keep_accounts", "read_audit", "keep_backups", "see_metrics"}
EVERYTHING = {VIEW} | OF_ANALYSTS | OF_ADMINS


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("viewer", {VIEW}),
        ("analyst", {VIEW} | OF_ANALYSTS),
        ("admin", EVERYTHING),
        ("", set()),
        ("nobody known", set()),
    ],
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


def test_whoever_runs_commands_is_an_administrator_unless_a_lesser_role_is_set():
    assert (operator("an").role, operator("an", "viewer").role) == ("admin", "viewer")
