"""Cases 64 to 78: formulas, errors, and texts that are commands or markup elsewhere."""

from __future__ import annotations

from tests.builders import Formula, grids_of, replace_part, set_cells, write_csv
from tests.hostile.cases import ACCEPTED, ALL, ASKED, REFUSED, Build, Case, good, part_of, spoiled
from tests.hostile.xml import STRINGS

NOTE, NAME, FIGURE = "G12", "B12", "D12"
COMMANDS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1")
MARKUP = (
    "<img src=x onerror=alert(1)>", "![x](http://192.0.2.1/x.png)", "$\\frac{1}{2}$", ":material/delete:",
    '<a href="http://192.0.2.1">Tam Đường</a>',
)  # fmt: skip


def as_name(text: str) -> Build:
    return spoiled(**{NAME: text})


def as_note(text: str) -> Build:
    return spoiled(**{NOTE: text})


def in_strings(old: str, new: str) -> Build:
    """A shared text as its XML says it."""
    return lambda: replace_part(good(), STRINGS, part_of(good(), STRINGS).replace(old, new).encode())


def text_file(old: str, new: str) -> Build:
    return lambda: write_csv(grids_of(good())[0]).decode().replace(old, new).encode()


CASES = (
    # Nearly every office adds up by formulas: a stored value is the figure, and saying so of each would hide the rest.
    Case(64, "a formula with its value", spoiled(D12=Formula("=400+70", 470)), ACCEPTED, figures=ALL),
    Case(65, "a formula without value", lambda: set_cells(good(), "Tuần 20", {FIGURE: "=400+70"}), REFUSED,
         "uncached_formula", FIGURE),
    Case(66, "a formula that starts a program", spoiled(D12=Formula("=cmd|'/c calc'!A1", 470)), ASKED, "error_cell",
         FIGURE),
    Case(66, "the same as text", text_file(";470;", ";=cmd|'/c calc'!A1;"), ASKED, "not_a_number", FIGURE),
    *(Case(67 + n, f"a name that is a command {n}", as_name(text), ASKED, "unknown_unit", NAME)
      for n, text in enumerate(COMMANDS)),
    *(Case(67 + n, f"a note that is a command {n}", as_note(text), ACCEPTED, figures=ALL)
      for n, text in enumerate(COMMANDS)),
    *(Case(74, f"the error {text}", spoiled(D12=Formula("=1/0", text)), ASKED, "error_cell", FIGURE)
      for text in ("#REF!", "#DIV/0!", "#N/A")),
    Case(75, "a name of 32,767 letters", as_name("x" * 32_767), ASKED, "unknown_unit", NAME),
    # Longer than a cell may be: it is read as it stands, quoted in part.
    Case(75, "a name of 32,768 letters", in_strings("Tam Đường", "x" * 32_768), ASKED, "unknown_unit", NAME),
    # A sign that nobody sees says nothing: the name is read without it.
    Case(76, "a control sign", in_strings("Tam Đường", "Tam\x01 Đường"), ACCEPTED, figures=ALL),
    Case(76, "NUL", in_strings("Tam Đường", "Tam&#0;Đường"), REFUSED, "damaged_file"),
    Case(76, "NUL in a text file", text_file("Tam Đường", "Tam\0Đường"), REFUSED, "not_a_workbook"),
    Case(76, "half a letter", in_strings("Tam Đường", "Tam&#xD800;Đường"), REFUSED, "damaged_file"),
    *(Case(77, f"markup as a name {n}", as_name(text), ASKED, "unknown_unit", NAME) for n, text in enumerate(MARKUP)),
    *(Case(77, f"markup as a note {n}", as_note(text), ACCEPTED, figures=ALL) for n, text in enumerate(MARKUP)),
    Case(78, "entities", as_name("&lt;b&gt;&amp;"), ASKED, "unknown_unit", NAME),
)  # fmt: skip
