"""Names at the head of rows, apart from the numbering typed before them."""

from __future__ import annotations

import re

_NUMBERING = re.compile(r"^\s*(?:[IVX]{1,5}|\d{1,3}(?:\.\d{1,3})*|[A-Za-z])\s*[.)\-:/]\s*(?=[^\d\s])")


def bare_name(name: str) -> str:
    """A name without the numbering typed before it: 'I. Huyện Tam Đường', '1.1 Bản Bo'."""
    return _NUMBERING.sub("", name).strip()


def is_numbered(name: str) -> bool:
    """Whether a number is typed before a name."""
    return name[:1].isdigit() and bool(_NUMBERING.match(name))
