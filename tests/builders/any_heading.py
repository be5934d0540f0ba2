"""What an arbitrary sheet says around its tables: title, as-of line, captions, names of sheets and of the file."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD
from campaign.domain.names.text import plain
from campaign.domain.names.units import Unit
from tests.builders.any_campaign import Campaign, Layout
from tests.builders.any_columns import Part, says_period_in_header, spelled
from tests.builders.any_words import DOSES, period_text
from tests.builders.canvas import Grid
from tests.builders.data import Style
from tests.builders.frame import add_heading

TITLE = "KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19"
MEASURES_SAID = {"doses_in_period": "trong tuần", "doses_to_date": "lũy kế"}
# As sheets are named, in at most 31 letters with a period beside them.
SHORT = {code: said[0] for code, said in DOSES.items()} | {
    "6m-4": "6th-<5t",
    "underlying": "Bệnh nền",
    "pregnant": "PNCT",
}
PLACES = ("title", "line", "caption", "sheet", "file", "people")


def texts_around(
    campaign: Campaign, layout: Layout, part: Part, period: Period, units: Mapping[str, Unit]
) -> dict[str, list[str]]:
    """What each of PLACES says about one table."""
    said: dict[str, list[str]] = {place: [] for place in PLACES}
    for facet, value in (("dose", part.pairs[0][1]), ("group", part.pairs[0][0])):
        if facet in part.said:
            place = part.said[facet]
            said[place].append(_short(value, said[place]) if place == "sheet" else spelled(layout, facet, value))
    if "measure" in part.said:
        daily = period.start == period.end and campaign.measures[0] == IN_PERIOD
        said[part.said["measure"]].append("trong ngày" if daily else MEASURES_SAID[campaign.measures[0]])
    if part.district:
        said[part.said["district"]].append(_district(units[part.district], in_sheet=part.said["district"] == "sheet"))
    _say_period(campaign, layout, part, period, said)
    return said


def add_title(
    grid: Grid, layout: Layout, campaign: Campaign, said: Mapping[str, list[str]], row: int, width: int
) -> int:
    """The title block from `row` on; the next free row."""
    year = f" NĂM {campaign.period.end.year}" if layout.year_at == "title" else ""
    title = " ".join((TITLE, *(text.upper() for text in said["title"]))) + year
    line = f"({' '.join(said['line'])})" if said["line"] else ""
    if layout.heading:
        add_heading(grid, Style(skip_rows=row), width=width, title=title, line=line)
        row += 6
    else:
        for text in filter(None, (title, line)):
            grid.put(row, layout.left, text, "bold")
            row += 1
    if layout.unit_of_count:
        grid.put(row, width - 2, "Đơn vị tính: người", "italic")
        row += 1
    return row


def sheet_name(said: list[str], taken: list[str]) -> str:
    """A name that spreadsheet programs accept, unlike that of any other sheet of the file."""
    text = " ".join(said).replace("/", ".")
    for sign in "[]:*?\\'":
        text = text.replace(sign, "")
    name = text.strip() or f"Sheet{len(taken) + 1}"
    return f"{name} ({len(taken) + 1})" if name in taken else name


def file_name(said: list[str], ending: str) -> str:
    """'bao cao 18+ den 19.5.2022.xlsx'."""
    return " ".join(("bao cao", *said)).replace("/", ".") + f".{ending}"


def _short(value: str, beside: list[str]) -> str:
    """'12-17' as a sheet's whole name, '12-17 tuổi' beside other words."""
    return SHORT.get(value, f"{value} tuổi" if beside and "-" in value else value)


def _district(unit: Unit, *, in_sheet: bool) -> str:
    if in_sheet:
        return "TP" if unit.name.startswith("Thành phố") else unit.name.removeprefix("Huyện ")
    return unit.name


def _say_period(campaign: Campaign, layout: Layout, part: Part, period: Period, said: dict[str, list[str]]) -> None:
    place = "line" if layout.period_at == "caption" and not layout.stacked else layout.period_at
    if says_period_in_header(campaign, layout, part):
        return
    place = "line" if place == "header" or (part.day is not None and place == "file") else place
    cumulative = IN_PERIOD not in campaign.measures
    form = "dots" if place in ("sheet", "file") else layout.period_form
    text = period_text(period, form, year=layout.year_at == "period", cumulative=cumulative)
    if place == "line" and cumulative:
        text = f"Số liệu tính {text}"
    elif place == "line" and period.start == period.end:
        text = f"Ngày báo cáo: {text.removeprefix('ngày ')}"
    said[place].append(plain_dates(text) if place == "file" else text)


def plain_dates(text: str) -> str:
    """A file's name without accents, its dates kept: 'den 19.5.2022'."""
    return " ".join(plain(word) if not any(map(str.isdigit, word)) else word for word in text.split())
