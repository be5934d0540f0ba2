"""Numbers and dates read as an office in Lai Châu writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from campaign.locale import formats

UNKNOWN = [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT, np.datetime64("NaT")]


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1.000", "1,000"),
        (1234, "1.234", "1,234"),
        (1234567, "1.234.567", "1,234,567"),
        (np.int64(28481), "28.481", "28,481"),
        (1234.5678, "1.235", "1,235"),
        (112.5, "113", "113"),
        (77.5, "78", "78"),
        (-112.5, "−113", "−113"),
        (112.49, "112", "112"),
        (-1234, "−1.234", "−1,234"),
        (-0.2, "0", "0"),
    ],
)
def test_people_are_written_with_thousands_separated(value, vietnamese, english):
    assert (formats.number(value, "vi"), formats.number(value, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("fraction", "vietnamese", "english"),
    [
        (0.985, "98,5\u00a0%", "98.5%"),
        (0.0, "0,0\u00a0%", "0.0%"),
        (1.0, "100,0\u00a0%", "100.0%"),
        (1.043, "104,3\u00a0%", "104.3%"),
        (0.98449, "98,4\u00a0%", "98.4%"),
        (0.9845, "98,5\u00a0%", "98.5%"),
    ],
)
def test_a_share_has_one_decimal_and_the_readers_percent_sign(fraction, vietnamese, english):
    assert (formats.percent(fraction, "vi"), formats.percent(fraction, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("fraction", "shown"), [(0.9994, 99.9), (0.9996, 99.9), (0.999999, 99.9), (1.0, 100.0), (1.0004, 100.0)]
)
def test_less_than_all_is_never_shown_as_all(fraction, shown):
    assert formats.rounded_percent(fraction) == shown


@pytest.mark.parametrize(("fraction", "shown"), [(0.95, "95\u00a0%"), (0.975, "97,5\u00a0%"), (1.0, "100\u00a0%")])
def test_a_threshold_has_a_decimal_only_if_it_was_set_with_one(fraction, shown):
    assert formats.threshold(fraction, "vi") == shown


@pytest.mark.parametrize(
    ("difference", "shown"), [(0.012, "+1,2"), (-0.003, "−0,3"), (0.0, "0,0"), (0.0004, "0,0"), (-0.0004, "0,0")]
)
def test_a_change_in_points_carries_its_sign(difference, shown):
    assert formats.points(difference, "vi") == shown


@pytest.mark.parametrize(("change", "shown"), [(2, "+2"), (-1, "−1"), (0, "0")])
def test_a_change_of_rank_carries_its_sign(change, shown):
    assert formats.signed(change, "vi") == shown


@pytest.mark.parametrize("value", [date(2022, 5, 19), datetime(2022, 5, 19), pd.Timestamp(2022, 5, 19)])
def test_dates_are_day_first_in_both_languages(value):
    assert (formats.day(value, "vi"), formats.day(value, "en")) == ("19/05/2022", "19 May 2022")
    assert (formats.short_day(value, "vi"), formats.short_day(value, "en")) == ("19/05", "19 May")


@pytest.mark.parametrize(
    ("start", "end", "vietnamese", "english"),
    [
        (date(2022, 5, 13), date(2022, 5, 19), "13/05–19/05/2022", "13 May–19 May 2022"),
        (date(2021, 12, 27), date(2022, 1, 2), "27/12/2021–02/01/2022", "27 Dec 2021–2 Jan 2022"),
        (None, date(2022, 5, 19), "19/05/2022", "19 May 2022"),
        (None, None, "–", "–"),
    ],
)
def test_a_week_names_both_its_days_where_both_are_known(start, end, vietnamese, english):
    assert (formats.week(start, end, "vi"), formats.week(start, end, "en")) == (vietnamese, english)


def test_moments_are_told_by_the_clock_in_the_office():
    assert formats.moment(datetime(2022, 5, 19, 18, 5, tzinfo=UTC), "vi") == "20/05/2022 01:05"


@pytest.mark.parametrize("value", UNKNOWN)
@pytest.mark.parametrize(
    "write",
    [
        formats.number,
        formats.percent,
        formats.threshold,
        formats.points,
        formats.signed,
        formats.day,
        formats.short_day,
        formats.moment,
    ],
)
def test_what_is_unknown_is_a_dash_and_never_nought(write, value):
    assert (write(value, "vi"), write(value, "en")) == ("–", "–")


@pytest.mark.parametrize(("issued", "shown"), [("2022-05-16", "16/05/2022"), ("2021-12", "12/2021"), ("2023", "2023")])
def test_a_documents_date_is_shown_as_far_as_it_is_known(issued, shown):
    assert formats.partial_day(issued, "vi") == shown
