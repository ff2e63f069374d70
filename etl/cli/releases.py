"""Commands on releases: build, releases, export."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from etl.cli.base import Data, Out, Store, app, office, put
from etl.exporting import Dataset, Selection, select
from etl.formats import Format, write
from etl.pipeline import build as run_build
from etl.progress import reporting
from etl.reconciliation import reconciliation
from storage.reading import open_release
from storage.warehouse import WarehouseDamaged


@app.command()
def build(data: Data = None, warehouse: Store = None) -> None:
    """Build a release from all source files and make it the current one."""
    place = office(data, warehouse)
    with reporting(sys.stderr) as report:
        built = run_build(place.data, place.warehouse, place.first_year, report)
    if not built.is_new:
        typer.echo(f"{built.release_id}: nothing has changed, it stays the current release")
        return
    for line in reconciliation(built.ingested):
        typer.echo(line)
    typer.echo(f"{built.release_id} is the current release")


@app.command()
def releases(data: Data = None, warehouse: Store = None) -> None:
    """List the releases, newest first; a star marks the current one."""
    found = office(data, warehouse).warehouse
    current = found.current()
    for release_id in found.releases():
        mark = "*" if release_id == current else " "
        try:
            reader = open_release(found, release_id)
        except WarehouseDamaged:
            typer.echo(f"{mark} {release_id}  damaged; `python -m etl verify` says more")
            continue
        info = reader.info
        reader.close()
        typer.echo(
            f"{mark} {release_id}  built {info.built_at:%Y-%m-%d %H:%M} UTC"
            f"  {info.rows_observed} observations  {info.rows_set_aside} set aside"
        )


@app.command()
def export(
    dataset: Annotated[Dataset, typer.Argument(help="What to export.")],
    as_of: Annotated[
        int | None,
        typer.Option("--as-of", metavar="YEAR", help="Figures up to, or lights of, this year."),
    ] = None,
    known_on: Annotated[
        datetime | None,
        typer.Option("--known-on", formats=["%Y-%m-%d"], help="Only what was out by this day."),
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option("--area", metavar="CODE", help="Only this area; repeatable.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="File format.")] = Format.CSV,
    out: Out = None,
    data: Data = None,
    warehouse: Store = None,
) -> None:
    """Write rows of the current release to standard output or a file."""
    store = office(data, warehouse).warehouse
    reader = open_release(store, store.current())
    day = known_on.date() if known_on else None
    try:
        content = write(select(reader, dataset, Selection(as_of, day, tuple(area or ()))), form)
    finally:
        reader.close()
    put(content, out)
