"""Assigning people to vaccinate: proposed, checked, saved, followed, signed off, on both kinds of database."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.access.actors import operator
from campaign.domain.assigning.assignments import Responsible
from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound, Refused
from campaign.store.manage import assignments as store
from campaign.workflows.manage.assigning import checked, propose, read_site, save
from campaign.workflows.manage.assigning_typed import read_typed
from campaign.workflows.manage.assignments import (
    erase_names,
    read_assignments,
    read_names,
    read_responsible,
    remove_assignments,
    sign_off,
    undo_sign_off,
)
from campaign.workflows.manage.registry import read_history
from tests.workflows.assigned import (
    ASSIGNED_ON,
    DISTRICTS,
    NAME,
    POST,
    WEEK_AFTER,
    assign,
    campaign,
    people,
    report,
)

ANALYST = {"by": operator("lan", "analyst")}


def typed(database, numbers, *, role="analyst", **given):
    site, draft = read_typed(database, "T6", numbers, **given)
    return save(database, site, draft, by=operator("lan", role))


def numbers(database):
    with database.reading() as connection:
        return {each.unit: each.people for each in store.read_assignments(connection, LAI_CHAU)}


def test_all_who_remain_are_proposed_to_their_own_districts(database):
    campaign(database, d105=1000, d106=400)
    proposed = propose(read_site(database, "T6", day=ASSIGNED_ON))
    assert proposed.draft.total == 0 + 600 + 6 * 100
    assert [row.people for row in proposed.draft.rows] == [0, 600, 100, 100, 100, 100, 100, 100]
    assert {row.due for row in proposed.draft.rows} == {date(2022, 6, 30)}
    assert not checked(read_site(database, "T6", day=ASSIGNED_ON), proposed).findings
    assert numbers(database) == {}


def test_a_smaller_total_is_split_and_saved_with_the_provinces_own(database):
    campaign(database, d106=400)
    assert assign(database, total=130).changed == 9
    assert numbers(database) == {"12": 130, "105": 10, "106": 60, **dict.fromkeys(DISTRICTS[2:], 10)}


def test_a_district_without_a_figure_is_named_and_nothing_is_split(database):
    people(database, dict.fromkeys(DISTRICTS, 1000))
    report(database, 2, dict.fromkeys(DISTRICTS[1:], 900))
    proposed = propose(read_site(database, "T6", day=ASSIGNED_ON))
    assert (proposed.draft.rows, proposed.has_errors) == ([], True)
    assert [each.values["unit"] for each in proposed.findings] == ["Thành phố Lai Châu"]


def test_what_does_not_add_up_is_refused_and_nothing_of_it_saved(database):
    campaign(database)
    refused = typed(database, {"12": 100, "105": 60, "106": 39}, day=ASSIGNED_ON)
    [finding] = [each for each in refused.findings if each.severity == "error"]
    assert (finding.code, finding.values["difference"], finding.values["field"]) == ("assignment_sum", 1, "total")
    assert (refused.changed, numbers(database)) == (0, {})


def test_progress_counts_from_the_day_of_the_assignment(database):
    campaign(database, d106=400)
    assign(database)
    report(database, 3, {"105": 940, "106": 400})
    rows = read_assignments(database, WEEK_AFTER, target="T6").set_index("unit")
    assert list(rows.index) == ["12", *DISTRICTS]
    assert (rows.given["105"], rows.coverage["105"], rows.remaining["105"]) == (40, 0.4, 60)
    assert (rows.given["106"], rows.remaining["106"]) == (0, 600)
    assert rows.given.isna()["107"]  # no report since
    assert "responsible_name" not in rows


def test_before_its_day_nothing_is_assigned(database):
    campaign(database)
    assign(database)
    assert len(read_assignments(database, date(2022, 5, 18))) == 0
    assert len(read_assignments(database, ASSIGNED_ON)) == 9


def test_a_units_assignments_are_its_own_and_those_right_under_it(database):
    campaign(database)
    assign(database)
    assert list(read_assignments(database, ASSIGNED_ON, "105")["unit"]) == ["105"]
    assert list(read_assignments(database, ASSIGNED_ON, "12")["unit"]) == ["12", *DISTRICTS]


def test_communes_share_what_their_district_was_assigned(database):
    campaign(database, d105=300)
    city = ("03386", "03387", "03388", "03389", "03403", "03408", "03409")
    people(database, dict.fromkeys(city, 100), content=b"communes")
    report(database, 2, dict.fromkeys(city, 40), name="xa.xlsx")
    assert not propose(read_site(database, "T6", of="105", day=ASSIGNED_ON)).draft.rows
    assign(database)
    given = numbers(database)["105"]
    site = read_site(database, "T6", of="105", day=ASSIGNED_ON)
    saved = save(database, site, propose(site).draft, **ANALYST)
    assert saved.changed == 7
    assert sum(numbers(database)[code] for code in city) == given


def test_a_bodys_units_cannot_be_assigned_to(database):
    with pytest.raises(NotFound):
        read_site(database, "T6", of="cdc")
    with pytest.raises(NotFound):
        read_site(database, "T99")


def test_a_viewer_may_neither_assign_nor_remove_nor_sign_nor_erase_nor_see_names(database):
    campaign(database)
    assign(database)
    acts = (
        lambda role: typed(database, {"105": 1}, role=role),
        lambda role: remove_assignments(database, "T6", "12", by=operator("x", role)),
        lambda role: sign_off(database, "T6", "105", as_of=ASSIGNED_ON, note="x", by=operator("x", role)),
        lambda role: undo_sign_off(database, "T6", "105", by=operator("x", role)),
        lambda role: erase_names(database, name=NAME, by=operator("x", role)),
        lambda role: read_assignments(database, ASSIGNED_ON, with_names=True, by=operator("an", role)),
        lambda role: read_responsible(database, "T6", by=operator("an", role)),
        lambda role: read_names(database, by=operator("an", role)),
    )
    for act in acts:
        with pytest.raises(Refused):
            act("viewer")
    assert len(numbers(database)) == 9


def test_who_answers_is_kept_when_numbers_are_given_anew(database):
    campaign(database)
    assign(database)
    typed(database, {"105": None}, responsible=Responsible(NAME, POST))
    assign(database, total=400)
    assert read_responsible(database, "T6", by=operator("an", "analyst"))["105"] == Responsible(NAME, POST)
    typed(database, {"105": None}, responsible=Responsible(None, None))
    assert read_responsible(database, "T6", by=operator("an", "analyst"))["105"] == Responsible(None, None)


def test_saving_the_same_again_changes_nothing_and_leaves_no_trace(database):
    campaign(database)
    assign(database)
    before = len(read_history(database, ("assignment", "T6")))
    assert assign(database).changed == 0
    assert len(read_history(database, ("assignment", "T6"))) == before


def test_a_sign_off_needs_a_note_while_the_assignment_is_not_met(database):
    campaign(database)
    assign(database)
    report(database, 3, {"105": 1000, "106": 999})
    sign_off(database, "T6", "105", as_of=WEEK_AFTER, note="", **ANALYST)
    with pytest.raises(Refused) as refused:
        sign_off(database, "T6", "106", as_of=WEEK_AFTER, note=" ", **ANALYST)
    assert refused.value.code == "note_needed"
    sign_off(database, "T6", "106", as_of=WEEK_AFTER, note="một người đã chuyển đi", **ANALYST)
    rows = read_assignments(database, WEEK_AFTER, with_names=True, by=operator("an", "analyst")).set_index("unit")
    assert (rows.signed_off_by["106"], rows.signed_off_note["106"]) == ("lan", "một người đã chuyển đi")
    assert rows.signed_off_on.notna()["105"]


def test_a_sign_off_holds_the_assignment_until_it_is_taken_back(database):
    campaign(database)
    assign(database)
    sign_off(database, "T6", "105", as_of=ASSIGNED_ON, note="xong", **ANALYST)
    with pytest.raises(Refused):
        sign_off(database, "T6", "105", as_of=ASSIGNED_ON, note="xong", **ANALYST)
    with pytest.raises(Refused):
        remove_assignments(database, "T6", "12", **ANALYST)
    assert typed(database, {"12": 790, "105": 90}).has_errors
    undo_sign_off(database, "T6", "105", **ANALYST)
    with pytest.raises(Refused):
        undo_sign_off(database, "T6", "105", **ANALYST)
    assert not typed(database, {"12": 790, "105": 90}).has_errors
    assert read_assignments(database, ASSIGNED_ON).set_index("unit").signed_off_on.isna()["105"]


def test_removing_takes_away_the_level_asked_for(database):
    campaign(database)
    assign(database)
    with pytest.raises(NotFound):
        remove_assignments(database, "T6", "106", **ANALYST)
    with pytest.raises(NotFound):
        remove_assignments(database, "T6", "no such unit", **ANALYST)
    assert remove_assignments(database, "T6", "12", **ANALYST) == 9
    assert numbers(database) == {}


def test_the_history_has_every_change_with_its_numbers_and_no_person(database):
    campaign(database)
    assign(database)
    typed(database, {"105": None}, responsible=Responsible(NAME, POST))
    sign_off(database, "T6", "105", as_of=ASSIGNED_ON, note=f"theo lời {NAME}", **ANALYST)
    undo_sign_off(database, "T6", "105", **ANALYST)
    erase_names(database, unit="105", **ANALYST)
    remove_assignments(database, "T6", "12", **ANALYST)
    events = read_history(database, ("assignment", "T6"))
    assert [event.action for event in events] == ["remove_assignment", "undo_sign_off", "sign_off", "assign", "assign"]
    assert events[1].by == "lan"
    assert events[-1].after["106"] == {"people": 100, "due": "2022-06-30", "from": "2022-05-19", "method": "remaining"}
    assert not any(NAME in repr(event) or POST in repr(event) for event in events)


def test_what_is_assigned_can_be_what_a_target_is_counted_against(database):
    campaign(database, d106=400)
    assign(database)
    with database.reading() as connection:
        pairs, kinds = {"T6": ("18+", "dose_3")}, ("district",)
        rows = store.read_assigned_people(connection, LAI_CHAU, pairs, kinds)
        assert store.read_assigned_people(connection, LAI_CHAU, {"T7": ("5-11", "dose_2")}, kinds) == []
    assert ("18+", "dose_3", "106", "assigned", ASSIGNED_ON, 1000) in rows
    assert len(rows) == len(DISTRICTS)
