"""Names in sheets made into codes: units, spellings, old fonts."""
