"""The dose and the product that a row's own cell names."""

from __future__ import annotations

from campaign.sheets.vocabulary import Vocabulary

_DOSE_CODES = frozenset(("dose_1", "dose_2", "additional", "dose_3", "dose_4"))


def read_row_dose(text: str, vocabulary: Vocabulary) -> str | None:
    """The dose of a cell: a code as it is, 'Mũi 3', or the bare number '3'; None when it names none."""
    return text if text in _DOSE_CODES else vocabulary.dose(f"mũi {text}" if text.isdigit() else text)


def read_row_product(text: str, vocabulary: Vocabulary) -> str:
    """The product of a cell, as written when it is not known or more than one."""
    names = vocabulary.meanings("product", text)
    return next(iter(names)) if len(names) == 1 else text
