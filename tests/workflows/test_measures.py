"""What sheets count beside doses is kept with its cells and enters no total; days add up to weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from campaign.access.actors import operator
from campaign.domain.counting.changes import Counts, compare_figures
from campaign.domain.counting.figures import Figure
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.place import LAI_CHAU
from campaign.store.engine import Database
from campaign.store.sheets.reports import read_standing_figures
from campaign.workflows.checking import check_database
from campaign.workflows.monitor.listing import list_figures
from campaign.workflows.monitor.tracing import trace_figure
from campaign.workflows.sheets.uploads import list_uploads, withdraw_upload
from tests.builders.blocks import stated_by
from tests.workflows.saving import COLUMNS, DOSE, GROUP, figures, save, week_end

MONDAY = date(2022, 5, 2)


def measured(measure: str, value: int, *, group: str = GROUP, dose: str = DOSE, row: int = 20) -> Figure:
    start = week_end(1) - timedelta(days=6)
    return Figure("106", group, dose, "Pfizer", measure, start, week_end(1), value, 0, row)


def shown(database: Database, unit: str = "106") -> list[tuple[int | None, int, bool]]:
    rows = list_figures(database, unit=unit)
    return [(row["doses_in_period"], row["doses_to_date"], row["incomplete"]) for row in rows]


OTHERS = [
    *(measured("used", 40), measured("wasted", 2, row=21), measured("stock", 60, group="", dose="", row=22)),
    *(measured("aefi_mild_to_date", 7, row=23), measured("received", 100, group="", dose="", row=24)),
]


def test_other_measures_enter_no_total_no_list_and_no_trace(database: Database) -> None:
    save(database, [*figures("106", 1, in_period=30, to_date=1030), *OTHERS])
    assert shown(database) == [(30, 1030, False)]
    assert [row["cells"] for row in list_figures(database, unit="106")] == [
        [{"upload_id": 1, "sheet": "Tuần", "cell": cell} for cell in ("E9", "D9")]
    ]
    assert [part.value for part in trace_figure(database, "106", GROUP, DOSE, week_end(1)).parts] == [1030, 30]
    assert {row["group"] for row in list_figures(database)} == {GROUP}
    assert check_database(database) == []


def test_an_upload_of_other_measures_alone_is_saved_and_withdrawn(database: Database) -> None:
    number = save(database, OTHERS)
    assert list_figures(database) == [] and check_database(database) == []
    withdraw_upload(database, number, reason="thử", by=operator("an"))
    assert [upload.status for upload in list_uploads(database)] == ["withdrawn"]


def test_other_measures_are_compared_with_what_stands_like_doses(database: Database) -> None:
    save(database, OTHERS)
    again = stated_by(COLUMNS, [*OTHERS[:3], measured("aefi_mild_to_date", 8), measured("deferred", 1)])
    with database.reading() as connection:
        standing = read_standing_figures(connection, LAI_CHAU, {block.key for block in again.figures})
    found = compare_figures(again.figures, COLUMNS, standing)
    assert found.counts == Counts(new=1, changed=1, unchanged=3)
    assert [(each.measure, each.old, each.new, each.old_cell) for each in found.changed] == [
        ("aefi_mild_to_date", 7, 8, "D23")
    ]


def day(number: int, doses: int, *, unit: str = "106", product: str = "", row: int = 9) -> Figure:
    """One day's doses, 0 a Monday."""
    on = MONDAY + timedelta(days=number)
    return Figure(unit, GROUP, DOSE, product, IN_PERIOD, on, on, doses, 0, row)


def up_to(number: int, value: int, *, unit: str = "106") -> Figure:
    return Figure(unit, GROUP, DOSE, "", TO_DATE, None, MONDAY + timedelta(days=number), value, 1, 9)


def week(doses: int) -> Figure:
    return Figure("106", GROUP, DOSE, "", IN_PERIOD, MONDAY, MONDAY + timedelta(days=6), doses, 0, 9)


def test_a_week_is_the_sum_of_its_days(database: Database) -> None:
    save(database, [up_to(-1, 1000)])
    for number in range(7):
        save(database, [day(number, 2, product="Pfizer"), day(number, 3, product="AstraZeneca", row=10)])
    assert shown(database)[1:] == [(5, 1000 + 5 * (number + 1), False) for number in range(7)]
    assert check_database(database) == []


@pytest.mark.parametrize("week_first", [True, False])
def test_a_weekly_report_of_the_same_days_is_not_added_to_them(database: Database, week_first: bool) -> None:
    save(database, [up_to(-1, 1000)])
    days = [[day(number, 5)] for number in range(7)]
    uploads: Sequence[list[Figure]] = [[week(35)], *days] if week_first else [*days, [week(35)]]
    for rows in uploads:
        save(database, rows)
    assert shown(database)[-1] == (35, 1035, False)
    assert shown(database)[-2] == (5, 1030, False)
    assert check_database(database) == []


def test_the_week_after_counts_on_from_the_days(database: Database) -> None:
    save(database, [up_to(-1, 1000), *(day(number, 5, row=9 + number) for number in range(7))])
    save(database, [Figure("106", GROUP, DOSE, "", IN_PERIOD, MONDAY + timedelta(7), MONDAY + timedelta(13), 9, 0, 9)])
    assert shown(database)[-1] == (9, 1044, False)


def test_a_day_that_is_missing_leaves_a_lower_bound_until_it_arrives(database: Database) -> None:
    save(database, [up_to(-1, 1000)])
    for number in (0, 1, 3, 4):
        save(database, [day(number, 5)])
    assert shown(database)[-1] == (5, 1020, True)
    save(database, [day(2, 5)])
    assert shown(database)[-1] == (5, 1025, False)


def test_a_week_makes_up_for_a_day_that_is_missing(database: Database) -> None:
    save(database, [up_to(-1, 1000), day(0, 5)])
    save(database, [week(30)])
    assert shown(database)[-1] == (30, 1030, False)
