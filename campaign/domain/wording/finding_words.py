"""The words of every finding: what is wrong and what to do next, as catalogue keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from campaign.domain.wording import (
    assignment_words,
    boundary_words,
    closing_words,
    directive_words,
    history_words,
    population_words,
    sheet_words,
    weight_words,
)
from campaign.locale import N_

PARTS = (
    sheet_words.WORDS,
    history_words.WORDS,
    assignment_words.WORDS,
    directive_words.WORDS,
    population_words.WORDS,
    weight_words.WORDS,
    boundary_words.WORDS,
    closing_words.WORDS,
)
WORDS: dict[str, str] = {code: words for part in PARTS for code, words in part.items()}

# What is odd about a file that is not opened: the `what` of 'unsafe_file'.
ODD: dict[str, str] = {
    "members": N_("it has too many parts"),
    "size": N_("its parts unpack to far more than they should"),
    "names": N_("the names of its parts"),
    "compression": N_("the way it is compressed"),
    "overlap": N_("its parts overlap"),
    "doctype": N_("it declares a document type or entities"),
    "encoding": N_("the encoding of its parts"),
    "addresses": N_("cells without an address"),
    "cells": N_("a cell stands in it twice"),
    "sheets": N_("it has too many sheets"),
    "surplus": N_("something stands before or after its parts"),
    "link": N_("it holds a link to a file of the computer"),
}


def words_of(code: str, values: Mapping[str, Any]) -> str:
    """The words of a finding; of an unknown unit that no name is near to ('…'), those that offer none."""
    return WORDS["unknown_unit_alone" if code == "unknown_unit" and values.get("nearest") == "…" else code]


def in_words(code: str, values: Mapping[str, Any], translate: Callable[[str], str]) -> Mapping[str, Any]:
    """The values of a finding, a code among them replaced by the reader's words."""
    what = values.get("what")
    return {**values, "what": translate(ODD[what])} if code == "unsafe_file" and what in ODD else values
