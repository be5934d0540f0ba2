"""Write the sample campaign: weekly workbooks of a made-up campaign, from population.csv and story.csv.

Run `python -m data.samples.generate` in the project's folder. The same inputs give the same bytes.
Weeks run Friday to Thursday. December 2021 comes as cumulative sheets by age group, then weekly sheets, and at the
end of each month one more workbook with a sheet of communes per district that adds up to the weekly sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from campaign.domain.counting.figures import Period
from data.samples.communes import split_by_commune
from data.samples.story import NAMES, OTHERS, WEEK_ENDS, Week, tell_story
from tests.builders import Style, build_l1, build_l2, build_l4

FOLDER = Path(__file__).parent
MARK = "SỐ LIỆU MÔ PHỎNG – KHÔNG PHẢI SỐ LIỆU THẬT"
FIRST_WEEKLY_SHEET = date(2022, 1, 6)
LATE = {("112", date(2022, 6, 16)): "Chưa nộp báo cáo"}
NOTES = {**LATE, ("109", date(2022, 4, 14)): "Lũy kế mũi 3 giảm: đã rà soát, điều chỉnh"}
LOCAL_SPELLINGS = {"Xã Pa Khoá": "Xã Pa Khóa", "Xã Phăng Sô Lin": "Xã Phăng Xô Lin"}


def main() -> None:
    """Write every workbook beside this file; the week after the last one into next/."""
    for name, content in dated_workbooks():
        path = FOLDER / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def dated_workbooks() -> Iterator[tuple[str, bytes]]:
    """(path under this folder, content) of every sample workbook, oldest first."""
    weeks = tell_story()
    by_commune = split_by_commune(weeks)
    for end in WEEK_ENDS:
        name = f"mo-phong-{end.isoformat()}"
        if end == WEEK_ENDS[-1]:
            yield f"next/{name}-tuan.xlsx", _weekly_sheet(end, weeks[end])
        elif end < FIRST_WEEKLY_SHEET:
            yield f"{name}-luy-ke.xlsx", _cumulative_sheet(end, weeks[end])
        else:
            yield f"{name}-tuan.xlsx", _weekly_sheet(end, weeks[end])
            if end in by_commune:
                yield f"{name}-xa-phuong.xlsx", _commune_sheets(end, by_commune[end])


def _weekly_sheet(end: date, week: Week) -> bytes:
    number = (end - FIRST_WEEKLY_SHEET).days // 7 + 1
    start = end - timedelta(days=6)
    days = f"từ ngày {_written(start)} đến ngày {_written(end)}"
    units = NAMES | OTHERS
    present = [code for code in units if (code, end) not in LATE]
    return build_l1(
        Period(start, end),
        {name: week.figures[code] if code in present else {} for code, name in units.items()},
        {name: week.people[code] for code, name in units.items() if code in present},
        blocks=_blocks(week),
        sheet=f"Tuần {number}",
        title=f"BÁO CÁO TIẾN ĐỘ TIÊM VẮC XIN PHÒNG COVID-19 TUẦN {number} ({days}) – {MARK}",
        notes={units[code]: note for (code, day), note in NOTES.items() if day == end},
        style=Style(
            words={"Số đối tượng mũi 4": "Số người cần tiêm mũi 4"},
            cells={"C8": "Số người cần tiêm"},  # adults: the people due, not all residents
            signed_on=_signed_on(end),
        ),
    )


def _blocks(week: Week) -> dict[str, tuple[str, ...]]:
    """The columns of a weekly sheet: a dose has its own once it is given."""
    given = {pair for figures in week.figures.values() for pair in figures}
    blocks = {
        "18+": ("people", "dose_3", "people dose_4", "dose_4"),
        "12-17": ("people", "dose_1", "dose_2", "dose_3"),
        "5-11": ("people", "dose_1", "dose_2"),
    }
    return {
        group: tuple(part for part in parts if part == "people" or (group, part.split()[-1]) in given)
        for group, parts in blocks.items()
        if any((group, part) in given for part in parts)
    }


def _cumulative_sheet(end: date, week: Week) -> bytes:
    return build_l2(
        end,
        {name: week.figures[code] for code, name in NAMES.items()},
        {name: week.people[code] | {("18+", ""): week.adults[code]} for code, name in NAMES.items()},
        pairs={"18+": ("dose_1", "dose_2", "dose_3"), "12-17": ("dose_1", "dose_2", "dose_3")},
        title=f"TỔNG HỢP KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19 THEO NHÓM TUỔI – {MARK}",
        style=Style(numbers="dot", rates="text", signed_on=_signed_on(end)),
    )


def _commune_sheets(end: date, districts: dict[str, Week]) -> bytes:
    given = {dose for figures in districts["105"].figures.values() for _, dose in figures}
    spelt = {code: _local(week) for code, week in districts.items()}
    return build_l4(
        end,
        {NAMES[code]: week.figures for code, week in spelt.items()},
        {commune: people for week in spelt.values() for commune, people in week.people.items()},
        doses=sorted(given),
        title=f"{MARK}: KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19 CHO NGƯỜI TỪ 18 TUỔI TRỞ LÊN",
        style=Style(words={"Dân số ≥18 tuổi": "Số người ≥18 tuổi cần tiêm"}, signed_on=_signed_on(end)),
    )


def _local(week: Week) -> Week:
    return Week(
        {LOCAL_SPELLINGS.get(name, name): figures for name, figures in week.figures.items()},
        {LOCAL_SPELLINGS.get(name, name): people for name, people in week.people.items()},
        week.adults,
    )


def _written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _signed_on(end: date) -> str:
    day = end + timedelta(days=1)
    return f"Lai Châu, ngày {day.day} tháng {day.month} năm {day.year}"


if __name__ == "__main__":
    main()
