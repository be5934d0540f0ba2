"""Every text a person reads is in the Vietnamese catalogue, and the app reads the catalogue as it was written."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import TypeVar

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo

from tests.catalogue import FOLDER, ROOT, catalogue, entries

KEYWORDS = {**DEFAULT_KEYWORDS, "words": None}  # as in the Makefile
MAPPINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
IGNORED = {mapping["pattern"] for mapping in MAPPINGS if mapping["method"] == "ignore"}
RUN_MESSAGES = "run `make messages`"

Node = TypeVar("Node", bound=ast.AST)


def test_every_text_in_the_code_is_in_the_vietnamese_catalogue():
    missing = sorted(_texts_in_code() - _texts_in_catalogue())
    assert not missing, f"{RUN_MESSAGES} and translate: {missing}"


def test_no_text_stands_inside_an_f_string_where_the_catalogue_would_not_find_it():
    hidden = [
        f"{where}: {ast.unparse(call)}"
        for where, string in _syntax(ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and _is_text(call)
    ]
    assert not hidden


def test_every_text_handed_to_a_translator_is_in_the_catalogue_however_it_is_handed_over():
    asked = {text: where for where, call in _syntax(ast.Call) if _is_text(call) for text in _texts(call.args[0])}
    assert len(asked) > 1000
    missing = {text: where for text, where in asked.items() if text not in _texts_in_catalogue()}
    assert not missing


def test_every_text_in_the_catalogue_is_still_in_the_code():
    left_over = sorted(_texts_in_catalogue() - _texts_in_code())
    assert not left_over, f"{RUN_MESSAGES}: nothing uses {left_over}"


def test_every_text_has_a_vietnamese_wording_that_somebody_confirmed():
    waiting = [message.id for message in catalogue() if message.id and message not in entries()]
    assert not waiting, f"translate in {FOLDER / 'campaign.po'}: {waiting}"


def test_a_translation_takes_the_same_values_as_its_key():
    wrong = {
        message.id: message.string
        for message in entries()
        if _placeholders(message.id) != _placeholders(message.string)
    }
    assert not wrong


def test_a_translation_starts_and_ends_as_its_key_does():
    wrong = [message.id for message in entries() if _edges(message.id) != _edges(message.string)]
    assert not wrong


def test_the_compiled_catalogue_is_the_written_one():
    with (FOLDER / "campaign.mo").open("rb") as compiled:
        read_by_the_app = {message.id: message.string for message in read_mo(compiled) if message.id}
    written = {message.id: message.string for message in entries()}
    differing = sorted(key for key in written | read_by_the_app if written.get(key) != read_by_the_app.get(key))
    assert not differing, f"{RUN_MESSAGES}: campaign.mo differs from campaign.po in {differing}"


def _syntax(kind: type[Node]) -> Iterator[tuple[str, Node]]:
    """Every piece of syntax of a kind in the code whose texts people read, with where it stands."""
    scripts = (path for folder in ("pages", "campaign") for path in ROOT.glob(f"{folder}/**/*.py"))
    for path in (ROOT / "app.py", *scripts):
        if path.relative_to(ROOT).as_posix() in IGNORED:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kind):
                yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '?')}", node


def _is_text(call: ast.Call) -> bool:
    """Whether a call names a text of the catalogue: _("…"), N_("…"), words("…"), reader.words("…" if … else "…")."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in (*KEYWORDS, "translate") and bool(call.args) and bool(_texts(call.args[0]))


def _texts(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.IfExp):
        return _texts(argument.body) + _texts(argument.orelse)
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    return []


@cache
def _texts_in_code() -> frozenset[str]:
    methods = [(mapping["pattern"], mapping["method"]) for mapping in MAPPINGS]
    found = extract_from_dir(ROOT, method_map=methods, keywords=KEYWORDS)
    return frozenset(text for _, _, message, _, _ in found for text in _singular_and_plural(message))


def _singular_and_plural(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def _texts_in_catalogue() -> set[str]:
    return {text for message in catalogue() if message.id for text in _singular_and_plural(message.id)}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _edges(text: str) -> tuple[str, str]:
    """The white space around a text, which joins it to its neighbours."""
    stripped = text.strip()
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if stripped else ""
