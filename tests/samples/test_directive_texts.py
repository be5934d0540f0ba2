"""The full texts of the five directives: whole, clean, and with every clause and quotation in them."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest

from campaign.domain.directives.quotations import find_quotation
from campaign.settings import DATA

IDS = ("000", "001", "002", "003", "004")


@cache
def entries(name):
    return tomllib.loads((DATA / f"{name}s.toml").read_text(encoding="utf-8"))[name]


def text(name):
    return (DATA / "directives" / f"{name}.txt").read_text(encoding="utf-8")


def clauses():
    return [
        pytest.param(entry["id"], clause, id=f"{entry['id']}-{clause['number']}")
        for entry in entries("directive")
        for clause in entry["clause"]
    ]


def test_every_directive_has_its_text_and_no_other_text_is_there():
    assert sorted(path.stem for path in (DATA / "directives").iterdir()) == list(IDS)
    assert [entry["id"] for entry in entries("directive")] == list(IDS)


@pytest.mark.parametrize(("name", "clause"), clauses())
def test_every_clause_is_found_in_its_document_in_one_piece(name, clause):
    [span] = find_quotation(text(name), clause["text"])
    assert re.sub(r"\s", "", text(name)[span.start : span.end]) == re.sub(r"\s", "", clause["text"])


@pytest.mark.parametrize("target", entries("target"), ids=lambda target: target["id"])
def test_every_target_quotes_its_clause(target):
    [clause] = [
        clause["text"]
        for entry in entries("directive")
        if entry["id"] == target["directive"]
        for clause in entry["clause"]
        if clause["number"] == target["clause"]
    ]
    assert find_quotation(clause, target["words"])
    assert not target.get("deadline_words") or find_quotation(clause, target["deadline_words"])


@pytest.mark.parametrize("name", IDS)
def test_a_text_is_clean_paragraphs(name):
    lines = text(name).splitlines()
    assert len(text(name)) > 4000
    assert not [line for line in lines if not line.strip() or "  " in line or "*" in line or line.startswith("#")]
    assert not [
        line for line in lines if line[0].islower() and not line.startswith("tại ") and not line.startswith("về ")
    ]
