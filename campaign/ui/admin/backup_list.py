"""How the backups stand, in a sentence; what to be warned of; and each with what it is kept for."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale.formats import moment, number
from campaign.store.safety.manifest import Backup
from campaign.ui.downloads import backup_link
from campaign.ui.markup import Link, hint, notice, show, strong, table
from campaign.workflows.safety.on_demand import State
from campaign.workflows.safety.rings import REASONS, RINGS

MEBIBYTE = 1 << 20


def show_state(state: State, reader: Reader) -> None:
    """The newest verified backup, the second place, the last drill; then the warnings."""
    _ = reader.words
    show(strong(" ".join((_newest(state, reader), _second(state, reader), _drill(state, reader)))))
    show(hint(_("Backups are kept in {folder}.", folder=state.places.folder)))
    for message, values in state.warnings:
        notice(_(message, **values), kind="warning")


def show_list(state: State, reader: Reader) -> None:
    """All backups, the newest first; each can be fetched."""
    _ = reader.words
    st.header(_("The backups"))
    backups = list(reversed(state.listed.backups))
    if not backups:
        show(hint(_("There is none yet. Press “Back up now”; later ones are made by themselves before every change.")))
        return
    show(hint(_("A backup holds all names and accounts. Keep what you fetch where only administrators come.")))
    headings = (_("Made"), _("Why"), _("Kept as"), _("Size (MB)"), _("Uploads"), _("State"), _("File"))
    rows = [_row(each, state, reader) for each in backups]
    show(table(headings, rows, numbers=(3, 4), caption=_("The backups"), cards=True))


def label_of(backup: Backup, reader: Reader) -> str:
    """What a backup is called where one is chosen."""
    return f"{moment(backup.made_at, reader.language)} · {reader.words(REASONS[backup.reason])} · {backup.name}"


def size_of(backup: Backup, reader: Reader) -> str:
    """A backup's size in MB."""
    return number(backup.size / MEBIBYTE, reader.language, digits=1)


def _row(backup: Backup, state: State, reader: Reader) -> tuple[str | Link, ...]:
    _ = reader.words
    kept = ", ".join(_(RINGS[ring]) for ring in state.rings.get(backup.name, ()))
    good = state.listed.is_good(backup)
    return (
        moment(backup.made_at, reader.language),
        _(REASONS[backup.reason]),
        kept or "–",
        size_of(backup, reader),
        number(backup.counts.get("upload"), reader.language),
        _("✓ verified") if good else _("✗ damaged"),
        Link(_("Fetch {name}", name=backup.name), backup_link(backup.name)),
    )


def _newest(state: State, reader: Reader) -> str:
    newest = state.listed.newest
    if newest is None:
        return reader.words("There is no backup yet.")
    return reader.words("The newest verified backup is of {moment}.", moment=_moment(newest.made_at, reader))


def _second(state: State, reader: Reader) -> str:
    if state.places.second is None:
        return reader.words("There is no second place.")
    values = {"folder": state.places.second, "moment": _moment(state.copied_at, reader)}
    if state.copied_at is None:
        return reader.words("Nothing has been copied to the second place {folder} yet.", **values)
    return reader.words("The last copy to the second place {folder} was made {moment}.", **values)


def _drill(state: State, reader: Reader) -> str:
    drilled = state.drilled
    if drilled is None:
        return reader.words("There has been no drill yet.")
    moment_ = _moment(drilled.at, reader)
    if drilled.ok:
        return reader.words("The last drill, {moment}, went well.", moment=moment_)
    return reader.words("The last drill, {moment}, failed.", moment=moment_)


def _moment(value: datetime | None, reader: Reader) -> str:
    return moment(value, reader.language)
