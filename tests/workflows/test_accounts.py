"""Accounts: each change told in the audit trail, a name that can be erased, an administrator who is always left."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from campaign.errors import NotFound, Refused
from campaign.settings import ADMIN, ANALYST, VIEWER
from campaign.store import schema
from campaign.store.safety.audit import read_events
from campaign.workflows.access.accounts import (
    add_account,
    change_role,
    disable_account,
    enable_account,
    erase_name,
    link_identity,
    list_accounts,
    read_own_account,
    rename_account,
    reset_account,
)
from campaign.workflows.checking import check_database
from tests.access.people import OPERATOR, PASSWORD, actor_of, new_account

NAME = "Nguyễn Thị Mỵ Châu"


def events(database, login):
    with database.reading() as connection:
        rows = read_events(connection, [f"account {login}"])
    return [(row.action, row.by, row.account is None, row.before, row.after) for row in reversed(rows)]


def refusal(act, *arguments, **named) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value.code


def test_every_change_is_told_in_the_trail_without_the_persons_name(database):
    done = new_account(database, "mai", VIEWER, name=NAME)
    change_role(database, "MAI", ANALYST, by=OPERATOR)
    change_role(database, "mai", ANALYST, by=OPERATOR)  # as it is: no event
    rename_account(database, "mai", NAME + " Anh", by=OPERATOR)
    reset_account(database, "mai", by=OPERATOR)
    disable_account(database, "mai", by=OPERATOR)
    disable_account(database, "mai", by=OPERATOR)
    enable_account(database, "mai", by=OPERATOR)
    link_identity(database, "mai", "https://id.example", "7", by=OPERATOR)
    by = OPERATOR.name
    assert events(database, "mai") == [
        ("add_account", by, True, None, {"role": VIEWER, "status": "active"}),
        ("set_password", "mai", False, None, None),
        ("change_role", by, True, {"role": VIEWER}, {"role": ANALYST}),
        ("rename_account", by, True, None, None),
        ("reset_account", by, True, None, None),
        ("disable_account", by, True, {"status": "active"}, {"status": "disabled", "sessions_ended": 1}),
        ("enable_account", by, True, {"status": "disabled"}, {"status": "active"}),
        ("link_identity", by, True, {"issuer": None}, {"issuer": "https://id.example"}),
    ]
    with database.reading() as connection:
        trail = repr(connection.execute(select(schema.audit_event)).all())
    assert not any(secret in trail for secret in (NAME, PASSWORD, done.token, done.visit.session))
    assert check_database(database) == []


def test_the_name_of_a_disabled_account_is_erased_for_good_and_the_trail_still_holds(database):
    new_account(database, "mai", name=NAME)
    assert refusal(erase_name, database, "mai", by=OPERATOR) == "still_active"
    disable_account(database, "mai", by=OPERATOR)
    erase_name(database, "mai", by=OPERATOR)
    with database.reading() as connection:
        stored = "".join(repr(connection.execute(select(table)).all()) for table in schema.metadata.sorted_tables)
    assert NAME not in stored
    assert [(each.login, each.name) for each in list_accounts(database, by=OPERATOR)] == [("mai", "")]
    assert check_database(database) == []


def test_one_administrator_who_can_sign_in_is_always_left(database):
    new_account(database, "lan", ADMIN)
    add_account(database, "mai", name="Mai", role=ADMIN, by=OPERATOR)  # has not set a password yet
    assert refusal(disable_account, database, "lan", by=OPERATOR) == "last_admin"
    assert refusal(change_role, database, "lan", ANALYST, by=OPERATOR) == "last_admin"
    disable_account(database, "mai", by=OPERATOR)  # nobody loses anything
    new_account(database, "hoa", ADMIN)
    change_role(database, "lan", ANALYST, by=OPERATOR)
    assert refusal(disable_account, database, "hoa", by=OPERATOR) == "last_admin"


def test_a_login_is_given_once_however_it_is_typed(database):
    add_account(database, "mai", name="Mai", role=VIEWER, by=OPERATOR)
    assert refusal(add_account, database, " MAI ", name="Khác", role=VIEWER, by=OPERATOR) == "login_taken"
    assert refusal(add_account, database, "hoa", name="", role=VIEWER, by=OPERATOR) == "wrong_name"
    assert refusal(add_account, database, "hoa", name="Hoa", role="chief", by=OPERATOR) == "wrong_role"
    with pytest.raises(NotFound, match="no account 'hoa'"):
        change_role(database, "hoa", ADMIN, by=OPERATOR)


def test_an_administrator_may_change_accounts_by_his_own_session(database):
    by = actor_of(new_account(database, "lan", ADMIN))
    add_account(database, "mai", name="Mai", role=VIEWER, by=by)
    assert events(database, "mai")[0][1:3] == ("lan", False)


def test_everybody_sees_his_own_account_and_an_operator_has_none(database):
    mine = read_own_account(database, by=actor_of(new_account(database, "mai", name=NAME)))
    assert (mine.login, mine.name, mine.role, mine.sessions, mine.has_password) == ("mai", NAME, VIEWER, 1, True)
    assert read_own_account(database, by=OPERATOR) is None


def test_nobody_makes_a_link_for_himself_but_the_operator_of_the_machine_for_anybody(database):
    by = actor_of(new_account(database, "lan", ADMIN))
    new_account(database, "mai")
    before = len(events(database, "lan"))
    assert refusal(reset_account, database, " LAN ", by=by) == "own_account"
    assert len(events(database, "lan")) == before
    assert reset_account(database, "mai", by=by).token
    assert reset_account(database, "lan", by=OPERATOR).token
