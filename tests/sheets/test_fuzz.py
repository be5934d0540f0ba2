"""Files of every kind, damaged at random: each is answered, whatever happens to the parser."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import UnreadableFile
from campaign.sheets.files.apart import run_apart
from tests.builders.any_campaign import Campaign, Layout
from tests.builders.any_damage import KINDS_OF_DAMAGE, Damage, damaged
from tests.builders.any_kinds import KINDS
from tests.builders.any_layout import build_any
from tests.sheets.reading_helpers import reading_of
from tests.thorough import examples, tell

PAIRS = (("18+", "dose_3"), ("12-17", "dose_2"))
WHOLE = {
    kind: build_any(Campaign(pairs=PAIRS), Layout(rates="fraction", beside=("note", "deferred"), file_kind=kind))
    for kind in KINDS
}
# The answer may take this long; the limit of reading is higher, and the machine may be busy.
SECONDS = 10

sizes = st.one_of(st.integers(1, 8), st.integers(1, 3000))
# Half of them inside an archive that stays whole: what only breaks a checksum never comes to the parser.
kinds = st.one_of(st.just("edit"), st.sampled_from(KINDS_OF_DAMAGE))
accidents = st.lists(st.builds(Damage, kinds, st.floats(0, 1), sizes, st.integers(0, 2**32)), min_size=1, max_size=3)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_answered(kind):
    answers = Counter()

    @examples(35)
    @given(accidents)
    def count(happened):
        content, started = damaged(WHOLE[kind].content, happened), time.process_time()
        answers[answer(content, WHOLE[kind].file_name)] += 1
        assert time.process_time() - started < SECONDS

    count()
    tell(f"{kind}: {dict(answers)}")
    assert answers.total() > 0


def answer(content, file_name):
    """'read', 'findings', or the code that a file which ends the parser is answered with; a bug raises."""
    try:
        return run_apart(verdict, content, file_name)
    except UnreadableFile as refusal:
        return refusal.code


def verdict(content, file_name):
    return "findings" if reading_of(content, file_name).has_errors else "read"


def test_a_file_that_is_whole_is_read_there_too():
    assert {answer(made.content, made.file_name) for made in WHOLE.values()} == {"read"}
