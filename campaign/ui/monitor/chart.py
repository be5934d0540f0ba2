"""A chart on a page: its finding as the page's own text, which wraps as wide as the page is, above the drawing."""

from __future__ import annotations

import streamlit as st

from campaign.charts.style import Reader, chart_config
from campaign.ui.markup import chart_heading, show


def show_chart_under(
    heading: tuple[str, str], figure: object, *, key: str, alt: str, picture: str, reader: Reader
) -> None:
    """Finding and subject, then the figure, whose own heading campaign.css hides: it is for the downloaded picture.

    alt: what the chart shows, for those who hear it; picture: what its picture is called, without the ending.
    """
    config = chart_config(reader.language, picture)
    with st.container(key=f"chart-{key}", gap=None):
        show(chart_heading(*heading))
        st.plotly_chart(figure, theme=None, config=config, key=key, alt=alt)
