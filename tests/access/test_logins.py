"""Login names: the same however typed, and never two that look alike."""

from __future__ import annotations

import unicodedata

import pytest

from campaign.access.logins import check_login, is_login, login_key
from campaign.errors import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Nguyen.Van.An ", "nguyen.van.an"),
        ("NGUYỄN.VĂN.AN", "nguyễn.văn.an"),
        (unicodedata.normalize("NFD", "Nguyễn.An"), "nguyễn.an"),
        ("Đỗ-Đức", "đỗ-đức"),
        ("an@laichau", "an@laichau"),
        ("a1", "a1"),
        ("x" * 64, "x" * 64),
    ],
)
def test_a_login_is_kept_composed_and_without_capitals(typed, kept):
    assert check_login(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "a", "x" * 65, ".an", "-an", "nguyễn an", "a\x00n", "аn", "an\u200b", "an/../b", "an<b>", "an'--", "ａｎ٣"],
)
def test_what_is_no_handle_is_refused_with_an_example(typed):
    with pytest.raises(Refused, match=r"nguyen\.van\.an"):
        check_login(typed)
    assert not is_login(login_key(typed))
