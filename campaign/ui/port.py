"""Say that the server's port is taken, before Streamlit does in English: `python -m campaign.ui.port`.

Streamlit takes the port before it reads app.py, so that nothing of ours could say it there.
"""

from __future__ import annotations

import errno
import os
import socket
import sys

from streamlit import config

from campaign.locale import N_
from campaign.ui import session

TAKEN = N_(
    "Port {port} is taken: this program runs already, or another one uses the port. It was not started. Look at "
    "http://localhost:{port}, or stop the other program, or set another number in STREAMLIT_SERVER_PORT."
)


def is_taken(address: str, port: int) -> bool:
    """Whether nobody can listen there now; what else is wrong with an address Streamlit says itself."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as tried:
        if os.name != "nt":  # as the server does: a port that was given back a moment ago is free
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError as problem:
            return problem.errno in (errno.EADDRINUSE, errno.EACCES)
    return False


def _setting(name: str) -> str:
    """A setting of the server as Streamlit reads it: from the environment, else from .streamlit/config.toml."""
    kept = os.environ.get(f"STREAMLIT_SERVER_{name}") or config.get_option(f"server.{name.lower()}")
    return str(kept or "")


if __name__ == "__main__":
    number = int(_setting("PORT") or 8501)
    if is_taken(_setting("ADDRESS") or "0.0.0.0", number):
        sys.exit(session.reader_of(session.site_language()).words(TAKEN, port=number))
