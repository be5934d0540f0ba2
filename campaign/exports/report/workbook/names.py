"""Names of a workbook's sheets, as Excel allows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONGEST = 31  # characters
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def sheet_names(wanted: Sequence[str], taken: Iterable[str]) -> list[str]:
    """A name a sheet: without the signs Excel forbids, not too long, none twice in any case."""
    used, names = {name.casefold() for name in taken}, []
    for name in wanted:
        plain = _FORBIDDEN.sub("-", name).strip("'")[:LONGEST] or "-"
        found, number = plain, 1
        while found.casefold() in used:
            number += 1
            found = f"{plain[: LONGEST - len(str(number)) - 1]} {number}"
        used.add(found.casefold())
        names.append(found)
    return names
