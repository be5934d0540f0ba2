"""The list of directives, and which of them is open."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.locale.formats import day, partial_day
from campaign.ui import menu, session
from campaign.ui.address import DIRECTIVE, choose, pick
from campaign.ui.tables import Column, show_table
from campaign.workflows.manage.directives import Listed


def pick_directive(rows: Sequence[Listed], reader: Reader) -> Listed:
    """The directive to look into; the latest unless another is picked or named in the URL."""
    by_id = {row.id: row for row in rows}
    chosen = pick(
        st.selectbox,
        reader.words("Directive to look into"),
        list(by_id),
        name=DIRECTIVE,
        default=rows[0].id,
        language=reader.language,
        format_func=lambda name: f"{name} · {heading(by_id[name], reader)}",
    )
    return by_id[chosen]


def show_list(rows: Sequence[Listed], chosen: Listed, reader: Reader) -> None:
    """Every directive, the latest first; picking a row opens it below."""
    _ = reader.words
    names = [row.id for row in rows]
    show_table(
        pd.DataFrame([_line(row, reader) for row in rows]),
        (
            Column("id", _("Identifier")),
            Column("kind", _("Kind of document")),
            Column("issuer", _("Issued by")),
            Column("issued", _("Issued")),
            Column("since", _("In force from")),
            Column("subject", _("Subject")),
            Column("clauses", _("Clauses"), "number"),
            Column("targets", _("Targets")),
            Column("state", _("State")),
        ),
        reader=reader,
        alt=_("All directives, the latest first"),
        key=f"directives:{chosen.id}:{reader.language}",
        chosen=names.index(chosen.id),
        on_pick=lambda position: choose(DIRECTIVE, names[position]),
    )


def heading(row: Listed, reader: Reader) -> str:
    """A directive in a line: kind, number, issuer, date."""
    kind = f"{row.kind} {row.number}" if row.number else row.kind
    values = {"kind": kind, "issuer": row.issuer, "issued": partial_day(row.issued, reader.language)}
    return reader.words("{kind} of {issuer}, {issued}", **values)


def directive_address(directive: str, reader: Reader, anchor: str = "") -> str:
    """A directive's own page, at one of its clauses where `anchor` names it."""
    place = menu.address(menu.DIRECTIVES, **session.language_choice(reader) | {DIRECTIVE: directive})
    return f"{place}#{anchor}" if anchor else place


def _line(row: Listed, reader: Reader) -> dict[str, object]:
    return {
        "id": row.id,
        "kind": f"{row.kind} {row.number}" if row.number else row.kind,
        "issuer": row.issuer,
        "issued": partial_day(row.issued, reader.language),
        "since": day(row.since, reader.language),
        "subject": row.subject,
        "clauses": row.clauses,
        "targets": ", ".join(row.targets),
        "state": reader.words("✗ withdrawn") if row.withdrawn_at else reader.words("✓ counts"),
    }
