"""What is wrong with a target that is set: both sides of every edge, all findings at once."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.directives.target_checks import check_target
from campaign.domain.findings import finding_message
from tests.domain.registries import codes, errors, known_directive, known_target, registry, target_values


def check(known=None, *, before=None, **changed):
    return check_target(target_values(**changed), known or registry(), before=before)


def test_a_target_in_order_has_no_findings():
    assert check() == []


NO_DEADLINE = {"deadline": None, "deadline_words": None, "deadline_reading": None, "purpose": "priority"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"id": "T3"}, [("id", "duplicate_target")]),
        ({"directive": None, "clause": None}, [("directive", "missing_directive"), ("clause", "missing_clause")]),
        ({"directive": "009"}, [("directive", "unknown_directive")]),
        ({"clause": None}, [("clause", "missing_clause")]),
        ({"clause": "4"}, [("clause", "unknown_clause")]),
        ({"words": None}, [("words", "missing_words")]),
        ({"words": "…"}, [("words", "missing_words")]),
        ({"words": "mũi 3 … Hoàn thành"}, [("words", "words_not_in_clause")]),
        ({"words": "Hoàn thành mũi 4"}, [("words", "words_not_in_clause")]),
        ({"group": None}, [("group", "missing_group")]),
        ({"group": "80+"}, [("group", "no_such_group")]),
        ({"dose": "dose_9"}, [("dose", "no_such_dose")]),
        ({"denominator_kind": "everybody"}, [("denominator_kind", "no_such_denominator_kind")]),
        ({"denominator_kind": "interval"}, []),
        ({"denominator_kind": "interval", "dose": "dose_1"}, [("denominator_kind", "no_dose_before")]),
        ({"denominator_kind": "interval", "dose": "additional"}, [("denominator_kind", "no_dose_before")]),
        ({"purpose": "wish"}, [("purpose", "no_such_purpose")]),
        ({"purpose": "plan"}, [("purpose", "deadline_needs_purpose")]),
        (NO_DEADLINE, []),
        (NO_DEADLINE | {"purpose": "deadline"}, [("deadline", "purpose_needs_deadline")]),
        ({"deadline": date(2022, 5, 16)}, []),
        ({"deadline": date(2022, 5, 15)}, [("deadline", "deadline_before_directive")]),
        ({"deadline_words": None}, [("deadline_words", "missing_deadline_words")]),
        ({"deadline_words": "trong Quý III"}, [("deadline_words", "deadline_words_not_in_clause")]),
        ({"deadline_reading": None}, [("deadline_reading", "missing_deadline_reading")]),
        ({"other_readings": [{"deadline": "2022-06-29", "reading": "a"}]}, []),
        (
            {"other_readings": [{"deadline": "2022-06-30", "reading": "a"}]},
            [("other_readings", "reading_twice")],
        ),
        (
            {
                "other_readings": [
                    {"deadline": "2022-06-29", "reading": "a"},
                    {"deadline": "2022-06-29", "reading": "b"},
                ]
            },
            [("other_readings", "reading_twice")],
        ),
        ({"other_readings": [{"deadline": "", "reading": "a"}]}, [("other_readings", "reading_without_day")]),
        (
            {"other_readings": [{"deadline": "2022-06-29", "reading": ""}]},
            [("other_readings", "reading_without_words")],
        ),
        (
            {"other_readings": [{"deadline": "2022-05-15", "reading": "a"}]},
            [("other_readings", "reading_before_directive")],
        ),
        ({"supersedes": "T9"}, [("supersedes", "unknown_superseded")]),
        ({"supersedes": "T12"}, [("supersedes", "supersedes_itself")]),
    ],
)
def test_what_refuses_a_target(changed, expected):
    assert errors(check(**changed)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"threshold": None}, [("threshold", "deadline_without_threshold")]),
        (NO_DEADLINE | {"threshold": None}, []),
        (NO_DEADLINE | {"deadline_words": "trong Quý II/2022"}, [("deadline", "words_without_deadline")]),
        ({"supersedes": "T6"}, []),
        ({"supersedes": "T6", "dose": "dose_4"}, [("supersedes", "supersedes_others")]),
        ({"supersedes": "T6", "group": "12-17"}, [("supersedes", "supersedes_others")]),
        ({"supersedes": "T3"}, [("supersedes", "superseded_before")]),
    ],
)
def test_what_only_warns(changed, expected):
    findings = check(**changed)
    assert codes(findings) == expected
    assert errors(findings) == []


def test_a_withdrawn_directive_sets_no_target():
    known = registry(d000=registry().directives["000"]._replace(withdrawn=True))
    assert errors(check(known)) == [("directive", "directive_withdrawn")]


@pytest.mark.parametrize(("before", "expected"), [(None, [("supersedes", "superseded_withdrawn")]), ("T3", [])])
def test_a_withdrawn_target_is_not_superseded_anew(before, expected):
    known = registry(targets={"T3": known_target(withdrawn=True)})
    assert errors(check(known, before=before, supersedes="T3")) == expected


@pytest.mark.parametrize(
    ("since", "expected"), [("16/05/2022", []), ("17/05/2022", [("supersedes", "supersedes_later")])]
)
def test_a_target_supersedes_none_of_a_later_directive(since, expected):
    known = registry(d003=known_directive(since), targets={"T3": known_target()})
    assert errors(check(known, supersedes="T3")) == expected


@pytest.mark.parametrize(
    ("since", "expected"), [("16/05/2022", []), ("15/05/2022", [("directive", "superseded_by_earlier")])]
)
def test_a_target_is_not_moved_behind_the_one_that_supersedes_it(since, expected):
    known = registry(d003=known_directive(since), targets={"T3": known_target(supersedes="T12")})
    assert errors(check(known)) == expected


@pytest.mark.parametrize(
    ("others", "chain"),
    [
        ({"T1": "T12"}, "T12 → T1 → T12"),
        ({"T1": "T2", "T2": "T12"}, "T12 → T1 → T2 → T12"),
        ({"T1": "T2", "T2": "T3", "T3": "T4", "T4": "T12"}, "T12 → T1 → T2 → T3 → T4 → T12"),
        ({"T1": "T2", "T2": None}, None),
        ({"T1": "T2", "T2": "T1"}, None),  # a circle of others is theirs, and does not hang the check
    ],
)
def test_supersession_in_a_circle_is_found_through_any_number_of_targets(others, chain):
    targets = {name: known_target("000", "3", supersedes=old, deadline=None) for name, old in others.items()}
    found = [each for each in check(registry(targets=targets), supersedes="T1") if each.code == "circular_supersession"]
    assert [each.values["chain"] for each in found] == ([chain] if chain else [])


def test_everything_is_found_at_once():
    changed = {"words": "khác", "group": "80+", "dose": None, "deadline": date(2022, 1, 1), "supersedes": "T9"}
    assert {field for field, _ in errors(check(**changed))} == {"words", "group", "dose", "deadline", "supersedes"}


def test_a_finding_says_what_to_do_in_words():
    [finding] = check(deadline=date(2022, 5, 15))
    assert finding_message(finding, "en") == (
        "The deadline 15/05/2022 is before the directive takes effect (16/05/2022). Correct the day, or the "
        "directive's date."
    )
