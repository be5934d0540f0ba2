"""The registry on a real database: directives and targets recorded, edited, withdrawn, restored, with their history."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from campaign.access.actors import operator
from campaign.errors import NotFound, Refused
from campaign.store import schema
from campaign.workflows.manage import directive_editing as editing
from campaign.workflows.manage import directives, target_editing
from campaign.workflows.manage.deadline_readings import list_readings, list_targets, read_readings
from campaign.workflows.manage.registry import read_history
from tests.builders.directives import DIRECTIVE, TARGET
from tests.builders.documents import CLAUSE, blank_pdf, docx_with

TODAY = date(2022, 8, 1)
REPLACING = TARGET | {"supersedes": "T6"}


def add(database, **fields):
    file = fields.pop("file", None)
    return editing.add_directive(database, DIRECTIVE | fields, file=file, by=operator("lan", "analyst"), today=TODAY)


def edit(database, name="005", **fields):
    file, seen = fields.pop("file", None), fields.pop("seen", None)
    return editing.edit_directive(
        database, name, fields, file=file, by=operator("mai", "analyst"), today=TODAY, seen=seen
    )


def set_target(database, **fields):
    return target_editing.add_target(database, REPLACING | fields, by=operator("lan", "analyst"))


def rows(database):
    """Every stored row of directives, clauses and targets, whole."""
    with database.reading() as connection:
        return [
            sorted(map(str, connection.execute(select(table)).all()))
            for table in (schema.directive, schema.clause, schema.target)
        ]


def row_of(database, target):
    [row] = [each for each in list_targets(database) if each["target"] == target]
    return row


def in_force(database, day):
    return [row["target"] for row in list_targets(database, day)]


def codes(outcome):
    return [(each.severity, each.code) for each in outcome.findings]


def test_a_directive_is_recorded_under_the_next_number_and_found_again(database):
    assert add(database) == ("005", [])
    found = directives.read_directive(database, "005")
    assert (found.listed.issuer, found.listed.issued, found.listed.since) == (
        "UBND tỉnh Lai Châu",
        "2022-06-20",
        date(2022, 6, 20),
    )
    assert [(clause.number, clause.text, clause.targets) for clause in found.clauses] == [("1", CLAUSE, [])]
    assert [row.id for row in directives.list_directives(database)][:3] == ["002", "005", "000"]


def test_nothing_is_saved_of_a_directive_that_is_refused(database):
    before = rows(database)
    outcome = add(database, issued="31/2/2022", subject="", meeting="mai")
    assert outcome.id is None
    assert sorted(code for _, code in codes(outcome)) == ["bad_day", "bad_issued", "missing_subject"]
    assert rows(database) == before


def test_a_files_text_is_kept_with_it_and_its_clauses_are_found_in_it(database):
    content = docx_with("Số: 12/CV-UBND", CLAUSE, "2. Mục khác.")
    assert add(database, file=("Công văn 12.docx", content)).findings == []
    found = directives.read_directive(database, "005")
    assert found.text == f"Số: 12/CV-UBND\n{CLAUSE}\n2. Mục khác."
    [clause] = found.clauses
    assert [found.text[span.start : span.end] for span in clause.spans] == [CLAUSE]
    assert directives.read_file(database, "005") == ("Công văn 12.docx", content)


def test_a_clause_that_is_not_in_the_file_is_warned_of_and_kept_as_typed(database):
    outcome = add(database, file=("a.docx", docx_with("1. Khác hẳn.")))
    assert codes(outcome) == [("warning", "clause_not_in_text")]
    assert outcome.id == "005"


def test_a_scan_is_kept_with_a_warning_and_pasted_text_stands_for_its_own(database):
    assert codes(add(database, file=("quet.pdf", blank_pdf()))) == [("warning", "document_without_text")]
    outcome = add(database, file=("quet.pdf", blank_pdf()), text=CLAUSE)
    assert directives.read_directive(database, outcome.id).text == CLAUSE


def test_a_broken_file_refuses_the_directive_with_everything_else_that_is_wrong(database):
    outcome = add(database, file=("a.pdf", b"%PDF-1.4 nothing"), kind="")
    assert outcome.id is None
    assert codes(outcome) == [("error", "document_damaged"), ("error", "missing_kind")]


def test_a_directive_without_a_file_says_so(database):
    with pytest.raises(NotFound, match="only its text"):
        directives.read_file(database, "000")


@pytest.mark.parametrize("call", [directives.read_directive, directives.read_file])
def test_an_unknown_directive_is_not_found(database, call):
    with pytest.raises(NotFound, match="no directive '999'"):
        call(database, "999")


def test_an_edit_changes_what_is_given_and_tells_the_history_what_was_before(database):
    add(database)
    assert edit(database, subject="V/v khác", issued="6/2022").id == "005"
    newest, first = read_history(database, ("directive", "005"))
    assert (newest.action, newest.by) == ("edit_directive", "mai")
    assert newest.before == {"subject": DIRECTIVE["subject"], "issued": "2022-06-20"}
    assert newest.after == {"subject": "V/v khác", "issued": "2022-06"}
    assert (first.action, first.by, first.before) == ("add_directive", "lan", None)
    assert first.after["clauses"] == {"1": CLAUSE}
    assert directives.read_directive(database, "005").listed.kind == "Công văn"


def test_an_edit_that_changes_nothing_leaves_no_trace(database):
    add(database)
    edit(database, subject=DIRECTIVE["subject"])
    assert len(read_history(database, ("directive", "005"))) == 1


def test_clauses_are_added_changed_and_taken_out(database):
    add(database)
    edit(database, clauses={"1": CLAUSE, "2": "Khác"})
    edit(database, clauses={"2": "Khác nữa", "3": "Mới"})
    found = directives.read_directive(database, "005")
    assert {clause.number: clause.text for clause in found.clauses} == {"2": "Khác nữa", "3": "Mới"}


def test_a_new_file_replaces_file_and_text(database):
    add(database, file=("a.docx", docx_with("Cũ")))
    edit(database, file=("b.docx", docx_with("Mới", CLAUSE)))
    assert directives.read_directive(database, "005").text == f"Mới\n{CLAUSE}"
    assert directives.read_file(database, "005")[0] == "b.docx"


def test_of_two_who_edit_at_once_the_second_is_told(database):
    add(database)
    seen = directives.read_directive(database, "005").event
    assert edit(database, subject="Một", seen=seen).id == "005"
    outcome = edit(database, subject="Hai", seen=seen)
    assert codes(outcome) == [("error", "changed_meanwhile")]
    assert directives.read_directive(database, "005").listed.subject == "Một"


def test_a_seeded_directive_cannot_lose_what_its_targets_rest_on(database):
    outcome = edit(database, "000", clauses={"3": "Tiêm mũi 3."}, issued="1/7/2022")
    found = {code for _, code in codes(outcome)}
    assert outcome.id is None
    assert {"targets_words_lost", "targets_before_directive"} <= found


def test_a_target_points_at_its_clause_and_replaces_another_from_its_directives_day(database):
    add(database)
    assert set_target(database) == ("T12", [])
    row = row_of(database, "T12")
    assert (row["threshold"], row["deadline"], row["purpose"]) == (0.95, date(2022, 7, 29), "deadline")
    assert row["in_force_from"] == date(2022, 6, 20)
    old = row_of(database, "T6")
    assert (old["superseded_by"], old["superseded_on"]) == ("T12", date(2022, 6, 20))
    assert "T6" in in_force(database, date(2022, 6, 19))
    assert "T6" not in in_force(database, date(2022, 6, 20))
    assert "T12" not in in_force(database, date(2022, 6, 19))


def test_the_day_chosen_takes_its_reading_from_the_words_and_keeps_the_others(database):
    add(database)
    set_target(database)
    chosen, other = read_readings(database, "T12").ways
    assert (chosen.deadline, chosen.chosen) == (date(2022, 7, 29), True)
    assert (other.deadline, other.chosen) == (date(2022, 7, 30), False)
    assert read_readings(database, "T12").chosen_by == "lan"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"clause": None}, "missing_clause"),
        ({"clause": "9"}, "unknown_clause"),
        ({"words": "hoàn thành tiêm mũi 4"}, "words_not_in_clause"),
        ({"threshold": "150 %"}, "threshold_over_all"),
        ({"threshold": "0"}, "threshold_not_positive"),
        ({"deadline": "19/6/2022"}, "deadline_before_directive"),
        ({"supersedes": "T99"}, "unknown_superseded"),
        ({"id": "T6"}, "duplicate_target"),
    ],
)
def test_nothing_is_saved_of_a_target_that_is_refused(sqlite_database, fields, code):
    add(sqlite_database)
    before = rows(sqlite_database)
    outcome = set_target(sqlite_database, **fields)
    assert outcome.id is None
    assert ("error", code) in codes(outcome)
    assert rows(sqlite_database) == before


def test_a_circle_through_several_targets_is_refused(database):
    add(database, issued="16/5/2022")  # the day of T6's directive: neither is later
    set_target(database, deadline=None, deadline_words=None, purpose="priority")
    outcome = target_editing.edit_target(database, "T3", {"directive": "000", "clause": "3", "supersedes": "T12",
        "words": "hoàn thành việc tiêm mũi 3", "deadline_words": "trong Quý II/2022", "deadline": "30/6/2022",
        "deadline_reading": "Hết quý.", "other_readings": []}, by=operator("lan", "analyst"))  # fmt: skip
    [circle] = [each for each in outcome.findings if each.code == "circular_supersession"]
    assert circle.values["chain"] == "T3 → T12 → T6 → T3"


def test_choosing_another_reading_keeps_the_old_one_and_tells_who_and_when(database):
    target_editing.choose_reading(database, "T3", date(2022, 3, 20), by=operator("mai", "analyst"))
    found = read_readings(database, "T3")
    assert [(way.deadline.day, way.chosen) for way in found.ways] == [(20, True), (13, False), (14, False), (21, False)]
    assert found.ways[0].reading.startswith("Tuần 1 là tuần trọn vẹn đầu tiên")
    assert found.ways[1].reading.startswith("Tuần từ thứ Hai đến Chủ nhật")
    assert found.chosen_by == "mai"
    [event] = read_history(database, ("target", "T3"))
    assert (event.action, event.before["deadline"], event.after["deadline"]) == (
        "choose_reading",
        "2022-03-13",
        "2022-03-20",
    )
    target_editing.choose_reading(database, "T3", date(2022, 3, 13), by=operator("mai", "analyst"))
    assert sorted(way.deadline.day for way in read_readings(database, "T3").ways) == [13, 14, 20, 21]


@pytest.mark.parametrize(("day", "says"), [(13, "is the reading of target T3 already"), (15, "none of the other")])
def test_only_another_recorded_reading_can_be_chosen(sqlite_database, day, says):
    with pytest.raises(Refused, match=says):
        target_editing.choose_reading(sqlite_database, "T3", date(2022, 3, day), by=operator("mai", "analyst"))


def test_a_reading_is_recorded_beside_the_others(database):
    assert target_editing.add_reading(database, "T3", "19/3/2022", "Thứ Bảy.", by=operator("mai", "analyst")).id == "T3"
    assert [way.deadline.day for way in read_readings(database, "T3").ways] == [13, 14, 20, 21, 19]
    refused = target_editing.add_reading(database, "T3", "19/3/2022", "Nữa.", by=operator("mai", "analyst"))
    assert codes(refused) == [("error", "reading_twice")]


def test_a_deadline_that_is_edited_keeps_the_former_day_among_the_readings(database):
    edited = {"deadline": "22/3/2022", "deadline_reading": "Hết tuần thứ ba."}
    assert target_editing.edit_target(database, "T3", edited, by=operator("mai", "analyst")).id == "T3"
    chosen, *others = read_readings(database, "T3").ways
    assert (chosen.deadline.day, chosen.reading) == (22, "Hết tuần thứ ba.")
    assert [way.deadline.day for way in others] == [13, 14, 20, 21]
    assert others[0].reading.startswith("Tuần từ thứ Hai đến Chủ nhật")


def test_a_deadline_edited_to_another_reading_takes_its_words(database):
    target_editing.edit_target(database, "T3", {"deadline": "20/3/2022"}, by=operator("mai", "analyst"))
    chosen, *others = read_readings(database, "T3").ways
    assert (chosen.deadline.day, [way.deadline.day for way in others]) == (20, [13, 14, 21])
    assert chosen.reading.startswith("Tuần 1 là tuần trọn vẹn đầu tiên")


def test_a_save_of_an_older_version_does_not_put_a_deadline_back(database):
    [seen] = [each.event for each in directives.read_own_targets(database, "003") if each.id == "T3"]
    target_editing.choose_reading(database, "T3", date(2022, 3, 20), by=operator("mai", "analyst"))
    old = {"deadline": "13/3/2022", "threshold": "90 %"}
    outcome = target_editing.edit_target(database, "T3", old, by=operator("lan", "analyst"), seen=seen)
    assert codes(outcome) == [("error", "changed_meanwhile")]
    assert row_of(database, "T3")["deadline"] == date(2022, 3, 20)


def test_a_viewer_changes_neither_directives_nor_targets(sqlite_database):
    before, who = rows(sqlite_database), {"by": operator("an", "viewer")}
    for write in (
        lambda: editing.add_directive(sqlite_database, DIRECTIVE, today=TODAY, **who),
        lambda: editing.edit_directive(sqlite_database, "000", {"subject": "x"}, today=TODAY, **who),
        lambda: editing.withdraw_directive(sqlite_database, "000", reason="x", **who),
        lambda: editing.restore_directive(sqlite_database, "000", **who),
        lambda: target_editing.add_target(sqlite_database, REPLACING, **who),
        lambda: target_editing.edit_target(sqlite_database, "T6", {"threshold": "90"}, **who),
        lambda: target_editing.choose_reading(sqlite_database, "T3", date(2022, 3, 20), **who),
        lambda: target_editing.add_reading(sqlite_database, "T3", "19/3/2022", "Thứ Bảy.", **who),
        lambda: target_editing.withdraw_target(sqlite_database, "T6", reason="x", **who),
        lambda: target_editing.restore_target(sqlite_database, "T6", **who),
    ):
        with pytest.raises(Refused, match="Only analysts and administrators"):
            write()
    assert rows(sqlite_database) == before


def test_a_target_that_is_replaced_says_by_which_and_since_when(sqlite_database):
    own = {each.id: each for each in directives.read_own_targets(sqlite_database, "003")}
    assert (own["T3"].superseded_by, own["T3"].superseded_on) == ("T6", date(2022, 5, 16))
    assert own["T5"].superseded_on is None


def test_a_target_without_figures_has_a_status_for_each_reading_all_the_same(sqlite_database):
    readings = list_readings(sqlite_database, "T3", date(2022, 3, 17))
    assert [(each["deadline"].day, set(each["status"].values())) for each in readings] == [
        (13, {"no_data"}),
        (14, {"no_data"}),
        (20, {"no_data"}),
        (21, {"no_data"}),
    ]
    assert list_readings(sqlite_database, "T1", date(2022, 3, 17)) == []


def test_a_withdrawn_directives_targets_leave_force_and_those_they_replaced_are_back(database):
    editing.withdraw_directive(database, "000", reason="Nhập nhầm", by=operator("mai", "analyst"))
    standing = in_force(database, date(2022, 6, 1))
    assert not {"T6", "T7", "T8"} & set(standing)
    assert "T3" in standing
    listed = directives.read_directive(database, "000").listed
    assert (listed.withdrawn_by, listed.withdrawn_reason, listed.targets) == ("mai", "Nhập nhầm", ["T6", "T7", "T8"])


def test_a_withdrawn_targets_predecessor_is_back_in_force(database):
    target_editing.withdraw_target(database, "T6", reason="Nhập nhầm", by=operator("mai", "analyst"))
    assert "T3" in in_force(database, date(2022, 6, 1))
    assert row_of(database, "T3")["superseded_by"] is None


@pytest.mark.parametrize("kind", ["directive", "target"])
def test_withdrawing_and_restoring_leaves_everything_as_it_was(database, kind):
    before, listed = rows(database), list_targets(database)
    withdraw, restore, name = {
        "directive": (editing.withdraw_directive, editing.restore_directive, "000"),
        "target": (target_editing.withdraw_target, target_editing.restore_target, "T6"),
    }[kind]
    withdraw(database, name, reason="Nhập nhầm", by=operator("mai", "analyst"))
    assert rows(database) != before
    assert restore(database, name, by=operator("lan", "analyst")) == (name, [])
    assert (rows(database), list_targets(database)) == (before, listed)
    newest, older = read_history(database, (kind, name))
    assert (newest.action, newest.by, newest.before) == (f"restore_{kind}", "lan", {"reason": "Nhập nhầm"})
    assert (older.action, older.by, older.after) == (f"withdraw_{kind}", "mai", {"reason": "Nhập nhầm"})


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_is_withdrawn_without_a_reason(sqlite_database, reason):
    with pytest.raises(Refused, match="Say why"):
        editing.withdraw_directive(sqlite_database, "000", reason=reason, by=operator("mai", "analyst"))
    with pytest.raises(Refused, match="Say why"):
        target_editing.withdraw_target(sqlite_database, "T6", reason=reason, by=operator("mai", "analyst"))


def test_what_is_withdrawn_is_neither_withdrawn_again_nor_edited(sqlite_database):
    editing.withdraw_directive(sqlite_database, "000", reason="Nhầm", by=operator("mai", "analyst"))
    with pytest.raises(Refused, match="was withdrawn before, by mai"):
        editing.withdraw_directive(sqlite_database, "000", reason="Nhầm", by=operator("lan", "analyst"))
    with pytest.raises(Refused, match="Restore it first"):
        edit(sqlite_database, "000", subject="Khác")
    with pytest.raises(Refused, match="nothing to restore"):
        editing.restore_directive(sqlite_database, "003", by=operator("lan", "analyst"))


def test_a_target_that_no_longer_fits_is_not_restored(database):
    target_editing.withdraw_target(database, "T6", reason="Nhầm", by=operator("mai", "analyst"))
    target_editing.withdraw_target(database, "T3", reason="Nhầm", by=operator("mai", "analyst"))
    clauses = directives.read_directive(database, "000").clauses
    changed = {clause.number: clause.text.replace("hoàn thành việc tiêm mũi 3", "xong") for clause in clauses}
    assert edit(database, "000", clauses=changed).id == "000"
    outcome = target_editing.restore_target(database, "T6", by=operator("mai", "analyst"))
    assert codes(outcome) == [("error", "words_not_in_clause")]
    assert "T6" not in in_force(database, date(2022, 6, 1))


def test_what_people_changed_outlives_the_next_correction_of_the_reference_data(sqlite_database, tmp_path):
    from campaign.settings import DATA
    from campaign.store.manage.reference import FILES, load_reference

    edit(sqlite_database, "000", subject="Sửa trong ứng dụng", text="Toàn văn khác")
    target_editing.choose_reading(sqlite_database, "T3", date(2022, 3, 20), by=operator("mai", "analyst"))
    editing.withdraw_directive(sqlite_database, "001", reason="Nhầm", by=operator("mai", "analyst"))
    for name in FILES:
        (tmp_path / name).write_bytes((DATA / name).read_bytes() + b"\n# corrected\n")
    with sqlite_database.writing() as connection:
        assert "directives.toml" in load_reference(connection, tmp_path)
    found = directives.read_directive(sqlite_database, "000")
    assert (found.listed.subject, found.text) == ("Sửa trong ứng dụng", "Toàn văn khác")
    assert row_of(sqlite_database, "T3")["deadline"] == date(2022, 3, 20)
    assert directives.read_directive(sqlite_database, "001").listed.withdrawn_reason == "Nhầm"


def test_those_who_record_at_once_each_get_a_number_of_their_own(database):
    with ThreadPoolExecutor(4) as people:
        outcomes = list(people.map(lambda number: add(database, subject=f"V/v {number}"), range(8)))
    assert sorted(outcome.id for outcome in outcomes) == [f"{number:03d}" for number in range(5, 13)]


def test_every_write_makes_cached_reads_stale(sqlite_database):
    from campaign.workflows.monitor.monitoring import data_version

    versions = [data_version(sqlite_database)]
    for write in (
        lambda: add(sqlite_database),
        lambda: set_target(sqlite_database),
        lambda: edit(sqlite_database, subject="Khác"),
        lambda: target_editing.choose_reading(sqlite_database, "T12", date(2022, 7, 30), by=operator("mai", "analyst")),
        lambda: target_editing.withdraw_target(sqlite_database, "T12", reason="Nhầm", by=operator("mai", "analyst")),
        lambda: target_editing.restore_target(sqlite_database, "T12", by=operator("mai", "analyst")),
        lambda: editing.withdraw_directive(sqlite_database, "005", reason="Nhầm", by=operator("mai", "analyst")),
        lambda: editing.restore_directive(sqlite_database, "005", by=operator("mai", "analyst")),
    ):
        write()
        versions.append(data_version(sqlite_database))
    assert versions == sorted(set(versions))
