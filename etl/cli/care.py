"""Commands for operators: verify, repair, status."""

import sys

import typer

from etl.care.repair import repair as run_repair
from etl.care.verify import verify as run_verify
from etl.cli.base import Data, Store, app, office
from etl.progress import reporting
from etl.status import status as status_now


@app.command()
def verify(data: Data = None, warehouse: Store = None) -> None:
    """Look for damage; one sentence for each says where, what and what to do.

    Exit status: 0 none found, 1 damage. Nothing is changed.
    """
    found = run_verify(office(data, warehouse))
    for damage in found:
        typer.echo(str(damage))
    if found:
        raise typer.Exit(1)
    typer.echo("no damage found")


@app.command()
def repair(data: Data = None, warehouse: Store = None) -> None:
    """Put damaged releases aside and build again from the sources; say what was done.

    Exit status: 0 all is well now, 1 something is left that only a person can mend.
    """
    place = office(data, warehouse)
    with reporting(sys.stderr) as report:
        repaired = run_repair(place, report)
    for line in repaired.done:
        typer.echo(line)
    for damage in repaired.left:
        typer.echo(f"left: {damage}")
    if repaired.left:
        raise typer.Exit(1)
    typer.echo("no damage found" if not repaired.done else "everything is well again")


@app.command()
def status(data: Data = None, warehouse: Store = None) -> None:
    """Print one line for monitoring: release, its age, when something was last handed in.

    Exit status: 0 there is a sound release, 1 there is none.
    """
    now = status_now(office(data, warehouse))
    typer.echo(now.as_line())
    if now.state != "ok":
        raise typer.Exit(1)
