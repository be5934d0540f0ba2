"""A page of Streamlit with nothing but a heading: what Streamlit itself costs."""

import streamlit as st

st.title("Empty")
