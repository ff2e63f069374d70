"""The column engine: an in-memory DuckDB that never reaches for the network.

It computes; what is kept goes through storage. Every caller opens one and closes it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "true",
}


@contextmanager
def column_engine(spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an engine; `spill` is where it may put what does not fit in memory."""
    settings = _SETTINGS | ({"temp_directory": str(spill)} if spill else {})
    connection = duckdb.connect(":memory:", config=settings)  # type: ignore[arg-type]
    try:
        yield connection
    finally:
        connection.close()


def lookup(
    engine: duckdb.DuckDBPyConnection,
    name: str,
    columns: dict[str, pa.DataType],
    rows: Iterable[Sequence[object]],
) -> None:
    """Create a small table for joins, replacing one of the same name."""
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    schema = pa.schema(list(columns.items()))
    table = pa.table([pa.array(c, f.type) for c, f in zip(by_column, schema, strict=True)], schema)
    engine.register("lookup_rows", table)
    engine.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS FROM lookup_rows')
    engine.unregister("lookup_rows")
