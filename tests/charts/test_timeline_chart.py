"""The timeline chart: lanes in the order of the chain, verdicts on their days, arrows to what took whose place."""

from __future__ import annotations

from datetime import date

from campaign.charts.style import Reader
from campaign.charts.timeline import draw_timeline
from campaign.charts.timeline_words import timeline_alternative
from campaign.domain.frames import EVENTS, HISTORY, TARGETS, frame
from campaign.locale import translator

ENGLISH = {"translate": translator("en"), "language": "en"}
AS_OF = date(2022, 7, 28)
NAMES = {"T3": "T3 · <i>", "T6": "T6 · Dose 3", "T1": "T1 · Dose 3"}


def target(name, since, deadline=None, supersedes=None, by=None, on=None):
    goal = "18+", "dose_3", "due", 1.0, deadline
    return name, "003", "1", "", *goal, None, None, "deadline", supersedes, since, by, on


def event(day, kind, name=None, directive="003", other=None, status=None, passed=False, share=None, bound=False):
    return day, kind, name, directive, other, status, passed, share, bound, False, day if share else None, 1.0


TARGETS_ = [
    target("T1", date(2021, 12, 2)),
    target("T6", date(2022, 5, 16), date(2022, 6, 30), supersedes="T3"),
    target("T3", date(2022, 2, 28), date(2022, 3, 13), by="T6", on=date(2022, 5, 16)),
]
EVENTS_ = [
    event(date(2022, 2, 28), "issued"),
    event(date(2022, 3, 13), "deadline", "T3", status="missed", passed=True, share=0.58, bound=True),
    event(date(2022, 5, 16), "issued", directive="000"),
    event(date(2022, 5, 16), "superseded", "T3", other="T6"),
    event(date(2022, 6, 30), "deadline", "T6", "000", status="behind", share=0.929),
]


def points(name, *pairs):
    return [(name, "108", "Sìn Hồ", "district", day, 100, False, 100, "due", share, None, None) for day, share in pairs]


HISTORY_ = [
    *points("T3", (date(2022, 3, 3), 0.5), (date(2022, 3, 10), 0.58), (date(2022, 3, 31), 0.7)),
    *points("T6", (date(2022, 6, 30), 0.929)),
]


def draw(**given):
    frames = frame(EVENTS_, EVENTS), frame(HISTORY_, HISTORY), frame(TARGETS_, TARGETS)
    return draw_timeline(*frames, AS_OF, unit="Sìn Hồ", names=NAMES, **{**ENGLISH, **given})


def coverage_line(figure):
    """The trace of the coverages in all lanes."""
    return next(trace for trace in figure.data if trace.customdata is not None and trace.mode == "lines")


def test_guides_pass_through_the_grounds_of_lanes_and_leave_their_names_alone():
    issued, today = (trace for trace in draw().data if trace.mode == "lines" and trace.line.width == 1)
    assert sorted({day for day in issued.x if day}) == ["2022-02-28", "2022-05-16"]
    assert {day for day in today.x if day} == {"2022-07-28"}
    names = {note.text: note.y for note in draw().layout.annotations if note.text.startswith("T")}
    for foot, head in zip(issued.y[::3], issued.y[1::3], strict=True):
        assert foot == int(foot) and head - foot < 0.6
        assert not any(foot <= top - 0.2 <= head for top in names.values())


def test_a_target_stands_above_the_one_that_took_its_place_and_those_without_a_deadline_below():
    heights = {note.text: note.y for note in draw().layout.annotations if note.text}
    assert heights["T3 · &lt;i&gt;"] > heights["T6 · Dose 3"] > heights["T1 · Dose 3"]
    assert "no figures" in heights


def test_the_arrow_leads_from_the_lane_replaced_to_its_successors_on_the_day():
    (arrow,) = [note for note in draw().layout.annotations if note.showarrow]
    assert (arrow.x, arrow.ax) == ("2022-05-16", "2022-05-16")
    assert arrow.ay > arrow.y


def test_each_deadline_has_its_sign_and_the_coverage_on_that_day():
    signs = next(trace for trace in draw().data if trace.mode == "text")
    assert list(signs.x) == ["2022-03-13", "2022-06-30"]
    assert list(signs.text) == ["<b>✗</b> ≥\N{NO-BREAK SPACE}58.0% ", "<b>▼</b> 92.9% "]
    assert signs.customdata[0] == "T3 · &lt;i&gt;: deadline 13 Mar 2022, missed at ≥\N{NO-BREAK SPACE}58.0%."


def test_the_line_breaks_between_lanes_and_where_a_report_is_missing():
    line = coverage_line(draw())
    assert list(line.x) == ["2022-03-03", "2022-03-10", None, "2022-03-31", None, "2022-06-30", None, None]


def test_the_ground_of_a_lane_ends_when_the_target_was_replaced():
    grounds = [shape for shape in draw().layout.shapes if shape.type == "rect"]
    assert [(shape.x0, shape.x1) for shape in grounds] == [
        ("2022-02-28", "2022-05-16"),
        ("2022-05-16", "2022-07-28"),
        ("2021-12-02", "2022-07-28"),
    ]


def test_directives_are_named_above_their_days():
    notes = {note.text: note.x for note in draw().layout.annotations if note.text.startswith("<b>")}
    assert notes == {"<b>003</b>": "2022-02-28", "<b>000</b>": "2022-05-16"}


def test_its_title_counts_what_was_missed_and_its_words_tell_each_deadline():
    assert draw().layout.title.text == "<b>Sìn Hồ: 1 of 1 deadlines missed, 1 ahead</b>"
    words = timeline_alternative(frame(EVENTS_, EVENTS), AS_OF, unit="Sìn Hồ", reader=Reader(**ENGLISH))
    assert "T3 was replaced by T6 on 16 May 2022." in words
    assert "T6: deadline 30 Jun 2022 ahead, behind at 92.9%." in words


def test_more_than_all_makes_room_for_itself():
    over = frame(points("T6", (date(2022, 6, 30), 1.4)), HISTORY)
    figure = draw_timeline(
        frame(EVENTS_, EVENTS), over, frame(TARGETS_, TARGETS), AS_OF, unit="", names=NAMES, **ENGLISH
    )
    heights = [height for height in coverage_line(figure).y if height is not None]
    assert all(height < 2 for height in heights)
