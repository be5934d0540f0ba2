"""Every workflow that writes, found in the code: what reaches a writing transaction, directly or through others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from campaign.settings import ROOT

WORKFLOWS = ROOT / "campaign" / "workflows"
ACTING = "campaign.workflows.access.acting"
WAYS = {f"{ACTING}.acting", f"{ACTING}.admitting"}
GUARDS = {f"{ACTING}.{name}" for name in ("check_may", "seeing", "authorise")}
WRITING = "writing"


def find_writers() -> set[str]:
    """The public functions of the workflows that write, each as module.function below campaign.workflows."""
    return {name.removeprefix("campaign.workflows.") for name in _reaching(WAYS) if _is_public(name)}


def find_guarded() -> set[str]:
    """The public functions of the workflows that ask who may, and write nothing into the database."""
    prefix = "campaign.workflows."
    guarded = {name.removeprefix(prefix) for name in _reaching(GUARDS) if name.startswith(prefix) and _is_public(name)}
    return guarded - find_writers() - {name.removeprefix(prefix) for name in WAYS}


def find_direct_writing() -> set[str]:
    """The functions that take a writing transaction of the database itself, without asking who acts."""
    return {name.removeprefix("campaign.") for name, node in _functions().items() if _takes_transaction(node)}


def _reaching(goals: set[str]) -> set[str]:
    """All functions from which a goal is reached."""
    calls = {name: set(_called(name, node)) for name, node in _functions().items()}
    found = set(goals)
    while more := {name for name, called in calls.items() if called & found} - found:
        found |= more
    return found - goals


def _is_public(name: str) -> bool:
    return not any(part.startswith("_") for part in name.split("."))


@cache
def _functions() -> dict[str, ast.FunctionDef]:
    """All functions of modules of the program, by their full name."""
    return {
        f"{_module(path)}.{node.name}": node
        for path in sorted((ROOT / "campaign").rglob("*.py"))
        if "migrations" not in path.parts
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef)
    }


def _called(name: str, node: ast.FunctionDef) -> Iterator[str]:
    """The full names that a function's body mentions: calling, handing over and wrapping are all using."""
    module = name.rpartition(".")[0]
    known = _names(module)
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield known.get(each.id, f"{module}.{each.id}")
        elif isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id in known:
            yield f"{known[each.value.id]}.{each.attr}"


@cache
def _names(module: str) -> dict[str, str]:
    """What a module's imported names stand for."""
    tree = _tree(_path(module))
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _takes_transaction(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Attribute) and each.attr == WRITING for each in ast.walk(node))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _path(module: str) -> Path:
    file = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    return file if file.exists() else file.with_suffix("") / "__init__.py"
