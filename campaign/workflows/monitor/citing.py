"""Where a clause stands, in words."""

from __future__ import annotations

from typing import Any

from campaign.locale import N_, Translate
from campaign.locale.formats import partial_day

DIRECTIVE = N_("{kind} of {issuer}, {issued}, clause {clause}")
DOCUMENT = N_("{kind} of {issuer}, {issued}")


def cite(clause: Any, translate: Translate, language: str) -> str:
    """Kind and number of the document, issuer, date as far as it is known, clause (a row of store.read_directive)."""
    return translate(DIRECTIVE).format(**_document(clause, language), clause=clause.clause)


def cite_directive(directive: Any, translate: Translate, language: str) -> str:
    """Kind and number of a document, issuer, and date as far as it is known."""
    return translate(DOCUMENT).format(**_document(directive, language))


def _document(directive: Any, language: str) -> dict[str, str]:
    kind = f"{directive.kind} {directive.number}" if directive.number else directive.kind
    return {"kind": kind, "issuer": directive.issuer, "issued": partial_day(directive.issued, language)}
