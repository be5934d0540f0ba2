"""The figures of a report are those of the overview and the rankings, and the same however often it is made."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pandas as pd
import pytest

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.errors import NotFound
from campaign.exports.report.document.document import write_word_report
from campaign.exports.report.words.sentences import proposal_sentences, summary_sentences, target_sentences
from campaign.locale import LANGUAGES, translator
from campaign.workflows.monitor.briefing import brief_at
from campaign.workflows.monitor.monitoring import reported_weeks
from campaign.workflows.monitor.rankings import rank_by
from campaign.workflows.monitor.tracing import trace_figure
from campaign.workflows.report.reading import read_report
from campaign.workflows.sheets.importing import import_files
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.builders import DISTRICTS, build_l1, sample_denominators

BEFORE_DEADLINE, LATEST, FIRST = date(2022, 6, 16), date(2022, 7, 28), date(2021, 12, 9)
TODAY = date(2022, 8, 1)
WEEK = Period(date(2022, 6, 10), date(2022, 6, 16))
PEOPLE = sample_denominators(groups=("18+",))
# An unfilled place, a figure that is not known, a space or a stop too many.
WRONG = re.compile(r"[{}–]|\b(nan|None|NaT)\b|  | ,|\.\.")


def sheet(week=WEEK, *, share=0.5, units=DISTRICTS, name="tuan.xlsx"):
    """A week in which these districts have reached this share of the adults with dose 3."""
    rows = {unit: {("18+", "dose_3"): (9, int(PEOPLE[unit]["18+", ""] * share))} for unit in units}
    return name, build_l1(week, rows, PEOPLE, blocks={"18+": ("people", "dose_3")})


def increments(weeks_ago, *, name):
    """A week's doses alone, without any doses to date."""
    week = Period(WEEK.start - timedelta(days=7 * weeks_ago), WEEK.end - timedelta(days=7 * weeks_ago))
    rows = {unit: {("18+", "dose_3"): (100, None)} for unit in DISTRICTS}
    return name, build_l1(week, rows, PEOPLE, blocks={"18+": ("people", "dose_3")})


def children(units):
    """The week's second doses of children in these districts."""
    people = sample_denominators(groups=("5-11",))
    rows = {unit: {("5-11", "dose_2"): (9, 100)} for unit in units}
    return "tre.xlsx", build_l1(WEEK, rows, people, blocks={"5-11": ("people", "dose_2")})


def load(database, *files):
    done = import_files(database, list(files), by=operator("an"), today=TODAY)
    assert [each.status for each in done] == ["accepted"] * len(files)
    return [each.upload_id for each in done]


def read(database, as_of=BEFORE_DEADLINE, *targets, language="vi"):
    return read_report(database, as_of, targets=targets, language=language)


def of_target(report, target="T6"):
    return next(section for section in report.targets if section.about.target == target)


# The same figures as elsewhere


@pytest.mark.parametrize("as_of", [FIRST, date(2022, 3, 13), BEFORE_DEADLINE, date(2022, 6, 20), LATEST])
def test_the_districts_stand_as_in_the_ranking_of_that_day(sample, as_of):
    for section in read(sample, as_of).targets:
        ranked = rank_by(sample, section.about.target, as_of)
        assert section.before == ranked.previous
        columns = [column for column in ranked.ranking if column != "coverage_change"]
        pd.testing.assert_frame_equal(section.districts[columns], ranked.ranking[columns])
        moved = section.districts["period_end"] > pd.Timestamp(section.before or as_of)
        changes = ranked.ranking["coverage_change"].where(moved)
        pd.testing.assert_series_equal(section.districts["coverage_change"], changes)


def test_the_province_and_the_late_stand_as_on_the_overview(sample):
    brief = brief_at(sample, BEFORE_DEADLINE)
    report = read(sample)
    assert [section.about.target for section in report.targets] == ["T6", "T7", "T4"]
    for section in report.targets:
        overview = next(brief.province(section.about.target).itertuples(index=False))
        assert section.province == overview
        late = brief.districts(section.about.target)
        assert set(section.late["name"]) == set(late["name"][late["status"].isin(["behind", "at_risk", "missed"])])
    assert [row.extra_pace for row in of_target(report).late.itertuples()] == [1891.75, 1673.75, 350.5, 174.25]


def test_one_that_has_not_reported_since_has_no_change_rather_than_none(sample):
    rows = of_target(read(sample)).districts.set_index("name")
    assert pd.isna(rows["coverage_change"]["Huyện Nậm Nhùn"])
    assert rows["coverage_change"]["Thành phố Lai Châu"] == 0.0


def test_every_target_bears_its_directive_its_words_and_its_files(sample):
    section = of_target(read(sample))
    assert section.about.directive == "Thông báo kết luận của Văn phòng Tỉnh ủy Lai Châu ngày 16/05/2022, mục 3"
    assert section.about.words == "hoàn thành việc tiêm mũi 3 cho người cần tiêm … trong Quý II/2022"
    doses = [file for file in section.uploads if file not in section.pace_uploads]
    assert [file.partition(": ")[2] for file in doses] == [
        "mo-phong-2022-06-09-tuan.xlsx",
        "mo-phong-2022-06-16-tuan.xlsx",
    ]
    assert section.caveats == [
        "Chưa báo cáo tuần mới nhất, đang dùng số liệu báo cáo gần nhất: Huyện Nậm Nhùn (09/06/2022)."
    ]


def test_a_document_is_cited_by_as_much_of_its_date_and_place_as_is_known(sample):
    cited = {section.about.target: section.about.directive for section in read(sample, FIRST).targets}
    assert cited["T1"] == "Thông báo kết luận của UBND tỉnh Lai Châu tháng 12/2021, mục 3"
    assert cited["T2"] == "Thông báo kết luận của UBND tỉnh Lai Châu tháng 12/2021, phần mở đầu"


def test_the_silent_are_named_with_the_day_their_figures_stop(sample):
    assert [tuple(each) for each in read(sample).silent] == [("Huyện Nậm Nhùn", date(2022, 6, 9), ())]
    assert read(sample, LATEST).silent == []


def test_made_up_figures_are_known_to_be(sample, sqlite_database):
    load(sqlite_database, sheet())
    assert read(sample).synthetic
    assert not read(sqlite_database).synthetic


def test_every_upload_behind_the_doses_to_date_is_named_as_their_cells_are_traced(sample):
    for section in read(sample, LATEST).targets:
        doses = {file for file in section.uploads if file not in section.pace_uploads}
        (pair,) = (
            brief_at(sample, LATEST).targets.set_index("target").loc[[section.about.target], ["group", "dose"]].values
        )
        units = [section.province.unit, *section.districts["unit"]]
        parts = [part for unit in units for part in trace_figure(sample, unit, *pair, LATEST).parts]
        assert doses == {f"{part.upload_id}: {part.file_name}" for part in parts}


def test_a_sum_of_increments_names_the_upload_of_each(database):
    load(database, *(increments(weeks, name=f"{weeks}.xlsx") for weeks in (2, 1, 0)))
    report = read(database, BEFORE_DEADLINE, "T6")
    assert [file.partition(": ")[2] for file in report.uploads] == ["2.xlsx", "1.xlsx", "0.xlsx"]
    assert report.pace_uploads == []


def test_paces_and_changes_name_the_earlier_reports_they_rest_on(database):
    weeks = [Period(WEEK.start - timedelta(days=7 * back), WEEK.end - timedelta(days=7 * back)) for back in range(10)]
    load(
        database,
        *(sheet(week, share=0.5 - back / 50, name=f"{back}.xlsx") for back, week in reversed([*enumerate(weeks)])),
    )
    report = read(database, BEFORE_DEADLINE, "T6")
    named = [file.partition(": ")[2] for file in report.pace_uploads]
    assert named == [f"{back}.xlsx" for back in range(7, 0, -1)]
    assert report.uploads == [*report.pace_uploads, *(set(report.uploads) - set(report.pace_uploads))]
    assert len(report.uploads) == 8


def test_one_that_lacks_a_target_is_not_said_to_have_no_figures(database):
    load(database, sheet(), children(DISTRICTS[1:]))
    (silent,) = read(database, BEFORE_DEADLINE, "T6", "T7").silent
    assert tuple(silent) == ("Thành phố Lai Châu", None, ("T7",))


def test_what_the_first_report_has_already_is_not_said_to_be_days_late(database):
    load(database, sheet(share=1.0))
    report = read(database, date(2022, 7, 28), "T6")
    translate = translator("vi")
    assert of_target(report).first_days["105"] == WEEK.end
    text = " ".join(target_sentences(of_target(report), report.as_of, translate, "vi"))
    assert "Theo báo cáo đầu tiên, ngày 16/6/2022, đã đạt mức" in text


# Which targets


def test_without_a_choice_the_next_deadlines_come_first_then_those_that_have_passed(sample):
    assert [each.about.target for each in read(sample, date(2022, 3, 10)).targets] == ["T3", "T4"]
    assert [each.about.target for each in read(sample, date(2022, 6, 30)).targets] == ["T6", "T7", "T4"]


def test_before_any_deadline_is_set_all_targets_in_force_are_reported_on(sample):
    assert [each.about.target for each in read(sample, FIRST).targets] == ["T1", "T2", "T11a", "T11b"]


def test_chosen_targets_come_in_the_order_chosen_each_once(sample):
    assert [each.about.target for each in read(sample, BEFORE_DEADLINE, "T7", "T1", "T7").targets] == ["T7", "T1"]


@pytest.mark.parametrize(("target", "as_of"), [("T3", BEFORE_DEADLINE), ("T6", FIRST), ("T99", LATEST)])
def test_a_target_that_is_not_in_force_that_day_is_refused_with_those_that_are(sample, target, as_of):
    with pytest.raises(NotFound) as refused:
        read(sample, as_of, "T2", target)
    assert (refused.value.values["target"], "T2" in refused.value.values["known"]) == (target, True)


def test_before_the_first_directive_there_is_nothing_to_report_on(sample):
    report = read(sample, date(2021, 1, 1))
    assert (report.targets, report.silent, report.uploads) == ([], [], [])


# The same again


def test_two_reports_from_the_same_data_are_the_same_to_the_byte(sample):
    one, other = read(sample), read(sample)
    assert one.fingerprint == other.fingerprint
    files = {write_word_report(each, translate=translator("vi"), language="vi") for each in (one, other)}
    assert len(files) == 1


def test_the_fingerprint_is_of_the_figures_not_of_the_words(sample):
    assert len({read(sample, language=language).fingerprint for language in LANGUAGES}) == 1


def test_another_day_or_another_choice_has_another_fingerprint(sample):
    prints = [read(sample), read(sample, LATEST), read(sample, BEFORE_DEADLINE + timedelta(days=1))]
    prints += [read(sample, BEFORE_DEADLINE, "T6"), read(sample, BEFORE_DEADLINE, "T7")]
    assert len({each.fingerprint for each in prints}) == len(prints)


def test_a_correction_changes_the_fingerprint_and_withdrawing_it_brings_it_back(database):
    load(database, sheet())
    before = read(database)
    (number,) = load(database, sheet(share=0.51, units=DISTRICTS[:1], name="sua.xlsx"))
    corrected = read(database)
    assert corrected.fingerprint != before.fingerprint
    assert any(file.endswith("sua.xlsx") for file in corrected.uploads)
    withdraw_upload(database, number, reason="thử", by=operator("an"))
    assert read(database).fingerprint == before.fingerprint


# Little or nothing reported


def test_with_one_district_alone_it_is_named_and_the_others_are_said_to_be_unknown(database):
    load(database, sheet(units=("Mường Tè",)))
    report = read(database, BEFORE_DEADLINE, "T6")
    sentences = target_sentences(of_target(report), report.as_of, translator("vi"), "vi")
    text = "\n".join(sentences)
    assert "Đến nay mới tính được tỷ lệ của huyện Mường Tè" in text
    assert "Chưa có số liệu của thành phố Lai Châu, huyện Tam Đường, huyện Sìn Hồ" in text
    assert "ít nhất" in sentences[0]
    assert len(report.silent) == len(DISTRICTS) - 1


def test_without_any_figure_the_report_says_so_and_asks_for_them(database):
    report = read(database)
    translate = translator("vi")
    assert [each.about.target for each in report.targets] == ["T6", "T7", "T4"]
    assert summary_sentences(report, translate, "vi")[-1] == (
        "Chưa có huyện, thành phố nào báo cáo đủ số liệu của các chỉ tiêu."
    )
    assert proposal_sentences(report, translate, "vi") == [
        "Đề nghị UBND các huyện, thành phố chỉ đạo báo cáo đầy đủ, kịp thời số liệu tiêm chủng."
    ]
    assert report.uploads == []


def test_the_weeks_of_a_campaign_make_whole_sentences_in_both_languages(sample):
    """Also on the last day of a deadline, and long after the last report."""
    for as_of in [*reported_weeks(sample)[::5], date(2022, 6, 30), date(2022, 3, 13), date(2022, 12, 1)]:
        for language in LANGUAGES:
            report, translate = read(sample, as_of, language=language), translator(language)
            sentences = summary_sentences(report, translate, language) + proposal_sentences(report, translate, language)
            for section in report.targets:
                sentences += target_sentences(section, as_of, translate, language)
            for sentence in sentences:
                assert not sentence[0].islower() and sentence.endswith("."), sentence
                assert not WRONG.search(sentence), sentence
