"""The key of the audit trail: made once, whoever is first, and never guessed at."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from campaign.errors import DatabaseUnusable
from campaign.settings import ROOT
from campaign.store.safety.key_file import KEY_BYTES, read_key

READ = (
    "import sys; from pathlib import Path; from campaign.store.safety.key_file import read_key; "
    "print(read_key(Path(sys.argv[1])).hex())"
)


def refused(file):
    with pytest.raises(DatabaseUnusable) as problem:
        read_key(file)
    return str(problem.value)


def test_the_key_is_made_once_and_stays(tmp_path):
    file = tmp_path / "campaign.key"
    key = read_key(file)
    assert len(key) == KEY_BYTES == 32
    assert read_key(file) == key == file.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["campaign.key"]


def test_two_installations_have_different_keys(tmp_path):
    assert read_key(tmp_path / "a.key") != read_key(tmp_path / "b.key")


def test_nobody_else_may_read_the_key(tmp_path):
    file = tmp_path / "campaign.key"
    read_key(file)
    assert file.stat().st_mode & 0o777 == (0o666 if os.name == "nt" else 0o600)  # Windows: as the folder is


def test_processes_that_start_at_once_get_the_same_key(tmp_path):
    file = tmp_path / "campaign.key"
    started = [
        subprocess.Popen([sys.executable, "-c", READ, str(file)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(6)
    ]
    keys = {process.communicate()[0].strip() for process in started}
    assert keys == {file.read_bytes().hex()}
    assert [each.name for each in tmp_path.iterdir()] == ["campaign.key"]


def test_on_a_disk_without_links_the_key_is_written_in_its_place(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    file = tmp_path / "campaign.key"
    assert read_key(file) == file.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["campaign.key"]


@pytest.mark.parametrize("found", [0, 31, 33])
def test_a_file_that_is_no_key_is_left_as_it_is(tmp_path, found):
    file = tmp_path / "campaign.key"
    file.write_bytes(b"k" * found)
    os.utime(file, (0, 0))
    said = refused(file)
    assert f"it should have 32 bytes and has {found}" in said
    assert "Nothing was changed" in said
    assert file.read_bytes() == b"k" * found


def test_a_missing_folder_is_named(tmp_path):
    said = refused(tmp_path / "nowhere" / "campaign.key")
    assert f"there is no folder {tmp_path / 'nowhere'}" in said
    assert "CAMPAIGN_KEY_FILE" in said


def test_a_folder_in_the_place_of_the_key_is_told_in_words(tmp_path):
    assert "cannot be read" in refused(tmp_path)
