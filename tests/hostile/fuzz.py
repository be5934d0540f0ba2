"""Bytes that a fuzzer invents, fed to the gate and the reader: `python -m tests.hostile.fuzz TARGET [options]`.

Needs atheris (requirements-fuzz.txt); the options are those of libFuzzer. A target is one way in: `gate` takes a whole
archive, `xlsx` and `ods` one part of an archive that is sound around it, so that what is invented comes to the parser,
`xls` and `csv` a whole file. Any exception ends the run, as does an input that takes more than two seconds.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["campaign.sheets"]):
    from campaign.sheets.files import csv_file, ods_file, xls_file  # noqa: F401 (loaded late by the reader itself)
    from campaign.sheets.files.container import find_damaged, open_container
    from campaign.sheets.files.kinds import ARCHIVE, tell_kind, tell_package
    from campaign.sheets.reading import read_workbook

from campaign.domain.findings import finding_message
from campaign.errors import UnreadableFile
from campaign.settings import Limits
from tests.builders import full_vocabulary
from tests.builders.any_damage import edit_text
from tests.hostile.fuzz_seeds import ODS_PARTS, WORDS, XLSX_PARTS, chosen_part, packed, seeds
from tests.sheets.reading_helpers import TODAY

# Small limits: how much a file may ask for is not what is looked for here.
LIMITS = Limits(file_mib=1, inflated_mib=4, cells=20_000)
VOCABULARY = full_vocabulary()
LONGEST = {"gate": 4_096, "xlsx": 8_192, "ods": 8_192, "xls": 12_288, "csv": 1_024}
# What the parser of .xlsx raises where it ends itself; the process that reads files for the app answers it.
PANIC = "PanicException"


def gate(data: bytes) -> None:
    """What comes before any parser: kind, directory of the archive, every part to its end."""
    try:
        if tell_kind(data) == ARCHIVE:
            container = open_container(data, LIMITS)
            tell_package(container.members)
            find_damaged(container, ())
    except UnreadableFile:
        return


def xlsx(data: bytes) -> None:
    """One part of a workbook invented, the others as they should be."""
    read(packed(XLSX_PARTS, chosen_part(data), data[1:]))


def ods(data: bytes) -> None:
    """The content of an open document invented."""
    read(packed(ODS_PARTS, "content.xml", data))


def xls(data: bytes) -> None:
    """A file of the old kind as a whole."""
    read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data[8:])


def csv(data: bytes) -> None:
    """A text file as a whole: headers, names, numbers and dates as text."""
    read(data)


def read(content: bytes) -> None:
    """Read a file; what is found must have words, too."""
    try:
        reading = read_workbook(content, "", VOCABULARY, today=TODAY, limits=LIMITS)
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        return
    for finding in reading.findings[:20]:
        finding_message(finding, "vi")


def change(data: bytes, most: int, seed: int) -> bytes:
    """Tags and attributes of a part dropped, doubled or put elsewhere, else whatever libFuzzer does."""
    if len(data) < 2 or seed % 2:
        return atheris.Mutate(data, most)
    return (data[:1] + edit_text(data[1:], random.Random(seed)))[:most]


TARGETS: dict[str, Callable[[bytes], None]] = {"gate": gate, "xlsx": xlsx, "ods": ods, "xls": xls, "csv": csv}


def main(arguments: list[str]) -> None:
    """Fuzz one target, from the seeds on, in a folder that is thrown away."""
    target, options = arguments[1], arguments[2:]
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number}").write_bytes(seed)
    words = folder.with_suffix(".dict")
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in WORDS[target]), "ascii")
    bounds = [f"-max_len={LONGEST[target]}", "-len_control=0", "-timeout=2", "-rss_limit_mb=2048"]
    fixed = [arguments[0], *bounds, "-keep_seed=1", f"-dict={words}"]
    own = {"custom_mutator": change} if target in ("xlsx", "ods") else {}
    atheris.Setup([*fixed, *options, str(folder)], TARGETS[target], **own)
    atheris.Fuzz()


def _quoted(word: str) -> str:
    """A word as libFuzzer's dictionaries have it."""
    return "".join(chr(b) if 32 <= b < 127 and b not in b'\\"' else f"\\x{b:02x}" for b in word.encode())


if __name__ == "__main__":
    main(sys.argv)
