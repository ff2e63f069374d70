"""Command line of the ETL: `python -m etl build|export|releases`.

The only module here that reads settings. Faults are one sentence on standard error and exit
status 1; exports put nothing but data on standard output.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

import settings
from etl.exporting import Dataset, Selection, select
from etl.formats import Format, write
from etl.pipeline import build as run_build
from etl.problems import Problem
from etl.progress import reporting
from etl.reconciliation import reconciliation
from storage.reading import ReleaseReader
from storage.warehouse import Warehouse, WarehouseProblem

app = typer.Typer(
    name="python -m etl",
    help="Build releases from the source files, and read them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Folder with sources, plan and geo.")
]
Store = Annotated[
    Path | None, typer.Option("--warehouse", metavar="DIR", help="Folder of the releases.")
]


@app.command()
def build(data: Data = None, warehouse: Store = None) -> None:
    """Build a release from all source files and make it the current one."""
    chosen = settings.load()
    target = Warehouse(warehouse or chosen.warehouse_dir)
    with reporting(sys.stderr) as report:
        built = run_build(data or chosen.data_dir, target, chosen.first_year_looked_at, report)
    if not built.is_new:
        typer.echo(f"{built.release_id}: nothing has changed, it stays the current release")
        return
    for line in reconciliation(built.ingested):
        typer.echo(line)
    typer.echo(f"{built.release_id} is the current release")


@app.command()
def releases(data: Data = None, warehouse: Store = None) -> None:
    """List the releases, newest first; a star marks the current one."""
    chosen = settings.load()
    found = Warehouse(warehouse or chosen.warehouse_dir)
    current = found.current()
    for release_id in found.releases():
        reader = ReleaseReader(found.path(release_id))
        info = reader.info
        reader.close()
        mark = "*" if release_id == current else " "
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
        typer.Option(
            "--known-on", formats=["%Y-%m-%d"], help="Only what was released by this day."
        ),
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option("--area", metavar="CODE", help="Only this area; repeatable.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="File format.")] = Format.CSV,
    out: Annotated[Path | None, typer.Option("--out", help="File to write.")] = None,
    data: Data = None,
    warehouse: Store = None,
) -> None:
    """Write rows of the current release to standard output or a file."""
    chosen = settings.load()
    store = Warehouse(warehouse or chosen.warehouse_dir)
    reader = ReleaseReader(store.path(store.current()))
    day = known_on.date() if known_on else None
    try:
        content = write(select(reader, dataset, Selection(as_of, day, tuple(area or ()))), form)
    finally:
        reader.close()
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Problem(f"{out}: cannot be written ({error.strerror})") from None


def main() -> int:
    """Run the command line; faults that a person can mend are one sentence."""
    try:
        return int(app(standalone_mode=False) or 0)
    except TyperException as fault:
        sentence = " ".join(fault.format_message().split())
        typer.echo(sentence, err=True, nl=bool(sentence))
        return fault.exit_code
    except typer.Abort:
        typer.echo("Interrupted.", err=True)
        return 130
    except (Problem, WarehouseProblem, settings.SettingsError) as problem:
        typer.echo(str(problem), err=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
