"""Boundaries of the districts: check and load a GeoJSON file of them, show what is loaded, go back to the tile map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from campaign import output
from campaign.commands.common import As, Json, State, actor, open_database, say
from campaign.locale import N_

app = typer.Typer()
boundaries = typer.Typer(no_args_is_help=True, help="The districts' shapes on the map.")
app.add_typer(boundaries, name="boundaries")

NONE = N_("No boundaries are loaded; the districts are shown as tiles.")


@boundaries.command()
def load(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, save nothing.")] = False,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Check a GeoJSON file of the districts and show the map by it from now on, if nothing is wrong."""
    from campaign.workflows.manage.boundaries import REFUSED, load_boundaries

    with open_database(begins=True) as database:
        done = load_boundaries(
            database, file.read_bytes(), file.name, dry_run=dry_run, by=actor(as_), limits=State.settings.limits
        )
    _print(done, as_json=as_json)
    if done.status == REFUSED:
        raise typer.Exit(1)


@boundaries.command()
def show(as_json: Json = False) -> None:
    """Which boundaries are loaded: their file, who loaded it and when, the points of each district."""
    from campaign.workflows.manage.boundaries import read_boundaries, read_outlines

    with open_database() as database:
        loaded, units = read_boundaries(database), read_outlines(database)
    rows = [each._asdict() for each in units]
    if as_json:
        said = {"file": loaded.file_name, "sha256": loaded.sha256, "by": loaded.by, "at": loaded.at} if loaded else {}
        output.print_json({"boundaries": {**said, "units": rows} if loaded else None})
    elif loaded is None:
        say(NONE)
    else:
        typer.echo(f"{loaded.file_name}\t{loaded.by}\t{loaded.at.isoformat()}")
        output.print_rows("units", rows, as_json=False)


@boundaries.command()
def remove(as_: As = None) -> None:
    """Take the boundaries away; the districts are shown as tiles again."""
    from campaign.workflows.manage.boundaries import REMOVED, remove_boundaries

    with open_database() as database:
        file = remove_boundaries(database, by=actor(as_))
    say(REMOVED, file=file)


def _print(done: Any, *, as_json: bool) -> None:
    from campaign.domain.findings import finding_message

    found = [
        {"severity": each.severity, "code": each.code, "message": finding_message(each, State.settings.language)}
        for each in done.findings
    ]
    if as_json:
        output.print_json({**done._asdict(), "findings": found})
        return
    typer.echo(f"{done.file_name}: {done.status}")
    for each in found:
        typer.echo(f"  {each['severity']}: {each['message']}", err=True)
