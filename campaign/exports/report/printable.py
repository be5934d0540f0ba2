"""What a document can hold: texts from a PDF or a browser may have control characters, which XML bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import pandas as pd

T = TypeVar("T")

# Those that XML 1.0 bars: all below the space but tab and ends of lines, and halves of letters.
_BARRED = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def printable(value: T) -> T:
    """The same value, however deep its texts lie, without the characters that no document can hold."""
    return _cleaned(value)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_BARRED)
    if isinstance(value, pd.DataFrame):
        return value.map(_cleaned)
    if isinstance(value, Mapping):
        return {key: _cleaned(each) for key, each in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return value._make(map(_cleaned, value))
    return type(value)(map(_cleaned, value)) if type(value) in (list, tuple) else value
