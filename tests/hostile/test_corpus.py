"""Every file of the corpus: its answer, its cell, its words, and that nothing is written of a file that is refused."""

from __future__ import annotations

import pytest

from campaign.errors import Refused
from campaign.workflows.monitor.listing import list_figures
from campaign.workflows.sheets.importing import save_preview
from campaign.workflows.sheets.uploads import list_uploads
from tests.hostile.cases import ACCEPTED, UNCHANGED, Case
from tests.hostile.corpus import CASES, analyst, answer, prepare, unmet, wordless

# Of the numbers 1 to 140: what is no single file (test_process.py), and what belongs to sign-in and to closed periods.
NO_SINGLE_FILE = {34, 107, *range(133, 138), 140}
OF_ACCOUNTS_AND_PERIODS = {117, 138, 139}


def test_every_number_of_the_corpus_has_a_case():
    numbers = {case.number for case in CASES}
    assert numbers | NO_SINGLE_FILE | OF_ACCOUNTS_AND_PERIODS == set(range(1, 141))
    assert numbers.isdisjoint(NO_SINGLE_FILE | OF_ACCOUNTS_AND_PERIODS)


def test_no_two_cases_have_one_name():
    names = [case.id for case in CASES]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_file_is_answered_as_the_corpus_says(case: Case, sqlite_database):
    prepare(sqlite_database, case)
    figures, uploads = list_figures(sqlite_database), list_uploads(sqlite_database)
    preview = answer(sqlite_database, case, case.build())
    assert list(unmet(case, preview)) == []
    assert [lack for finding in preview.findings for lack in wordless(finding)] == []
    if case.status == ACCEPTED:
        assert save_preview(sqlite_database, preview, by=analyst()).upload_id == len(uploads) + 1
        assert list_figures(sqlite_database) != figures
        return
    if case.status != UNCHANGED:
        with pytest.raises(Refused):
            save_preview(sqlite_database, preview, by=analyst())
    assert (list_figures(sqlite_database), list_uploads(sqlite_database)) == (figures, uploads)
