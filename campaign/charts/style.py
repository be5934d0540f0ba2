"""What every chart shares: font, template, numbers and dates by language, plotly's own words, the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import plotly.graph_objects as go

from campaign.charts import palette
from campaign.charts.labels import escaped
from campaign.errors import said
from campaign.locale import Translate

FONT = '"Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'

# Thousands and decimals as plotly's `separators`: decimal mark first.
SEPARATORS = {"vi": ",.", "en": ".,"}
AXIS_DAY = {"vi": "%d/%m", "en": "%-d %b"}
HOVER_DAY = {"vi": "%d/%m/%Y", "en": "%-d %b %Y"}


class Reader(NamedTuple):
    """Who looks at the chart: the language and the ground it is drawn on."""

    translate: Translate
    language: str
    theme: str = palette.LIGHT

    def words(self, message: str, **values: object) -> str:
        """A catalogue key in the reader's language, values filled in."""
        return said(message, values, self.translate)

    @property
    def ink(self) -> str:
        """The colour of text and of what is emphasised."""
        return palette.INK[self.theme]

    @property
    def muted(self) -> str:
        """The colour of secondary text and lines that are named."""
        return palette.MUTED[self.theme]

    @property
    def faint(self) -> str:
        """The colour of what stands behind: lines of the units not chosen."""
        return palette.FAINT[self.theme]

    def status_colour(self, status: str) -> str:
        """The colour of a status on this ground."""
        return palette.STATUS[self.theme][status]


def chart_config(language: str, picture: str = "") -> dict[str, Any]:
    """Plotly's configuration: nothing is sent anywhere, no logo, and its few own words in the reader's language.

    picture: what the downloaded picture is called, without the ending.
    """
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "responsive": True,
        # Zooming by touch would catch the finger that only wants to scroll on.
        "scrollZoom": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "scale": 2, "width": PICTURE_PIXELS, "filename": picture or "plot"},
        "locale": language,
        "locales": {"vi": _VIETNAMESE},
    }


def new_figure(
    traces: Iterable[Any], *, reader: Reader, heading: tuple[str, str] | None = None, above: int = 0, **layout: Any
) -> go.Figure:
    """A figure on transparent ground, in the reader's language and theme.

    heading: title and subtitle as plain text, escaped here, a line each: they are for the downloaded picture, pages
    say them in their own words and hide these (HEADING_PIXELS); above: pixels kept free between them and the plot;
    layout: plotly's own keys (height, xaxis, shapes …).
    """
    if heading:
        title, subtitle = (escaped(text) for text in heading)
        layout["title"] = {"text": f"<b>{title}</b>", "subtitle": {"text": subtitle}, "pad": {"t": 8, "l": 4}}
        above += HEADING_PIXELS
    layout["margin"] = {"t": above, **layout.get("margin", {})}
    template, separators = TEMPLATES[reader.theme], SEPARATORS[reader.language]
    # Every trace has been checked when it was made; checking it again would cost a third of the figure. What the
    # layout holds is checked by the tests.
    layout = {"template": template, "separators": separators, **_PICTURE[reader.theme], **layout}
    return go.Figure(data=list(traces), layout=layout, _validate=False)


def legend_of(names: Iterable[str | None]) -> dict[str, Any]:
    """A legend whose entries are no wider than the longest of `names`, so that several share a line on a phone."""
    longest = max((len(name) for name in names if name), default=0)
    return {"entrywidth": round(CHARACTER_PIXELS * longest), "entrywidthmode": "pixels"}


# About what a character of our font takes at the size of labels.
CHARACTER_PIXELS = 6.4
# Title and subtitle at the sizes below; campaign.css draws charts this much higher, under the page's own heading.
HEADING_PIXELS = 56
# A downloaded picture is as wide as a report's page, whatever it was downloaded on, so that both fit on a line.
PICTURE_PIXELS = 1200


# The legend explains; a finger that scrolls over it hides nothing.
_NO_CLICKS = {"itemclick": False, "itemdoubleclick": False}


def _template(theme: str) -> go.layout.Template:
    """The look of every chart, built once: plotly's default template alone would weigh 7 kB a figure."""
    ink, muted, grid = palette.INK[theme], palette.MUTED[theme], palette.GRID[theme]
    axis = {
        "gridcolor": grid,
        "linecolor": grid,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 12, "color": muted},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 12, "color": ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(palette.STATUS[theme].values()),
            "title": {
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "y": 1,
                "yref": "container",
                "yanchor": "top",
                "font": {"size": 15, "color": ink},
                "subtitle": {"font": {"size": 12, "color": muted}},
            },
            "xaxis": axis,
            "yaxis": axis,
            "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": palette.GROUND[theme], "font": {"family": FONT, "color": ink}, "align": "left"},
            "legend": {"orientation": "h", "x": 0, "y": -0.1, "yanchor": "top", **_NO_CLICKS},
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": muted, "activecolor": ink},
            "annotationdefaults": {"font": {"size": 12, "color": muted}},
        }
    )


# A dark chart tells its picture the light colours (ui/assets/picture.js).
_PICTURE: dict[str, dict[str, Any]] = {palette.LIGHT: {}, palette.DARK: {"meta": {"light": palette.light_for_dark()}}}
TEMPLATES = {theme: _template(theme) for theme in (palette.LIGHT, palette.DARK)}

# Plotly's dictionary for the words left on screen. Month names are numbers: "tháng 5" is written "5" in our dates.
_VIETNAMESE = {
    "moduleType": "locale",
    "name": "vi",
    "dictionary": {
        "Autoscale": "Tự động co giãn",
        "Box Select": "Chọn theo khung",
        "Click to enter Plot title": "Bấm để nhập tên biểu đồ",
        "Double-click to zoom back out": "Bấm đúp để thu nhỏ lại",
        "Double-click on legend to isolate one trace": "Bấm đúp vào chú giải để chỉ xem một đường",
        "Download plot": "Tải biểu đồ",
        "Download plot as a PNG": "Tải biểu đồ dạng PNG",
        "Download plot as a png": "Tải biểu đồ dạng PNG",
        "Lasso Select": "Chọn tự do",
        "Pan": "Di chuyển",
        "Produced with Plotly": "Tạo bằng Plotly",
        "Produced with Plotly.js": "Tạo bằng Plotly.js",
        "Reset": "Đặt lại",
        "Reset axes": "Đặt lại trục",
        "Snapshot succeeded": "Đã tải biểu đồ",
        "Sorry, there was a problem downloading your snapshot!": "Không tải được biểu đồ!",
        "Taking snapshot - this may take a few seconds": "Đang tạo hình, xin chờ vài giây",
        "Zoom": "Phóng to",
        "Zoom in": "Phóng to",
        "Zoom out": "Thu nhỏ",
        "close:": "đóng:",
        "high:": "cao nhất:",
        "low:": "thấp nhất:",
        "max:": "lớn nhất:",
        "mean:": "trung bình:",
        "median:": "trung vị:",
        "min:": "nhỏ nhất:",
        "trace": "đường",
    },
    "format": {
        "days": ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
        "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
        "months": [f"tháng {month}" for month in range(1, 13)],
        "shortMonths": [f"{month:02d}" for month in range(1, 13)],
        "date": "%d/%m/%Y",
        "decimal": ",",
        "thousands": ".",
        "year": "%Y",
        "month": "%m/%Y",
        "dayMonth": "%d/%m",
        "dayMonthYear": "%d/%m/%Y",
    },
}
