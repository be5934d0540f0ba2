"""Versions, withdrawals and sums: what stands after any order of uploads."""

from __future__ import annotations

from datetime import date
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.access.actors import operator
from campaign.domain.counting.counting import Counted
from campaign.domain.counting.figures import Figure
from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound, Refused
from campaign.store.engine import Database
from campaign.store.sheets.totals import read_all_totals
from campaign.workflows.checking import check_database, rebuild_totals
from campaign.workflows.monitor.listing import list_figures
from campaign.workflows.monitor.tracing import trace_figure
from campaign.workflows.sheets.uploads import list_uploads, withdraw_upload
from tests.workflows.saving import DOSE, GROUP, figures, save, week_end

TAN_UYEN_COMMUNES = ["03598", "03601", "03602", "03604", "03605", "03607", "03610", "03613", "03616", "03622"]


def shown(database: Database, unit: str) -> list[tuple[int | None, int, bool]]:
    return [
        (row["doses_in_period"], row["doses_to_date"], row["incomplete"]) for row in list_figures(database, unit=unit)
    ]


def test_a_corrected_week_stands_and_withdrawing_it_brings_the_first_version_back(database: Database) -> None:
    save(database, figures("106", 0, in_period=30, to_date=1030))
    second = save(database, figures("106", 0, in_period=40, to_date=1040))
    assert shown(database, "106") == [(40, 1040, False)]
    withdraw_upload(database, second, reason="nhầm tuần", by=operator("an"))
    assert shown(database, "106") == [(30, 1030, False)]


def test_withdrawing_an_older_version_changes_nothing_that_stands(database: Database) -> None:
    first = save(database, figures("106", 0, to_date=1030))
    save(database, figures("106", 0, to_date=1040))
    withdraw_upload(database, first, reason="đã có bản mới", by=operator("an"))
    assert shown(database, "106") == [(None, 1040, False)]


def test_withdrawing_the_only_upload_leaves_no_figure_at_all(database: Database) -> None:
    number = save(database, figures("106", 0, to_date=1030))
    withdraw_upload(database, number, reason="sai đơn vị", by=operator("an"))
    assert list_figures(database) == []


def test_a_withdrawal_is_recorded_with_who_and_why_and_happens_once(database: Database) -> None:
    number = save(database, figures("106", 0, to_date=1030))
    withdraw_upload(database, number, reason="  nhầm tuần ", by=operator("bình"))
    (upload,) = list_uploads(database)
    assert (upload.status, upload.withdrawn_by, upload.withdrawn_reason) == ("withdrawn", "bình", "nhầm tuần")
    with pytest.raises(Refused, match="was withdrawn before, by bình"):
        withdraw_upload(database, number, reason="lần nữa", by=operator("an"))


def test_a_withdrawal_needs_a_reason_and_an_upload(database: Database) -> None:
    number = save(database, figures("106", 0, to_date=1030))
    with pytest.raises(Refused, match="Say why"):
        withdraw_upload(database, number, reason="   ", by=operator("an"))
    with pytest.raises(NotFound, match="no upload number 99"):
        withdraw_upload(database, 99, reason="x", by=operator("an"))
    assert shown(database, "106") == [(None, 1030, False)]


def test_a_week_of_increments_is_a_lower_bound_until_the_week_before_arrives(database: Database) -> None:
    save(database, figures("106", 0, to_date=1000))
    save(database, figures("106", 2, in_period=30))
    assert shown(database, "106") == [(None, 1000, False), (30, 1030, True)]
    save(database, figures("106", 1, in_period=20))
    assert shown(database, "106") == [(None, 1000, False), (20, 1020, False), (30, 1050, False)]


def test_a_district_is_the_sum_of_its_communes_only_when_all_are_there(database: Database) -> None:
    communes = [figures(code, 0, to_date=10, row=n) for n, code in enumerate(TAN_UYEN_COMMUNES, 9)]
    save(database, list(chain(*communes[:-1])))
    assert shown(database, "111") == []
    save(database, communes[-1])
    assert shown(database, "111") == [(None, 100, False)]
    (row,) = list_figures(database, unit="111")
    assert (row["derived"], row["cell"], row["upload_id"]) == (True, None, None)


def test_the_communes_stand_against_the_district_row_whichever_came_first(database: Database) -> None:
    communes = list(chain(*(figures(code, 0, to_date=10, row=n) for n, code in enumerate(TAN_UYEN_COMMUNES, 9))))
    save(database, figures("111", 0, to_date=105))
    second = save(database, communes)
    assert shown(database, "111") == [(None, 100, False)]
    withdraw_upload(database, second, reason="thử", by=operator("an"))
    assert shown(database, "111") == [(None, 105, False)]


def communes_of_tan_uyen(week: int, **values: int) -> list[Figure]:
    return list(chain(*(figures(code, week, row=n, **values) for n, code in enumerate(TAN_UYEN_COMMUNES, 9))))


def test_increments_of_all_communes_never_hide_the_districts_cumulative(database: Database) -> None:
    save(database, figures("111", 0, in_period=70, to_date=10_000))
    save(database, communes_of_tan_uyen(0, in_period=10))
    assert shown(database, "111") == [(100, 10_000, False)]


def test_a_districts_week_goes_on_from_its_communes_cumulative(database: Database) -> None:
    save(database, communes_of_tan_uyen(0, to_date=70))
    save(database, figures("111", 1, in_period=50))
    assert shown(database, "111") == [(None, 700, False), (50, 750, False)]


def test_the_communes_week_goes_on_from_the_districts_cumulative(database: Database) -> None:
    save(database, figures("111", 0, to_date=10_000))
    save(database, communes_of_tan_uyen(1, in_period=7))
    assert shown(database, "111") == [(None, 10_000, False), (70, 10_070, False)]
    trace = trace_figure(database, "111", GROUP, DOSE, week_end(1))
    assert sorted(part.value for part in trace.parts) == [7] * 10 + [10_000]


def test_a_total_and_its_parts_by_product_are_not_added_together(database: Database) -> None:
    (whole,) = figures("106", 0, to_date=5000)
    parts = [
        whole._replace(product=name, value=value, row=row) for name, value, row in (("A", 3000, 10), ("B", 2000, 11))
    ]
    save(database, [whole, *parts])
    assert shown(database, "106") == [(None, 5000, False)]


def test_parts_by_product_without_a_total_are_summed(database: Database) -> None:
    (whole,) = figures("106", 0, to_date=5000)
    save(database, [whole._replace(product=name, value=2500, row=row) for name, row in (("A", 10), ("B", 11))])
    assert shown(database, "106") == [(None, 5000, False)]


def test_a_number_leads_back_only_to_the_cells_that_make_it_up(database: Database) -> None:
    save(database, figures("106", 0, in_period=10, to_date=1000))
    save(database, figures("106", 1, in_period=11))
    save(database, figures("106", 2, in_period=12))
    trace = trace_figure(database, "106", GROUP, DOSE, week_end(2))
    assert sum(part.value for part in trace.parts) == trace.doses_to_date == 1023


def test_a_sum_names_the_cells_of_all_its_parts(database: Database) -> None:
    save(database, communes_of_tan_uyen(0, to_date=70))
    (row,) = list_figures(database, unit="111")
    assert row["cell"] is None and [cell["cell"] for cell in row["cells"]] == [f"E{n}" for n in range(9, 19)]


@pytest.mark.parametrize("wrong", [{"unit": "999"}, {"group": "zz"}, {"dose": "dose_9"}])
def test_a_code_that_there_is_not_is_told_and_not_taken_for_no_data(database: Database, wrong: dict[str, str]) -> None:
    with pytest.raises(NotFound, match="There is no"):
        list_figures(database, **wrong)


def test_the_province_is_the_sum_of_its_units_and_a_lower_bound_while_districts_are_missing(database: Database) -> None:
    save(database, [*figures("105", 0, to_date=100), *figures("cdc", 0, to_date=7, row=10)])
    assert shown(database, "12") == [(None, 107, True)]
    others = ["106", "107", "108", "109", "110", "111", "112"]
    save(database, list(chain(*(figures(code, 0, to_date=100, row=n) for n, code in enumerate(others, 11)))))
    assert shown(database, "12") == [(None, 807, False)]


uploads = st.lists(
    st.tuples(
        st.sampled_from(["105", "106", *TAN_UYEN_COMMUNES[:2], "cdc"]),
        st.integers(0, 5),
        st.one_of(st.none(), st.integers(0, 50)),
        st.one_of(st.none(), st.integers(500, 2000)),
        st.booleans(),
    ).filter(lambda upload: upload[2] is not None or upload[3] is not None),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(uploads)
def test_running_totals_are_what_counting_again_gives_and_a_withdrawal_undoes_a_save(
    sqlite_database: Database, steps: list[tuple[str, int, int | None, int | None, bool]]
) -> None:
    database = sqlite_database
    for unit, week, in_period, to_date, withdrawn in steps:
        before = stored(database)
        number = save(database, figures(unit, week, in_period=in_period, to_date=to_date))
        if withdrawn:
            withdraw_upload(database, number, reason="thử", by=operator("an"))
            assert stored(database) == before
    kept = stored(database)
    rebuild_totals(database)
    assert stored(database) == kept
    for upload in list_uploads(database):  # leave the database empty for the next example
        if upload.status == "accepted":
            withdraw_upload(database, upload.id, reason="xong", by=operator("an"))
    assert stored(database) == {}


def stored(database: Database) -> dict[tuple[str, date], set[Counted]]:
    with database.reading() as connection:
        return read_all_totals(connection, LAI_CHAU, (GROUP, DOSE))


def test_a_running_total_changed_behind_the_programs_back_is_found_and_mended(database: Database) -> None:
    save(database, figures("106", 0, to_date=1030))
    assert check_database(database) == []
    with database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE total_block SET totals = replace(totals, '1030', '1031') WHERE kind = 'district'"
        )
    ((message, values),) = check_database(database)
    assert message.startswith("{rows} running totals") and values["group"] == "18+"
    rebuild_totals(database)
    assert check_database(database) == []


def test_a_stored_workbook_that_is_no_longer_the_one_sent_is_found(database: Database) -> None:
    number = save(database, figures("106", 0, to_date=1030), name="tuần 18.xlsx")
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE upload SET sha256 = '{0:064}' WHERE id = {number}")
    found = dict(check_database(database))
    message = next(text for text in found if "is not the one that was uploaded" in text)
    assert found[message] == {"upload": number, "file": "tuần 18.xlsx"}


def test_as_of_shows_what_was_known_up_to_that_day(database: Database) -> None:
    save(database, figures("106", 0, to_date=1000))
    save(database, figures("106", 1, to_date=1100))
    assert [row["doses_to_date"] for row in list_figures(database, unit="106", as_of=week_end(0))] == [1000]
    assert [row["doses_to_date"] for row in list_figures(database, unit="106", latest=True)] == [1100]
