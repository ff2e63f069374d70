"""Columns that repeat few texts, kept as numbers: a type lists its texts, each of them once.

Ten million rows of a statistical file hold some thousand texts. As numbers they take a tenth of
the memory, and are joined, grouped and sorted several times as fast; their order is that of the
texts, so that nobody who reads the column sees a difference.
"""

from collections.abc import Mapping

from duckdb import DuckDBPyConnection

MANY = 65_536
"""A column with more texts than that does not repeat them, and stays as it is."""


def make_type(engine: DuckDBPyConnection, name: str, texts: str) -> None:
    """Create a type of the texts that a query returns; plain text where they are many."""
    (many,) = engine.sql(f"SELECT count(*) FROM ({texts})").fetchone() or (0,)
    kind = "VARCHAR" if many > MANY else f"ENUM (FROM ({texts}) ORDER BY 1)"
    engine.execute(f'CREATE OR REPLACE TEMP TYPE "{name}" AS {kind}')


def keep_once(engine: DuckDBPyConnection, table: str, types: Mapping[str, str]) -> None:
    """Turn columns of a table into the types named, and others into one of their own texts.

    A column without a name of a type gets that of table and column, such as `area_meaning_code`.
    """
    for column, kind in types.items():
        if not kind:
            own = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
            make_type(engine, f"{table}_{column}", own)
    cast = ", ".join(f'{c}::"{kind or f"{table}_{c}"}" AS {c}' for c, kind in types.items())
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * REPLACE ({cast}) FROM {table}"
    )
