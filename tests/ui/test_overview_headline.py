"""The overview's headline: every case in whole sentences, in both languages."""

from __future__ import annotations

import pytest

from campaign.charts.style import Reader
from campaign.domain.briefing.catching_up import late_rows
from campaign.domain.briefing.changes import with_changes
from campaign.domain.briefing.summary import Tally
from campaign.domain.frames import PROGRESS
from campaign.locale import translator
from campaign.locale.formats import is_missing
from campaign.ui.labels import TargetLabel
from campaign.ui.monitor.overview import headline_words
from campaign.ui.monitor.overview.changes import LINES_SHOWN, draw_judged
from campaign.ui.monitor.overview.headline import draw_headline, judged
from campaign.ui.monitor.overview.headline_words import Saying
from campaign.ui.monitor.overview.view import View
from tests.charts.frames_for_charts import progress_row, progress_table
from tests.ui.visits import plain

NB = "\N{NO-BREAK SPACE}"
ENGLISH, VIETNAMESE = Reader(translator("en"), "en"), Reader(translator("vi"), "vi")
LABELS = {"T6": TargetLabel("T6", "Dose 3 · 18 years and over"), "T7": TargetLabel("T7", "Dose 2 · Children")}


@pytest.fixture(autouse=True)
def _links_without_a_visit(monkeypatch):
    monkeypatch.setattr("campaign.ui.monitor.target_card.kept_choices", lambda _: {})


def row(unit="108", name="Huyện Sìn Hồ", target="T6", **given):
    values = {"status": "behind", "coverage": 0.906, "pace": 627.0, "required_pace": 2518.5, "remaining": 5037}
    made = dict(zip(PROGRESS, progress_row(unit, name, **values | given), strict=True))
    return list({**made, "target": target}.values())


def province(target="T6", **given):
    return row("12", "Tỉnh Lai Châu", target, kind="province", **given)


def headline(*rows, reader=ENGLISH):
    """The words of the headline over rows of the province and the districts."""
    table = progress_table(*rows)
    listed = list(with_changes(table, table.iloc[:0]).itertuples(index=False))
    districts = [each for each in listed if each.kind == "district"]
    dated = [each for each in listed if each.kind == "province" and not is_missing(each.deadline)]
    view = View(None, reader, LABELS, listed, listed, dated, late_rows(districts), [], None, None)
    return plain(draw_headline(view)).replace(NB, " ").replace(" ,", ",")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Tally(3, 1, 1, 1, 0, 0),
            ["Behind or at risk: 2 of 3 targets with a deadline.", "Deadline missed: 1 of 3 targets."],
        ),
        (Tally(3, 2, 0, 0, 1, 0), ["Behind: 2 of 3 targets with a deadline."]),
        (Tally(3, 0, 1, 0, 1, 1), ["At risk: 1 of 3 targets with a deadline."]),
        (Tally(3, 3, 0, 0, 0, 0), ["All 3 targets with a deadline are behind."]),
        (Tally(2, 0, 2, 0, 0, 0), ["All 2 targets with a deadline are at risk."]),
        (Tally(2, 1, 1, 0, 0, 0), ["All 2 targets with a deadline are behind or at risk."]),
        (Tally(1, 1, 0, 0, 0, 0), ["The only target with a deadline is behind."]),
        (Tally(1, 0, 1, 0, 0, 0), ["The only target with a deadline is at risk."]),
        (Tally(3, 0, 0, 3, 0, 0), ["All 3 targets with a deadline have missed it."]),
        (Tally(1, 0, 0, 1, 0, 0), ["The only target with a deadline has missed it."]),
        (Tally(3, 0, 0, 1, 1, 1), ["Deadline missed: 1 of 3 targets."]),
        (Tally(3, 0, 0, 0, 0, 3), ["All 3 targets with a deadline are met."]),
        (Tally(1, 0, 0, 0, 0, 1), ["The only target with a deadline is met."]),
        (
            Tally(3, 0, 0, 0, 0, 3, 1),
            ["All 3 targets with a deadline are met.", "Met after the deadline: 1 of 3 targets."],
        ),
        (Tally(3, 0, 0, 0, 2, 1), ["All 3 targets with a deadline are met or on track."]),
        (Tally(1, 0, 0, 0, 1, 0), ["The only target with a deadline is on track."]),
        (Tally(3, 0, 0, 0, 0, 0), ["None of the 3 targets with a deadline can be judged yet."]),
        (Tally(1, 0, 0, 0, 0, 0), ["The only target with a deadline cannot be judged yet."]),
        (
            Tally(3, 0, 0, 0, 1, 1),
            [
                "Met or on track: 2 of 3 targets with a deadline.",
                "Not to be judged yet: 1 of 3 targets with a deadline.",
            ],
        ),
    ],
)
def test_the_targets_are_counted_in_whole_sentences(found, said):
    assert judged(found, ENGLISH) == said


@pytest.mark.parametrize("reader", [ENGLISH, VIETNAMESE], ids=["en", "vi"])
def test_every_saying_is_a_sentence_with_its_numbers_in_both_languages(reader):
    for saying in (each for each in vars(headline_words).values() if isinstance(each, Saying)):
        for count, total in ((1, 3), (3, 3), (1, 1)):
            if message := saying.of(count, total):
                text = reader.words(message, count=count, total=total)
                assert text[0].isupper() or text[0].isdigit()
                assert text.endswith(".")
                assert (str(total) in text) is (total > 1)


def test_the_worst_district_is_named_with_what_it_needs_a_week():
    assert headline(province(), row()) == (
        "The only target with a deadline is behind. Most worrying: huyện Sìn Hồ, dose 3, 18 years and over (90.6%): "
        "2,519 doses a week are needed, 4.0 times the present pace (627)."
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"pace": 2500.0}, "2,519 doses a week are needed, the present pace is 2,500."),
        ({"pace": 0.0}, "2,519 doses a week are needed, none were added in the last reported weeks."),
        ({"pace": -3.0}, "2,519 doses a week are needed, none were added in the last reported weeks."),
        ({"pace": None}, "2,519 doses a week are needed, the present pace is not known yet."),
        (
            {"required_pace": None, "days_left": 0},
            "5,037 people are left to vaccinate on 30 Jun 2022, the last day of the deadline.",
        ),
        (
            {"required_pace": None, "status": "missed"},
            "the deadline 30 Jun 2022 has passed and 5,037 people are still to vaccinate.",
        ),
    ],
)
def test_what_is_needed_is_said_by_what_is_known_of_pace_and_deadline(given, said):
    assert headline(province(), row(**given)).endswith(f"(90.6%): {said}")


def test_the_worst_is_the_one_that_lacks_most_of_all_targets():
    shown = headline(province(), province("T7"), row(), row("107", "Huyện Mường Tè", "T7", pace=10.0))
    assert "Most worrying: huyện Mường Tè, dose 2, children (90.6%)" in shown
    assert "Sìn Hồ" not in shown


def test_a_tie_names_all_that_are_equal():
    shown = headline(province(), row(), row("107", "Huyện Mường Tè", coverage=0.5))
    assert shown.endswith(
        "Most worrying, each lacking 1,892 doses a week: dose 3, 18 years and over: huyện Sìn Hồ (90.6%), "
        "huyện Mường Tè (50.0%)."
    )
    missed = {"status": "missed", "required_pace": None}
    shown = headline(province(**missed), row(**missed), row("107", "Huyện Mường Tè", **missed))
    assert "each with 5,037 people left to vaccinate: dose 3, 18 years and over: huyện Sìn Hồ (90.6%), huyện" in shown


def test_many_that_are_equal_are_counted_and_their_target_named_once():
    eight = [row(f"{105 + place}", f"Huyện {place}") for place in range(8)]
    assert headline(province(), *eight).endswith("a week: dose 3, 18 years and over: all 8 districts.")
    well = row("112", "Huyện 7", status="on_track")
    assert headline(province(), *eight[:7], well).endswith("a week: dose 3, 18 years and over: 7 districts.")
    three = [row("105", "Huyện 5", status="on_track"), *eight[1:4]]
    assert "huyện 1 (90.6%), huyện 2 (90.6%), huyện 3 (90.6%)." in headline(province(), *three)


def test_equals_towards_two_targets_are_told_by_target():
    shown = headline(province(), province("T7"), row(), row("107", "Huyện Mường Tè", "T7"))
    assert shown.endswith("huyện Sìn Hồ, dose 3, 18 years and over (90.6%); huyện Mường Tè, dose 2, children (90.6%).")


def test_what_a_lower_bound_leaves_to_do_is_at_most_that_much():
    assert "≤ 2,519 doses a week are needed" in headline(province(), row(incomplete=True))


def test_a_bound_and_an_old_figure_are_said_with_the_coverage():
    shown = headline(province(), row(incomplete=True, stale=True))
    assert "(≥ 90.6% by 19 May 2022)" in shown


def test_nobody_late_is_said_where_it_is_known():
    well, nothing = {"status": "on_track"}, {"status": "no_data", "coverage": None}
    assert headline(province(**well), row(**well)).endswith("is on track. No district is late.")
    assert headline(province(**well), row(**well), row("107", "Huyện Mường Tè", **nothing)).endswith(
        "No district with figures is late; some cannot be judged."
    )
    assert headline(province(**nothing), row(**nothing)) == "The only target with a deadline cannot be judged yet."


def test_without_a_deadline_the_headline_says_so():
    open_ = {"deadline": None, "days_left": None, "status": "open"}
    assert headline(province(**open_), row(**open_)) == (
        "No target in force has a deadline; coverage and pace are followed without one."
    )


def test_names_in_the_headline_are_never_markup():
    table = progress_table(province(), row(name="<b>Sìn Hồ</b>"))
    listed = list(with_changes(table, table.iloc[:0]).itertuples(index=False))
    view = View(None, ENGLISH, LABELS, listed, listed, listed[:1], late_rows(listed[1:]), [], None, None)
    assert "<b>" not in draw_headline(view)
    assert "&lt;b&gt;Sìn Hồ" in draw_headline(view)


def test_many_changed_statuses_are_told_by_target_and_the_rest_folded():
    targets = [f"T{number}" for number in range(LINES_SHOWN + 2)]
    table = progress_table(*(row(unit, f"Huyện {unit}", target) for target in targets for unit in ("107", "108")))
    rows = list(with_changes(table, table.assign(status="at_risk")).itertuples(index=False))
    labels = {target: TargetLabel(target, "Dose 3") for target in targets}
    drawn = draw_judged(rows, View(None, ENGLISH, labels, rows, rows, [], [], [], None, None))
    shown, folded = drawn.split("<details>")
    assert (shown.count("<li>"), folded.count("<li>")) == (LINES_SHOWN, 2)
    assert "T0 · Dose 3 : ◆ At risk → ▼ Behind: 2 units ( Huyện 107 , Huyện 108 )" in plain(shown)
    assert "Show the other 2" in folded
