"""How much one visitor, and all together, may have lying in the server's memory.

Streamlit keeps a file there before any page of ours sees it.
"""

from __future__ import annotations

from collections import Counter

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from campaign.access.actors import SESSION_HEADER
from campaign.locale import N_, Translate
from campaign.settings import MEBIBYTE, read_settings
from campaign.ui.gate.refusals import note_refusal
from campaign.ui.gate.rules import NOT_YOURS, UPLOADS
from campaign.ui.gate.visitors import visitor_of

FILES_HELD = 100  # files of one visitor: a province has eight districts and some dozens of sheets a week
VISITOR_FILES, SERVER_FILES = 4, 12  # how many files of the largest size: 400 MiB of one visitor, 1.2 GiB of all
OVERHEAD = MEBIBYTE  # what a form puts around a file

TOO_MANY = N_(
    "Too many files are waiting: nothing of this one was taken. Save or remove those already sent, then send it again."
)
NO_LENGTH = N_("The request does not say how long the file is. Nothing was taken.")
LONGER = N_("More bytes came than the request announced. Nothing was taken.")
TOO_LARGE = N_("The file is larger than {mib} MiB. Nothing was taken.")


class UploadQuota:
    """Lets a file in or says why not; counts those still on their way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.coming: Counter[str] = Counter()  # bytes by the visitor's session

    async def take(self, scope: Scope, receive: Receive, send: Send, *, owner: str, translate: Translate) -> None:
        """Pass a file on to Streamlit if there is room for it and it goes to a page of the visitor's own."""
        if scope["method"] not in ("PUT", "DELETE"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        length = headers.get("content-length", "")
        if "transfer-encoding" in headers:  # it overrides the length (RFC 9112, 6.3), which then means nothing
            length = ""
        if refusal := self._refusal(scope, length, owner, translate):
            note_refusal(scope, refusal.status_code, visitor_of(scope))
            await refusal(scope, receive, send)
            return
        size = int(length or 0)
        self.coming[owner] += size
        try:
            await self.app(scope, within(receive, size, translate(LONGER)), send)
        finally:
            self.coming[owner] -= size

    def _refusal(self, scope: Scope, length: str, owner: str, translate: Translate) -> Response | None:
        page = scope["path"].removeprefix(UPLOADS).partition("/")[0]
        if not _is_owner(page, owner):
            return PlainTextResponse(translate(NOT_YOURS), status_code=403)
        if scope["method"] == "DELETE":
            return None
        largest = read_settings().limits.file_mib
        if not length.isdecimal():
            return PlainTextResponse(translate(NO_LENGTH), status_code=411)
        if int(length) > largest * MEBIBYTE + OVERHEAD:
            return PlainTextResponse(translate(TOO_LARGE).format(mib=largest), status_code=413)
        if not self._has_room(int(length), owner, largest * MEBIBYTE):
            return PlainTextResponse(translate(TOO_MANY), status_code=413)
        return None

    def _has_room(self, size: int, owner: str, largest: int) -> bool:
        held = _held()
        own = [held[page] for page in held if _is_owner(page, owner)]
        files = sum(count for count, _ in own)
        mine = sum(total for _, total in own) + self.coming[owner] + size
        everybody = sum(total for _, total in held.values()) + self.coming.total() + size
        return files < FILES_HELD and mine <= VISITOR_FILES * largest and everybody <= SERVER_FILES * largest


def within(receive: Receive, size: int, message: str) -> Receive:
    """A request's body, no longer than announced: HTTPException 413 with the message where more than `size` comes."""
    left = size

    async def counted() -> Message:
        nonlocal left
        part = await receive()
        left -= len(part.get("body", b""))
        if left < 0:
            raise HTTPException(status_code=413, detail=message)
        return part

    return counted


def _held() -> dict[str, tuple[int, int]]:
    """By page's session: how many files Streamlit holds, and their bytes."""
    stored = runtime.get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return {
        page: (len(files), sum(len(file.data) for file in files.values()))
        for page, files in list(stored.items())
        for files in [dict(files)]
    }


def _is_owner(page: str, owner: str) -> bool:
    """Whether a running page's session belongs to a visitor's; its number stands in every upload's address."""
    client = runtime.get_instance().get_client(page)
    context = client.client_context if client else None
    return context is not None and dict(context.headers).get(SESSION_HEADER.lower(), "") == owner
