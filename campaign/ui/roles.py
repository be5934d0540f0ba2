"""Who sits before this page, as far as can be told without accounts: what decides whether names are shown."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import FORWARDED, is_shared, may, visitor_role
from campaign.settings import read_settings


def role() -> str:
    """The visitor's role: the one that is set, else analyst on this machine and viewer over a network."""
    return visitor_role(read_settings().role, shared=_is_shared())


def allowed(permission: str) -> bool:
    """Whether the visitor has a permission."""
    return may(role(), permission)


def _is_shared() -> bool:
    headers = st.context.headers
    address = st.context.ip_address
    return is_shared(
        listening=str(st.get_option("server.address") or ""),
        host=headers.get("Host") or "localhost",
        from_elsewhere=isinstance(address, str),  # Streamlit tells no address of this machine's own
        forwarded=any(headers.get(name) for name in FORWARDED),
    )
