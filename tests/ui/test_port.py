"""A port that is taken is told in the office's language, before Streamlit tells it in English."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

from campaign.settings import ROOT
from campaign.ui.port import is_taken

COMMAND = [sys.executable, "-m", "campaign.ui.port"]


def test_a_port_that_somebody_listens_on_is_taken_and_then_free_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert is_taken("127.0.0.1", port)
        asked = {**os.environ, "STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}
        told = subprocess.run(COMMAND, cwd=ROOT, env=asked, capture_output=True, encoding="utf-8")
        assert told.returncode == 1
        assert f"Cổng {port} đã có chương trình khác dùng" in told.stderr
        assert "Traceback" not in told.stderr
    assert not is_taken("127.0.0.1", port)
    assert subprocess.run(COMMAND, cwd=ROOT, env=asked, capture_output=True).returncode == 0


def test_both_ways_to_start_by_hand_ask_first() -> None:
    for file in ("Makefile", "deploy/windows/start.cmd"):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert 0 < text.index("-m campaign.ui.port") < text.index("-m streamlit run app.py"), file
