"""Tables of figures: shown as the reader writes numbers, sorted by what they are worth.

Streamlit's own number formats follow the browser's locale; ours are written beside each value, which stays a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from campaign.charts.palette import translucent
from campaign.charts.style import Reader
from campaign.domain.progress.status import MET, MET_LATE, STATUS_SIGNS, STATUS_WORDS
from campaign.locale.bounds import LOWER_BOUND, OVER_ALL, at_least
from campaign.locale.formats import MISSING, day, number, percent_sign, rounded_percent, signed, whole_needed
from campaign.ui.monitor.figures import with_marks

ROW_HEIGHT = 36
# A status' colour behind its word: strong enough to be seen, weak enough to read on.
TINT = 0.28


# Forms of figures that may be lower bounds: a column of the frame says which are (Column.bound).
_BOUNDED = ("coverage", "doses")


class Column(NamedTuple):
    """A column of a table: the frame's column, its heading, how its values are written, what it means.

    bound: the frame's column that says which values are lower bounds.
    """

    field: str
    title: str
    form: str = "text"
    help: str | None = None
    bound: str = "incomplete"


def show_table(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    reader: Reader,
    alt: str,
    key: str,
    chosen: int | None = None,
    on_pick: Callable[[int], None] | None = None,
) -> None:
    """A table of some columns of `frame`, right-aligned and sortable by value where they are numbers.

    alt: what the table shows, in words. on_pick: called with a row's position when a reader picks it; `chosen` is
    the row picked so far.
    """
    st.dataframe(
        styled(frame, columns, reader),
        hide_index=True,
        height=ROW_HEIGHT * (len(frame) + 1) + 2 if len(frame) <= 20 else 600,
        row_height=ROW_HEIGHT,
        column_config={column.title: _config(column) for column in columns},
        placeholder=MISSING,
        key=key,
        alt=alt,
        **_picking(key, chosen, on_pick),
    )


def styled(frame: pd.DataFrame, columns: Sequence[Column], reader: Reader) -> Styler:
    """The columns as they are read: numbers as the language writes them, marked where they must not be taken as such,
    statuses on their colour."""
    shown = _shown(without_idle_outlook(frame), columns, reader)
    made = shown.style.format({column.title: _writer(column.form, reader) for column in columns}, na_rep=MISSING)
    for column in columns:
        if column.form in _BOUNDED:
            rows = list(frame.index[frame[column.bound].astype(bool)])
            made = made.format(_floor(column.form, reader), subset=(rows, [column.title]), na_rep=MISSING)
        if column.form == "status":
            colours = [
                f"background-color: {translucent(reader.status_colour(status), TINT)}" for status in frame[column.field]
            ]
            made = made.apply(lambda _, colours=colours: colours, subset=[column.title])
    return made


def marks_help(reader: Reader) -> str:
    """What the marks in a column of coverages mean."""
    return f"{reader.words(LOWER_BOUND)} {reader.words(OVER_ALL)}"


def without_idle_outlook(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without a projection where the threshold is reached: nothing is left to project."""
    if "projected_completion" not in frame:
        return frame
    reached = frame["status"].isin((MET, MET_LATE))
    return frame.assign(projected_completion=frame["projected_completion"].mask(reached))


def status_text(status: str, reader: Reader) -> str:
    """A status as sign and word: ▼ Behind."""
    return f"{STATUS_SIGNS[status]} {reader.words(STATUS_WORDS[status])}"


def _shown(frame: pd.DataFrame, columns: Sequence[Column], reader: Reader) -> pd.DataFrame:
    """The columns under their headings, with values that also make sense unformatted: heard, copied or searched."""
    values = {
        "coverage": lambda column: column.map(rounded_percent).astype("Float64"),
        "points": lambda column: (column * 100).round(1),
        "status": lambda column: column.map(lambda status: status_text(status, reader)),
    }
    return pd.DataFrame(
        {each.title: values.get(each.form, lambda column: column)(frame[each.field]) for each in columns}
    )


def _writer(form: str, reader: Reader) -> Callable[[Any], str]:
    language = reader.language
    writers: dict[str, Callable[[Any], str]] = {
        "text": str,
        "number": lambda value: number(value, language),
        "needed": lambda value: number(whole_needed(value), language),
        "doses": lambda value: number(value, language),
        "coverage": lambda value: with_marks(number(value, language, digits=1) + percent_sign(language), value / 100),
        "points": lambda value: signed(value, language, digits=1),
        "signed": lambda value: signed(value, language),
        "times": lambda value: f"{number(value, language, digits=1)}\N{NO-BREAK SPACE}×",
        "day": lambda value: day(value, language),
        "status": str,
    }
    return writers[form]


def _floor(form: str, reader: Reader) -> Callable[[Any], str]:
    """How a figure is written that is a lower bound."""
    write = _writer(form, reader)
    return lambda value: at_least(write(value), incomplete=True)


def _config(column: Column) -> Any:
    if column.form in ("number", "needed", "doses", "coverage", "points", "signed", "times"):
        return st.column_config.NumberColumn(help=column.help, alignment="right")
    if column.form == "day":
        return st.column_config.DateColumn(help=column.help, alignment="right")
    return st.column_config.TextColumn(help=column.help)


def _picking(key: str, chosen: int | None, on_pick: Callable[[int], None] | None) -> dict[str, Any]:
    """Any cell of a row, or its box, picks the row."""
    if on_pick is None:
        return {}

    def pick() -> None:
        picked = st.session_state[key].selection
        rows = [row for row, _ in picked.cells] + list(picked.rows)
        for row in rows:
            if row != chosen:
                return on_pick(row)
        return None

    selected = {"selection": {"rows": [] if chosen is None else [chosen]}}
    return {"on_select": pick, "selection_mode": ["single-row", "single-cell"], "selection_default": selected}
