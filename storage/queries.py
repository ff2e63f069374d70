"""Ask a release's file: rows and columns, and one plain error when it was damaged meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import sqlalchemy as sa

from storage.engines import fetch_columns, open_for_reading
from storage.records import restored
from storage.warehouse import WarehouseDamaged

T = TypeVar("T")


class ReleaseFile:
    """One release's file, opened read-only; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = open_for_reading(path)

    def close(self) -> None:
        """Give the file free."""
        self._engine.dispose()

    def columns(self, query: sa.Select[Any]) -> pa.Table:
        """Return the answer to a query as columns, for exports."""
        with self._connection() as connection:
            return fetch_columns(connection, query)

    def _all(self, table: sa.Table, kind: type[T]) -> tuple[T, ...]:
        rows = self._rows(sa.select(table).order_by(table.c.position))
        return tuple(restored(kind, row) for row in rows)

    def _rows(self, query: sa.Select[Any]) -> list[dict[str, Any]]:
        with self._connection() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    @contextmanager
    def _connection(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.DBAPIError as error:  # the file was damaged after it was opened
            raise WarehouseDamaged(self._path, "it cannot be read") from error
