"""The weights of a composite ranking: what is accepted, and what each mistake is answered with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.findings import finding_message
from campaign.domain.ranking.weights import read_weights

KNOWN = {"T3": ("18+", "dose_3"), "T6": ("18+", "dose_3"), "T7": ("5-11", "dose_2"), "T8": ("50+", "dose_4")}


def told(targets, weights=()):
    """What is wrong, as the finding's field and words."""
    shares, findings = read_weights(targets, weights, KNOWN)
    assert shares == {}
    return [(finding.values["field"], finding_message(finding, "en")) for finding in findings]


@pytest.mark.parametrize(
    ("targets", "weights", "shares"),
    [
        (["T6", "T7"], [], {"T6": 0.5, "T7": 0.5}),
        (["T7", "T6"], [("T6", 3)], {"T7": 0.25, "T6": 0.75}),
        (["T6", "T7", "T8"], [("T6", "2"), ("T7", "1,5"), ("T8", "0.5")], {"T6": 0.5, "T7": 0.375, "T8": 0.125}),
        (["T6", "T7"], [("T7", 0)], {"T6": 1.0}),
        (["T6"], [], {"T6": 1.0}),
        # left out, so its doses do not count twice
        (["T3", "T6", "T7"], [("T3", 0)], {"T6": 0.5, "T7": 0.5}),
    ],
)
def test_weights_become_shares_of_the_whole_in_the_order_of_the_targets(targets, weights, shares):
    assert read_weights(targets, weights, KNOWN) == (shares, [])
    assert list(read_weights(targets, weights, KNOWN)[0]) == list(shares)


@pytest.mark.parametrize(
    ("targets", "weights", "expected"),
    [
        (["T9", "T6"], [], [("target", "There is no target 'T9'. Known targets: T3, T6, T7, T8.")]),
        (["T6", "T6"], [], [("target", "Target T6 is named twice. Name it once.")]),
        (
            ["T3", "T6"],
            [],
            [
                (
                    "target",
                    "Targets T3 and T6 count the same doses, which would count twice. Leave one of them out.",
                )
            ],
        ),
        (
            ["T6"],
            [("T6", -1)],
            [("weight", "The weight of T6 is -1, below 0. Give 0 to leave the target out, or more.")],
        ),
        (["T6"], [("T6", 0)], [("weight", "All weights are 0. Give at least one target a weight above 0.")]),
        (
            ["T6", "T7"],
            [("T8", 1)],
            [
                (
                    "weight",
                    "T8 has a weight but is not among the targets to rank by. Add it, or leave its weight out.",
                )
            ],
        ),
        (["T6", "T7"], [("T6", 1), ("T6", 2)], [("weight", "Target T6 is given two weights. Give one.")]),
    ],
)
def test_a_mistake_is_told_with_its_field(targets, weights, expected):
    assert told(targets, weights) == expected


@pytest.mark.parametrize("text", ["", "hai", "nan", "inf", "-inf", "1.2.3", "None"])
def test_what_is_no_number_is_told_as_it_was_written(text):
    assert told(["T6", "T7"], [("T6", text)]) == [
        ("weight", f"The weight of T6 is '{text}', which is not a number. Give one such as 2 or 0.5.")
    ]


def test_all_mistakes_are_told_at_once():
    assert [field for field, _ in told(["T9", "T6", "T6"], [("T6", "x"), ("T7", -2)])] == [
        *["target", "target"],
        *["weight", "weight", "weight"],
    ]


def test_no_target_at_all_leaves_nothing_to_weigh():
    assert told([]) == [("weight", "All weights are 0. Give at least one target a weight above 0.")]


@given(st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=3, max_size=3).filter(any))
def test_shares_sum_to_one_and_keep_their_proportions(weights):
    targets = ["T6", "T7", "T8"]
    shares, findings = read_weights(targets, list(zip(targets, weights, strict=True)), KNOWN)
    assert findings == []
    assert sum(shares.values()) == pytest.approx(1)
    for target, weight in zip(targets, weights, strict=True):
        assert shares.get(target, 0) == pytest.approx(weight / sum(weights))
