"""For any campaign data, layout and variation: what is read is what was written, or an error says what cannot be."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD, TO_DATE
from tests.builders import (
    DISTRICTS,
    INVITED,
    L2_PAIRS,
    L5_DOSES,
    L6_DOSES,
    L6_UNITS,
    Style,
    build_l1,
    build_l2,
    build_l3,
    build_l4,
    build_l5,
    build_l6,
    build_l9,
    communes_of,
    sample_day,
)
from tests.sheets.reading_helpers import code_of, figures_of, reading_of, written_figures

L1_PAIRS = {"18+": ("dose_3", "dose_4"), "12-17": ("dose_2", "dose_3"), "5-11": ("dose_1", "dose_2")}
GROUPS = ("18+", "12-17", "5-11")
NAMES = {
    "TP Lai Châu": ("TP Lai Châu", "Thành phố Lai Châu", "T.P Lai Châu", "TP. Lai Châu ", "Lai Châu"),
    "Tam Đường": ("Tam Đường", "H.Tam Đường", "Huyện Tam Đường", "TTYT huyện Tam Đường", "TAM ĐƯỜNG", "Tam Duong"),
    "Tân Uyên": ("Tân Uyên", "Tân uyên", "H. Tân Uyên", "Tan Uyen"),
    "Than Uyên": ("Than Uyên", "THAN UYÊN", "huyện  Than Uyên\u00a0"),
}
WORDS = {
    "Lũy kế": ("Lũy kế", "Luỹ kế", "Cộng dồn", "LUỸ TÍCH", "Lũy kế đến nay"),
    "Trong tuần": ("Trong tuần", "Tuần này", "Số tiêm trong tuần", "Trong kỳ"),
    "Tỷ lệ %": ("Tỷ lệ %", "Tỉ lệ", "TL %", "%", "Đạt %"),
    "Mũi 3": ("Mũi 3", "M3", "Mũi III", "NL1", "Nhắc lại lần 1", "Mũi 3 (BS+NL)", "Mũi\n3"),
    "Mũi 4": ("Mũi 4", "NL2", "Tiêm nhắc lần 2"),
    "Đơn vị": ("Đơn vị", "Địa phương", "Huyện/TP", "Tên đơn vị", "HUYỆN, THÀNH PHỐ"),
    "Người từ 18 tuổi trở lên": ("Người từ 18 tuổi trở lên", "≥ 18 tuổi", "Người trên 18 tuổi", "18+"),
    "Trẻ từ 12 đến dưới 18 tuổi": ("Trẻ từ 12 đến dưới 18 tuổi", "12-17 tuổi", "12 - <18 tuổi", "Từ 12 đến 17 tuổi"),
    "Trẻ từ 5 đến dưới 12 tuổi": ("Trẻ từ 5 đến dưới 12 tuổi", "5–11 tuổi", "Trẻ 5-<12 tuổi"),
    "Số đối tượng": ("Số đối tượng", "Tổng số đối tượng", "Số người cần tiêm", "Dân số", "Chỉ tiêu"),
    "Tổng cộng": ("Tổng cộng", "TOÀN TỈNH", "Cộng", "Tổng số"),
}

counts = st.one_of(st.none(), st.integers(0, 50), st.integers(0, 99_999))
figures = st.fixed_dictionaries(
    {(group, dose): st.tuples(counts, counts) for group, doses in L2_PAIRS.items() for dose in doses}
)
people = st.fixed_dictionaries({(group, ""): st.one_of(st.none(), st.integers(1, 90_000)) for group in GROUPS})
weeks = st.builds(
    lambda start, days: Period(start, start + timedelta(days)),
    st.dates(date(2021, 3, 1), date(2022, 5, 1)),
    st.sampled_from((6, 6, 6, 5, 7)),
)
styles = st.builds(
    Style,
    words=st.fixed_dictionaries({}, optional={word: st.sampled_from(said) for word, said in WORDS.items()}),
    numbers=st.sampled_from(("number", "dot", "comma", "space", "nbsp")),
    rates=st.sampled_from(("formula", "fraction", "percent", "text", "none")),
    total=st.sampled_from(("formula", "values", "none")),
    merged=st.booleans(),
    index_row=st.booleans(),
    signature=st.booleans(),
    nfd=st.booleans(),
    skip_rows=st.integers(0, 4),
    hidden_rows=st.sampled_from(((), (12,))),
)


@st.composite
def campaigns(draw):
    order = draw(st.permutations(DISTRICTS))
    chosen = order[: draw(st.integers(3, 8))]
    names = {unit: draw(st.sampled_from(NAMES.get(unit, (unit,)))) for unit in chosen}
    return {names[unit]: draw(figures) for unit in chosen}, {names[unit]: draw(people) for unit in chosen}


def check(content, rows, pairs, measures, period):
    """Read equals written; a file that is refused states why and is never partly wrong."""
    reading = reading_of(content)
    if reading.has_errors:
        assert figures_of(reading).items() <= written_figures(rows, pairs, measures).items()
        return
    assert figures_of(reading) == written_figures(rows, pairs, measures)
    assert reading.period is not None and reading.period.end == period.end
    assert {one.period_start for one in reading.figures if one.measure == IN_PERIOD} <= {period.start}


CALM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@CALM
@given(campaigns(), weeks, styles)
def test_the_wide_sheet(campaign, week, style):
    check(build_l1(week, *campaign, style=style), campaign[0], L1_PAIRS, (IN_PERIOD, TO_DATE), week)


@CALM
@given(campaigns(), weeks, styles)
def test_the_cumulative_sheet_by_age(campaign, week, style):
    check(build_l2(week.end, *campaign, style=style), campaign[0], L2_PAIRS, (TO_DATE,), Period(None, week.end))


@CALM
@given(campaigns(), weeks, styles)
def test_the_weekly_list_and_the_long_table(campaign, week, style):
    title = f"TUẦN TỪ {week.start:%d/%m/%Y} ĐẾN {week.end:%d/%m/%Y}"
    check(build_l3(week, campaign[0], style=style, title=title), campaign[0], L2_PAIRS, (IN_PERIOD,), week)
    check(build_l9(week, *campaign, style=style), campaign[0], L2_PAIRS, (IN_PERIOD, TO_DATE), week)


@CALM
@given(campaigns(), weeks, styles)
def test_one_sheet_per_age_group(campaign, week, style):
    rows, residents = campaign
    check(build_l5(week, rows, residents, residents, style=style), rows, L5_DOSES, (IN_PERIOD, TO_DATE), week)


@CALM
@given(
    st.lists(st.sampled_from(L6_UNITS), min_size=1, max_size=6, unique=True),
    st.lists(st.integers(0, 1000), min_size=1, max_size=3),
    st.sampled_from(("merged", "once", "every row")),
    st.sampled_from(("title", "column")),
    styles,
)
def test_the_daily_form(units, seeds, names, group_in, style):
    days = {date(2022, 5, 16) + timedelta(n): sample_day(seed, units) for n, seed in enumerate(seeds)}
    reading = reading_of(build_l6(days, style=style, units=names, group_in=group_in))
    written = {
        (day, code_of(unit), count if count in L6_DOSES else "", product, count): n
        for day, data in days.items()
        for unit, of_unit in data.items()
        for product, counts in of_unit.items()
        for count, n in counts.items()
        if count != INVITED
    }
    read = {
        (one.period_end, one.unit, one.dose, one.product, one.dose or one.measure): one.value for one in reading.figures
    }
    assert read == written
    assert not reading.has_errors


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.sampled_from(DISTRICTS), st.data(), styles)
def test_a_districts_communes(district, data, style):
    doses = ("dose_1", "dose_2", "dose_3", "dose_4")
    short = data.draw(st.booleans())
    names = [name.removeprefix("Xã ") if short and district != "Mường Tè" else name for name in communes_of(district)]
    rows = {name: {("18+", dose): (None, data.draw(counts)) for dose in doses} for name in names}
    content = build_l4(date(2022, 5, 19), {district: rows}, {}, style=style, summary=False)
    within = code_of(district)
    written = {
        (code_of(name, within), "18+", dose, TO_DATE): done
        for name, of_unit in rows.items()
        for (_, dose), (_, done) in of_unit.items()
        if done is not None
    }
    reading = reading_of(content)
    assert figures_of(reading) == written
    assert not reading.has_errors or not written
