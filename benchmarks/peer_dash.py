"""The targets page as one would write it in Dash: the same figure, the same table, the same three choices.

python -m benchmarks.peer_dash PORT, in an environment of its own (requirements-bench.txt). It reads with the
program's own workflows, keeps what it read as the program does, and draws with the program's own charts; the table is
plain HTML on both sides (html.Table, lighter than Dash's own DataTable): what differs is what carries them to the
browser. /figure is the first figure alone, as a plain HTML file would show it.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import cache
from typing import Any

import dash
import plotly
import plotly.graph_objects as go
import waitress
from dash import Input, Output, dcc, html
from dash.fingerprint import build_fingerprint

from campaign.charts.finding_titles import monitoring_finding, subtitle
from campaign.charts.monitoring import draw_monitoring
from campaign.charts.style import Reader, chart_config
from campaign.domain.directives.in_force import target_in_focus
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.locale import translator
from campaign.locale.formats import day, number, percent
from campaign.settings import read_settings
from campaign.workflows.monitor import monitoring, outlook
from campaign.workflows.opening import open_campaign

ALL_UNITS = "tat-ca"
HEADINGS = {
    "name": "Đơn vị",
    "coverage": "Tỷ lệ",
    "remaining": "Còn phải tiêm",
    "pace": "Tốc độ mỗi tuần",
    "required_pace": "Tốc độ cần đạt",
    "projected_completion": "Dự kiến hoàn thành",
    "status": "Tình trạng",
    "denominator": "Trên tổng số",
    "doses_to_date": "Đã tiêm",
    "period_end": "Số liệu đến",
}
# Under the name that Dash serves it by: with a fingerprint, browsers keep it for a year.
BUNDLE = f"/_dash-component-suites/plotly/{build_fingerprint('package_data/plotly.min.js', plotly.__version__, 0)}"
READER = Reader(translator("vi"), "vi")
DATABASE = open_campaign(read_settings())


@cache
def read_monitored(target: str, as_of: str) -> outlook.Monitored:
    """What the page shows of a target on a day."""
    return outlook.monitored_at(DATABASE, target, date.fromisoformat(as_of))


def draw(target: str, unit: str, as_of: str) -> tuple[go.Figure, list[str], list[list[str]]]:
    """The figure, the words above it, the table's rows."""
    found, chosen = read_monitored(target, as_of), None if unit == ALL_UNITS else unit
    finding = monitoring_finding(found.progress, chosen, READER)
    figure = draw_monitoring(
        found.history,
        found.progress,
        date.fromisoformat(as_of),
        unit=chosen,
        subject=target,
        holidays=found.holidays,
        finding=finding,
        **READER._asdict(),
    )
    districts = found.progress[found.progress["kind"] == "district"]
    words = [finding, subtitle(target, found.progress["period_end"].max(), READER)]
    return figure, words, [list(_row(row).values()) for row in districts.itertuples(index=False)]


def build() -> dash.Dash:
    """The app."""
    targets = monitoring.read_targets(DATABASE)
    weeks = [week.isoformat() for week in monitoring.reported_weeks(DATABASE)]
    first = target_in_focus(targets, date.fromisoformat(weeks[0]))
    app = dash.Dash(__name__, title="Dash", update_title="Updating...")
    app.layout = html.Div(
        [
            html.H1("Chỉ tiêu"),
            _dropdown("week", {week: day(date.fromisoformat(week), "vi") for week in weeks}, weeks[0]),
            _dropdown("target", dict(zip(targets["target"], targets["words"], strict=True)), first),
            _dropdown("unit", {ALL_UNITS: "Tất cả các huyện"} | _districts(first, weeks[0]), ALL_UNITS),
            html.Div(id="words"),
            dcc.Graph(id="chart", config=chart_config("vi")),
            html.Table([html.Thead(html.Tr([html.Th(words) for words in HEADINGS.values()])), html.Tbody(id="table")]),
        ]
    )

    def update(target: str, unit: str, week: str) -> tuple[go.Figure, list[Any], list[Any]]:
        figure, (finding, subject), rows = draw(target, unit, week)
        body = [html.Tr([html.Td(text) for text in row]) for row in rows]
        return figure, [html.H3(finding), html.P(subject)], body

    def draw_alone() -> str:
        figure, _, _ = draw(first, ALL_UNITS, weeks[0])
        return str(figure.to_html(include_plotlyjs=BUNDLE, config=chart_config("vi")))

    shown = (Output("chart", "figure"), Output("words", "children"), Output("table", "children"))
    app.callback(*shown, *(Input(name, "value") for name in ("target", "unit", "week")))(update)
    app.server.add_url_rule("/figure", view_func=draw_alone)
    return app


def _districts(target: str, week: str) -> dict[str, str]:
    progress = read_monitored(target, week).progress
    found = progress[progress["kind"] == "district"]
    return dict(zip(found["unit"], found["name"], strict=True))


def _dropdown(name: str, options: dict[str, str], first: str) -> Any:
    choices = [{"value": value, "label": label} for value, label in options.items()]
    return dcc.Dropdown(options=choices, value=first, id=name, clearable=False)


def _row(row: Any) -> dict[str, str]:
    """A district's cells by field, in the order of the headings."""
    whole = ("remaining", "pace", "required_pace", "denominator", "doses_to_date")
    cells = {
        "name": row.name,
        "coverage": percent(row.coverage, "vi"),
        "status": f"{STATUS_SIGNS[row.status]} {READER.words(STATUS_WORDS[row.status])}",
        **{field: number(getattr(row, field), "vi") for field in whole},
        **{field: day(getattr(row, field), "vi") for field in ("projected_completion", "period_end")},
    }
    return {field: cells[field] for field in HEADINGS}


if __name__ == "__main__":
    waitress.serve(build().server, host="localhost", port=int(sys.argv[1]), threads=8)
