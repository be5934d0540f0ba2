"""Mistakes that only earlier weeks show, planted in any layout, are reported at their cells."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.settings import Settings
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import ACCEPTED, import_files, preview_file
from tests.builders.any_layout import build_any, is_documented
from tests.sheets.judging import RIGHT, judge
from tests.sheets.reading_helpers import reading_of
from tests.sheets.strategies import campaigns, layouts
from tests.thorough import are_reported, examples, tell

TODAY = date(2022, 8, 1)


@contextmanager
def fresh_database(template):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copyfile(template, Path(folder) / "campaign.db"))
        database = open_campaign(Settings(database_url=f"sqlite:///{copy.as_posix()}"))
        try:
            yield database
        finally:
            database.close()


def week_of(campaign, weeks):
    end = date(2022, 5, 19) + timedelta(weeks=weeks)
    return replace(campaign, period=Period(end - timedelta(6), end), products=())


def saved(database, campaign, layout):
    made = build_any(campaign, layout)
    (outcome,) = import_files(database, [(made.file_name, made.content)], by=operator("an"), today=TODAY)
    return outcome.status == ACCEPTED


def test_a_cumulative_figure_that_falls_is_reported_at_its_cell(sqlite_template):
    reported = Counter()

    @examples(15)
    @given(campaigns(blanks=False), layouts, layouts, st.integers(0, 10**6))
    def count(campaign, first, second, seed):
        before, after = week_of(campaign, 0), week_of(campaign, 1)
        assume(TO_DATE in campaign.measures and is_documented(before, first) and is_documented(after, second))
        made = build_any(after, second)
        fallen = [one for one in made.written if one.measure == TO_DATE and one.value > 60]
        assume(fallen and judge(made, reading_of(made.content, made.file_name)).word == RIGHT)
        chosen = fallen[seed % len(fallen)]
        damaged = build_any(after, second, {chosen[:2]: chosen.value - 50})
        with fresh_database(sqlite_template) as database:
            assume(saved(database, before, first))
            preview = preview_file(database, damaged.content, damaged.file_name, today=TODAY)
        found = {(finding.code, finding.sheet, finding.cell) for finding in preview.findings}
        reported[("cumulative_fell", *chosen[:2]) in found] += 1

    count()
    tell(f"a falling cumulative: {reported[True]} of {reported.total()} reported at their cells")
    assert are_reported(reported)


def test_a_week_that_is_missing_is_reported(sqlite_template):
    reported = Counter()

    @examples(15)
    @given(campaigns(blanks=False), layouts, layouts)
    def count(campaign, first, second):
        weekly = replace(campaign, measures=(IN_PERIOD,))
        before, after = week_of(weekly, 0), week_of(weekly, 2)
        assume(all(is_documented(one, layout) for one, layout in ((before, first), (after, second))))
        assume("day" not in (first.split, second.split))
        made = build_any(after, second)
        with fresh_database(sqlite_template) as database:
            assume(saved(database, before, first))
            preview = preview_file(database, made.content, made.file_name, today=TODAY)
        assume(preview.status == ACCEPTED)
        gap = {"first": week_of(weekly, 1).period.start, "last": week_of(weekly, 1).period.end}
        found = [finding.values for finding in preview.findings if finding.code == "missing_week"]
        reported[[{name: values[name] for name in gap} for values in found] == [gap]] += 1

    count()
    tell(f"a missing week: {reported[True]} of {reported.total()} reported")
    assert are_reported(reported)
