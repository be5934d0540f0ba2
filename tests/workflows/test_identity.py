"""Whom the identity provider vouches for: by issuer and subject, with its groups' role, unless disabled here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from campaign.access.identity.problems import problem
from campaign.access.identity.site import RoleRule, Site
from campaign.errors import Refused
from campaign.store.safety.audit import read_events
from campaign.store.schema import account, sign_in_failure
from campaign.workflows.access.accounts import (
    add_account,
    change_role,
    disable_account,
    enable_account,
    link_identity,
    list_accounts,
)
from campaign.workflows.access.identity import MOST_WAITING, add_person, admit, counted
from campaign.workflows.access.sessions import find_visit
from tests.access.people import OPERATOR, WHERE, new_account

ISSUER = "https://id.example"
RULES = tuple(
    RoleRule("groups", group, role) for group, role in (("xem", "viewer"), ("pt", "analyst"), ("qt", "admin"))
)
OPEN = Site(ISSUER, "tiem-chung", "https://tiem.example", name="Sở Y tế", rules=RULES)
CLOSED = Site(ISSUER, "tiem-chung", "https://tiem.example", name="Sở Y tế")
AT = datetime(2022, 8, 1, 8, tzinfo=UTC)


def claims(subject: str = "7", *groups: str, **more: object) -> dict[str, object]:
    known = {"iss": ISSUER, "sub": subject, "preferred_username": "Mai.Lo", "name": "Lò Thị Mai"}
    return {**known, "groups": list(groups), **more}


def come(database, site, told):
    return admit(database, site, told, **WHERE)


def refused(database, site, told) -> Refused:
    with pytest.raises(Refused) as problem_:
        come(database, site, told)
    return problem_.value


def found(database, login):
    return next(each for each in list_accounts(database, by=OPERATOR) if each.login == login)


def events(database, login):
    with database.reading() as connection:
        rows = read_events(connection, [f"account {login}"])
    return [(row.action, row.by, row.before, row.after) for row in reversed(rows)]


def test_whoever_has_a_group_with_a_role_comes_in_the_first_time(database):
    done = come(database, OPEN, claims("7", "xem", "pt"))
    assert (done.visit.login, done.visit.name, done.visit.role) == ("mai.lo", "Lò Thị Mai", "analyst")
    assert (done.visit.method, done.visit.must_change) == ("oidc", False)
    assert find_visit(database, done.token).login == "mai.lo"
    after = {"role": "analyst", "status": "active", "issuer": ISSUER}
    assert events(database, "mai.lo") == [("add_account", "oidc", None, after)]
    assert not found(database, "mai.lo").has_password


def test_whoever_has_none_is_not_let_in_and_leaves_nothing(database):
    assert refused(database, OPEN, claims("7", "khac")).code == "no_role"
    assert list_accounts(database, by=OPERATOR) == []


def test_without_a_mapping_an_administrator_decides(database):
    told = refused(database, CLOSED, claims("7", "qt"))
    assert (told.code, told.values["login"]) == ("waiting", "mai.lo")
    assert (found(database, "mai.lo").status, found(database, "mai.lo").role) == ("disabled", "viewer")
    assert refused(database, CLOSED, claims("7")).code == "waiting"
    assert len(list_accounts(database, by=OPERATOR)) == 1
    enable_account(database, "mai.lo", by=OPERATOR)
    change_role(database, "mai.lo", "analyst", by=OPERATOR)
    assert come(database, CLOSED, claims("7", "xem")).visit.role == "analyst"  # groups say nothing here
    disable_account(database, "mai.lo", by=OPERATOR)
    assert refused(database, CLOSED, claims("7")).code == "account_shut"


def test_only_so_many_wait(database):
    new = {"display_name": "x", "role": "viewer", "status": "disabled", "created_by": "oidc", "created_at": AT}
    with database.writing() as connection:
        connection.execute(account.insert(), [{**new, "login": f"cho-{number}"} for number in range(MOST_WAITING - 1)])
    assert refused(database, CLOSED, claims("7")).code == "waiting"
    assert refused(database, CLOSED, claims("8")).code == "too_many_waiting"
    assert refused(database, CLOSED, claims("7")).code == "waiting"  # whoever waits already is told so
    assert len(list_accounts(database, by=OPERATOR)) == MOST_WAITING


@pytest.mark.parametrize("site", [OPEN, CLOSED], ids=["mapped", "approved"])
def test_disabled_here_stays_out_whatever_the_provider_says(database, site):
    add_person(database, "mai", name="Mai", role="viewer", issuer=ISSUER, subject="7", by=OPERATOR)
    come(database, site, claims("7", "xem"))
    disable_account(database, "mai", by=OPERATOR)
    assert refused(database, site, claims("7", "qt")).code == "account_shut"
    assert (found(database, "mai").role, found(database, "mai").sessions) == ("viewer", 0)


def test_the_role_is_what_the_groups_give_at_each_sign_in(database):
    first = come(database, OPEN, claims("7", "qt"))
    second = come(database, OPEN, claims("7", "xem"))
    assert (second.visit.role, find_visit(database, first.token).role) == ("viewer", "viewer")
    assert events(database, "mai.lo")[1:] == [("change_role", "oidc", {"role": "admin"}, {"role": "viewer"})]
    come(database, OPEN, claims("7", "xem"))
    assert len(events(database, "mai.lo")) == 2


def test_whoever_loses_all_groups_stays_out_and_open_sessions_end(database):
    done = come(database, OPEN, claims("7", "pt"))
    assert refused(database, OPEN, claims("7", "khac")).code == "no_role"
    assert find_visit(database, done.token) is None
    assert events(database, "mai.lo")[1:] == [("end_sessions", "oidc", None, {"sessions": 1})]
    assert come(database, OPEN, claims("7", "xem")).visit.role == "viewer"


def test_the_same_names_and_mail_of_another_subject_are_another_person(database):
    new_account(database, "mai@soyte.example", "admin")
    told = claims("8", "xem", preferred_username="mai@soyte.example", email="mai@soyte.example", email_verified=True)
    done = come(database, OPEN, told)
    assert (done.visit.login, done.visit.role) == ("mai@soyte.example-2", "viewer")
    assert found(database, "mai@soyte.example").identity == ""
    again = come(database, OPEN, {**told, "sub": "9"})
    assert again.visit.login == "mai@soyte.example-3"


def test_the_same_subject_of_another_issuer_is_another_person(database):
    come(database, OPEN, claims("7", "qt"))
    other = Site("https://khac.example", "tiem-chung", "https://tiem.example", rules=RULES)
    assert come(database, other, claims("7", "xem")).visit.login == "mai.lo-2"


@pytest.mark.parametrize("name", ["", "x", "Мария", "a b", "../../etc", "x" * 65, 7, None])
def test_a_name_that_can_be_no_login_becomes_one_of_its_own(database, name):
    done = come(database, OPEN, claims("7", "xem", preferred_username=name, name="\x00" + "Ỷ" * 200))
    assert done.visit.login.startswith("oidc-")
    assert done.visit.name == "Ỷ" * 100


def test_a_local_account_is_linked_by_its_subject(database):
    new_account(database, "phan", "analyst")
    link_identity(database, "phan", ISSUER, "7", by=OPERATOR)
    assert come(database, CLOSED, claims("7")).visit.login == "phan"


def test_a_person_is_added_once_and_without_a_password(database):
    add_person(database, "mai", name="Mai", role="admin", issuer=ISSUER, subject="7", by=OPERATOR)
    assert not found(database, "mai").has_password
    assert come(database, CLOSED, claims("7")).visit.role == "admin"
    for login, subject, code in (
        ("mai", "8", "login_taken"),
        ("lan", "7", "identity_taken"),
        ("?", "8", "wrong_login"),
    ):
        with pytest.raises(Refused) as wrong:
            add_person(database, login, name="Lan", role="viewer", issuer=ISSUER, subject=subject, by=OPERATOR)
        assert wrong.value.code == code
    with pytest.raises(Refused) as wrong:
        add_person(database, "lan", name="Lan", role="chief", issuer=ISSUER, subject="8", by=OPERATOR)
    assert wrong.value.code == "wrong_role"


def test_failures_at_the_provider_count_against_the_address_as_wrong_passwords_do(database):
    for _ in range(20):
        with pytest.raises(Refused), counted(database, "10.0.0.7", AT):
            raise problem("bad_token", "Sở Y tế")
    with pytest.raises(Refused) as refused_, counted(database, "10.0.0.7", AT):
        raise AssertionError("it was let through")
    assert refused_.value.code == "too_many_sign_ins"
    with counted(database, "10.0.0.7", AT + timedelta(minutes=15)), counted(database, "10.0.0.8", AT):
        assert add_account(database, "lan", name="Lan", role="viewer", by=OPERATOR).login == "lan"


@pytest.mark.parametrize("code", ["provider_down", "cancelled", "clock"])
def test_what_is_nobodys_trying_out_is_not_counted(database, code):
    with pytest.raises(Refused), counted(database, "10.0.0.7", AT):
        raise problem(code, "Sở Y tế")
    with database.reading() as connection:
        assert connection.execute(select(sign_in_failure)).all() == []
