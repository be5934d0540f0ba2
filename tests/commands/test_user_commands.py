"""Accounts by the command line: the first administrator, links, roles, sessions; and no command for whoever may not."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from campaign.cli import app
from campaign.locale.zone import VIETNAM_TIME
from campaign.workflows.access.links import read_link, use_link
from campaign.workflows.access.sessions import find_visit
from tests.access.people import PASSWORD, WHERE, come_in, new_account
from tests.access.site import build_site, dump
from tests.access.writers import find_writers
from tests.builders.geojson import build_geojson


def call(url: str, *arguments: str, role: str = "") -> Result:
    environment = {"CAMPAIGN_LANGUAGE": "en", "CAMPAIGN_ROLE": role}
    return CliRunner().invoke(app, ["--db", url, *arguments], env=environment)


def run(url: str, *arguments: str, code: int = 0, role: str = "") -> Result:
    done = call(url, "user", *arguments, role=role)
    assert done.exit_code == code, (done.output, done.exception)
    return done


def listed(url: str) -> dict[str, tuple[str, str, int]]:
    rows = json.loads(run(url, "list", "--json").stdout)["accounts"]
    return {row["login"]: (row["role"], row["status"], row["sessions"]) for row in rows}


def token_in(done: Result) -> str:
    start, _, token = done.stdout.strip().partition("/login?lien-ket=")
    assert start == "https://tiem.laichau.example"
    return token


def test_the_very_first_administrator_gets_a_link_that_is_printed_once(database, database_url):
    url = ("--url", "https://tiem.laichau.example/")
    done = run(database_url, "add", "Lan", "--name", "Lan", "--role", "admin", *url)
    assert "It is good once, for 72 hours." in done.stderr
    assert use_link(database, token_in(done), password=PASSWORD, **WHERE).visit.role == "admin"
    again = token_in(run(database_url, "reset", "lan", *url))
    assert read_link(database, again).login == "lan"
    assert listed(database_url) == {"lan": ("admin", "active", 1)}
    assert PASSWORD not in run(database_url, "list").output


def test_roles_names_and_disabling(database, database_url):
    new_account(database, "lan", "admin")
    run(database_url, "add", "mai", "--name", "Mai")
    run(database_url, "role", "mai", "analyst")
    assert "now called Lò Thị Mai" in run(database_url, "rename", "mai", "Lò Thị Mai").stderr
    assert "Disable the account first" in run(database_url, "erase", "mai", code=1).stderr
    run(database_url, "disable", "mai")
    run(database_url, "erase", "mai")
    assert listed(database_url)["mai"] == ("analyst", "disabled", 0)
    assert "Enable the account first" in run(database_url, "reset", "mai", code=1).stderr
    run(database_url, "enable", "mai")
    assert listed(database_url)["mai"] == ("analyst", "active", 0)
    assert "only administrator" in run(database_url, "disable", "lan", code=1).stderr
    assert "only administrator" in run(database_url, "role", "lan", "viewer", code=1).stderr
    assert "'chief' is no role" in run(database_url, "role", "lan", "chief", code=1).stderr
    assert "no account 'hoa'" in run(database_url, "disable", "hoa", code=1).stderr
    assert "already" in run(database_url, "add", "LAN", "--name", "Lan", code=1).stderr
    run(database_url, "identity", "mai", "--issuer", "https://id.example", "--subject", "7")
    run(database_url, "identity", "mai", "--issuer", "https://id.example", code=2)
    run(database_url, "identity", "mai", "--subject", "7", code=2)  # of which provider?


def test_a_person_of_the_identity_provider_is_added_without_a_link(database_url):
    person = ("add", "hoa", "--name", "Hoa", "--role", "analyst")
    done = run(database_url, *person, "--oidc-issuer", "https://id.example", "--oidc-subject", "9")
    assert "lien-ket" not in done.stdout
    assert listed(database_url)["hoa"] == ("analyst", "active", 0)
    run(database_url, "add", "lan", "--name", "Lan", "--oidc-issuer", "https://id.example", code=2)
    run(database_url, "add", "lan", "--name", "Lan", "--oidc-subject", "8", code=2)  # of which provider?
    taken = run(
        database_url,
        *person[:1],
        "lan",
        *person[2:],
        "--oidc-issuer",
        "https://id.example",
        "--oidc-subject",
        "9",
        code=1,
    )
    assert "'hoa' already signs in as this person" in taken.stderr


def test_sessions_are_listed_and_ended(database, database_url):
    first, second = new_account(database, "lan", "admin"), come_in(database, "lan")
    rows = json.loads(run(database_url, "sessions", "--json").stdout)["sessions"]
    assert {row["session"] for row in rows} == {first.visit.session[:12], second.visit.session[:12]}
    assert "1 sessions have ended" in run(database_url, "end", first.visit.session[:12]).stderr
    assert find_visit(database, first.token) is None
    assert "1 sessions have ended" in run(database_url, "end", "--all").stderr
    assert "0 sessions have ended" in run(database_url, "end", "--login", "lan").stderr
    assert "Name a session" in run(database_url, "end", code=2).stderr
    assert "ended already" in run(database_url, "end", "0123", code=1).stderr


SINCE = ("--valid-from", "01/06/2022", "--source", "Công văn 1")
# Every command that writes, by the function behind it; {geojson}, {sheet} and {annex} are files.
WRITING = {
    "assignments.allocate": ["assignment", "allocate", "T6"],
    "assignments.erase_names": ["assignment", "erase-names", "--unit", "105"],
    "assignments.load": ["assignment", "load", "{annex}", "--target", "T6"],
    "assignments.remove": ["assignment", "remove", "T6"],
    "assignments.set_": ["assignment", "set", "T6", "105=90", "106=110"],
    "assignments.sign_off": ["assignment", "sign-off", "T6", "105"],
    "boundaries.load": ["boundaries", "load", "{geojson}"],
    "boundaries.remove": ["boundaries", "remove"],
    "directives.add": ["directive", "add", "--issuer", "UBND", "--subject", "V/v"],
    "directives.edit": ["directive", "edit", "005", "--subject", "V/v"],
    "directives.restore": ["directive", "restore", "006"],
    "directives.withdraw": ["directive", "withdraw", "005", "--reason", "Nhầm"],
    "periods.close": ["period", "close", "--day", "19/05/2022", "--note", "Giao ban"],
    "periods.reopen": ["period", "reopen", "--from", "19/05/2022", "--reason", "Sửa"],
    "populations.load": ["populations", "load", "{sheet}"],
    "populations.set_": [
        "populations",
        "set",
        "--unit",
        "105",
        "--group",
        "18+",
        "--kind",
        "due",
        "--people",
        "1",
        *SINCE,
    ],
    "sheets.answers": ["answers", "--forget", "column|*|Số lượng"],
    "sheets.import_": ["import", "{sheet}"],
    "sheets.sample": ["sample"],
    "sheets.withdraw": ["withdraw", "1", "--reason", "Nhầm"],
    "targets.add": ["target", "add", "--directive", "005"],
    "targets.edit": ["target", "edit", "T5", "--threshold", "90"],
    "targets.reading": ["target", "reading", "T3", "--choose", "2022-03-20"],
    "targets.restore": ["target", "restore", "T1"],
    "targets.withdraw": ["target", "withdraw", "T5", "--reason", "Nhầm"],
    "users.add": ["user", "add", "hoa", "--name", "Hoa", "--role", "admin"],
    "users.disable": ["user", "disable", "khac"],
    "users.enable": ["user", "enable", "nghi.viec"],
    "users.end": ["user", "end", "--all"],
    "users.erase": ["user", "erase", "nghi.viec"],
    "users.identity": ["user", "identity", "khac"],
    "users.rename": ["user", "rename", "khac", "Khác"],
    "users.reset": ["user", "reset", "khac"],
    "users.role": ["user", "role", "khac", "admin"],
}


def test_every_command_that_writes_is_tried_here():
    commands = "campaign.commands."
    found = {name.removeprefix(commands) for name in find_writers() if name.startswith(commands)}
    assert found - ELSEWHERE == WRITING.keys()


# Backups: asked of the operator's role in tests of theirs, also while the database cannot be read.
ELSEWHERE = {"backups.main"}


def test_a_viewing_operator_changes_nothing(sqlite_database, sqlite_url, tmp_path: Path):
    site = build_site(sqlite_database)
    files = {"{geojson}": tmp_path / "moi.geojson", "{sheet}": tmp_path / "moi.xlsx"}
    files["{annex}"] = tmp_path / "phu luc.csv"
    files["{annex}"].write_text("Đơn vị,Chỉ tiêu giao\nHuyện Sìn Hồ,90\nHuyện Mường Tè,110\n", encoding="utf-8")
    files["{geojson}"].write_bytes(build_geojson())
    files["{sheet}"].write_bytes(site.sheet)
    before = dump(sqlite_database)
    done = {
        name: call(sqlite_url, *(str(files.get(each, each)) for each in arguments), role="viewer")
        for name, arguments in WRITING.items()
    }
    others = {name: each.output for name, each in done.items() if each.exit_code != 1 or "Only a" not in each.output}
    assert others == {}
    assert dump(sqlite_database) == before


@pytest.mark.parametrize("command", ["list", "sessions"])
def test_a_viewing_operator_does_not_see_accounts(sqlite_url, command):
    assert "Only an administrator" in run(sqlite_url, command, code=1, role="viewer").stderr


def test_an_empty_list_of_sessions_says_so_and_times_are_those_of_the_office(sqlite_url: str) -> None:
    assert "Nobody is signed in." in run(sqlite_url, "sessions").stderr
    run(sqlite_url, "add", "an", "--name", "An", "--role", "analyst")
    (account,) = json.loads(run(sqlite_url, "list", "--json").stdout)["accounts"]
    made = datetime.fromisoformat(account["created_at"]).astimezone(VIETNAM_TIME)
    assert f"{made:%d/%m/%Y %H:%M}" in run(sqlite_url, "list").stdout
