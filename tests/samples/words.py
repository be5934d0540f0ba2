"""The vocabulary of the files under data/, without a database."""

from __future__ import annotations

from campaign.domain.names.units import Unit
from campaign.settings import DATA
from campaign.sheets.words.vocabulary import vocabulary
from campaign.store.manage.reference_files import read_reference_file


def reference_rows(*names):
    return {
        table.name: rows
        for name in names
        for table, rows in read_reference_file(name, (DATA / name).read_text(encoding="utf-8"))
    }


ROWS = reference_rows("units.csv", "synonyms.toml")
UNITS = [Unit(row["code"], row["name"], row["kind"], row["parent"]) for row in ROWS["unit"]]
WORDS = vocabulary(
    UNITS,
    [(row["alias"], row["code"]) for row in ROWS["unit_alias"]],
    [(row["facet"], row["meaning"], row["phrase"]) for row in ROWS["header_synonym"]],
)
