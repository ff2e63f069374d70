"""All that is particular to DuckDB: opening a release file, and loading whole columns into it.

Measured: two processes cannot have a file open when one of them writes; one shared connection
returns wrong rows without an error, so every engine has a pool; a file replaced under the same
name goes unnoticed, so a release file never changes.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import sqlalchemy as sa
from duckdb import DuckDBPyConnection
from sqlalchemy.pool import QueuePool

_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_FILE_FORMAT = {"storage_compatibility_version": "latest"}
"""Texts compress in two thirds of the time; who reads a release has the DuckDB that wrote it."""


@dataclass(frozen=True)
class Selected:
    """What a query in another engine returns, with the columns of the table it is for."""

    engine: DuckDBPyConnection
    query: str


def open_for_reading(path: Path) -> sa.Engine:
    """Open a finished release read-only; safe to share between threads."""
    arguments = {"read_only": True, "config": _OFFLINE}
    url = sa.URL.create("duckdb", database=str(path))
    return sa.create_engine(
        url, connect_args=arguments, poolclass=QueuePool, pool_size=4, max_overflow=4
    )


def open_for_writing(path: Path) -> sa.Engine:
    """Create or open a release file that nobody else reads yet."""
    url = sa.URL.create("duckdb", database=str(path))
    return sa.create_engine(url, connect_args={"config": _OFFLINE | _FILE_FORMAT})


def load(connection: sa.Connection, table: sa.Table, columns: pa.Table) -> None:
    """Append whole columns to a table, matched by name, in one statement.

    Row by row the same takes a thousand times as long.
    """
    raw = connection.connection.driver_connection
    if raw is None:
        raise RuntimeError("the connection is closed")
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    raw.register("incoming", columns)
    try:
        raw.execute(f'INSERT INTO "{table.name}" ({names}) SELECT {names} FROM incoming')
    finally:
        raw.unregister("incoming")


def fill(path: Path, rows: Mapping[sa.Table, Selected]) -> None:
    """Append what queries return to the tables of a release file that nobody has open.

    The engine writes into the file itself: rows that go from one engine to another cost as much
    as sorting and compressing them. All are from one engine, and all are written or none.
    """
    (engine,) = {selected.engine for selected in rows.values()}
    quoted = str(path).replace("'", "''")
    engine.execute(f"ATTACH '{quoted}' AS release")
    try:
        engine.begin()
        for table, selected in rows.items():
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            into = f'INSERT INTO release."{table.name}" ({names})'
            engine.execute(f"{into} SELECT {names} FROM ({selected.query})")
        engine.commit()
        engine.execute("CHECKPOINT release")
    except BaseException:
        # What went wrong first is what is told: on a full disk neither of these works, either.
        for undone in (engine.rollback, partial(engine.execute, "DETACH release")):
            with suppress(duckdb.Error):
                undone()
        raise
    engine.execute("DETACH release")


def fetch_columns(connection: sa.Connection, query: sa.Select[Any]) -> pa.Table:
    """Run a query and return its answer as columns, without a Python object for each row."""
    return connection.execute(query).cursor.to_arrow_table()


def arrow_rows(table: sa.Table, rows: Sequence[dict[str, object]]) -> pa.Table:
    """Turn a few rows into columns typed as the table is."""
    fields = [(column.name, _arrow_type(column.type)) for column in table.columns]
    return pa.Table.from_pylist(list(rows), schema=pa.schema(fields))


def _arrow_type(kind: sa.types.TypeEngine[object]) -> pa.DataType:
    for known, arrow in (
        (sa.Integer, pa.int32()),
        (sa.Double, pa.float64()),
        (sa.Boolean, pa.bool_()),
        (sa.DateTime, pa.timestamp("us")),
        (sa.Date, pa.date32()),
    ):
        if isinstance(kind, known):
            return arrow
    return pa.string()
