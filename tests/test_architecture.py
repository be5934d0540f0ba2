"""The house rules: which room may import which, which library belongs to which room, and how long things may be."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import campaign

ROOT = Path(__file__).parent.parent

# Each row may import only rows below it; rooms on one row do not import each other.
ROWS = (
    ("app", "pages", "cli"),
    ("ui",),
    ("workflows",),
    ("store", "sheets", "charts", "exports", "access"),
    ("domain",),
    ("errors", "settings", "locale"),
)
NOT_BUILT_YET: set[str] = set()
# Files and folders beside the rooms, and the room they are part of.
ENTRANCE = {"__init__": "", "__main__": "cli", "output": "cli", "commands": "cli"}
ROW_OF = {room: number for number, row in enumerate(ROWS) for room in row}

# Libraries and the rooms that may import them. What stands in no line here is imported by nobody.
LIBRARIES = {
    "streamlit": {"app", "pages", "ui"},
    "starlette": {"app", "ui"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "sqlite3": {"store"},
    "python_calamine": {"sheets"},
    "xlsxwriter": {"sheets", "exports"},
    "openpyxl": {"exports"},
    "pypdf": {"sheets"},
    "docx": {"sheets", "exports"},
    "pptx": {"exports"},
    "plotly": {"charts"},
    "pandas": {"domain", "workflows", "charts", "exports", "ui"},
    "numpy": {"domain"},
    "typer": {"cli"},
    "babel": {"locale"},
    "argon2": {"access"},
    "filelock": {"store", "workflows"},
    "authlib": {"access"},
    "joserfc": {"access"},
    "httpx": {"access"},
}
# What a package is called where it is not called after its library.
PACKAGES = {"docx": "python_docx", "pptx": "python_pptx", "argon2": "argon2_cffi"}
STANDARD = sys.stdlib_module_names - LIBRARIES.keys()

# What a command or an import must not pay for: half a second of start-up each.
SLOW = ("pandas", "plotly", "streamlit")
QUICK = ("campaign.sheets.reading", "campaign.workflows.sheets.importing", "campaign.cli")

MEDIAN_FUNCTION, LONG_FUNCTION, LONG_FILE = 10, 40, 250  # lines
MOST = 0.95


def _sources() -> list[Path]:
    """The program's own Python files: no tests, no benchmarks."""
    return sorted([*ROOT.glob("app.py"), *ROOT.glob("pages/**/*.py"), *ROOT.glob("campaign/**/*.py")])


def _room(path: Path) -> str:
    """The room a source file stands in; campaign/__init__.py is the map on the wall and stands in none."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] != "campaign":
        return parts[0]
    return ENTRANCE.get(parts[1], parts[1])


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every imported module's dotted name and whether it is imported for types alone."""
    tree = _tree(path)
    for_types = {id(node) for block in ast.walk(tree) if _is_type_checking(block) for node in ast.walk(block)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in for_types) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports from the top: from campaign.…"
            yield from ((f"{node.module}.{alias.name}", id(node) in for_types) for alias in node.names)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imported_rooms(path: Path) -> set[str]:
    names = [name.split(".") for name, _ in _imports(path)]
    return {ENTRANCE.get(parts[1], parts[1]) for parts in names if parts[0] == "campaign" and len(parts) > 1}


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_rooms_are_those_of_the_plan():
    assert {_room(path) for path in _sources()} - {""} == ROW_OF.keys() - NOT_BUILT_YET


def test_a_room_imports_only_rooms_below_it():
    wrong = [
        f"{_place(path)} imports {other}"
        for path in _sources()
        for other in _imported_rooms(path) - {_room(path)}
        if not _room(path) or ROW_OF.get(other, -1) <= ROW_OF[_room(path)]
    ]
    assert not wrong


def test_the_program_imports_neither_its_pages_nor_its_tests():
    outside = {"app", "pages", "tests", "data", "benchmarks"}
    imported = [(path, name) for path in _sources() for name, _ in _imports(path)]
    assert [f"{_place(path)}: {name}" for path, name in imported if name.split(".")[0] in outside] == []


def test_a_library_is_imported_only_in_its_rooms():
    wrong = []
    for path in _sources():
        for name, for_types in _imports(path):
            library = name.split(".")[0]
            if library == "campaign" or library in STANDARD or for_types:
                continue
            if _room(path) not in LIBRARIES.get(library, set()):
                wrong.append(f"{_place(path)} imports {library}")
    assert not wrong


def test_every_library_has_a_fixed_version():
    wanted = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = {name.replace("-", "_") for name in re.findall(r"^([\w-]+)(?:\[\w+\])?==", wanted, re.MULTILINE)}
    assert {PACKAGES.get(library, library) for library in LIBRARIES.keys() - {"sqlite3"}} <= pinned


@pytest.mark.parametrize("module", QUICK)
def test_the_command_line_starts_without_the_slow_libraries(module: str):
    program = f"import sys, {module}; print(*(name for name in {SLOW!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_no_script_stands_directly_in_pages():
    """Streamlit would serve it without the frame around it."""
    assert (ROOT / "pages").is_dir()
    assert not list((ROOT / "pages").glob("*.py"))


def test_the_map_names_every_room_and_no_other():
    named = set(re.findall(r"^(\w+)  ", campaign.__doc__ or "", re.MULTILINE))
    rooms = {_room(path) for path in (ROOT / "campaign").rglob("*.py")} - {""}
    assert named == rooms


def test_the_map_is_read_at_a_glance():
    assert len((ROOT / "campaign" / "__init__.py").read_text(encoding="utf-8").splitlines()) <= 16


def test_functions_are_short():
    lengths = [_length(node) for path in _sources() for node in ast.walk(_tree(path)) if _is_function(node)]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
    assert sum(length <= LONG_FUNCTION for length in lengths) >= MOST * len(lengths)


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _length(node: ast.AST) -> int:
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short():
    lengths = {_place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _sources()}
    long = {place: length for place, length in lengths.items() if length > LONG_FILE}
    assert len(long) <= (1 - MOST) * len(lengths), long


def test_no_file_mentions_the_machine_it_was_written_on():
    wrong = [f"{_place(path)}: {found[0]}" for path in _texts() if (found := _machine().search(_read(path)))]
    assert not wrong


@cache
def _machine() -> re.Pattern[str]:
    """Paths into this machine's folders, or into the homes and temporary folders of any."""
    here = {str(place) for place in (ROOT, Path.home(), Path(sys.prefix).resolve(), Path(tempfile.gettempdir()))}
    any_machine = {"/home", "/root", "/tmp", "/Users"}
    folders = "|".join(re.escape(place) for place in here | any_machine if len(place) > 1)
    return re.compile(rf"(?<![\w.])(?:{folders})(?=[/\\]\w)|\b[A-Z]:\\Users\\\w")


def _texts() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True)
    files = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    paths = [ROOT / name for name in files if name] or list(ROOT.glob("[!.]*/**/*"))
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
