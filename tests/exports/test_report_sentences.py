"""The sentences of a report: every case of the figures gives one that can stand in a signed paper."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.exports.report.report import Silent
from campaign.exports.report.words.causes import cause_sentences
from campaign.exports.report.words.districts import (
    best_sentence,
    counts_sentence,
    late_sentences,
    unknown_sentences,
)
from campaign.exports.report.words.province import change_sentence, coverage_sentence, deadline_sentences
from campaign.exports.report.words.sentences import (
    proposal_sentences,
    summary_sentences,
    target_paragraphs,
    target_sentences,
)
from campaign.exports.report.words.writer import Writer, official_days
from campaign.locale import translator
from tests.exports.report_tables import AS_OF, BEFORE, met, missed, report, target, unit, without_figures

VI, EN = Writer(translator("vi"), "vi"), Writer(translator("en"), "en")
NBSP = "\N{NO-BREAK SPACE}"


def plain(text):
    """A sentence with ordinary spaces, as it is typed here."""
    return text.replace(NBSP, " ")


def province(**given):
    """The province's row alone in a target."""
    return target(province=unit("12", **given))


def said(sentences):
    return [plain(each) for each in sentences]


COVERAGES = {
    "known": (
        {},
        "Tính đến ngày 16/6/2022, toàn tỉnh đã tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên được "
        "25.920/30.000 người, đạt 86,4 % số người cần tiêm.",
    ),
    "a lower bound": (
        {"incomplete": True},
        "Tính đến ngày 16/6/2022, toàn tỉnh đã tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên được "
        "ít nhất 25.920/30.000 người, đạt ít nhất 86,4 % số người cần tiêm.",
    ),
    "an upper bound": (
        {"people_at_least": True, "denominator_kind": "interval"},
        "Tính đến ngày 16/6/2022, toàn tỉnh đã tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên được "
        "25.920/30.000 người, đạt không quá 86,4 % số người đến lịch tiêm theo khoảng cách giữa hai mũi.",
    ),
    "either way": (
        {"people_at_least": True, "incomplete": True, "denominator_kind": "assigned"},
        "Tính đến ngày 16/6/2022, toàn tỉnh đã tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên được "
        "ít nhất 25.920/30.000 người, đạt khoảng 86,4 % chỉ tiêu giao.",
    ),
    "over all": (
        {"coverage": 1.0434, "doses_to_date": 31302, "denominator_kind": "resident"},
        "Tính đến ngày 16/6/2022, toàn tỉnh đã tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên được "
        "31.302/30.000 người, đạt 104,3 % (vượt 100 %, cần rà soát) tổng số đối tượng.",
    ),
    "an old figure": (
        {"period_end": BEFORE},
        "Tính đến ngày 16/6/2022, theo số liệu báo cáo đến ngày 09/6/2022, toàn tỉnh đã tiêm mũi 3 (nhắc lại lần 1) "
        "cho nhóm người từ 18 tuổi trở lên được 25.920/30.000 người, đạt 86,4 % số người cần tiêm.",
    ),
    "nobody to vaccinate": (
        {"coverage": None, "denominator": None, "denominator_kind": None},
        "Tính đến ngày 16/6/2022, toàn tỉnh đã tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên được "
        "25.920 người; chưa tính được tỷ lệ vì chưa có số đối tượng.",
    ),
    "no figure of the province": (
        {"doses_to_date": None, "coverage": None},
        "Tính đến ngày 16/6/2022, chưa có số liệu tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên của "
        "toàn tỉnh.",
    ),
}


@pytest.mark.parametrize(("given", "sentence"), COVERAGES.values(), ids=COVERAGES)
def test_the_coverage_of_the_province_is_said_with_its_bounds(given, sentence):
    assert plain(coverage_sentence(province(**given), AS_OF, VI)) == sentence


def test_a_target_that_nobody_has_reported_on_is_said_to_be_so():
    section = target(without_figures(), province=without_figures("12"), subject="Mũi 2 · Phụ nữ có thai")
    assert said(target_sentences(section, AS_OF, *VI)) == [
        "Tính đến ngày 16/6/2022, chưa có huyện, thành phố nào báo cáo số liệu tiêm mũi 2 cho nhóm phụ nữ có thai."
    ]


REACHED = {"remaining": 0, "reached_on": date(2022, 6, 23), "coverage": 1.0}
OVER = {"days_left": -28, "required_pace": None, "status": "missed"}
DEADLINES = {
    "behind": (
        {},
        [
            "Thời hạn hoàn thành là ngày 30/6/2022 (còn 14 ngày); còn phải tiêm 4.080 người, bình quân cần 2.040 "
            "mũi/tuần.",
            "Với tốc độ các tuần báo cáo gần nhất (366 mũi/tuần), dự báo đến ngày 02/9/2022 mới đạt mức 100 %, chậm "
            "64 ngày so với "
            "thời hạn.",
        ],
    ),
    "a lower bound leaves fewer people": (
        {"incomplete": True, "threshold": 0.95, "status": "on_track", "projected_completion": date(2022, 6, 30)},
        [
            "Thời hạn hoàn thành là ngày 30/6/2022 (còn 14 ngày); còn phải tiêm không quá 4.080 người, bình quân cần "
            "không quá 2.040 mũi/tuần.",
            "Với tốc độ các tuần báo cáo gần nhất (366 mũi/tuần), dự báo đạt mức 95 % vào ngày 30/6/2022, trong thời "
            "hạn quy định.",
        ],
    ),
    "more people are due": (
        {"people_at_least": True},
        [
            "Thời hạn hoàn thành là ngày 30/6/2022 (còn 14 ngày); còn phải tiêm ít nhất 4.080 người, bình quân cần "
            "ít nhất 2.040 mũi/tuần.",
            "Với tốc độ các tuần báo cáo gần nhất (366 mũi/tuần), dự báo đến ngày 02/9/2022 mới đạt mức 100 %, chậm "
            "64 ngày so với "
            "thời hạn.",
        ],
    ),
    "the last day": (
        {"days_left": 0, "required_pace": None},
        [
            "Ngày 30/6/2022 là ngày cuối của thời hạn; còn phải tiêm 4.080 người.",
            "Với tốc độ các tuần báo cáo gần nhất (366 mũi/tuần), dự báo đến ngày 02/9/2022 mới đạt mức 100 %, chậm "
            "64 ngày so với "
            "thời hạn.",
        ],
    ),
    "missed": (
        OVER,
        [
            "Thời hạn ngày 30/6/2022 đã qua 28 ngày nhưng chưa đạt mức 100 %; còn phải tiêm 4.080 người.",
            "Với tốc độ các tuần báo cáo gần nhất (366 mũi/tuần), dự báo đạt mức 100 % vào ngày 02/9/2022.",
        ],
    ),
    "missed, then reached": (
        {**REACHED, "status": "missed", "reached_on": date(2022, 7, 7)},
        ["Đến ngày 07/7/2022 mới đạt mức 100 %, chậm 7 ngày so với thời hạn ngày 30/6/2022."],
    ),
    "met": (
        {**REACHED, "status": "met"},
        ["Đã đạt mức 100 % từ ngày 23/6/2022, trong thời hạn quy định (ngày 30/6/2022)."],
    ),
    "met, and more people counted since": (
        {**REACHED, "status": "met", "remaining": 40},
        [
            "Đã đạt mức 100 % trong thời hạn quy định (ngày 30/6/2022); sau đó số đối tượng tăng nên hiện còn phải "
            "tiêm 40 người."
        ],
    ),
    "met late": (
        {**REACHED, "status": "met_late", "reached_on": date(2022, 7, 14)},
        ["Đến ngày 14/7/2022 mới đạt mức 100 %, chậm 14 ngày so với thời hạn ngày 30/6/2022."],
    ),
    "no deadline": (
        {"status": "open", "deadline": None, "days_left": None},
        [
            "Văn bản chỉ đạo không quy định thời hạn nên không đánh giá tiến độ.",
            "Tốc độ tiêm các tuần báo cáo gần nhất là 366 mũi/tuần.",
        ],
    ),
    "no threshold and no pace": (
        {"status": "open", "threshold": None, "pace": None},
        ["Văn bản chỉ đạo không quy định tỷ lệ phải đạt nên không đánh giá tiến độ."],
    ),
    "people due are too few to judge": (
        {"status": "no_data", "people_at_least": True},
        ["Số người đến lịch tiêm nhiều hơn số đã tính nên chưa đánh giá được tiến độ."],
    ),
    "nothing known": ({"status": "no_data", "coverage": None, "doses_to_date": None}, []),
}


@pytest.mark.parametrize(("given", "sentences"), DEADLINES.values(), ids=DEADLINES)
def test_what_the_deadline_asks_for_is_said_by_status(given, sentences):
    assert said(deadline_sentences(province(**given).province, VI)) == sentences


PACES = {
    "no pace": ({"pace": None}, "Chưa đủ báo cáo để tính tốc độ tiêm và dự báo ngày hoàn thành."),
    "a standstill": (
        {"pace": 0.0},
        "Các tuần báo cáo gần nhất không tăng thêm mũi tiêm nào nên chưa dự báo được ngày hoàn thành.",
    ),
    "a fall": (
        {"pace": -3.5},
        "Số mũi tiêm lũy kế các tuần gần nhất giảm nên chưa dự báo được ngày hoàn thành; cần rà soát số liệu.",
    ),
    "out of sight": ({"pace": 1.0}, "Với tốc độ các tuần báo cáo gần nhất (1 mũi/tuần) thì không thể đạt mức 100 %."),
    "hardly any": (
        {"pace": 0.25},
        "Với tốc độ các tuần báo cáo gần nhất (chưa đến 1 mũi/tuần) thì không thể đạt mức 100 %.",
    ),
}


@pytest.mark.parametrize(("given", "sentence"), PACES.values(), ids=PACES)
def test_no_day_is_projected_where_none_can_be(given, sentence):
    row = province(**given, projected_completion=None).province
    assert said(deadline_sentences(row, VI))[-1] == sentence


CHANGES = {
    "more": ({}, "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm tăng 369 người, tỷ lệ tăng 1,2 điểm %."),
    "more, hardly seen": (
        {"doses_change": 9, "coverage_change": 0.00049},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm tăng 9 người, tỷ lệ thay đổi chưa đến 0,1 điểm %.",
    ),
    "more people to vaccinate": (
        {"coverage_change": -0.02},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm tăng 369 người nhưng tỷ lệ giảm 2,0 điểm % do số đối "
        "tượng tăng.",
    ),
    "none": (
        {"doses_change": 0, "coverage_change": 0.0},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm không tăng.",
    ),
    "fewer people to vaccinate": (
        {"doses_change": 0, "coverage_change": 0.001},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm không tăng; tỷ lệ tăng 0,1 điểm % do số đối tượng giảm.",
    ),
    "none of more people": (
        {"doses_change": 0, "coverage_change": -0.001},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm không tăng; tỷ lệ giảm 0,1 điểm % do số đối tượng tăng.",
    ),
    "a fall": (
        {"doses_change": -1200, "coverage_change": -0.04},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm giảm 1.200 người, tỷ lệ giảm 4,0 điểm %; cần rà soát số "
        "liệu.",
    ),
    "a small fall": (
        {"doses_change": -2, "coverage_change": -0.0001},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm giảm 2 người; cần rà soát số liệu.",
    ),
    "a fall of both": (
        {"doses_change": -2, "coverage_change": 0.01},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm giảm 2 người trong khi tỷ lệ tăng 1,0 điểm %; cần rà "
        "soát số liệu.",
    ),
    "as far as reported": (
        {"incomplete": True},
        "Theo các đơn vị đã báo cáo, so với kỳ báo cáo ngày 09/6/2022, số người được tiêm tăng 369 người, tỷ lệ tăng "
        "1,2 điểm %.",
    ),
    "coverage not known": (
        {"coverage": None, "coverage_change": None},
        "So với kỳ báo cáo ngày 09/6/2022, số người được tiêm tăng 369 người.",
    ),
    "not reported since": (
        {"doses_change": None, "coverage_change": None},
        "Chưa có báo cáo mới sau ngày 09/6/2022 nên chưa xác định được mức tăng.",
    ),
    "no figure": ({"doses_to_date": None}, ""),
}


@pytest.mark.parametrize(("given", "sentence"), CHANGES.values(), ids=CHANGES)
def test_what_moved_since_the_report_before_is_said_without_inventing_an_increase(given, sentence):
    assert plain(change_sentence(province(**given), VI)) == sentence


def test_the_first_report_has_nothing_to_be_compared_with():
    sentence = change_sentence(target(before=None), VI)
    assert sentence == "Đây là kỳ báo cáo đầu tiên nên chưa có số liệu kỳ trước để so sánh."


def test_no_change_is_told_where_a_district_reports_for_the_first_time():
    first = target(province=unit("12", doses_change=None))._replace(first_days={"105": BEFORE, "107": AS_OF})
    assert plain(change_sentence(first, VI)) == (
        "Chưa xác định được mức tăng so với kỳ báo cáo ngày 09/6/2022 vì sau ngày đó mới có báo cáo đầu tiên của huyện "
        "Mường Tè."
    )


FIRST_KNOWN = {
    "met": (
        {"status": "met"},
        "Theo báo cáo đầu tiên, ngày 23/6/2022, đã đạt mức 100 %, trong thời hạn quy định (ngày 30/6/2022); chưa có "
        "số liệu trước đó.",
    ),
    "met late": (
        {"status": "met_late", "reached_on": date(2022, 7, 14)},
        "Theo báo cáo đầu tiên, ngày 14/7/2022, đã đạt mức 100 %; chưa có số liệu trước đó (thời hạn là ngày "
        "30/6/2022).",
    ),
}


@pytest.mark.parametrize(("given", "sentence"), FIRST_KNOWN.values(), ids=FIRST_KNOWN)
def test_what_the_first_report_has_already_is_not_dated(given, sentence):
    row = province(**REACHED | given).province
    assert said(deadline_sentences(row, VI, row.reached_on.date())) == [sentence]


def test_a_late_district_at_its_goal_by_the_first_report_is_not_said_to_have_just_reached_it():
    late = missed(remaining=0, reached_on=date(2022, 4, 1))
    section = target(late)._replace(first_days={"107": date(2022, 4, 1)})
    assert said(late_sentences(section, VI)) == [
        "Đơn vị không đạt đúng thời hạn: huyện Mường Tè (đã đạt theo báo cáo đầu tiên, ngày 01/4/2022, chưa có số liệu "
        "trước đó)."
    ]
    (cause,) = cause_sentences(report(section), VI)
    assert "theo báo cáo đầu tiên sau thời hạn, ngày 01/4/2022, đã đạt" in cause


BEST = {
    "one": (
        (met(), unit("106", rank=2, coverage=0.9), unit(rank=3)),
        "Tỷ lệ cao nhất là thành phố Lai Châu, đạt 100,0 %; thấp nhất là huyện Mường Tè, đạt 86,4 %.",
    ),
    "several share both ends": (
        (met(), met("106"), unit(rank=3), unit("108", rank=3)),
        "Tỷ lệ cao nhất là thành phố Lai Châu và huyện Tam Đường, cùng đạt 100,0 %; thấp nhất là huyện Mường Tè và "
        "huyện Sìn Hồ, cùng đạt 86,4 %.",
    ),
    "three share the highest": (
        (met(), met("106"), met("108"), unit(rank=4)),
        "Tỷ lệ cao nhất là thành phố Lai Châu, huyện Tam Đường và huyện Sìn Hồ, cùng đạt 100,0 %; thấp nhất là huyện "
        "Mường Tè, đạt 86,4 %.",
    ),
    "they share it with other bounds": (
        (met(), met("106", incomplete=True), unit(rank=3)),
        "Tỷ lệ cao nhất là thành phố Lai Châu (100,0 %) và huyện Tam Đường (ít nhất 100,0 %); thấp nhất là huyện "
        "Mường Tè, đạt 86,4 %.",
    ),
    "an old figure": (
        (met(), unit(rank=2, stale=True, period_end=BEFORE)),
        "Tỷ lệ cao nhất là thành phố Lai Châu, đạt 100,0 %; thấp nhất là huyện Mường Tè (số liệu đến ngày 09/6/2022), "
        "đạt 86,4 %.",
    ),
    "all alike": ((met(), met("106")), "Cả 2 huyện, thành phố cùng đạt 100,0 %."),
    "all with figures alike": (
        (met(), met("106"), without_figures()),
        "2 huyện, thành phố có số liệu cùng đạt 100,0 %.",
    ),
    "only one has figures": (
        (unit(), without_figures()),
        "Đến nay mới tính được tỷ lệ của huyện Mường Tè, đạt 86,4 %.",
    ),
    "nobody": ((without_figures(),), ""),
}


@pytest.mark.parametrize(("districts", "sentence"), BEST.values(), ids=BEST)
def test_the_best_and_the_last_are_named_with_all_who_share_their_place(districts, sentence):
    assert plain(best_sentence(target(*districts), VI)) == sentence


COUNTS = {
    "of every kind": (
        (
            met(),
            met("106", status="met_late"),
            unit(status="missed"),
            unit(status="on_track"),
            unit(status="at_risk"),
            unit(),
            without_figures(),
        ),
        "Trong 7 huyện, thành phố có 1 đơn vị đã đạt, 1 đơn vị đạt muộn, 1 đơn vị không đạt đúng thời hạn, 1 đơn vị "
        "đúng tiến độ, 1 đơn vị có nguy cơ chậm, 1 đơn vị chậm tiến độ và 1 đơn vị chưa đủ số liệu để đánh giá.",
    ),
    "all met": ((met(), met("106")), "Cả 2 huyện, thành phố đều đã đạt."),
    "all met late": (
        (met(status="met_late"), met("106", status="met_late")),
        "Cả 2 huyện, thành phố đều đạt nhưng muộn so với thời hạn.",
    ),
    "all missed": ((missed(), missed("108")), "Cả 2 huyện, thành phố đều không đạt đúng thời hạn."),
    "all on track": (
        (unit(status="on_track"), unit("108", status="on_track")),
        "Cả 2 huyện, thành phố đều đúng tiến độ.",
    ),
    "all at risk": (
        (unit(status="at_risk"), unit("108", status="at_risk")),
        "Cả 2 huyện, thành phố đều có nguy cơ chậm.",
    ),
    "all behind": ((unit(), unit("108")), "Cả 2 huyện, thành phố đều chậm tiến độ."),
    "one district": ((unit(),), ""),
    "no deadline": ((unit(status="open"), without_figures()), ""),
    "nobody known": ((without_figures(), without_figures("106")), ""),
}


@pytest.mark.parametrize(("districts", "sentence"), COUNTS.values(), ids=COUNTS)
def test_districts_are_counted_by_status(districts, sentence):
    assert plain(counts_sentence(target(*districts), VI)) == sentence


ON_TRACK = {"status": "on_track"}
LATE = {
    "one behind": (
        (met(), unit()),
        ["Đơn vị chậm tiến độ: huyện Mường Tè còn 4.080 người, cần 2.040 mũi/tuần (các tuần gần nhất 366 mũi/tuần)."],
    ),
    "one at risk": (
        (met(), unit(status="at_risk", pace=None)),
        ["Đơn vị có nguy cơ chậm: huyện Mường Tè còn 4.080 người, cần 2.040 mũi/tuần (chưa tính được tốc độ)."],
    ),
    "several, the costliest first": (
        (unit("106", status="at_risk", remaining=900, required_pace=450.5, extra_pace=50.0, pace=400.5), unit()),
        [
            "Có 2 đơn vị chậm hoặc có nguy cơ chậm, xếp theo số mũi phải tiêm thêm mỗi tuần: huyện Mường Tè còn 4.080 "
            "người, cần 2.040 mũi/tuần (các tuần gần nhất 366 mũi/tuần); huyện Tam Đường còn 900 người, cần 451 "
            "mũi/tuần (các "
            "tuần gần nhất 401 mũi/tuần)."
        ],
    ),
    "all behind, one standing still": (
        (unit(), unit("108", pace=0.0, extra_pace=2040.0, incomplete=True)),
        [
            "Có 2 đơn vị chậm tiến độ, xếp theo số mũi phải tiêm thêm mỗi tuần: huyện Sìn Hồ còn không quá 4.080 "
            "người, cần không quá 2.040 mũi/tuần (các tuần gần nhất không tăng thêm); huyện Mường Tè còn 4.080 người, "
            "cần 2.040 mũi/tuần (các tuần gần nhất 366 mũi/tuần)."
        ],
    ),
    "the last day": (
        (unit(days_left=0, required_pace=None, extra_pace=None),),
        ["Đơn vị chậm tiến độ: huyện Mường Tè còn 4.080 người."],
    ),
    "the last day, several": (
        (
            unit(days_left=0, required_pace=None, extra_pace=None),
            unit("108", days_left=0, required_pace=None, extra_pace=None, remaining=5000, status="at_risk"),
        ),
        [
            "Có 2 đơn vị chậm hoặc có nguy cơ chậm, xếp theo số người còn phải tiêm: huyện Sìn Hồ còn 5.000 người; "
            "huyện Mường Tè còn 4.080 người."
        ],
    ),
    "nobody any more": (
        (met(status="met_late"), unit(status="on_track")),
        ["Không còn huyện, thành phố nào chậm."],
    ),
    "one missed": (
        (met(), missed()),
        ["Đơn vị không đạt đúng thời hạn: huyện Mường Tè còn 4.080 người (dự báo hoàn thành ngày 02/9/2022)."],
    ),
    "several missed": (
        (missed(stale=True, period_end=BEFORE), missed("108", remaining=12, projected_completion=None)),
        [
            "Có 2 đơn vị không đạt đúng thời hạn: huyện Mường Tè (số liệu đến ngày 09/6/2022) còn 4.080 người (dự báo "
            "hoàn thành ngày 02/9/2022); huyện Sìn Hồ còn 12 người (chưa dự báo được ngày hoàn thành)."
        ],
    ),
    "missed and reached since": (
        (missed(remaining=0, reached_on=date(2022, 4, 1)),),
        ["Đơn vị không đạt đúng thời hạn: huyện Mường Tè (đạt sau thời hạn)."],
    ),
    "nobody": ((met(), unit(**ON_TRACK)), ["Không có huyện, thành phố nào chậm."]),
    "nobody with figures": (
        (unit(**ON_TRACK), without_figures()),
        ["Trong các đơn vị đã có số liệu, không có đơn vị nào chậm tiến độ."],
    ),
    "all met": ((met(),), []),
}


@pytest.mark.parametrize(("districts", "sentences"), LATE.values(), ids=LATE)
def test_the_late_are_named_with_what_each_needs_or_has_left(districts, sentences):
    assert said(late_sentences(target(*districts), VI)) == sentences


def test_districts_without_figures_or_people_and_falling_ones_are_named():
    unknown = without_figures("106", doses_to_date=70, unranked_reason="no_denominator")
    section = target(met(coverage_change=-0.001), without_figures(), unknown)
    assert unknown_sentences(section, VI) == [
        "Chưa có số liệu của huyện Sìn Hồ.",
        "Chưa tính được tỷ lệ của huyện Tam Đường vì chưa có số đối tượng.",
        "Tỷ lệ của thành phố Lai Châu giảm so với kỳ báo cáo trước; cần rà soát số liệu.",
    ]


def test_the_paragraphs_hold_all_sentences_in_their_order():
    section = target(met(), unit(rank=2), without_figures())
    paragraphs = target_paragraphs(section, AS_OF, *VI)
    assert [len(paragraph) for paragraph in paragraphs] == [4, 2, 1, 1]
    assert [each for paragraph in paragraphs for each in paragraph] == target_sentences(section, AS_OF, *VI)


# The whole at a glance


def of_status(status, name="T6", **given):
    """A target that the province stands so towards."""
    return target(*given.pop("districts", ()), province=unit("12", status=status), target=name, **given)


SUMMARIES = {
    "no target": (
        report(targets=()),
        ["Tính đến ngày 16/6/2022, chưa có chỉ tiêu nào đang có hiệu lực để báo cáo."],
    ),
    "one target": (
        report(),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi chỉ tiêu T6: toàn tỉnh chậm tiến độ.",
            "Chậm tiến độ ở chỉ tiêu T6: huyện Mường Tè.",
            "Cả 2 huyện, thành phố đã báo cáo kỳ gần nhất, đến ngày 16/6/2022.",
        ],
    ),
    "several": (
        report(
            of_status("met", "T4", districts=(met(),)),
            of_status("behind"),
            of_status("behind", "T7"),
            silent=[Silent("Huyện Mường Tè", BEFORE)],
        ),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi 3 chỉ tiêu, trong đó có 1 chỉ tiêu đã đạt (T4) và 2 chỉ tiêu "
            "chậm tiến độ (T6, T7).",
            "Chậm tiến độ ở ít nhất một chỉ tiêu: huyện Mường Tè.",
            "Chưa báo cáo đủ các chỉ tiêu của kỳ mới nhất: huyện Mường Tè (số liệu đến ngày 09/6/2022).",
        ],
    ),
    "all alike": (
        report(of_status("missed"), of_status("missed", "T7"), silent=[Silent("Huyện Sìn Hồ", None)]),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi 2 chỉ tiêu; ở tất cả các chỉ tiêu, toàn tỉnh không đạt đúng "
            "thời hạn.",
            "Chậm tiến độ ở cả 2 chỉ tiêu đánh giá được: huyện Mường Tè.",
            "Chưa báo cáo đủ các chỉ tiêu của kỳ mới nhất: huyện Sìn Hồ (chưa có số liệu).",
        ],
    ),
    "nobody late": (
        report(of_status("on_track", districts=(met(), unit(**ON_TRACK)))),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi chỉ tiêu T6: toàn tỉnh đúng tiến độ.",
            "Không có đơn vị nào chậm ở các chỉ tiêu có thời hạn.",
            "Cả 2 huyện, thành phố đã báo cáo kỳ gần nhất, đến ngày 16/6/2022.",
        ],
    ),
    "no data": (
        report(of_status("no_data", districts=(without_figures(),)), silent=[Silent("Huyện Sìn Hồ", None)]),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi chỉ tiêu T6: chưa đủ số liệu để đánh giá.",
            "Chưa có huyện, thành phố nào báo cáo đủ số liệu của các chỉ tiêu.",
        ],
    ),
}


SUMMARIES |= {
    "only at risk": (
        report(of_status("at_risk", districts=(unit(status="at_risk"),))),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi chỉ tiêu T6: toàn tỉnh có nguy cơ chậm.",
            "Có nguy cơ chậm ở chỉ tiêu T6: huyện Mường Tè.",
            "Cả 1 huyện, thành phố đã báo cáo kỳ gần nhất, đến ngày 16/6/2022.",
        ],
    ),
    "late in several ways": (
        report(
            of_status("behind", districts=(unit(), unit("108", status="at_risk"))),
            of_status("missed", "T4", districts=(missed(), met("108"))),
        ),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi 2 chỉ tiêu, trong đó có 1 chỉ tiêu không đạt đúng thời hạn "
            "(T4) và 1 chỉ tiêu chậm tiến độ (T6).",
            "Chậm tiến độ hoặc không đạt đúng thời hạn ở cả 2 chỉ tiêu đánh giá được: huyện Mường Tè.",
            "Có nguy cơ chậm ở ít nhất một chỉ tiêu: huyện Sìn Hồ.",
            "Cả 2 huyện, thành phố đã báo cáo kỳ gần nhất, đến ngày 16/6/2022.",
        ],
    ),
    "met late": (
        report(of_status("met_late", districts=(met(), met("106", status="met_late")))),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi chỉ tiêu T6: toàn tỉnh đạt muộn so với thời hạn.",
            "Không còn đơn vị nào chưa đạt các chỉ tiêu có thời hạn; đạt muộn: huyện Tam Đường.",
            "Cả 2 huyện, thành phố đã báo cáo kỳ gần nhất, đến ngày 16/6/2022.",
        ],
    ),
    "old figures": (
        report(of_status("met", districts=(met(),)), as_of=date(2026, 1, 1)),
        [
            "Tính đến ngày 01/01/2026, báo cáo theo dõi chỉ tiêu T6: toàn tỉnh đã đạt.",
            "Không có đơn vị nào chậm ở các chỉ tiêu có thời hạn.",
            "Cả 1 huyện, thành phố đã báo cáo kỳ gần nhất, đến ngày 16/6/2022.",
            "Số liệu gần nhất của chỉ tiêu T6 đã cách ngày báo cáo hơn 7 ngày, cần cập nhật trước khi sử dụng.",
        ],
    ),
    "a target that one lacks and one that nobody has": (
        report(
            of_status("met", districts=(met(), met("106"))),
            of_status("met", "T4", districts=(met(), without_figures("106"))),
            of_status("no_data", "T7", districts=(without_figures("105"), without_figures("106"))),
            silent=[Silent("Huyện Tam Đường", None, ("T4",)), Silent("Huyện Sìn Hồ", BEFORE, ("T4",))],
        ),
        [
            "Tính đến ngày 16/6/2022, báo cáo theo dõi 3 chỉ tiêu, trong đó có 2 chỉ tiêu đã đạt (T6, T4) và 1 chỉ "
            "tiêu chưa đủ số liệu để đánh giá (T7).",
            "Trong các đơn vị đã có số liệu, không có đơn vị nào chậm ở các chỉ tiêu có thời hạn.",
            "Chưa báo cáo đủ các chỉ tiêu của kỳ mới nhất: huyện Tam Đường (chưa có số liệu của chỉ tiêu T4) và huyện "
            "Sìn Hồ (chưa có số liệu của chỉ tiêu T4; số liệu cũ nhất của các chỉ tiêu khác đến ngày 09/6/2022).",
            "Chưa có huyện, thành phố nào báo cáo số liệu của chỉ tiêu T7.",
        ],
    ),
}


@pytest.mark.parametrize(("made", "sentences"), SUMMARIES.values(), ids=SUMMARIES)
def test_the_summary_says_how_targets_stand_who_is_late_and_who_is_silent(made, sentences):
    assert said(summary_sentences(made, *VI)) == sentences


PROPOSALS = {
    "one district": (
        report(),
        [
            "Đối với chỉ tiêu T6, ưu tiên hỗ trợ huyện Mường Tè tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi "
            "trở lên: cần thêm 1.674 mũi/tuần đến hết thời hạn ngày 30/6/2022 (tốc độ cần đạt được tính là 2.040 "
            "mũi/tuần)."
        ],
    ),
    "several": (
        report(target(unit("106", status="at_risk", extra_pace=49.5), unit())),
        [
            "Đối với chỉ tiêu T6, trước hết hỗ trợ huyện Mường Tè tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 "
            "tuổi trở lên: cần thêm 1.674 mũi/tuần đến hết thời hạn ngày 30/6/2022 (tốc độ cần đạt được tính là 2.040 "
            "mũi/tuần); tiếp "
            "đến là huyện Tam Đường (thêm 50 mũi/tuần)."
        ],
    ),
    "a bound": (
        report(target(unit(incomplete=True))),
        [
            "Đối với chỉ tiêu T6, ưu tiên hỗ trợ huyện Mường Tè tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi "
            "trở lên: cần thêm không quá 1.674 mũi/tuần đến hết thời hạn ngày 30/6/2022 (tốc độ cần đạt được tính là "
            "không quá 2.040 mũi/tuần)."
        ],
    ),
    "after the deadline": (
        report(target(missed(), missed("108", remaining=12), deadline=date(2022, 3, 13))),
        [
            "Đối với chỉ tiêu T6 đã quá thời hạn ngày 13/3/2022, tập trung chỉ đạo, đẩy nhanh tiến độ, sớm hoàn thành "
            "việc tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên tại huyện Mường Tè (còn 4.080 người) "
            "và huyện Sìn Hồ (còn 12 người)."
        ],
    ),
    "on the last day": (
        report(target(unit(days_left=0, required_pace=None, extra_pace=None))),
        [
            "Đối với chỉ tiêu T6, trong ngày cuối của thời hạn (30/6/2022), tập trung tiêm mũi 3 (nhắc lại lần 1) cho "
            "nhóm người từ 18 tuổi trở lên tại huyện Mường Tè (còn 4.080 người)."
        ],
    ),
    "nobody late": (
        report(target(unit(**ON_TRACK))),
        [
            "Đối với chỉ tiêu T6, duy trì tốc độ tiêm mũi 3 (nhắc lại lần 1) cho nhóm người từ 18 tuổi trở lên như "
            "các tuần báo cáo gần nhất để hoàn thành đúng thời hạn ngày 30/6/2022."
        ],
    ),
    "what must be reported and checked": (
        report(
            target(
                met(coverage=1.04),
                met("106", coverage=None, status="no_data", unranked_reason="no_denominator"),
                without_figures(),
            ),
            silent=[Silent("Huyện Sìn Hồ", None)],
            findings=3,
        ),
        [
            "Đề nghị huyện Sìn Hồ gửi đủ báo cáo kỳ mới nhất.",
            "Đề nghị huyện Tam Đường rà soát, báo cáo số đối tượng của chỉ tiêu T6.",
            "Đề nghị thành phố Lai Châu rà soát số mũi tiêm và số đối tượng vì tỷ lệ của chỉ tiêu T6 vượt 100 %.",
            "Rà soát, xử lý các cảnh báo về số liệu của kỳ báo cáo mới nhất (3 cảnh báo).",
        ],
    ),
    "a target that nobody has reported": (
        report(target(met()), target(without_figures(), target="T7")),
        ["Đề nghị UBND các huyện, thành phố chỉ đạo báo cáo đầy đủ, kịp thời số liệu tiêm chủng."],
    ),
    "nobody has reported": (
        report(target(without_figures()), silent=[Silent("Huyện Sìn Hồ", None)]),
        ["Đề nghị UBND các huyện, thành phố chỉ đạo báo cáo đầy đủ, kịp thời số liệu tiêm chủng."],
    ),
    "nothing to ask": (report(target(met())), ["Tiếp tục thực hiện các biện pháp đang triển khai."]),
}


@pytest.mark.parametrize(("made", "sentences"), PROPOSALS.values(), ids=PROPOSALS)
def test_proposals_say_whom_to_support_first_and_who_must_report(made, sentences):
    assert said(proposal_sentences(made, *VI)) == sentences


def test_the_target_that_costs_most_is_proposed_first():
    cheap, costly = target(unit(extra_pace=5.0), target="T7"), target()
    first, second = proposal_sentences(report(cheap, costly), *VI)
    assert "T6" in first and "T7" in second


CAUSES = {
    "slow": ({}, "tốc độ 366 mũi/tuần, bằng 18 % tốc độ cần đạt."),
    "slow by a lower bound": ({"incomplete": True}, "tốc độ 366 mũi/tuần, bằng ít nhất 18 % tốc độ cần đạt."),
    "hardly moving by a lower bound": (
        {"pace": 20.0, "incomplete": True},
        "tốc độ 20 mũi/tuần, bằng ít nhất 1,0 % tốc độ cần đạt.",
    ),
    "hardly moving": ({"pace": 20.0}, "tốc độ 20 mũi/tuần, bằng chưa đến 1 % tốc độ cần đạt."),
    "standing still": (
        {"pace": 0.0},
        "các tuần gần nhất không tăng thêm mũi tiêm nào, còn 4.080 người.",
    ),
    "no pace": ({"pace": None}, "chưa đủ báo cáo để tính tốc độ, còn 4.080 người."),
    "the last day": ({"required_pace": None, "days_left": 0}, "đến ngày cuối của thời hạn còn 4.080 người."),
    "over": (OVER, "quá thời hạn còn 4.080 người, tốc độ các tuần gần nhất 366 mũi/tuần."),
    "over, standing still": (
        {**OVER, "pace": 0.0},
        "quá thời hạn còn 4.080 người, các tuần gần nhất không tăng thêm mũi tiêm nào.",
    ),
    "over, no pace": (
        {**OVER, "pace": None},
        "quá thời hạn còn 4.080 người, chưa đủ báo cáo để tính tốc độ.",
    ),
    "reached since": ({**OVER, "remaining": 0}, "đạt sau thời hạn."),
}


@pytest.mark.parametrize(("given", "cause"), CAUSES.values(), ids=CAUSES)
def test_why_a_district_is_late_is_said_as_far_as_figures_tell(given, cause):
    (sentence,) = cause_sentences(report(target(met(), unit(**given))), VI)
    kind = "không đạt đúng thời hạn" if given.get("status") == "missed" else "chậm tiến độ"
    assert plain(sentence) == f"Huyện Mường Tè {kind}: {cause}"


def test_districts_late_for_most_targets_come_first_with_the_day_of_old_figures():
    both, one = (unit(), unit("108", extra_pace=9000.0)), (met(), unit())
    made = report(target(*both), target(*one, target="T7"), silent=[Silent("Huyện Sìn Hồ", BEFORE)])
    first, second = cause_sentences(made, VI)
    assert first.startswith("Huyện Mường Tè chậm tiến độ ở 2/2 chỉ tiêu đánh giá được: đối với T6, tốc độ")
    assert second.startswith("Huyện Sìn Hồ (số liệu đến ngày 09/6/2022) chậm tiến độ ở 1/2 chỉ tiêu")


NOBODY_LATE = {
    "all known": ((met(),), "Không có đơn vị nào chậm ở các chỉ tiêu có thời hạn."),
    "some known": (
        (met(), without_figures()),
        "Trong các đơn vị đã có số liệu, không có đơn vị nào chậm ở các chỉ tiêu có thời hạn.",
    ),
    "none known": (
        (without_figures(),),
        "Các chỉ tiêu không quy định thời hạn hoặc chưa đủ số liệu nên chưa xác định được đơn vị chậm.",
    ),
}


@pytest.mark.parametrize(("districts", "sentence"), NOBODY_LATE.values(), ids=NOBODY_LATE)
def test_that_nobody_is_late_is_said_as_far_as_it_is_known(districts, sentence):
    assert cause_sentences(report(target(*districts)), VI) == [sentence]


# How names, days and lists are written


def test_english_sentences_are_whole_as_well():
    section = target(met(), unit(rank=2, incomplete=True), subject="Dose 3 (first booster) · 18 years and over")
    assert target_sentences(section, AS_OF, *EN) == [
        "As of 16 Jun 2022, 53,364 of 57,444 people in the province have had dose 3 (first booster) for the group "
        "18 years and over: 92.9% of people due.",
        "The deadline is 30 Jun 2022 (days left: 14); 4,080 people are still to be vaccinated, which takes 2,040 doses "
        "a week on average.",
        "At the pace of the latest reported weeks (366 doses a week), 100% will be reached on 2 Sep 2022, after the "
        "deadline (days late: 64).",
        "Since 9 Jun 2022, 369 more people were vaccinated and the coverage rose by 1.2 percentage points.",
        "Coverage is highest in Thành phố Lai Châu with 100.0% and lowest in Huyện Mường Tè with at least 86.4%.",
        "Of the 2 districts: 1 with the target met and 1 behind.",
        "One district is behind: Huyện Mường Tè has no more than 4,080 people left and needs no more than 2,040 doses "
        "a week (366 lately).",
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Huyện Mường Tè", "huyện Mường Tè"),
        ("Thành phố Lai Châu", "thành phố Lai Châu"),
        ("Thị trấn Mường Tè", "thị trấn Mường Tè"),
        ("CDC tỉnh", "CDC tỉnh"),
        ("Xãm", "Xãm"),
    ],
)
def test_ranks_are_in_lower_case_inside_a_sentence(name, written):
    assert VI.unit(name) == written
    assert EN.unit(name) == name


@pytest.mark.parametrize(
    ("names", "vietnamese", "english"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A và B", "A and B"),
        (["A", "B", "C"], "A, B và C", "A, B and C"),
    ],
)
def test_lists_end_with_a_word(names, vietnamese, english):
    assert (VI.joined(names), EN.joined(names)) == (vietnamese, english)


def test_days_have_a_nought_before_small_days_and_the_first_two_months_alone():
    text = "ngày 09/06/2022, ngày 28/02/2022, ngày 16/10/2022, tháng 12/2021"
    assert official_days(text, "vi") == "ngày 09/6/2022, ngày 28/02/2022, ngày 16/10/2022, tháng 12/2021"
    assert official_days(text, "en") == text
