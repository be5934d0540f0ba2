"""Who is named in the audit trail: a word for what is no account, an account's login as it is."""

from __future__ import annotations

import pytest

from campaign.domain.wording.audit_lines import Words, change_lines
from campaign.domain.wording.audit_words import ACTORS, actor_words
from campaign.locale import translator

VIETNAMESE = translator("vi")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("campaign", "chính chương trình"),
        ("data/", "tệp dữ liệu kèm chương trình"),
        ("oidc", "dịch vụ định danh của đơn vị"),
        ("local", "người dùng tại máy này"),
        ("lan", "lan"),
        ("", ""),
    ],
)
def test_what_is_no_account_is_told_in_words_and_a_name_stays(name: str, words: str) -> None:
    assert actor_words(name, VIETNAMESE) == words


@pytest.mark.parametrize("name", ACTORS)
def test_an_account_that_has_such_a_login_keeps_it(name: str) -> None:
    assert actor_words(name, VIETNAMESE, account=7) == name


def test_who_closed_a_period_is_told_in_the_same_words() -> None:
    words = Words(VIETNAMESE, "vi")
    assert change_lines("period 2022-06-16", None, {"closed_by": "local"}, words) == [
        "Người khóa: người dùng tại máy này"
    ]
