"""Nothing changes without an event: every act of the program, done once, leaves one, and it can be read in words."""

from __future__ import annotations

import ast
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from campaign.access.actors import Actor
from campaign.domain.labels import DOSE_WORDS, MEASURE_WORDS
from campaign.domain.wording.audit_lines import Words, action_words, change_lines, group_words, object_words
from campaign.domain.wording.audit_words import ACCOUNT_FIELDS, ACTIONS, FIELDS, GROUPS
from campaign.errors import Refused
from campaign.locale import translator
from campaign.settings import ADMIN, ROOT, Settings
from campaign.store.schema import audit_event
from campaign.workflows.opening import open_campaign
from campaign.workflows.safety.auditing import verify_trail
from tests.access.actions import ACTIONS as ACTS
from tests.access.actions import DONE_ELSEWHERE
from tests.access.people import OPERATOR, actor_of, new_account
from tests.access.site import build_site, dump
from tests.workflows.assigned import NAME, POST

# What changes in passing: the trail itself, when a session was last seen, what rows are checked against.
IN_PASSING = {"audit_event", "data_version", "session", "seal"}


@pytest.fixture(scope="module")
def built(sqlite_template, tmp_path_factory):
    """The campaign as a file to copy."""
    file = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("site") / "site.db"))
    database = open_campaign(Settings(database_url=f"sqlite:///{file.as_posix()}"))
    site = build_site(database)
    new_account(database, "lanh.dao", ADMIN)
    database.close()
    return file, site


@pytest.fixture
def copied(built, tmp_path):
    """A copy of it, opened; with what acts are called with and an administrator who is signed in."""
    file, site = built
    copy = shutil.copyfile(file, tmp_path / "copy.db")
    database = open_campaign(Settings(database_url=f"sqlite:///{copy.as_posix()}"))
    by = actor_of(new_account(database, "ke.toan", ADMIN))
    yield database, site, by
    database.close()


def events(database):
    with database.reading() as connection:
        return connection.execute(select(audit_event).order_by(audit_event.c.id)).all()


@pytest.mark.parametrize("name", sorted(ACTS.keys() - DONE_ELSEWHERE))
def test_every_act_leaves_one_event_by_whoever_did_it(copied, name):
    database, site, by = copied
    if before := ACTS[name].before:
        before(database, site, OPERATOR)
    known = events(database)
    ACTS[name].act(database, site, by)
    added = events(database)[len(known) :]
    assert len(added) == 1
    assert (added[0].by, added[0].account) == (by.name, by.account)
    assert verify_trail(database).wrong == []
    assert unworded(added[0]) == []


@pytest.mark.parametrize("name", sorted(ACTS.keys() - DONE_ELSEWHERE))
def test_a_refused_act_leaves_no_event_and_no_change(copied, name):
    database, site, _ = copied
    stranger = Actor("nguoi-la", account=0, session="0" * 64)
    known = events(database)
    before = {table: rows for table, rows in dump(database).items() if table not in IN_PASSING}
    with suppress(Refused):  # acts on many files tell of it in their outcomes
        ACTS[name].act(database, site, stranger)
    assert events(database) == known
    assert {table: rows for table, rows in dump(database).items() if table not in IN_PASSING} == before


def unworded(event):
    """What a reader would see as a code."""
    unknown = [part for part in paths(event.before) | paths(event.after) if part not in FIELDS | ACCOUNT_FIELDS]
    names = {unit: unit for unit in (f"{number}" for number in range(100, 120))}
    unknown = [part for part in unknown if part not in names and not part.isdecimal()]
    return unknown + [event.action] * (event.action not in ACTIONS)


def paths(value):
    """The names of all fields within a value."""
    if isinstance(value, list):
        return {part for each in value for part in paths(each)}
    if not isinstance(value, dict):
        return set()
    return {str(key) for key in value} | {part for each in value.values() for part in paths(each)}


def recorded_actions():
    """Every action that the code records, found where it is handed over."""
    found = set()
    for file in sorted((ROOT / "campaign").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= set(_actions(node))
    return found


def _actions(call):
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    given = [each.value for each in call.keywords if each.arg == "action"]
    if name in ("_record", "record"):
        given += call.args[1:3]
    for value in given if name in ("record_event", "_save", "_record", "record", "edit_target") else ():
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
        elif isinstance(value, ast.JoinedStr):  # withdraw_{kind}
            yield from (f"{value.values[0].value}{kind}" for kind in ("directive", "target"))


def test_every_action_of_the_code_has_words_and_every_word_an_action():
    own = {"start_trail", "replace_audit_key"}  # named by constants
    assert recorded_actions() | own == ACTIONS.keys()
    assert {action.group for action in ACTIONS.values()} == GROUPS.keys()


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        ("target T6", {"deadline": "2022-06-30", "threshold": 0.9}, {"deadline": "2022-07-15", "threshold": 0.9},
         ["Deadline: 30 Jun 2022 → 15 Jul 2022"]),
        ("upload 1", {"status": "accepted"}, {"status": "withdrawn", "reason": "Nhầm huyện"},
         ["State: counts → withdrawn", "Reason: Nhầm huyện"]),
        ("assignment T6", {"105": {"people": 900, "due": "2022-06-30"}}, {"105": {"people": 1200, "due": "2022-06-30"}},
         ["TP Lai Châu · People: 900 → 1,200"]),
        ("assignment T6", {"105": {"people": 900}}, None, ["TP Lai Châu · People: 900"]),
        ("assignments", None, {"units": ["105", "108"]}, ["Units: TP Lai Châu, Huyện Sìn Hồ"]),
        ("target T6", {"threshold": 0.9, "deadline": "2022-06-30"}, {"threshold": None},
         ["Threshold: 90% → –", "Deadline: 30 Jun 2022 → –"]),
        ("assignment T6", {"105": {"signed_off": False}}, {"105": {"signed_off": True}},
         ["TP Lai Châu · Signed off: no → yes"]),
        ("upload 1", None, {"file": "a.xlsx", "sha256": "ab" * 32, "period": [None, "2022-05-19"], "new": 0},
         ["File: a.xlsx", "Period: 19 May 2022", "New: 0", "SHA-256 of the file: abababababab…"]),
        ("account lan", {"issuer": None}, {"issuer": "https://id.example"},
         ["Identity provider: – → https://id.example"]),
        ("account lan", None, None, []),
    ],
)  # fmt: skip
def test_what_changed_is_told_in_words(name, before, after, expected):
    words = Words(translator("en"), "en", {"105": "TP Lai Châu", "108": "Huyện Sìn Hồ"})
    assert change_lines(name, before, after, words) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("upload 12", "Upload 12"),
        ("period 2022-05-19", "Figures up to 19 May 2022"),
        ("unit|109|TX Mường Lay", "Question about the unit “TX Mường Lay”"),
        ("audit trail", "Audit trail"),
        ("something of another version", "something of another version"),
    ],
)
def test_what_was_changed_is_named_in_words(name, expected):
    assert object_words(name, Words(translator("en"), "en")) == expected


def test_an_action_of_another_version_is_told_by_its_code():
    words = Words(translator("en"), "en")
    assert (action_words("juggle", words), group_words("juggle", words)) == ("juggle", "")


def test_persons_are_in_no_event_and_erasing_them_breaks_no_chain(copied):
    database, site, by = copied
    for name in ("manage.assigning.save", "manage.assignments.erase_names", "access.accounts.erase_name"):
        ACTS[name].act(database, site, by)
    told = "\n".join(str(tuple(row)) for row in events(database))
    assert "Nguyễn Thị Mỵ Châu" not in told
    assert NAME not in told
    assert POST not in told
    assert "Lò Thị Mai" not in told  # the display name of every account here
    assert verify_trail(database).wrong == []


def test_doses_and_measures_are_told_as_elsewhere():
    words = Words(translator("en"), "en")
    for code, told in DOSE_WORDS.items():
        assert change_lines("target T6", None, {"dose": code or "x"}, words) == [f"Dose: {told if code else 'x'}"]
    for code, told in MEASURE_WORDS.items():
        assert change_lines("target T6", None, {"denominator_kind": code}, words) == [f"Out of: {told}"]
