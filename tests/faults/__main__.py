"""python -m tests.faults [kill|migration|loop|power|disk|two|flips|undo] [--quick] [-o docs/reliability.md]

Needs strace; filling a small disk needs the right to mount one. Exit code 1 when anything is wrong, or when a weakened
program was not found out.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.driver import Driver

PARTS = ("kill", "migration", "loop", "power", "disk", "two", "flips", "undo")


def main() -> int:
    """Run the parts asked for and print their tables."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="campaign-faults-", dir=options.folder) as folder:
        os.environ |= {
            "CAMPAIGN_KEY_FILE": f"{folder}/campaign.key",
            "CAMPAIGN_SINGLE_USER": "1",
            "CAMPAIGN_LANGUAGE": "vi",
        }
        from tests.faults.driver import Driver

        with Driver(Path(folder)) as driver:
            return max(_run(part, driver, Path(folder) / part, options) for part in options.part or PARTS)


def _run(part: str, driver: Driver, folder: Path, options: argparse.Namespace) -> int:
    from tests.faults.report import machine, write
    from tests.faults.sections import RUN

    folder.mkdir()
    table = RUN[part](driver, folder, options.quick)
    facts = machine(folder) + (" Shortened." if options.quick else "")
    sys.stdout.write(f"{table.words()}\n\n{facts}\n\n")
    sys.stdout.flush()
    if options.output:
        write(options.output, table, facts)
    return int(bool(table.wrong))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument(
        "part",
        nargs="*",
        metavar="PART",
        choices=[*PARTS, []],
        help=f"{' '.join(PARTS)}; all of them when none is named",
    )
    parser.add_argument("--quick", action="store_true", help="a shortened form of each, as in make test")
    parser.add_argument("--folder", metavar="FOLDER", help="where the databases are put; the system's temporary folder")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="the document whose sections are written anew"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
