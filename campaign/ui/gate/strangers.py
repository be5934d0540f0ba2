"""What somebody who did not sign in is told of a database that fails: not where it is, nor who may write there."""

from __future__ import annotations

import logging
import sys
import time

from starlette.responses import Response
from starlette.types import Scope

from campaign.charts.style import Reader
from campaign.errors import CampaignError
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.gate import forms, hosts
from campaign.ui.gate.form_page import form_page

UNUSABLE = N_(
    "The database cannot be used, so nothing was done. An administrator looks into the server's log or runs: python -m "
    "campaign check"
)
BUSY = N_("The database is busy: somebody else is saving. Nothing was done; try again in a moment.")
SHUT = N_(
    "Nobody can sign in now: the server may not write to its database, and so cannot keep who is signed in. An "
    "administrator looks into the server's log or runs: python -m campaign check"
)
AGAIN_SECONDS = 600  # so often the log repeats the same failure
_LOG = logging.getLogger("campaign.safety")
_NOTED: dict[str, float] = {}


def told(scope: Scope, problem: CampaignError, reader: Reader) -> str:
    """Why something cannot be done: in full to a browser on this machine, without places and names to all others."""
    if not problem.values:
        return problem.words(reader.translate)
    note(problem)
    if hosts.is_from_this_machine(scope):
        return problem.words(reader.translate)
    message = BUSY if problem.code == "busy" else UNUSABLE
    return reader.words(message)


def answer(scope: Scope, problem: CampaignError, reader: Reader) -> Response:
    """The page that says so."""
    return form_page(forms.notice(reader, told(scope, problem, reader)), reader, status=503)


def shut_words(database: Database, reader: Reader) -> str:
    """Why nobody can sign in now; "" where anybody can."""
    return reader.words(SHUT) if database.closed.whole else ""


def note(problem: CampaignError) -> None:
    """Tell the log and the console in full, now and then while it lasts."""
    now = time.monotonic()
    if now - _NOTED.get(problem.code, -AGAIN_SECONDS) < AGAIN_SECONDS:
        return
    _NOTED[problem.code] = now
    _LOG.error("database_unusable code=%s told=%s", problem.code, problem)
    words = problem.words(session.reader_of(session.site_language()).translate)
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
