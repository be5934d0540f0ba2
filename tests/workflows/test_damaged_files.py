"""Looking at damaged files changes nothing in the database."""

from __future__ import annotations

from hypothesis import given

from campaign.access.actors import operator
from campaign.settings import Settings
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import ACCEPTED, NEEDS_ANSWER, REFUSED, UNCHANGED, import_files, preview_file
from tests.builders.any_damage import damaged
from tests.sheets.test_fuzz import WHOLE, accidents
from tests.thorough import examples
from tests.workflows.test_planted_over_time import TODAY


def files_of(folder):
    """Every file of a folder by its name, as it stands on the disk."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_database_file_stays_as_it_was_to_the_byte(sqlite_url, tmp_path):
    database = open_campaign(Settings(database_url=sqlite_url))
    (outcome,) = import_files(database, [("tot.xlsx", WHOLE["xlsx"].content)], by=operator("an"), today=TODAY)
    assert outcome.status == ACCEPTED
    database.close()
    before = files_of(tmp_path)
    database = open_campaign(Settings(database_url=sqlite_url))

    @examples(40)
    @given(accidents)
    def look(happened):
        for kind, made in WHOLE.items():
            content = damaged(made.content, happened)
            preview = preview_file(database, content, f"hong.{kind}", today=TODAY)
            assert preview.status in (ACCEPTED, UNCHANGED, NEEDS_ANSWER, REFUSED)

    look()
    database.close()
    assert files_of(tmp_path) == before
