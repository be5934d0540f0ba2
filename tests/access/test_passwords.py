"""Which passwords will do, and that what is kept of one opens only to it."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters

from campaign.access.common_passwords import is_common
from campaign.access.passwords import LONGEST, SHORTEST, check_password, hash_password, is_outdated, is_right
from campaign.errors import Refused

GOOD = "ruộng bậc thang xanh"


def refusal(password: str, login: str = "an") -> str:
    try:
        check_password(password, login)
    except Refused as problem:
        return problem.code
    return ""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("vừng ơi mở r", ""),  # 12 characters
        ("vừng ơi mở ", "password_short"),  # 11
        ("", "password_short"),
        ("chín con rồng " * 9 + "ab", ""),  # 128
        ("chín con rồng " * 9 + "abc", "password_long"),  # 129
        ("x y" * 1000, "password_long"),
        ("correct horse battery", ""),
        ("0918273645564738", ""),  # no rule of composition: digits alone will do
        ("password2022!!", "password_common"),
        ("QWERTYuiop123", "password_common"),
        ("1qaz2wsx3edc", "password_common"),
        ("Mật Khẩu 123456", "password_common"),
        ("Soyte-LaiChau@2022", "password_common"),
        ("tiêm chủng vắc xin tỉnh Lai Châu", "password_common"),
        ("tiêm chủng ruộng bậc thang", ""),
        ("abcabcabcabc", "password_common"),
        ("1234567890123", "password_common"),
    ],
)
def test_what_may_be_a_password(password, code):
    assert refusal(password) == code


def test_the_length_counts_letters_as_they_are_read_and_not_their_parts():
    short = unicodedata.normalize("NFD", "vừng ơi mở ")
    assert len(short) > SHORTEST
    assert refusal(short) == "password_short"
    assert refusal(unicodedata.normalize("NFD", "ộ" * 4 + "bậc thang này" * 8)) == ""
    assert len("ộ" * 4 + "bậc thang này" * 8) <= LONGEST


@pytest.mark.parametrize(
    ("login", "code"), [("lo.thi.mai", "password_login"), ("mai1", "password_login"), ("mai", ""), ("", "")]
)
def test_a_password_that_tells_the_login_is_refused(login, code):
    assert refusal("Lo.Thi.Mai và Mai1 bạn", login) == code


def test_every_refusal_says_what_would_do():
    for password in ("ngắn", "matkhau123456", "chín con rồng " * 10):
        with pytest.raises(Refused, match=r"will do|needed|enough"):
            check_password(password, "an")


def test_a_long_text_of_words_of_the_place_is_looked_at_at_once():
    assert not is_common("soyte" * 25 + "q")


def test_a_password_is_hashed_as_argon2id_with_19_mib_two_passes_and_one_lane():
    kept = hash_password(GOOD)
    found = extract_parameters(kept)
    assert kept.startswith("$argon2id$")
    assert (found.memory_cost, found.time_cost, found.parallelism) == (19 * 1024, 2, 1)
    assert hash_password(GOOD) != kept


def test_only_the_password_opens_however_its_letters_are_composed():
    kept = hash_password(GOOD)
    assert is_right(kept, GOOD)
    assert is_right(kept, unicodedata.normalize("NFD", GOOD))
    assert not is_right(kept, GOOD + " ")
    assert not is_right(kept, GOOD.upper())


@pytest.mark.parametrize("kept", [None, "", "no hash at all"])
def test_where_no_password_is_kept_none_is_right(kept):
    assert not is_right(kept, GOOD)
    assert not is_right(kept, "nobody's password")


def test_a_hash_of_weaker_parameters_is_known_as_outdated():
    assert is_outdated(PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(GOOD))
    assert not is_outdated(hash_password(GOOD))
