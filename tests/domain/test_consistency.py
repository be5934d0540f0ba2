"""What a sheet and earlier reports contradict, at its cell."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.counting.blocks import FigureKey, Layer
from campaign.domain.counting.consistency import check_communes, check_series
from campaign.domain.counting.figures import Figure, SourceColumn
from campaign.domain.counting.running_totals import RunningTotal
from campaign.domain.doses import ALL_PRODUCTS, IN_PERIOD, TO_DATE
from campaign.domain.findings import Finding, finding_message
from campaign.domain.names.units import Unit
from tests.builders.blocks import figure_blocks

COLUMNS = [SourceColumn("Tuần 20", "D", "Trong tuần"), SourceColumn("Tuần 20", "E", "Lũy kế")]
WEEK_START, WEEK_END, WEEK_BEFORE = date(2022, 5, 13), date(2022, 5, 19), date(2022, 5, 12)


def in_period(value: int, unit: str = "106", row: int = 12) -> Figure:
    return Figure(unit, "18+", "dose_3", ALL_PRODUCTS, IN_PERIOD, WEEK_START, WEEK_END, value, 0, row)


def to_date(value: int, unit: str = "106", row: int = 12) -> Figure:
    return Figure(unit, "18+", "dose_3", ALL_PRODUCTS, TO_DATE, None, WEEK_END, value, 1, row)


def before(value: int, *, end: date = WEEK_BEFORE, incomplete: bool = False) -> RunningTotal:
    return RunningTotal(end, None, None, value, incomplete)


def found(figures: list[Figure], total: RunningTotal | None) -> list[tuple[str, str, str | None]]:
    known = {("18+", "dose_3"): {"106": total}} if total else {}
    findings = check_series(figure_blocks(figures), COLUMNS, known, {"106": "Huyện Tam Đường"})
    return [(each.severity, each.code, each.cell) for each in findings]


@pytest.mark.parametrize(
    ("figures", "total", "expected"),
    [
        ([to_date(999)], before(1000), [("warning", "cumulative_fell", "E12")]),
        ([to_date(1000)], before(1000), []),
        ([in_period(30), to_date(1030)], before(1000), []),
        ([in_period(30), to_date(1031)], before(1000), [("warning", "difference", "D12")]),
        ([in_period(30), to_date(1031)], before(1000, incomplete=True), []),
        ([in_period(30), to_date(1031)], None, []),
        ([in_period(30)], before(1000), []),
        ([in_period(30)], before(1000, end=date(2022, 5, 5)), [("warning", "missing_week", None)]),
        ([in_period(30), to_date(1050)], before(1000, end=date(2022, 5, 5)), [("info", "week_not_reported", None)]),
        ([to_date(1050)], before(1000, end=date(2022, 5, 11)), []),
        ([to_date(1050)], before(1000, end=date(2022, 5, 10)), [("info", "week_not_reported", None)]),
    ],
)
def test_figures_are_held_against_the_report_before(
    figures: list[Figure], total: RunningTotal | None, expected: list[tuple[str, str, str | None]]
) -> None:
    assert found(figures, total) == expected


def test_a_missing_week_is_named_once_with_its_days_and_units() -> None:
    known = {("18+", "dose_3"): {unit: before(1000, end=date(2022, 5, 5)) for unit in ("105", "106")}}
    names = {"105": "Thành phố Lai Châu", "106": "Huyện Tam Đường"}
    (finding,) = check_series(figure_blocks([in_period(1, "105"), in_period(2, "106")]), COLUMNS, known, names)
    assert finding_message(finding, "en").startswith("No report for 06/05/2022 to 12/05/2022 (2 units)")


def test_a_fall_is_told_with_both_figures_and_the_day_of_the_earlier_one() -> None:
    known = {("18+", "dose_3"): {"106": before(12_345)}}
    (finding,) = check_series(figure_blocks([to_date(12_045)]), COLUMNS, known, {"106": "Huyện Tam Đường"})
    assert finding_message(finding, "vi").startswith(
        "Trang tính “Tuần 20”, ô E12: Huyện Tam Đường: lũy kế giảm từ 12.345 (ngày 12/05/2022) xuống 12.045."
    )


UNITS = [
    Unit("106", "Huyện Tam Đường", "district", "12"),
    Unit("03390", "Thị trấn Tam Đường", "commune", "106"),
    Unit("03394", "Xã Thèn Sin", "commune", "106"),
]


def disagreements(*figures: Figure, standing: dict[FigureKey, list[Layer]] | None = None) -> list[Finding]:
    return check_communes(figure_blocks(figures), COLUMNS, standing or {}, UNITS)


def test_a_district_row_that_differs_from_its_complete_communes_is_told_with_both_cells() -> None:
    (finding,) = disagreements(to_date(30), to_date(10, "03390", 13), to_date(21, "03394", 14))
    assert (finding.code, finding.cell) == ("communes_disagree", "E12")
    assert finding.values == {"unit": "Huyện Tam Đường", "stated": 30, "sum": 31, "cells": "'Tuần 20' E13–E14"}


def test_a_district_row_is_not_held_against_communes_that_agree_or_are_not_all_there() -> None:
    assert disagreements(to_date(31), to_date(10, "03390"), to_date(21, "03394")) == []
    assert disagreements(to_date(30), to_date(10, "03390")) == []


def test_a_district_row_below_what_some_of_its_communes_sum_to_is_told_though_they_are_not_all_there() -> None:
    assert disagreements(to_date(10), to_date(10, "03390")) == []
    (finding,) = disagreements(to_date(9), to_date(10, "03390", 13))
    assert (finding.severity, finding.code, finding.cell) == ("warning", "communes_exceed", "E12")
    assert finding_message(finding, "vi") == (
        "Trang tính “Tuần 20”, ô E12: Huyện Tam Đường: dòng của huyện ghi 9, nhưng mới 1/2 xã ('Tuần 20' E13) cộng lại "
        "đã là 10. Phần mềm dùng dòng của huyện cho đến khi đủ các xã báo cáo; đề nghị đơn vị xác nhận số đúng."
    )


def test_communes_in_this_sheet_are_held_against_a_district_row_that_came_earlier() -> None:
    district = Layer(7, "TH", "G", lambda: (["106"], [5], [40]))
    standing: dict[FigureKey, list[Layer]] = {("18+", "dose_3", "", TO_DATE, None, WEEK_END): [district]}
    (finding,) = disagreements(to_date(10, "03390", 13), to_date(21, "03394", 14), standing=standing)
    assert (finding.sheet, finding.cell, finding.values["stated"]) == ("TH", "G5", 40)


def test_what_is_not_doses_is_held_against_nothing() -> None:
    known = {("18+", "dose_3"): {"106": before(1000)}}
    used = to_date(3)._replace(measure="used_to_date")
    names = {"106": "Huyện Tam Đường"}
    assert check_series(figure_blocks([used]), COLUMNS, known, names) == []
    parts = [to_date(value, unit)._replace(measure="used_to_date") for value, unit in ((1, "03390"), (1, "03394"))]
    assert disagreements(used, *parts) == []


def test_each_day_of_a_file_is_held_against_the_day_before_it_in_the_same_file() -> None:
    day = date(2022, 5, 20)
    daily = [in_period(30), in_period(4)._replace(period_start=day, period_end=day), to_date(1035)]
    daily[2] = daily[2]._replace(period_end=day)
    assert found(daily, before(1000)) == [("warning", "difference", "D12")]
    daily[2] = daily[2]._replace(value=1034)
    assert found(daily, before(1000)) == []
    assert found([in_period(30), to_date(1035)._replace(period_end=date(2022, 5, 28))], before(1000)) == [
        ("info", "week_not_reported", None)
    ]
