"""What all commands share: where data and releases are, and the application they belong to.

The only module of the command line that reads settings.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

import settings
from etl.operations import Office
from storage.warehouse import Warehouse

app = typer.Typer(
    name="python -m etl",
    help="Build releases from the source files, check and publish uploads, export.",
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
By = Annotated[str, typer.Option("--by", metavar="WHO", help="Who does it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="WHY", help="Why it is done.")]
Out = Annotated[Path | None, typer.Option("--out", help="File to write.")]


def office(data: Path | None, warehouse: Path | None) -> Office:
    """Return where to work: as the options say, else as config.toml says."""
    chosen = settings.load()
    return Office(
        data=data or chosen.data_dir,
        warehouse=Warehouse(warehouse or chosen.warehouse_dir),
        first_year=chosen.first_year_looked_at,
    )


def put(content: bytes, out: Path | None) -> None:
    """Write bytes to a file, or to standard output and nothing else beside them."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise typer.BadParameter(f"{out}: cannot be written ({error.strerror})") from None
