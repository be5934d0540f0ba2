"""A target's native chart: a column a district in order of rank, its figure in it, the threshold as a named line."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from campaign.domain.briefing.catching_up import LATE
from campaign.domain.frames import rows_of
from campaign.exports.about import THRESHOLD
from campaign.exports.report.figures import COVERAGE, status_text
from campaign.exports.report.report import ReportTarget
from campaign.exports.report.slides.parts import INK, MUTED, Box, rgb
from campaign.locale import Translate
from campaign.locale.bounds import OVER, mark
from campaign.locale.formats import is_missing, number, rounded_percent, threshold

# Pale columns carry dark figures, which the threshold's line never crosses; the late ones have another edge as well as
# their status in words below.
PALE, EDGE = rgb("A9CCE6"), rgb("0072B2")
LATE_PALE, LATE_EDGE = rgb("F6C9AE"), rgb("B83A00")
HEADROOM = 1.12  # of the highest column or the threshold: where the line's name stands
NUMBER_FORMAT = "0.0%"
# LibreOffice writes the decimal comma of this language; PowerPoint that of the computer, whatever stands here.
LOCALES = {"vi": "[$-42A]", "en": "[$-809]"}
_new_data: Any = CategoryChartData
LOW = 0.15  # of the highest: a column that its figure does not fit into


def add_chart(slide: Any, section: ReportTarget, box: Box, *, translate: Translate, language: str) -> None:
    """The chart on a slide, with its figures in its own workbook."""
    rows = rows_of(section.districts)
    limit = section.about.threshold
    data = _new_data(number_format=NUMBER_FORMAT)
    data.categories = [_category(row, translate, language) for row in rows]
    data.add_series(translate(COVERAGE), [_share(row.coverage) for row in rows])
    if not is_missing(limit):
        data.add_series(translate(THRESHOLD).format(threshold=threshold(limit, language)), [_share(limit)] * len(rows))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box.sides, data)
    frame.name = translate(COVERAGE)
    chart = frame.chart
    highest = max([1.0, limit or 0.0, *(_share(row.coverage) or 0.0 for row in rows)])
    _dress(chart, highest)
    _dress_columns(chart.plots[0].series[0], rows, highest, LOCALES[language])
    if not is_missing(limit):
        _draw_line(chart, len(rows))


def _category(row: Any, translate: Translate, language: str) -> str:
    """1. Huyện Tân Uyên, and below it ✓ Met."""
    place = "" if is_missing(row.rank) else f"{number(row.rank, language)}. "
    return f"{place}{row.name}\n{status_text(row.status, translate)}"


def _share(fraction: Any) -> float | None:
    """As it is written elsewhere: less than all is never rounded up to all."""
    rounded = rounded_percent(fraction)
    return None if rounded is None else round(rounded / 100, 4)


def _dress(chart: Any, highest: float) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(12), INK
    chart.plots[0].gap_width = 60
    values, names = chart.value_axis, chart.category_axis
    values.visible, values.has_major_gridlines = False, False
    values.minimum_scale, values.maximum_scale = 0, round(highest * HEADROOM, 2)
    names.format.line.color.rgb = MUTED
    names.has_major_gridlines = False


def _dress_columns(series: Any, rows: list[Any], highest: float, locale: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = PALE
    series.format.line.color.rgb = EDGE
    series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = f"{locale}{NUMBER_FORMAT}", False
    _dress_label(labels, XL_LABEL_POSITION.INSIDE_BASE)
    for point, row in ((series.points[index], row) for index, row in enumerate(rows)):
        if row.status in LATE:
            point.format.fill.solid()
            point.format.fill.fore_color.rgb, point.format.line.color.rgb = LATE_PALE, LATE_EDGE
        if not is_missing(row.coverage):
            _label(point.data_label, row, highest, locale)


def _label(label: Any, row: Any, highest: float, locale: str) -> None:
    """A column's figure, over a column that is too low to hold it; its marks stand in its number format, so that it
    stays the value of its cell."""
    low = row.coverage < LOW * highest
    bound = mark(low=row.incomplete, high=row.people_at_least)
    if not low and not bound and row.coverage <= 1:
        return
    _dress_label(label, XL_LABEL_POSITION.OUTSIDE_END if low else XL_LABEL_POSITION.INSIDE_BASE)
    code = f'{locale}"{bound}"{NUMBER_FORMAT}"{OVER if row.coverage > 1 else ""}"'.replace('""', "")
    element = label._dLbl
    element.find(qn("c:idx")).addnext(_element("c:numFmt", formatCode=code, sourceLinked="0"))
    element.find(qn("c:showVal")).set("val", "1")


def _dress_label(label: Any, position: Any) -> None:
    label.position = position
    label.font.size, label.font.bold, label.font.color.rgb = Pt(14), True, INK


def _draw_line(chart: Any, count: int) -> None:
    """The second series as a dashed line over the same axes, named at its right end."""
    bars = chart._chartSpace.find(f".//{qn('c:barChart')}")
    series = bars.findall(qn("c:ser"))[1]
    series.remove_all("c:invertIfNegative")
    line = OxmlElement("c:lineChart")
    axes = [_element("c:axId", val=axis.get("val")) for axis in bars.findall(qn("c:axId"))]
    grouping = [_element("c:grouping", val="standard"), _element("c:varyColors", val="0")]
    line.extend([*grouping, series, _element("c:marker", val="1"), *axes])
    bars.addnext(line)
    _dress_line(chart.plots[1].series[0], count)


def _element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(attribute, value)
    return made


def _dress_line(series: Any, count: int) -> None:
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb = LATE_EDGE
    series.format.line.width, series.format.line.dash_style = Pt(2), MSO_LINE.DASH
    label = series.points[count - 1].data_label
    label.position = XL_LABEL_POSITION.ABOVE
    label.font.size, label.font.bold, label.font.color.rgb = Pt(12), True, LATE_EDGE
    label._dLbl.find(qn("c:showSerName")).set("val", "1")
    label._dLbl.find(qn("c:showVal")).set("val", "0")
