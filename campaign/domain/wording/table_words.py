"""What the tables of the database hold in the users' words, as catalogue keys: for messages about damage."""

from __future__ import annotations

from campaign.errors import Phrase
from campaign.locale import N_

TABLES = {
    "account": N_("accounts"),
    "answer": N_("answers about sheets"),
    "assignment": N_("assignments of targets"),
    "boundary": N_("boundaries on the map"),
    "clause": N_("clauses of directives"),
    "data_version": N_("count of changes"),
    "directive": N_("directives"),
    "directive_file": N_("files of directives"),
    "header_synonym": N_("words in the headers of sheets"),
    "holiday": N_("holidays"),
    "installation": N_("mark of this installation"),
    "map_tile": N_("places of the tiles on the map"),
    "minimum_interval": N_("least intervals between doses"),
    "period_close": N_("closes of figures"),
    "reference_file": N_("reference data loaded"),
    "target": N_("targets"),
    "target_group": N_("groups of people"),
    "unit": N_("units"),
    "unit_alias": N_("other names of units"),
    "upload": N_("uploads"),
}


def table_words(name: str) -> Phrase:
    """What a table holds, to be said in the reader's language; one of another version by its own name."""
    return Phrase(TABLES.get(name, name))
