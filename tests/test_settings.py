"""What a site can set, and what happens when it sets nonsense."""

from __future__ import annotations

import pytest

from campaign.settings import Limits, Settings, read_settings


def test_nothing_set_keeps_the_defaults(monkeypatch):
    monkeypatch.delenv("CAMPAIGN_KEY_FILE")
    assert read_settings({}) == Settings()
    assert read_settings({"CAMPAIGN_LANGUAGE": "", "CAMPAIGN_READ_SECONDS": ""}) == Settings()


def test_the_defaults_let_a_workbook_of_500_000_rows_through():
    assert Settings().limits == Limits(
        file_mib=100, inflated_mib=800, rows=600_000, cells=12_000_000, read_seconds=60, read_memory_mib=2048
    )


def test_every_limit_can_be_set():
    environment = {
        "CAMPAIGN_MAX_FILE_MIB": "1",
        "CAMPAIGN_MAX_INFLATED_MIB": "2",
        "CAMPAIGN_MAX_ROWS": "3",
        "CAMPAIGN_MAX_CELLS": "4",
        "CAMPAIGN_READ_SECONDS": "5",
        "CAMPAIGN_READ_MEMORY_MIB": "6",
    }
    assert read_settings(environment).limits == Limits(1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "ten", " "])
def test_a_limit_that_is_no_whole_number_above_0_is_refused(text):
    with pytest.raises(ValueError, match="CAMPAIGN_MAX_CELLS must be a whole number above 0"):
        read_settings({"CAMPAIGN_MAX_CELLS": text})


def test_a_role_can_be_set_and_another_word_is_refused():
    assert read_settings({}).role == ""
    assert read_settings({"CAMPAIGN_ROLE": "viewer"}).role == "viewer"
    with pytest.raises(ValueError, match="CAMPAIGN_ROLE must be one of viewer, analyst, admin, not 'Viewer'"):
        read_settings({"CAMPAIGN_ROLE": "Viewer"})


def test_only_a_clear_yes_leaves_out_the_sign_in():
    assert read_settings({"CAMPAIGN_SINGLE_USER": "1"}).single_user
    assert not read_settings({"CAMPAIGN_SINGLE_USER": "0"}).single_user
    with pytest.raises(ValueError, match="CAMPAIGN_SINGLE_USER must be 1 or 0, not 'yes'"):
        read_settings({"CAMPAIGN_SINGLE_USER": "yes"})


def test_the_key_is_kept_where_the_site_says():
    assert read_settings({"CAMPAIGN_KEY_FILE": "/srv/keys/a.key"}).key_file.as_posix() == "/srv/keys/a.key"
