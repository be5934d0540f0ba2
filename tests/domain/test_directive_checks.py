"""What is wrong with a directive that is entered: both sides of every edge, all findings at once."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.directives.directive_checks import KnownDirective, check_directive
from campaign.domain.findings import finding_message
from tests.domain.registries import (
    NEW,
    OLD,
    TODAY,
    codes,
    directive_values,
    errors,
    known_directive,
    known_target,
    registry,
)


def check(known=None, *, new=True, **changed):
    return check_directive(directive_values(**changed), known or registry(), new=new, today=TODAY)


def test_a_directive_in_order_has_no_findings():
    assert check() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"issuer": None}, [("issuer", "missing_issuer")]),
        ({"kind": None}, [("kind", "missing_kind")]),
        ({"subject": None}, [("subject", "missing_subject")]),
        ({"issued": None}, [("issued", "missing_issued")]),
        ({"number": None, "signer": None, "meeting": None}, []),
        ({"id": "003"}, [("id", "duplicate_directive")]),
        ({"id": "a" * 16}, []),
        ({"id": "a" * 17}, [("id", "bad_id")]),
        ({"id": "12/CV"}, [("id", "bad_id")]),
        ({"id": "<b>"}, [("id", "bad_id")]),
        ({"meeting": date(2022, 5, 20)}, []),
        ({"meeting": date(2022, 5, 21)}, [("meeting", "meeting_after_issue")]),
        ({"issued": "2022-05", "meeting": date(2022, 5, 31)}, []),
        ({"issued": "2022-05", "meeting": date(2022, 6, 1)}, [("meeting", "meeting_after_issue")]),
        ({"issued": "2022", "meeting": date(2022, 6, 1)}, []),
        ({"issued": "2021", "meeting": date(2022, 1, 1)}, [("meeting", "meeting_after_issue")]),
        ({"clauses": [("1", "a"), ("1", "b")]}, [("clauses", "duplicate_clause")]),
        ({"clauses": [("1", "")]}, [("clauses", "missing_clause_text")]),
        ({"clauses": [("", "Hoàn thành")]}, [("clauses", "missing_clause_number")]),
        ({"clauses": [("1" * 16, "a")]}, []),
        ({"clauses": [("1" * 17, "a")]}, [("clauses", "long_clause_number")]),
    ],
)
def test_what_refuses_a_directive(changed, expected):
    assert errors(check(**changed)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"clauses": []}, [("clauses", "no_clauses")]),
        ({"issued": "2022-06-01"}, []),
        ({"issued": "2022-06-02"}, [("issued", "issued_in_future")]),
        ({"text": "… 1. Hoàn thành\nmũi 3. 2. …"}, []),
        ({"text": "1. Hoàn thành mũi 4."}, [("clauses", "clause_not_in_text")]),
    ],
)
def test_what_only_warns(changed, expected):
    findings = check(**changed)
    assert codes(findings) == expected
    assert errors(findings) == []


def test_everything_is_found_at_once():
    found = errors(check(issuer=None, kind=None, subject=None, issued=None, id="?", clauses=[("1", "")]))
    assert [field for field, _ in found] == ["id", "issuer", "kind", "subject", "issued", "clauses"]


OWN = {"id": "003", "issued": "2022-02-28", "clauses": [("2.2", OLD)]}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"issued": "2022-03-13"}, []),
        ({"issued": "2022-03-14"}, [("issued", "targets_before_directive")]),
        ({"clauses": [("2.2", OLD), ("2.3", "Khác")]}, []),
        ({"clauses": [("2.3", OLD)]}, [("clauses", "clause_in_use")]),
        ({"clauses": [("2.2", "Phấn đấu xong.")]}, [("clauses", "targets_words_lost")]),
    ],
)
def test_an_edit_keeps_what_the_directives_own_targets_rest_on(changed, expected):
    assert errors(check(new=False, **(OWN | changed))) == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2022-05-16", []), ("2022-05-17", [("issued", "targets_out_of_order")])],
)
def test_a_superseded_target_cannot_become_later_than_its_successor(issued, expected):
    targets = {"T3": known_target(deadline=None), "T6": known_target("000", "3", supersedes="T3", deadline=None)}
    assert errors(check(registry(targets=targets), new=False, **(OWN | {"issued": issued}))) == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2022-02-28", []), ("2022-02-27", [("issued", "targets_out_of_order")])],
)
def test_a_successor_cannot_become_earlier_than_what_it_supersedes(issued, expected):
    values = {"id": "000", "issued": issued, "clauses": [("3", NEW)]}
    assert errors(check(new=False, **values)) == expected


def test_a_withdrawn_target_holds_its_clause_and_nothing_else():
    known = registry(targets={"T3": known_target(withdrawn=True)})
    assert errors(check(known, new=False, **(OWN | {"issued": "2022-05-30"}))) == []
    assert errors(check(known, new=False, **(OWN | {"clauses": [("2.3", OLD)]}))) == [("clauses", "clause_in_use")]


def test_a_finding_says_what_to_do_in_words():
    [finding] = check(new=False, **(OWN | {"issued": "2022-03-14"}))
    assert finding_message(finding, "en") == (
        "With this date the document takes effect on 14/03/2022, after the deadline 13/03/2022 of its target T3. "
        "Correct the date, or the target first."
    )


def test_a_registry_may_be_empty():
    assert check(registry(targets={}, d000=known_directive(), d003=KnownDirective(TODAY, True, {}))) == []
