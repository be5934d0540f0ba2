"""What is installed: every pin has its hashes, on every machine the same, and none is older than what is safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from campaign.settings import ROOT
from campaign.ui.running import LEAST, is_older

PINS, HASHED = ROOT / "requirements.txt", ROOT / "requirements-hashes.txt"
MACHINES = ("linux", "win32", "darwin")
PYTHONS = ("3.11", "3.12", "3.13")
# The first versions without a hole that is known, of what reads strangers' requests and files.
SAFE_SINCE = {"streamlit": (1, 61), "starlette": (1, 1), "openpyxl": (2, 4, 2)}
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_list_with_hashes_installs_exactly_the_pins_on_every_machine(machine: str, python: str):
    assert _installed(HASHED, machine, python) == _installed(PINS, machine, python), "run: make hashes"


def test_every_pin_has_hashes_and_no_other_option():
    for line in _lines(HASHED):
        options = line.split()[1:]
        hashes = [word for word in options if word.startswith("--")]
        assert hashes
        assert all(_HASH.fullmatch(each) for each in hashes), line
        assert len(set(hashes)) == len(hashes), line


def test_every_pin_is_of_one_version_and_from_no_address():
    for requirement in map(_requirement, [*_lines(PINS), *_lines(HASHED)]):
        assert requirement.url is None
        assert [each.operator for each in requirement.specifier] == ["=="]


def test_neither_list_names_a_package_index():
    for file in (PINS, HASHED):
        assert not re.search(r"https?://|index-url|find-links|trusted-host", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", sorted(SAFE_SINCE))
def test_no_pin_is_older_than_the_first_version_without_a_known_hole(package: str):
    assert not is_older(_installed(PINS, "linux", "3.11")[package], SAFE_SINCE[package])


def test_a_server_of_the_pins_is_one_that_starts():
    pinned = _installed(PINS, "linux", "3.11")
    assert [name for name, least in LEAST.items() if is_older(pinned[name], least)] == []


def _installed(file: Path, machine: str, python: str) -> dict[str, str]:
    """The version of every package that a list installs on a kind of machine."""
    here = {"sys_platform": machine, "python_version": python, "python_full_version": f"{python}.4"}
    wanted = [each for each in map(_requirement, _lines(file)) if each.marker is None or each.marker.evaluate(here)]
    assert len({each.name for each in wanted}) == len(wanted)
    return {each.name: str(each.specifier).removeprefix("==") for each in wanted}


def _requirement(line: str) -> Requirement:
    return Requirement(line.partition(" --hash")[0])


def _lines(file: Path) -> list[str]:
    """A line for each package, without remarks; its hashes stand on it."""
    joined = file.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.partition("#")[0].strip() for line in joined.splitlines())
    return [line for line in lines if line]
