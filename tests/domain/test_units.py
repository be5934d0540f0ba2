"""Units by name: exact, then without accents where still unique, and never by likeness."""

from __future__ import annotations

import pytest

from tests.builders import full_vocabulary

UNITS = full_vocabulary().units


def found(name, within=None, numbered=None):
    answer = UNITS.find(name, within, numbered=numbered)
    return answer.unit.code if answer.unit else {unit.name for unit in answer.candidates}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("TP Lai Châu", "105"),
        ("T.P Lai Châu", "105"),
        ("TP", "105"),
        ("Thành phố", "105"),
        ("H.Tam Đường", "106"),
        ("TTYT huyện Tam Đường", "106"),
        ("Trung tâm Y tế Tam Đường", "106"),
        ("UBND huyện Mường Tè", "107"),
        ("Mường Tè", "107"),
        ("Tân uyên", "111"),
        ("THAN UYÊN", "110"),
        ("Tan Uyen", "111"),
        ("huyen Than Uyen", "110"),
        ("Tỉnh Lai Châu", "12"),
        ("CDC tỉnh", "cdc"),
        ("Công an tỉnh", "cong-an"),
        ("Xã Khoen On", "03643"),
    ],
)
def test_a_name_without_a_district_is_a_district_or_a_unique_commune(name, code):
    assert found(name) == code


@pytest.mark.parametrize(
    ("name", "district", "code"),
    [
        ("Nậm Cha", "108", "03526"),
        ("Nậm Chà", "112", "03473"),
        ("Nam Cha", "108", "03526"),
        ("Nam Cha", "112", "03473"),
        ("Phăng Xô Lin", "108", "03505"),
        ("Pa Khóa", "108", "03527"),
        ("X. Pa Tần", "108", "03493"),
        ("TT Mường Tè", "107", "03433"),
        ("xã Mường Tè", "107", "03445"),
        ("P. Đoàn Kết", "105", "03389"),
        ("Xã Tân Phong", "105", "03387"),
        ("Huyện Tam Đường", "106", "106"),
        ("Phong Thổ", "106", "109"),
    ],
)
def test_a_commune_is_found_inside_its_district(name, district, code):
    assert found(name, district) == code


@pytest.mark.parametrize(
    ("name", "district", "numbered", "answer"),
    [
        ("Lai Châu", None, True, "105"),
        ("Lai Châu", None, False, "12"),
        ("Lai Châu", None, None, {"Thành phố Lai Châu", "Tỉnh Lai Châu"}),
        ("Tam Đường", "106", True, "03390"),
        ("Tam Đường", "106", False, "106"),
        ("Tam Đường", "106", None, {"Thị trấn Tam Đường", "Huyện Tam Đường"}),
        ("Mường Tè", "107", True, {"Thị trấn Mường Tè", "Xã Mường Tè"}),
        ("Mường Tè", "107", False, "107"),
    ],
)
def test_a_name_that_a_unit_shares_with_the_one_above_is_told_by_its_row(name, district, numbered, answer):
    assert found(name, district, numbered) == answer


@pytest.mark.parametrize("name", ["Nậm Cha", "Xã Nậm Cha", "Nam Cha"])
def test_a_name_that_two_districts_have_without_accents_needs_its_district(name):
    assert found(name) == {"Xã Nậm Cha", "Xã Nậm Chà"}


@pytest.mark.parametrize(
    ("name", "district"),
    [("Tam Đưng", None), ("Thân Uyên Mới", None), ("San Thàng", "106"), ("", None), ("Toàn tỉnh", None)],
)
def test_a_name_that_is_not_one_is_unknown(name, district):
    assert found(name, district) == set()


def test_nearest_names_are_offered_and_not_taken():
    assert UNITS.nearest("Tam Đưng")[0].code == "106"
    assert UNITS.nearest("qwerty") == ()


def test_titles_speak_of_districts_and_the_bare_provinces_name_of_none():
    assert [unit.code for unit in UNITS.mentioned("TRUNG TÂM Y TẾ HUYỆN TAM ĐƯỜNG")] == ["106"]
    assert [unit.code for unit in UNITS.mentioned("bc_sin_ho.xlsx")] == ["108"]
    assert [unit.code for unit in UNITS.mentioned("KẾT QUẢ THÀNH PHỐ LAI CHÂU")] == ["105"]
    assert UNITS.mentioned("SỞ Y TẾ TỈNH LAI CHÂU") == ()


def test_every_unit_is_found_by_its_own_name_in_its_own_place():
    for unit in UNITS.units:
        within = unit.parent if unit.kind == "commune" else None
        assert found(unit.name, within, numbered=unit.kind != "province") == unit.code


def test_there_are_8_districts_and_106_communes():
    assert len(UNITS.districts()) == 8
    assert sum(len(UNITS.children(district.code)) for district in UNITS.districts()) == 106
