"""Every text a person reads is in the Vietnamese catalogue, and the app reads the catalogue as it was written."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "campaign" / "locale" / "vi" / "LC_MESSAGES"
KEYWORDS = {**DEFAULT_KEYWORDS, "words": None}  # as in the Makefile
RUN_MESSAGES = "run `make messages`"

# One spelling in the app (sheets may spell as they like).
SPELLINGS = {
    "vắc-xin": "vắc xin",
    "vacxin": "vắc xin",
    "vắcxin": "vắc xin",
    "vaccine": "vắc xin",
    "luỹ": "lũy",
    "tỉ lệ": "tỷ lệ",
    "huỷ": "hủy",
    "khoá": "khóa",
}


def test_every_text_in_the_code_is_in_the_vietnamese_catalogue():
    missing = sorted(_texts_in_code() - _texts_in_catalogue())
    assert not missing, f"{RUN_MESSAGES} and translate: {missing}"


def test_no_text_stands_inside_an_f_string_where_the_catalogue_would_not_find_it():
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}"
        for path in (*ROOT.glob("pages/**/*.py"), *ROOT.glob("campaign/**/*.py"))
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and _is_text(call)
    ]
    assert not hidden


def _is_text(call: ast.Call) -> bool:
    """Whether a call names a text of the catalogue: _("…"), N_("…"), words("…"), reader.words("…")."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in (*KEYWORDS, "translate") and bool(call.args) and isinstance(call.args[0], ast.Constant)


def test_every_text_in_the_catalogue_is_still_in_the_code():
    left_over = sorted(_texts_in_catalogue() - _texts_in_code())
    assert not left_over, f"{RUN_MESSAGES}: nothing uses {left_over}"


def test_every_text_has_a_vietnamese_wording_that_somebody_confirmed():
    waiting = [message.id for message in _catalogue() if message.id and message not in _entries()]
    assert not waiting, f"translate in {FOLDER / 'campaign.po'}: {waiting}"


def test_a_translation_takes_the_same_values_as_its_key():
    wrong = {
        message.id: message.string
        for message in _entries()
        if _placeholders(message.id) != _placeholders(message.string)
    }
    assert not wrong


def test_a_translation_starts_and_ends_as_its_key_does():
    wrong = [message.id for message in _entries() if _edges(message.id) != _edges(message.string)]
    assert not wrong


@pytest.mark.parametrize(("avoided", "written"), SPELLINGS.items())
def test_words_have_one_spelling(avoided: str, written: str):
    wrong = [message.string for message in _entries() if re.search(rf"\b{avoided}\b", message.string.casefold())]
    assert not wrong, f"write {written!r}"


def test_the_compiled_catalogue_is_the_written_one():
    with (FOLDER / "campaign.mo").open("rb") as compiled:
        read_by_the_app = {message.id: message.string for message in read_mo(compiled) if message.id}
    written = {message.id: message.string for message in _entries()}
    differing = sorted(key for key in written | read_by_the_app if written.get(key) != read_by_the_app.get(key))
    assert not differing, f"{RUN_MESSAGES}: campaign.mo differs from campaign.po in {differing}"


@cache
def _texts_in_code() -> frozenset[str]:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    found = extract_from_dir(ROOT, method_map=methods, keywords=KEYWORDS)
    return frozenset(text for _, _, message, _, _ in found for text in _singular_and_plural(message))


def _singular_and_plural(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def _texts_in_catalogue() -> set[str]:
    return {text for message in _catalogue() if message.id for text in _singular_and_plural(message.id)}


@cache
def _entries() -> list[Message]:
    """The texts that are translated."""
    return [message for message in _catalogue() if message.id and message.string and not message.fuzzy]


@cache
def _catalogue() -> Catalog:
    with (FOLDER / "campaign.po").open("rb") as written:
        return read_po(written, locale="vi", abort_invalid=True)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _edges(text: str) -> tuple[str, str]:
    """The white space around a text, which joins it to its neighbours."""
    stripped = text.strip()
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if stripped else ""
