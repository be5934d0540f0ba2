"""The tables of the document: where the province stands by target, and the districts by rank for one target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from campaign.domain.frames import rows_of
from campaign.domain.progress.status import STATUS_WORDS
from campaign.exports.report.document.styles import CELL, HEADER
from campaign.exports.report.document.xml import fix_widths, keep_row_whole, repeat_row, shade
from campaign.exports.report.figures import CHANGE, coverage_text, doses_text, left_text, target_name
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.words.writer import Writer
from campaign.locale import N_
from campaign.locale.formats import number, points

CELL_MARGIN = 0.5  # mm, left and right
HEADER_GROUND = "E7ECF2"
PROVINCE = N_("Whole province")


class Column(NamedTuple):
    """A column's header as a catalogue key, its width in mm, and how its cells are aligned."""

    header: str
    width: float
    align: Any = ALIGN.RIGHT


# Each table is as wide as the text, 165 mm.
TARGET_COLUMNS = (
    Column(N_("Target"), 43, ALIGN.LEFT),
    Column(N_("Deadline"), 19, ALIGN.CENTER),
    Column(N_("People to vaccinate"), 17),
    Column(N_("Vaccinated"), 17),
    Column(N_("Coverage"), 18),
    Column(CHANGE, 12),
    Column(N_("Still to vaccinate"), 17),
    Column(N_("Assessment"), 22, ALIGN.LEFT),
)
DISTRICT_COLUMNS = (
    Column(N_("Rank"), 9.5, ALIGN.CENTER),
    Column(N_("Unit"), 31.3, ALIGN.LEFT),
    Column(N_("People to vaccinate"), 14.2),
    Column(N_("Vaccinated"), 16.5),
    Column(N_("Coverage"), 15),
    Column(CHANGE, 10.5),
    Column(N_("Still to vaccinate"), 14),
    Column(N_("Required pace"), 14),
    Column(N_("Projected completion"), 17.5, ALIGN.CENTER),
    Column(N_("Assessment"), 22.5, ALIGN.LEFT),
)


def add_targets_table(document: Any, report: Report, writer: Writer) -> None:
    """Where the province stands, a row a target."""
    rows = [_target_row(section, writer) for section in report.targets]
    _add_table(document, TARGET_COLUMNS, rows, writer, bold_last=False)


def add_districts_table(document: Any, section: ReportTarget, writer: Writer) -> None:
    """The districts in order of rank, and the province below them."""
    rows = [_district_row(row, writer) for row in rows_of(section.districts)]
    rows.append(_district_row(section.province, writer))
    noted = bool(section.caveats)
    _add_table(document, DISTRICT_COLUMNS, rows, writer, bold_last=True, noted=noted)


def _target_row(section: ReportTarget, writer: Writer) -> list[str]:
    row = section.province
    return [target_name(section), writer.day(row.deadline), *_figures(row, writer), _status(row, writer)]


def _district_row(row: Any, writer: Writer) -> list[str]:
    is_province = row.kind == "province"
    return [
        "" if is_province else number(row.rank, writer.language),
        writer.translate(PROVINCE) if is_province else row.name,
        *_figures(row, writer),
        left_text(row, row.required_pace, writer.language),
        writer.day(row.projected_completion),
        _status(row, writer),
    ]


def _figures(row: Any, writer: Writer) -> list[str]:
    """People, vaccinated, coverage, change, people left: the same in both tables."""
    return [
        number(row.denominator, writer.language),
        doses_text(row, writer.language),
        coverage_text(row, writer.language),
        points(row.coverage_change, writer.language),
        left_text(row, row.remaining, writer.language),
    ]


def _status(row: Any, writer: Writer) -> str:
    return writer.translate(STATUS_WORDS[row.status])


def _add_table(
    document: Any,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    writer: Writer,
    *,
    bold_last: bool,
    noted: bool = False,
) -> None:
    """A table whose header stands again on every page; no row, and if it fits not even the table, is broken by one.

    The last row of a `noted` one stands on the page of what follows.
    """
    table = document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    fix_widths(table, [column.width for column in columns], cell_margin=CELL_MARGIN)
    header, plain = (document.styles[name].style_id for name in (HEADER, CELL))  # once: a table has a hundred cells
    headers = [writer.translate(column.header) for column in columns]
    for place, (row, texts) in enumerate(zip(table.rows, [headers, *rows], strict=True)):
        is_header, is_last = place == 0, place == len(rows)
        keep_row_whole(row)
        for cell, text, column in zip(row.cells, texts, columns, strict=True):
            if is_header:
                _fill(cell, text, header, align=ALIGN.CENTER, bold=True, keep=True)
                shade(cell, HEADER_GROUND)
            else:
                _fill(cell, text, plain, align=column.align, bold=is_last and bold_last, keep=noted or not is_last)
    repeat_row(table.rows[0])


def _fill(cell: Any, text: str, style: str, *, align: Any, bold: bool, keep: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style
    paragraph.alignment = align
    paragraph.paragraph_format.keep_with_next = keep
    paragraph.add_run(text).bold = bold
    cell.vertical_alignment = VERTICAL.CENTER
