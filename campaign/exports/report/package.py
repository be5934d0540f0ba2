"""Office files without the clock: the same parts give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold
PROPERTIES = "docProps/core.xml"

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def dated(content: bytes, day: date, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """A .docx, .pptx or .xlsx that was made on `day` as far as it says, whenever it was.

    `change` makes other bytes of a part, given by its name and bytes; without it nothing else is changed.
    """
    made = io.BytesIO()
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for part in given.infolist():
            body = given.read(part)
            if part.filename == PROPERTIES:
                body = _MOMENT.sub(rb"\g<1>" + moment, body)
            if change is not None:
                body = change(part.filename, body)
            package.writestr(zipfile.ZipInfo(part.filename, FIRST_MOMENT), body, zipfile.ZIP_DEFLATED)
    return made.getvalue()
