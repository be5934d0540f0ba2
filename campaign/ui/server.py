"""What the server does beside Streamlit: starting up, files of our own, downloads by link, failures in words."""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from campaign.errors import CampaignError
from campaign.ui import downloads, running, session
from campaign.ui.fallback import Fallback
from campaign.ui.gate import identity, leaving, own_password, signing_in
from campaign.ui.gate.door import Gate
from campaign.ui.gate.rules import CALLBACK, LOGIN, LOGOUT, PASSWORD, PROVIDER
from campaign.ui.index_page import IndexPage
from campaign.ui.markup import notice
from campaign.ui.scripts import Squeezed

ASSETS = Path(__file__).parent / "assets"


class Assets(StaticFiles):
    """Our own files: kept by browsers for a year where the address says their version, fonts always, else asked for."""

    def file_response(self, full_path: Any, stat_result: Any, scope: Scope, status_code: int = 200) -> Response:
        """A file, with how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if scope["query_string"].startswith(b"v=") or str(full_path).endswith(".woff2"):
            response.headers["Cache-Control"] = KEPT
        return response


KEPT = f"public, immutable, max-age={365 * 24 * 60 * 60}"

_FORMS = ["GET", "POST"]
ROUTES = [
    Route(LOGIN, signing_in.login, methods=_FORMS),
    Route(PROVIDER, identity.provider, methods=_FORMS),
    Route(CALLBACK, identity.callback),
    Route(LOGOUT, leaving.logout, methods=_FORMS),
    Route(PASSWORD, own_password.password, methods=_FORMS),
    Route("/tai-ve/xep-hang/{target}.{form}", downloads.send_ranking),
    Route("/tai-ve/xep-hang.{form}", downloads.send_composite),
    Route("/tai-ve/bao-cao.{form}", downloads.send_report),
    Route("/tai-ve/sao-luu/{name}", downloads.send_backup),
    Route("/tai-ve/{upload_id}", downloads.send_original),  # after the files that have names
    Route("/in/bao-cao", downloads.show_print_page),
    Mount("/assets", Assets(directory=ASSETS)),
]
# The gate is the first that lets anybody through: nothing of ours or of Streamlit's is reached around it.
MIDDLEWARE = [Middleware(Fallback), Middleware(Gate), Middleware(IndexPage), Middleware(Squeezed)]

# What every page needs: loaded before the first visitor comes, and before the collector is told to leave it alone.
_WARM = ("pandas", "plotly.graph_objects", "campaign.exports", "campaign.ui.cached", "pandas.io.formats.style")


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Load the libraries, bring the database up to date, and freeze what will never be garbage.

    Streamlit collects garbage after every run of the script: with pandas and plotly loaded that takes 90 ms unless
    their objects are frozen.
    """
    for module in _WARM:
        importlib.import_module(module)
    with running.server():
        gc.collect()
        gc.freeze()
        yield


def show_failure(problem: Exception) -> bool:
    """A mistake of ours or of the surroundings, told in the reader's words; the log keeps the traceback."""
    reader = session.reader()
    _ = reader.words
    if isinstance(problem, CampaignError):
        notice(problem.words(reader.translate), kind="error")
        return True
    logging.getLogger(__name__).error("A page failed", exc_info=problem)
    notice(
        _("This page failed and nothing was saved. Reload it; if it fails again, tell the administrator."), kind="error"
    )
    return True
