"""What people type for a directive and a target, read; what cannot be read is found at its field."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from campaign.domain.directives.directive_fields import (
    Unreadable,
    read_day,
    read_directive_fields,
    read_issued,
    read_target_fields,
    read_threshold,
)


def read(reader, value):
    """What a field's value is, or the finding's code."""
    try:
        return reader(value)
    except Unreadable as problem:
        return problem.code


@pytest.mark.parametrize(
    ("typed", "threshold"),
    [
        ("95 %", 0.95), ("95%", 0.95), ("95", 0.95), (95, 0.95), ("0.95", 0.95), ("0,95", 0.95), (0.95, 0.95),
        ("97,5", 0.975), ("66.98 %", 0.6698), ("1", 1.0), (1.0, 1.0), ("100", 1.0), ("100 %", 1.0), ("0,5 %", 0.005),
        ("10", 0.1), ("9.99", "threshold_unclear"), ("1.01", "threshold_unclear"), ("2", "threshold_unclear"),
        ("2 %", 0.02), ("100.1", "threshold_over_all"), ("101 %", "threshold_over_all"), (150, "threshold_over_all"),
        ("0", "threshold_not_positive"), ("0 %", "threshold_not_positive"), ("-5", "threshold_not_positive"),
        ("hết", "bad_threshold"), ("95 người", "bad_threshold"), (float("nan"), "bad_threshold"),
        (float("inf"), "bad_threshold"), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_threshold_as_people_type_it(typed, threshold):
    assert read(read_threshold, typed) == threshold


@pytest.mark.parametrize(
    ("typed", "issued"),
    [
        ("16/05/2022", "2022-05-16"), ("16/5/2022", "2022-05-16"), ("16.5.2022", "2022-05-16"),
        ("2022-05-16", "2022-05-16"), (date(2022, 5, 16), "2022-05-16"), (datetime(2022, 5, 16, 8, 0), "2022-05-16"),
        ("5/2022", "2022-05"), ("2022-05", "2022-05"), ("12/2021", "2021-12"), ("2022", "2022"), (2022, "2022"),
        ("29/2/2024", "2024-02-29"), ("29/2/2022", "bad_issued"), ("31/4/2022", "bad_issued"),
        ("13/2022", "bad_issued"), ("0/2022", "bad_issued"), ("00/05/2022", "bad_issued"), ("2019", "bad_issued"),
        ("2020", "2020"), ("2035", "2035"), ("2036", "bad_issued"), ("tháng 5", "bad_issued"),
        ("16/5/22", "bad_issued"), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_date_of_issue_as_far_as_the_document_says(typed, issued):
    assert read(read_issued, typed) == issued


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("13/03/2022", date(2022, 3, 13)), ("2022-03-13", date(2022, 3, 13)), (date(2022, 3, 13), date(2022, 3, 13)),
        ("3/2022", "bad_day"), ("2022", "bad_day"), ("31/2/2022", "bad_day"), ("mai", "bad_day"), (None, None),
    ],
)  # fmt: skip
def test_a_day_is_whole(typed, day):
    assert read(read_day, typed) == day


def test_everything_unreadable_is_found_at_once_each_at_its_field():
    fields = {"issued": "31/2/2022", "meeting": "mai", "clauses": "3", "issuer": ["UBND"], "file_name": "a.pdf"}
    values, findings = read_directive_fields(fields)
    assert {(each.values["field"], each.code) for each in findings} == {
        ("issued", "bad_issued"),
        ("meeting", "bad_day"),
        ("clauses", "bad_clauses"),
        ("issuer", "no_text"),
        ("file_name", "unknown_field"),
    }
    assert (values["issued"], values["clauses"], values["issuer"]) == (None, [], None)


@pytest.mark.parametrize(
    "clauses",
    [
        [{"number": "3", "text": " Hoàn thành "}],
        [("3", "Hoàn thành")],
        {"3": "Hoàn thành"},
        [["3", "Hoàn thành"], ["", ""], [None, None]],
    ],
)
def test_clauses_come_in_several_forms(clauses):
    assert read_directive_fields({"clauses": clauses})[0]["clauses"] == [("3", "Hoàn thành")]


def test_other_readings_are_kept_as_json_keeps_them():
    readings = [{"deadline": "14/3/2022", "reading": "tuần từ ngày 01"}, {"deadline": None, "reading": ""}]
    values, findings = read_target_fields({"other_readings": readings})
    assert values["other_readings"] == [{"deadline": "2022-03-14", "reading": "tuần từ ngày 01"}]
    assert not findings


@pytest.mark.parametrize(
    "readings", ["14/3/2022", [14], [{"deadline": "14/3/2022"}], [{"deadline": "?", "reading": ""}]]
)
def test_other_readings_that_cannot_be_understood_are_found(readings):
    [finding] = read_target_fields({"other_readings": readings})[1]
    assert finding.values["field"] == "other_readings"


@pytest.mark.parametrize(
    ("field", "most"),
    [*((name, 200) for name in ("issuer", "kind", "number", "signer")), ("subject", 2_000), ("text", 1_000_000)],
)
def test_a_directives_text_is_at_most_so_long(field, most):
    values, findings = read_directive_fields({field: "a" * most})
    assert (len(values[field]), findings) == (most, [])
    values, [finding] = read_directive_fields({field: "a" * (most + 1)})
    assert (values[field], finding.code) == (None, "too_long")
    assert finding.values == {"field": field, "length": most + 1, "limit": most}


def test_clauses_and_readings_are_at_most_so_long():
    assert read_directive_fields({"clauses": {"1": "a" * 20_000}})[1] == []
    assert read_directive_fields({"clauses": {"1": "a" * 20_001}})[1][0].code == "too_long"
    for length, codes in ((2_000, []), (2_001, ["too_long"])):
        readings = [{"deadline": "13/3/2022", "reading": "a" * length}]
        assert [each.code for each in read_target_fields({"other_readings": readings})[1]] == codes


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_signs_that_nobody_sees_are_found_at_their_field(sign):
    _, [finding] = read_directive_fields({"subject": f"V/v{sign}tiêm"})
    assert (finding.code, finding.values["field"]) == ("unseen_signs", "subject")
    assert finding.values["signs"] == f"U+{ord(sign):04X}"
    assert [each.code for each in read_directive_fields({"clauses": {"1": f"a{sign}"}})[1]] == ["unseen_signs"]
    assert [each.code for each in read_target_fields({"words": f"a{sign}"})[1]] == ["unseen_signs"]


@pytest.mark.parametrize("sign", ["\t", "\n", "\r\n", "\u2029", "\u202f", "\u2065", "\u206a", "\u00a0"])
def test_other_spaces_and_signs_are_kept(sign):
    assert read_directive_fields({"subject": f"V/v{sign}tiêm"})[1] == []
