"""What is asked of the pages for signing in and passwords, with all that their answers have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from campaign.charts.style import Reader
from campaign.errors import CampaignError
from campaign.locale import N_
from campaign.ui import session
from campaign.ui.address import LANGUAGE
from campaign.ui.gate import forms, hosts
from campaign.ui.gate.form_page import form_page
from campaign.ui.gate.posted import own_path, read_fields
from campaign.ui.gate.rules import AFTER

WRONG, WAIT = 401, 429
TOO_LARGE = N_("The form is too large or cannot be read. Nothing was done; go back and try again.")


class Asked(NamedTuple):
    """A request for one of these pages, with all that an answer needs."""

    request: Request
    reader: Reader
    fields: dict[str, str]
    after: str

    @property
    def language(self) -> dict[str, str]:
        """What an address must say to keep the language."""
        return session.language_choice(self.reader)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form must carry on, unseen."""
        return [(AFTER, self.after), *self.language.items()]

    @property
    def told(self) -> dict[str, Any]:
        """What a session notes of where it was begun."""
        scope, agent = self.request.scope, self.request.headers.get("user-agent", "")
        return {"address": hosts.address(scope), "agent": agent, "secure": hosts.is_secure(scope)}

    def why(self, problem: CampaignError) -> str:
        """Why something was not done, in the reader's words."""
        return problem.words(self.reader.translate)


def asked_of(request: Request, fields: dict[str, str]) -> Asked:
    """A request with what an answer needs."""
    reader = session.reader_of(fields.get(LANGUAGE, session.site_language()))
    return Asked(request, reader, fields, own_path(fields.get(AFTER, "/")))


async def answer_form(request: Request, act: Callable[[Asked], Response]) -> Response:
    """What comes of a form that was sent; `act` runs in a thread, for it asks the database."""
    fields = await read_fields(request)
    asked = asked_of(request, fields if fields is not None else dict(request.query_params))
    if fields is None:
        return form_page(forms.notice(asked.reader, asked.reader.words(TOO_LARGE)), asked.reader, status=413)
    return await run_in_threadpool(act, asked)


def refusal(problem: CampaignError) -> dict[str, Any]:
    """How a refused password is answered: 429 with the seconds to wait, else 401; what was wrongly chosen 400."""
    if seconds := problem.values.get("seconds"):
        return {"status": WAIT, "Retry-After": str(seconds)}
    return {"status": WRONG if problem.code.startswith("wrong_") else 400}
