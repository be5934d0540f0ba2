"""Nobody changes anything that is not his to change: every act of the code, tried by everybody who may not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from campaign.access.actors import NOBODY, Actor, operator, visitor
from campaign.access.roles import may
from campaign.errors import CampaignError
from campaign.settings import ADMIN, ANALYST, VIEWER, Settings
from campaign.store.engine import Database
from campaign.workflows.access.accounts import change_role, disable_account
from campaign.workflows.access.sessions import sign_out
from campaign.workflows.opening import open_campaign
from tests.access.actions import ACTIONS, AT_THE_DOOR, DONE_ELSEWHERE, LOOKS, OPEN_LOOKS, PARTS
from tests.access.people import OPERATOR, actor_of, new_account
from tests.access.site import Site, build_site, dump
from tests.access.writers import find_direct_writing, find_guarded, find_writers

REFUSALS = {"not_allowed", "signed_out"}
# Who takes a writing transaction itself: the ways in (acting.py), what brings the database up to date before anybody is
# let in, what forgets passed sessions at night, and what marks a restored file before it takes its place.
MAY_WRITE = {
    "store.migrate.upgrade",
    "workflows.access.acting.acting",
    "workflows.access.acting.admitting",
    "workflows.checking.rebuild_totals",
    "workflows.opening._keep_chain",
    "workflows.opening._load_reference",
    "workflows.safety.nightly._forget",
    "workflows.safety.restoring._mark",
}
# What asks, and does nothing else.
GUARDS_THEMSELVES = {"access.acting.may_now", "safety.keepers.check_keeper"}


def viewer(database: Database) -> Actor:
    return actor_of(new_account(database, "nguoi.xem", VIEWER))


def analyst(database: Database) -> Actor:
    return actor_of(new_account(database, "chuyen.vien", ANALYST))


def signed_out(database: Database) -> Actor:
    actor = actor_of(new_account(database, "da.thoat", ADMIN))
    sign_out(database, actor.session, by=actor)
    return actor


def disabled(database: Database) -> Actor:
    actor = actor_of(new_account(database, "bi.khoa", ADMIN))
    disable_account(database, actor.name, by=OPERATOR)
    return actor


def demoted(database: Database) -> Actor:
    actor = actor_of(new_account(database, "ha.cap", ADMIN))
    change_role(database, actor.name, VIEWER, by=OPERATOR)
    return actor


def made_up(database: Database) -> Actor:
    """Headers that no gate has written."""
    return visitor({"X-Campaign-Account": "1", "X-Campaign-Login": "quan-tri", "X-Campaign-Session": "0" * 64})


def nobody(database: Database) -> Actor:
    return NOBODY


def viewing_operator(database: Database) -> Actor:
    return operator("may-nay", VIEWER)


# Everybody who asks, with the role that he has in truth.
ASKING = [
    (viewer, VIEWER),
    (analyst, ANALYST),
    (demoted, VIEWER),
    (viewing_operator, VIEWER),
    (signed_out, ""),
    (disabled, ""),
    (made_up, ""),
    (nobody, ""),
]


def test_whoever_may_not_is_refused_and_nothing_changes(database: Database) -> None:
    site = build_site(database)
    new_account(database, "luon.con", ADMIN)  # the last administrator could be neither disabled nor demoted
    for who, role in ASKING:
        by = who(database)
        refused = {name: rule for name, rule in (ACTIONS | LOOKS).items() if not may(role, rule.permission)}
        before = dump(database)
        answers = {name: answer(rule.act, database, site, by) for name, rule in refused.items()}
        assert {name: code for name, code in answers.items() if code not in REFUSALS} == {}, who.__name__
        assert dump(database) == before, who.__name__
        assert len(refused) >= 25  # accounts, periods, backups, the trail: an administrator's alone


@pytest.fixture(scope="module")
def built(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    """The campaign as a file to copy."""
    file = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("site") / "site.db"))
    database = open_campaign(Settings(database_url=f"sqlite:///{file.as_posix()}"))
    site = build_site(database)
    database.close()
    return file, site


@pytest.mark.parametrize("name", sorted(ACTIONS.keys() - DONE_ELSEWHERE))
def test_the_same_act_is_done_for_an_administrator(built: tuple[Path, Site], tmp_path: Path, name: str) -> None:
    file, site = built
    copied = shutil.copyfile(file, tmp_path / "copy.db")
    database = open_campaign(Settings(database_url=f"sqlite:///{copied.as_posix()}"))
    by = actor_of(new_account(database, "lanh.dao", ADMIN))
    rule = ACTIONS[name]
    if rule.before:
        rule.before(database, site, OPERATOR)
    before = dump(database)
    assert answer(rule.act, database, site, by) == ""
    assert dump(database) != before
    database.close()


def test_every_act_in_the_code_has_a_rule_here() -> None:
    found = {name for name in find_writers() if not name.startswith("campaign.")}
    assert found == (ACTIONS.keys() | AT_THE_DOOR | PARTS | LOOKS.keys()) - find_guarded()
    assert find_guarded() <= LOOKS.keys() | PARTS | OPEN_LOOKS | GUARDS_THEMSELVES


def test_only_the_ways_in_take_a_writing_transaction() -> None:
    assert find_direct_writing() == MAY_WRITE


def answer(act: Callable[..., Any], database: Database, site: Site, by: Actor) -> str:
    """The code of what an act was refused with; "" where it was done."""
    try:
        done = act(database, site, by)
    except CampaignError as problem:
        return problem.code
    outcomes = done if isinstance(done, list) else [done]
    problems = [each.problem.code for each in outcomes if getattr(each, "problem", None)]
    errors = [each.code for one in outcomes for each in getattr(one, "findings", []) if each.severity == "error"]
    return next(iter([*problems, *errors]), "")
