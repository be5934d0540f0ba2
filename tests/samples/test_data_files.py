"""The files under data/ say what the documents and the list of units say."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from datetime import date

import pytest

from campaign.domain.names.text import key
from campaign.settings import DATA


def read_rows(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def read_entries(name, kind):
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))[kind]


UNITS = read_rows("units.csv")
DIRECTIVES = {entry["id"]: entry for entry in read_entries("directives.toml", "directive")}
CLAUSES = {(id, part["number"]): part["text"] for id, entry in DIRECTIVES.items() for part in entry["clause"]}
TARGETS = {entry["id"]: entry for entry in read_entries("targets.toml", "target")}


@pytest.mark.parametrize(
    "name",
    [
        "units.csv",
        "population.csv",
        "groups.toml",
        "intervals.toml",
        "directives.toml",
        "targets.toml",
    ],
)
def test_every_file_says_first_what_it_is(name):
    assert (DATA / name).read_text(encoding="utf-8").startswith("# ")


def test_the_province_has_8_districts_106_communes_and_5_other_units():
    assert Counter(unit["kind"] for unit in UNITS) == {"province": 1, "district": 8, "commune": 106, "other": 5}


def test_districts_stand_in_the_order_of_their_codes():
    assert [(unit["code"], unit["name"]) for unit in UNITS if unit["kind"] == "district"] == [
        ("105", "Thành phố Lai Châu"),
        ("106", "Huyện Tam Đường"),
        ("107", "Huyện Mường Tè"),
        ("108", "Huyện Sìn Hồ"),
        ("109", "Huyện Phong Thổ"),
        ("110", "Huyện Than Uyên"),
        ("111", "Huyện Tân Uyên"),
        ("112", "Huyện Nậm Nhùn"),
    ]


def test_communes_a_district_are_those_of_2021():
    communes = Counter(unit["parent"] for unit in UNITS if unit["kind"] == "commune")
    assert communes == {"105": 7, "106": 13, "107": 14, "108": 22, "109": 17, "110": 12, "111": 10, "112": 11}


def test_every_parent_is_the_kind_above():
    kinds = {unit["code"]: unit["kind"] for unit in UNITS}
    above = {"province": None, "district": "province", "commune": "district", "other": "province"}
    assert [unit["name"] for unit in UNITS if kinds.get(unit["parent"]) != above[unit["kind"]]] == []


def test_codes_are_the_statistics_offices_and_unique():
    assert len({unit["code"] for unit in UNITS}) == len(UNITS)
    assert {unit["code"] for unit in UNITS if unit["kind"] == "other"} == {"cdc", "bvdk", "cong-an", "bchqs", "bdbp"}
    assert {unit["kind"] for unit in UNITS if len(unit["code"]) == 5 and unit["code"].isdigit()} == {"commune"}


def test_no_two_units_of_one_district_share_a_spelling():
    spellings = Counter(
        (unit["parent"], spelling)
        for unit in UNITS
        for spelling in {key(text) for text in (unit["name"], *unit["aliases"].split(";")) if text.strip()}
    )
    assert [spelling for spelling, times in spellings.items() if times > 1] == []


@pytest.mark.parametrize("spelling", ["Pa Khóa", "Phăng Xô Lin", "Nậm Loỏng", "Hua Bum", "BVĐK tỉnh"])
def test_local_spellings_are_known(spelling):
    assert spelling in [alias for unit in UNITS for alias in unit["aliases"].split(";")]


def test_groups_by_age_follow_one_another_without_gap():
    groups = {entry["code"]: entry for entry in read_entries("groups.toml", "group")}
    ages = [
        (groups[code].get("from_months"), groups[code].get("to_months")) for code in ("6m-4", "5-11", "12-17", "18+")
    ]
    assert ages == [(6, 60), (60, 144), (144, 216), (216, None)]
    assert {code for code, entry in groups.items() if entry.get("part_of") == "18+"} == {
        *("50+", "65+", "underlying", "pregnant", "immobile", "hardship", "frontline")
    }


def test_intervals_are_those_of_the_ministrys_letters():
    stated = [
        (entry["groups"][0], entry["dose"], entry["months"], entry["valid_from"], entry["source"].split()[2])
        for entry in read_entries("intervals.toml", "interval")
    ]
    assert stated == [
        ("18+", "dose_3", 6, date(2021, 12, 1), "10225/BYT-DP"),
        ("18+", "dose_3", 3, date(2021, 12, 17), "10722/BYT-DP"),
        ("12-17", "dose_3", 5, date(2022, 6, 23), "3309/BYT-DP"),
        ("18+", "dose_4", 4, date(2022, 6, 23), "3309/BYT-DP"),
    ]


def test_the_five_directives_and_their_dates():
    assert [(id, entry["issued"], entry.get("meeting")) for id, entry in DIRECTIVES.items()] == [
        ("000", "2022-05-16", date(2022, 5, 13)),
        ("001", "2021-12", date(2021, 12, 2)),
        ("002", "2023-01", None),
        ("003", "2022-02-28", date(2022, 2, 28)),
        ("004", "2021-11", None),
    ]


def test_clauses_are_whole_sentences_on_one_line():
    for text in CLAUSES.values():
        assert text[0].isupper()
        assert text.endswith(".")
        assert "  " not in text
        assert "\n" not in text


def test_a_clause_reads_as_the_document_has_it():
    assert CLAUSES["000", "3"] == (
        "Tuyên truyền, vận động người dân tiêm vắc xin, phấn đấu hoàn thành việc tiêm mũi 3 cho người cần tiêm và tiêm "
        "mũi 2 cho trẻ từ 5 đến dưới 12 tuổi trong Quý II/2022; xây dựng kế hoạch tiêm mũi 4 cho các đối tượng theo "
        "hướng dẫn của Bộ Y tế."
    )


def test_the_deadlines_clause_of_003_names_the_doses_in_clause_1():
    assert (
        "mũi 3 cho người từ 18 tuổi trở lên và tiêm mũi 2 cho người từ 12 tuổi đến dưới 18 tuổi" in CLAUSES["003", "1"]
    )


@pytest.mark.parametrize("id", TARGETS)
def test_the_words_of_a_target_stand_in_its_clause(id):
    target = TARGETS[id]
    text, begin = CLAUSES[target["directive"], target["clause"]], 0
    for part in target["words"].split(" … "):
        begin = text.index(part, begin) + len(part)
    assert begin > 0


@pytest.mark.parametrize("id", ["T3", "T4", "T6", "T7"])
def test_the_words_of_a_deadline_stand_in_its_clause(id):
    target = TARGETS[id]
    assert target["deadline_words"] in CLAUSES[target["directive"], target["clause"]]


def test_the_seeded_targets():
    shown = ("group", "dose", "denominator_kind", "threshold", "deadline", "purpose", "supersedes")
    assert {id: tuple(target.get(name) for name in shown) for id, target in TARGETS.items()} == {
        "T1": ("50+", "dose_3", "interval", None, None, "priority", None),
        "T2": ("12-17", "dose_2", "resident", None, None, "priority", None),
        "T3": ("18+", "dose_3", "due", 1.0, date(2022, 3, 13), "deadline", None),
        "T4": ("12-17", "dose_2", "resident", 1.0, date(2022, 3, 13), "deadline", None),
        "T5": ("5-11", "dose_1", "resident", None, None, "prepare", None),
        "T6": ("18+", "dose_3", "due", 1.0, date(2022, 6, 30), "deadline", "T3"),
        "T7": ("5-11", "dose_2", "resident", 1.0, date(2022, 6, 30), "deadline", None),
        "T8": ("50+", "dose_4", "interval", None, None, "plan", None),
        "T9": ("underlying", "dose_4", "due", None, None, "priority", None),
        "T10": ("6m-4", "dose_1", "resident", None, None, "priority", None),
        "T11a": ("65+", "dose_2", "resident", None, None, "priority", None),
        "T11b": ("pregnant", "dose_2", "resident", None, None, "priority", None),
    }


def test_the_third_week_of_march_is_read_four_ways():
    readings = {one["deadline"] for one in TARGETS["T3"]["other_readings"]}
    assert readings | {TARGETS["T3"]["deadline"]} == {date(2022, 3, day) for day in (13, 14, 20, 21)}
    assert TARGETS["T3"]["deadline_reading"] == TARGETS["T4"]["deadline_reading"]
