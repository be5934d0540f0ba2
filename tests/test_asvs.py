"""docs/asvs.md answers every requirement of level 1 and 2 once, adds up, and names files that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from campaign.settings import ROOT

PAGE = ROOT / "docs" / "asvs.md"
VERDICTS = MET, *_ = "met", "not applicable", "accepted risk"
# The numbers of ASVS 5.0.0 by level; 1.2.1-5 are 1.2.1 to 1.2.5.
LEVEL_1 = """
1.2.1-5 1.3.1-2 1.5.1 2.1.1 2.2.1-2 2.3.1 3.2.1-2 3.3.1 3.4.1-2 3.5.1-3 4.1.1 4.4.1 5.2.1-2 5.3.1-2
6.1.1 6.2.1-8 6.3.1-2 6.4.1-2 7.2.1-4 7.4.1-2 8.1.1 8.2.1-2 8.3.1 9.1.1-3 9.2.1 10.4.1-5
11.3.1-2 11.4.1 12.1.1 12.2.1-2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1
"""
LEVEL_2 = """
1.1.1-2 1.2.6-9 1.3.3-11 1.4.1-3 1.5.2 2.1.2-3 2.2.3 2.3.2-4 2.4.1 3.3.2-4 3.4.3-6 3.5.4-5 3.7.1-2
4.1.2-3 4.2.1 4.3.1-2 4.4.2-4 5.1.1 5.2.3 5.4.1-3 6.1.2-3 6.2.9-12 6.3.3-4 6.4.3-4 6.5.1-5 6.6.1-3 6.8.1-4
7.1.1-3 7.3.1-2 7.4.3-5 7.5.1-2 7.6.1-2 8.1.2 8.2.3 8.4.1 9.2.2-4
10.1.1-2 10.2.1-2 10.3.1-4 10.4.6-11 10.5.1-5 10.6.1-2 10.7.1-3
11.1.1-2 11.2.1-3 11.3.3 11.4.2-4 11.5.1 11.6.1 12.1.2-3 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.2-5
14.1.1-2 14.2.2-4 14.3.2-3 15.1.2-3 15.2.2-3 15.3.2-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3
17.1.1 17.2.1-4 17.3.1-2
"""
_ROW = re.compile(r"\| (\d+\.\d+\.\d+) \|(.*)\|")
_CHAPTER = re.compile(r"\| V(\d+) [^|]+\| (\d+) \| (\d+) \| (\d+) \|")
_FILE = re.compile(r"`(\.?\w[\w.-]*(?:/[\w.-]+)+/?|[\w.-]+\.(?:toml|txt|md|py))`")
_QUOTED = re.compile(
    r"(\d+) requirements \((\d+) of level 1, (\d+) of level 2\), (\d+) met, (\d+) not applicable, (\d+) accepted"
)


class Row(NamedTuple):
    """A requirement's line."""

    number: str
    level: str
    asked: str
    verdict: str
    reason: str

    @property
    def chapter(self) -> int:
        """1 to 17."""
        return int(self.number.partition(".")[0])


def test_the_numbers_are_those_of_the_standard():
    assert [len(list(numbers(text))) for text in (LEVEL_1, LEVEL_2)] == [70, 183]


def test_every_requirement_is_answered_once_under_its_level():
    wanted = dict.fromkeys(numbers(LEVEL_1), "1") | dict.fromkeys(numbers(LEVEL_2), "2")
    assert {row.number: row.level for row in rows()} == wanted
    assert len(rows()) == len(wanted)


def test_requirements_stand_in_their_order():
    order = [tuple(map(int, row.number.split("."))) for row in rows()]
    assert order == sorted(order)


def test_each_has_a_verdict_and_says_why():
    assert {row.verdict for row in rows()} == set(VERDICTS)
    assert [row.number for row in rows() if not row.asked or len(row.reason) < len("No LDAP")] == []


def test_what_is_met_is_shown_by_a_file_or_by_a_part_below():
    parts = set(re.findall(r"^### (.+)$", text(), re.MULTILINE))
    named = {row.number: re.findall(r"\"([^\"]+)\" (?:below|above)", row.reason) for row in rows()}
    assert {part for found in named.values() for part in found} <= parts
    bare = [row for row in rows() if row.verdict == MET and not named[row.number] and not _FILE.search(row.reason)]
    assert [row.number for row in bare] == []


@pytest.mark.parametrize("name", sorted(set(_FILE.findall(PAGE.read_text(encoding="utf-8")))))
def test_every_file_it_names_is_there(name: str):
    assert (ROOT / name).exists()


def test_the_totals_at_its_head_are_those_of_the_lines():
    levels, verdicts = (Counter(getattr(row, name) for row in rows()) for name in ("level", "verdict"))
    totals = (len(rows()), levels["1"], levels["2"], *(verdicts[verdict] for verdict in VERDICTS))
    [quoted] = _QUOTED.findall(" ".join(text().split()))
    assert tuple(map(int, quoted)) == totals
    assert f"| all | {' | '.join(str(verdicts[verdict]) for verdict in VERDICTS)} |" in text()


def test_the_totals_of_each_chapter_are_those_of_its_lines():
    told = {int(chapter): tuple(map(int, counts)) for chapter, *counts in _CHAPTER.findall(text())}
    found = Counter((row.chapter, row.verdict) for row in rows())
    assert told == {chapter: tuple(found[chapter, verdict] for verdict in VERDICTS) for chapter in range(1, 18)}


@cache
def text() -> str:
    """The page."""
    return PAGE.read_text(encoding="utf-8")


@cache
def rows() -> list[Row]:
    """The lines of the tables by requirement."""
    return [
        Row(found[1], *(cell.strip() for cell in found[2].split("|")))
        for found in map(_ROW.fullmatch, text().splitlines())
        if found
    ]


def numbers(listed: str) -> Iterator[str]:
    """Every number of a list of numbers and ranges."""
    for word in listed.split():
        section, _, last = word.rpartition(".")
        first, _, end = last.partition("-")
        yield from (f"{section}.{number}" for number in range(int(first), int(end or first) + 1))
