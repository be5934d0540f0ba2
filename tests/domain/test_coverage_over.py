"""Coverage over 100 %: what speaks for the doses or the people being off, both sides of each edge."""

from __future__ import annotations

import pytest

from campaign.domain.people.coverage_over import DOSES, PEOPLE, UNTOLD, OverCase, explain_over, explanation_words


def explain(**known):
    case = OverCase(**{"doses": 110, "people": 100, "kind": "due", **known})
    found = explain_over(case)
    return found and (found.verdict, [each.code for each in found.evidence])


def test_a_coverage_of_100_percent_needs_no_explanation():
    assert explain(doses=100) is None
    assert explain(doses=101) == (UNTOLD, [])


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"others": {"resident": 110}}, (PEOPLE, ["fits_other_kind"])),
        ({"others": {"resident": 109}}, (DOSES, ["over_every_kind"])),
        ({"others": {"resident": 90, "assigned": 115}}, (PEOPLE, ["fits_other_kind"])),
        ({"kind": "assigned", "others": {"due": 200}}, (PEOPLE, ["assigned_passed"])),
        ({"people_before": 110}, (PEOPLE, ["revised_down"])),
        ({"people_before": 109}, (UNTOLD, [])),
        ({"previous_doses": 109}, (DOSES, ["over_previous_dose"])),
        ({"previous_doses": 110}, (UNTOLD, [])),
        ({"neighbour": ("18+", 1000, 0.125)}, (PEOPLE, ["small_share"])),  # 10 % against 12.5 %: four fifths
        ({"neighbour": ("18+", 1000, 0.124)}, (UNTOLD, [])),
        ({"neighbour": ("18+", 0, 0.5)}, (UNTOLD, [])),
        ({"increments": [10, 10, 10, 50]}, (DOSES, ["jump"])),
        ({"increments": [10, 10, 10, 49]}, (UNTOLD, [])),
        ({"increments": [10, 10, 50]}, (UNTOLD, [])),  # too few to know what is usual
        ({"doses": 150, "increments": [10, 10, 10, 50]}, (UNTOLD, [])),  # over 100 % without the jump, too
        ({"increments": [0, 0, 0, 50]}, (UNTOLD, [])),
        ({"people_before": 120, "previous_doses": 90}, (UNTOLD, ["revised_down", "over_previous_dose"])),
    ],
)
def test_each_thing_known_speaks_for_one_of_the_two(known, expected):
    assert explain(**known) == expected


def test_the_explanation_is_a_sentence_for_each_thing_with_its_figures():
    case = OverCase(1100, 1000, "due", others={"resident": 1200}, previous_doses=900)
    said = explanation_words(explain_over(case), "en")
    assert said == [
        "Which of the two is off cannot be told from the figures: ask the unit for both.",
        "The 1,100 doses are no more than the 1,200 residents in the group of the same unit.",
        "More have this dose (1,100) than the dose before (900).",
    ]
