"""The gate where the disk takes no more: whoever wants to leave leaves, whoever wants in is told why not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.ui.gate_client import Server, running_server

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit to the size of files")

# No file of the server grows beyond this, as on a full disk; the database is larger from the beginning.
LARGEST = 64 << 10
LIMITED = (
    "import os, resource, sys; "
    f"resource.setrlimit(resource.RLIMIT_FSIZE, ({LARGEST}, {LARGEST})); os.execv(sys.argv[1], sys.argv[1:])"
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("full"), under=(sys.executable, "-c", LIMITED)) as server:
        yield server


def test_somebody_signs_out_though_it_cannot_be_written_down(full: Server) -> None:
    token = full.token("xem")
    assert full.ask("/", token=token).status == 200
    left = full.ask("/logout", "POST", token=token, Origin=full.address)
    assert left.status == 303
    assert left.headers["location"].startswith("/login")
    assert 'campaign=""' in left.headers["set-cookie"]


def test_somebody_who_signs_in_is_told_that_nothing_can_be_saved(full: Server) -> None:
    answer = full.sign_in("xem")
    assert answer.status == 503
    assert "Traceback" not in answer.body
    assert "Chưa có gì được lưu" in answer.body
    assert full.ask("/_stcore/health").status == 200
