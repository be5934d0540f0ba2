"""The handbook of operations names what there is: every setting, every file, every command."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from campaign.cli import app
from campaign.settings import ROOT

HANDBOOK, DEPLOY = ROOT / "docs" / "operations.md", ROOT / "deploy"
_SETTING = re.compile(r"\bCAMPAIGN_[A-Z][A-Z_]*[A-Z]\b")
_IN_TABLE = re.compile(r"^\| `(CAMPAIGN_[A-Z_]+)` \|", re.MULTILINE)
_LINK = re.compile(r"\]\(((?:\.\./)?[\w./-]+)\)")
_COMMAND = re.compile(r"(?:-m |\$ |sudo -u campaign |`)campaign ([a-z]+)")
TEXT = HANDBOOK.read_text(encoding="utf-8")


def test_every_setting_that_the_program_reads_has_a_line_in_the_table_and_no_other():
    read = {name for file in (ROOT / "campaign").rglob("*.py") for name in _SETTING.findall(_text(file))}
    named = _IN_TABLE.findall(TEXT)
    assert sorted(named) == sorted(read)


def test_what_is_ready_to_be_deployed_sets_nothing_that_is_not_read():
    known = set(_IN_TABLE.findall(TEXT))
    for file in _deployed():
        assert set(_SETTING.findall(_text(file))) <= known, file.name


@pytest.mark.parametrize("link", sorted(set(_LINK.findall(TEXT))))
def test_every_file_the_handbook_links_to_is_there(link: str):
    assert (HANDBOOK.parent / link).exists()


def test_every_place_of_the_handbook_that_it_links_to_is_there():
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors


def test_every_command_the_handbook_tells_to_run_exists():
    there: Iterable[Any] = get_command(app).commands  # type: ignore[attr-defined]
    told = set(_COMMAND.findall(TEXT))
    assert {"backup", "restore", "check", "upgrade", "user", "period", "audit"} <= told
    assert told <= set(there)


def test_a_script_that_windows_reads_by_its_code_page_is_plain_ascii():
    for file in DEPLOY.rglob("*.ps1"):
        assert file.read_bytes().isascii(), file.name


def test_python_reads_and_writes_utf_8_wherever_windows_starts_it():
    assert all("PYTHONUTF8" in _text(file) for file in (DEPLOY / "windows").iterdir())


def _deployed() -> list[Path]:
    return [file for file in DEPLOY.rglob("*") if file.is_file()]


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
