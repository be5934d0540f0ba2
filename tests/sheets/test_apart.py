"""Reading in a process of its own: the same answer, and an end to every file that takes too much."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from campaign.errors import Refused, UnreadableFile
from campaign.settings import ROOT, Limits
from campaign.sheets.files.apart import WORKERS, WorkerFailed, run_apart
from campaign.sheets.reading import read_workbook
from tests.builders import build_l1
from tests.sheets.reading_helpers import PEOPLE, ROWS, TODAY, VOCABULARY, WEEK, findings_of, reading_of

GOOD = build_l1(WEEK, ROWS, PEOPLE)
# A test changes nothing for the next one: every limit is given with the call.
SHORT = Limits(read_seconds=1)
SMALL = Limits(read_memory_mib=600)
ALL_AT_ONCE = 3 * WORKERS


def test_a_workbook_is_read_as_it_is_in_this_process():
    apart = run_apart(read_workbook, GOOD, "a.xlsx", VOCABULARY, today=TODAY)
    here = reading_of(GOOD, "a.xlsx")
    assert apart == here
    assert len(apart.figures) == 96


def test_a_function_s_own_limits_go_with_it():
    read = partial(read_workbook, limits=Limits(cells=10))
    reading = run_apart(read, GOOD, "a.xlsx", VOCABULARY, today=TODAY)
    assert findings_of(reading) == [("error", "far_cell", None)]


def test_the_process_is_used_again():
    assert run_apart(os.getpid) == run_apart(os.getpid) != os.getpid()


def test_a_file_that_takes_too_long_is_stopped_and_the_next_one_is_read():
    before = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        run_apart(time.sleep, 30, limits=SHORT)
    assert (refused.value.code, refused.value.values) == ("too_slow", {"seconds": 1})
    assert time.monotonic() - before < 20
    assert run_apart(len, [1, 2]) == 2


def test_a_file_that_takes_too_much_memory_is_stopped():
    with pytest.raises(UnreadableFile) as refused:
        run_apart(bytearray, 1 << 30, limits=SMALL)
    assert refused.value.code == "too_much_memory"
    assert run_apart(len, bytearray(1 << 20)) == 1 << 20


def test_a_process_that_ends_by_itself_is_a_damaged_file():
    with pytest.raises(UnreadableFile) as refused:
        run_apart(os.abort)
    assert refused.value.code == "damaged_file"
    assert run_apart(len, [1]) == 1


def test_an_error_that_a_user_can_fix_comes_back_as_itself():
    with pytest.raises(Refused) as refused:
        run_apart(refuse, "x")
    assert (refused.value.code, str(refused.value), refused.value.values) == ("no", "not x", {"what": "x"})


def test_a_bug_comes_back_with_its_traceback():
    with pytest.raises(WorkerFailed, match=r"(?s)Traceback.*ZeroDivisionError"):
        run_apart(divmod, 1, 0)


def test_many_ask_at_once_and_few_processes_answer():
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(run_apart(pid_after, 0.05))) for _ in range(ALL_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == ALL_AT_ONCE
    assert len(set(answers)) <= WORKERS


def test_the_process_ends_when_its_parent_does():
    asked = "print(run_apart(os.getpid), flush=True)"
    program = f"import os; from campaign.sheets.files.apart import run_apart; {asked}; os._exit(1)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=30)
    worker = int(done.stdout)
    for _ in range(100):
        if not is_running(worker):
            break
        time.sleep(0.05)
    assert not is_running(worker)


def test_the_process_loads_nothing_slow():
    program = (
        "from campaign.sheets.files.apart import run_apart; from campaign.sheets.files.view import view_sheets;"
        "run_apart(len, (view_sheets,)); print(*run_apart(eval, 'list(__import__(\"sys\").modules)'))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=30)
    loaded = set(done.stdout.split())
    assert "campaign.sheets.reading" in loaded
    assert loaded & {"streamlit", "pandas", "numpy", "plotly", "sqlalchemy"} == set()


def test_a_vocabulary_is_built_once_in_the_process():
    assert run_apart(id, VOCABULARY) == run_apart(id, VOCABULARY)


def refuse(what):
    raise Refused("no", "not {what}", what=what)


def pid_after(seconds):
    time.sleep(seconds)
    return os.getpid()


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
