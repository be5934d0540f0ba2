"""Where a clause stands, in words."""

from __future__ import annotations

from typing import Any

from campaign.locale import N_, Translate
from campaign.locale.formats import partial_day

DIRECTIVE = N_("{kind} of {issuer}, {issued}, clause {clause}")


def cite(clause: Any, translate: Translate, language: str) -> str:
    """Kind and number of the document, issuer, date as far as it is known, clause (a row of store.read_directive)."""
    kind = f"{clause.kind} {clause.number}" if clause.number else clause.kind
    issued = partial_day(clause.issued, language)
    return translate(DIRECTIVE).format(kind=kind, issuer=clause.issuer, issued=issued, clause=clause.clause)
