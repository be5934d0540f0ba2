"""What holds for every plotly chart: valid, Vietnamese in numbers and dates, a finding as title, a basis below it."""

from __future__ import annotations

import ast
import json
import re
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import pytest

from campaign.charts.due_people import draw_due_people
from campaign.charts.dumbbell import draw_dumbbell
from campaign.charts.heatmap import draw_heatmap, heatmap_heading
from campaign.charts.monitoring import draw_monitoring
from campaign.charts.move_findings import moves_heading
from campaign.charts.palette import DARK, LIGHT
from campaign.charts.rank_history import draw_rank_history
from campaign.charts.ranking_bars import draw_ranking
from campaign.charts.small_multiples import draw_small_multiples, multiples_heading
from campaign.charts.style import Reader, chart_config
from campaign.charts.timeline import draw_timeline
from campaign.charts.weekly_doses import draw_weekly_doses
from campaign.domain.frames import EVENTS, HISTORY, HOLIDAYS, TARGETS, WEEKLY, frame
from campaign.domain.progress.coverage_grid import UNKNOWN, Grid
from campaign.locale import translator
from campaign.settings import ROOT
from tests.charts import test_due_people_chart as due
from tests.charts import test_dumbbell_chart as dumbbell
from tests.charts import test_rank_history_chart as ranks
from tests.charts import test_ranking_chart as ranking
from tests.charts import test_timeline_chart as timeline
from tests.charts import test_weekly_chart as weekly
from tests.charts.frames_for_charts import AS_OF, DEADLINE, history_table, progress_table

TENTHS = pd.DataFrame([[625, UNKNOWN], [1, 1043]], index=["a", "b"], columns=[AS_OF - timedelta(weeks=1), AS_OF])
GRID = Grid(TENTHS.astype("int16"), TENTHS > 1000, TENTHS == 1)
TIMELINE = frame(timeline.EVENTS_, EVENTS), frame(timeline.HISTORY_, HISTORY), frame(timeline.TARGETS_, TARGETS)
SUBJECT = "Mũi 3"
DAYS_OFF = frame([(date(2022, 4, 30), date(2022, 5, 3), "Nghỉ lễ", "Holiday")], HOLIDAYS)
NAMES = {"a": "Huyện A", "b": "Huyện B"}


def draw(chart, language="vi", theme=LIGHT):
    return CHARTS[chart](Reader(translator(language), language, theme))


def over_time(reader, **given):
    return draw_monitoring(history_table(), progress_table(), AS_OF, subject=SUBJECT, **given, **reader._asdict())


def small_multiples(reader):
    heading = multiples_heading(progress_table(), AS_OF, SUBJECT, reader)
    return draw_small_multiples(history_table(), progress_table(), AS_OF, heading=heading, **reader._asdict())


def heatmap(reader):
    heading = heatmap_heading(GRID, NAMES, SUBJECT, reader)
    return draw_heatmap(GRID, NAMES, heading=heading, ends={"a": "62"}, **reader._asdict())


def against_before(reader):
    heading = moves_heading(dumbbell.moves(), SUBJECT, reader)
    return draw_dumbbell(dumbbell.moves(), heading=heading, **reader._asdict())


def rank_history(reader):
    rows = ranks.weeks(ranks.MOVED, late=[("108", 1)])
    return draw_rank_history(rows, AS_OF, subject=SUBJECT, **reader._asdict())


def people_due(reader):
    given = {"deadline": DEADLINE, "holidays": DAYS_OFF, "subject": SUBJECT}
    return draw_due_people(due.weeks(), AS_OF, **given, **reader._asdict())


def weekly_doses(reader):
    weeks, days_off = frame(weekly.ROWS, WEEKLY), frame([weekly.TET], HOLIDAYS)
    return draw_weekly_doses(weeks, days_off, subject=SUBJECT, **reader._asdict())


CHARTS = {
    "monitoring": lambda reader: over_time(reader, holidays=DAYS_OFF),
    "monitoring of one": lambda reader: over_time(reader, unit="108"),
    "small multiples": small_multiples,
    "heatmap": heatmap,
    "dumbbell": against_before,
    "ranking": lambda reader: draw_ranking(ranking.ranked(), AS_OF, subject=SUBJECT, **reader._asdict()),
    "rank history": rank_history,
    "due": people_due,
    "weekly": weekly_doses,
    "timeline": lambda reader: draw_timeline(*TIMELINE, AS_OF, unit="Sìn Hồ", names=timeline.NAMES, **reader._asdict()),
}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("chart", CHARTS)
def test_every_property_is_one_that_plotly_knows(chart, theme):
    """Figures are made without plotly's second check, so it is made here."""
    figure = draw(chart, theme=theme)
    assert json.loads(go.Figure(figure.to_dict()).to_json()) == json.loads(figure.to_json())


@pytest.mark.parametrize("chart", CHARTS)
def test_numbers_and_dates_on_axes_and_in_hovers_are_vietnamese(chart):
    figure = draw(chart)
    assert figure.layout.separators == ",."
    written = json.loads(figure.to_json())
    axes = [axis for name, axis in written["layout"].items() if re.fullmatch(r"[xy]axis\d*", name)]
    assert {axis.get("tickformat") for axis in axes if axis.get("type") == "date"} <= {"%d/%m"}
    hovers = [trace.get("hovertemplate") or "" for trace in written["data"]]
    formats = {found for hover in hovers for found in re.findall(r"%\{x\|([^}]*)\}", hover)}
    assert formats <= {"%d/%m/%Y"}
    assert not re.search(r"%[abBAmy-]*[bB]", json.dumps([axes, hovers]))  # no month's English name


@pytest.mark.parametrize("chart", CHARTS)
def test_whoever_points_at_a_figure_is_told_in_our_own_words(chart):
    """A trace without a template would show plotly's own: raw dates, decimal points, trace numbers."""
    told = [
        bool(trace.hovertemplate) or trace.hoverinfo == "skip" or list(trace.x or []) == [None]
        for trace in draw(chart).data
    ]
    assert all(told)


@pytest.mark.parametrize("chart", CHARTS)
def test_texts_on_the_chart_have_no_decimal_points_and_no_english_months(chart):
    figure = draw(chart)
    texts = json.dumps(
        [figure.to_plotly_json()["layout"].get("title"), _texts(figure)], ensure_ascii=False, default=str
    )
    assert not re.search(r"\d\.\d(?!\d\d)", re.sub(r"<[^>]*>", "", texts))
    assert not re.search(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b", texts)


@pytest.mark.parametrize("chart", CHARTS)
def test_the_title_is_a_finding_and_the_subtitle_says_what_it_rests_on(chart):
    title = draw(chart).layout.title
    assert len(title.text) > len("<b></b>") + 10
    assert re.search(r"\d\d/\d\d/\d{4}", title.subtitle.text) or chart in ("due", "weekly")
    assert title.subtitle.text.startswith(SUBJECT) or chart == "timeline"


@pytest.mark.parametrize("chart", CHARTS)
def test_a_dark_chart_brings_the_light_colours_for_its_picture_and_a_light_one_needs_none(chart):
    assert draw(chart).layout.meta is None
    dark = json.dumps(draw(chart, theme=DARK).to_plotly_json(), default=str)
    light = draw(chart, theme=DARK).layout.meta["light"]
    used = set(re.findall(r"#[0-9a-f]{6}\b", re.sub(r'"light": \{.*?\}', "", dark)))
    assert used <= set(light) | set(light.values())


def test_a_picture_is_called_what_it_shows_and_is_as_wide_as_a_page():
    options = chart_config("vi", "dien-bien-T6-2022-06-16")["toImageButtonOptions"]
    assert (options["filename"], options["format"], options["width"]) == ("dien-bien-T6-2022-06-16", "png", 1200)


def test_every_chart_on_a_page_has_words_for_those_who_hear_it_and_a_name_for_its_picture():
    calls = [
        (path.name, call)
        for folder in ("campaign/ui", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _name(call) in ("plotly_chart", "show_chart_under")
    ]
    assert len(calls) >= 10
    for place, call in calls:
        given = {keyword.arg for keyword in call.keywords}
        wanted = {"alt"} if _name(call) == "plotly_chart" else {"alt", "picture"}
        assert wanted <= given, place


def _name(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _texts(figure):
    """What is read on the chart: labels, names, ticks, notes."""
    found = [note.text for note in figure.layout.annotations]
    for trace in figure.data:
        found += [trace.name or "", *_flat(trace.text), *_flat(trace.customdata)]
    return [text for text in found if isinstance(text, str)]


def _flat(values):
    if values is None or isinstance(values, str):
        return [values or ""]
    return [each for value in values for each in (value if isinstance(value, (list, tuple)) else [value])]
