"""A small registry for tests of checks: two directives with a clause each, T3 of the first, T6 of the second."""

from __future__ import annotations

from datetime import date

from campaign.domain.directives.directive_checks import KnownDirective, KnownTarget, Registry
from campaign.domain.findings import ERROR, finding_message

TODAY = date(2022, 6, 1)
OLD = "Phấn đấu hoàn thành tiêm mũi 3 trước tuần thứ 3 của tháng 3 năm 2022."
NEW = "Hoàn thành việc tiêm mũi 3 cho người cần tiêm trong Quý II/2022."


def known_directive(since="28/02/2022", *, withdrawn=False, **clauses):
    """A directive; clauses are named c22 for clause 2.2."""
    return KnownDirective(day(since), withdrawn, clauses or {"2.2": OLD})


def known_target(
    directive="003", clause="2.2", words="hoàn thành", *, deadline="13/03/2022", supersedes=None, withdrawn=False,
    group="18+", dose="dose_3",
):  # fmt: skip
    return KnownTarget(directive, clause, words, group, dose, day(deadline), supersedes, withdrawn)


def registry(*, targets=None, **directives):
    """The registry; `d000` is directive 000, further ones and targets replace those of the same name."""
    known = {"003": known_directive(), "000": KnownDirective(date(2022, 5, 16), False, {"3": NEW})}
    known |= {name[1:]: each for name, each in directives.items()}
    own = {"T3": known_target(), "T6": known_target("000", "3", supersedes="T3", deadline="30/06/2022")}
    return Registry(known, own if targets is None else targets, ("18+", "12-17"))


def directive_values(**changed):
    """A directive that is in order."""
    return {
        "id": "005", "issuer": "UBND tỉnh", "kind": "Công văn", "number": None, "subject": "V/v tiêm vắc xin",
        "signer": None, "text": None, "issued": "2022-05-20", "meeting": None, "clauses": [("1", "Hoàn thành mũi 3.")],
    } | changed  # fmt: skip


def target_values(**changed):
    """A target that is in order."""
    return {
        "id": "T12", "directive": "000", "clause": "3", "words": "Hoàn thành … mũi 3", "group": "18+", "dose": "dose_3",
        "denominator_kind": "due", "purpose": "deadline", "threshold": 0.95, "deadline": date(2022, 6, 30),
        "deadline_words": "trong Quý II/2022", "deadline_reading": "Ngày cuối của quý.", "other_readings": [],
        "supersedes": None,
    } | changed  # fmt: skip


def codes(findings):
    """(field, code) of each finding; every one has words in both languages' keys."""
    assert all(finding_message(each, "en") for each in findings)
    return [(each.values["field"], each.code) for each in findings]


def errors(findings):
    """(field, code) of the errors."""
    return codes([each for each in findings if each.severity == ERROR])


def day(text):
    """A date written as 13/03/2022."""
    return date(*map(int, reversed(text.split("/")))) if text else None
