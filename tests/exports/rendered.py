"""What LibreOffice makes of a document: its pages as text, to check what would come out of the printer."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

PATIENCE = 120  # seconds; the first start of a profile takes a few


class Pdf(NamedTuple):
    """A rendered document: how many pages, and the text of each with its spacing kept."""

    pages: int
    text: list[str]
    path: Path


def render_pdf(content: bytes, suffix: str, tmp_path: Path) -> Pdf:
    """A document (.docx, .pptx, .xlsx) as LibreOffice prints it; the profile is the test's own, not the user's."""
    source = tmp_path / f"rendered{suffix}"
    source.write_bytes(content)
    profile = tmp_path.parent / "libreoffice"  # shared by the tests of one process: the first start writes it
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    path = source.with_suffix(".pdf")
    assert path.exists(), done.stdout + done.stderr
    text = read_text(path)
    return Pdf(len(text), text, path)


def read_text(path: Path) -> list[str]:
    """The text of each page of a PDF; pdftotext ends every page with a form feed."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    return done.stdout.decode("utf-8").split("\f")[:-1]
