"""Thousands of findings: the first of each kind, and how many more."""

from __future__ import annotations

from campaign.domain.findings import ERROR, INFO, WARNING, Finding, finding_message
from campaign.sheets.numbers.many import keep_first


def findings(code, count, severity=ERROR):
    return [Finding(severity, code, "S", f"A{row}") for row in range(1, count + 1)]


def test_as_many_as_are_kept_stay_as_they_are():
    assert keep_first(findings("error_cell", 3), most=3) == findings("error_cell", 3)


def test_one_more_is_counted_where_it_stood():
    more = Finding(INFO, "and_more", "S", "A4", {"count": 1, "shown": 3})
    assert keep_first(findings("error_cell", 4), most=3) == [*findings("error_cell", 3), more]


def test_every_kind_has_its_own_first_ones():
    mixed = [
        one for pair in zip(findings("error_cell", 5), findings("no_year", 5, WARNING), strict=True) for one in pair
    ]
    kept = [(one.code, one.cell, one.values.get("count")) for one in keep_first(mixed, most=2)]
    assert kept == [
        ("error_cell", "A1", None),
        ("no_year", "A1", None),
        ("error_cell", "A2", None),
        ("no_year", "A2", None),
        ("and_more", "A3", 3),
        ("and_more", "A3", 3),
    ]


def test_the_count_is_told_in_words():
    words = finding_message(keep_first(findings("error_cell", 1204), most=3)[-1], "en")
    assert words.startswith("Sheet 'S', cell A4: 1,201 more findings of this kind were left out after the first 3.")
