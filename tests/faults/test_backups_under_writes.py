"""Backups made while somebody writes are whole; a plain copy of the file is not, and the harness sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.backups import QUICK, is_good, measure


def test_every_backup_made_while_a_process_writes_is_whole_and_a_plain_copy_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAMPAIGN_BACKUP")
    found = measure(tmp_path, QUICK)
    assert (found.backups, found.bad) == (QUICK, 0)
    assert found.bad_copies > 0
    assert is_good(found)
    assert not is_good(found._replace(bad=1))
    assert not is_good(found._replace(bad_copies=0))
