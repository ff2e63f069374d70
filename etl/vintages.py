"""All vintages of a build in one table, narrow enough for the whole country.

Identifiers, units and citations are kept as numbers in the order of their texts (`etl.coded`),
so that winners are found and a release is sorted without comparing a text.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from etl.coded import keep_once, make_type
from etl.engine import lookup
from etl.series import DERIVED, know_sources
from indicators.plan import Plan
from indicators.sources import Source

_TYPES = {
    "indicator_id": "indicator_code", "ref_area": "area_code", "unit_measure": "unit_code",
    "obs_status": "status_code", "source_id": "source_code", "citation": "citation_code",
}  # fmt: skip
_CITATIONS = "CREATE OR REPLACE TEMP TABLE citation_found AS SELECT DISTINCT citation FROM {files}"
_VINTAGE = "CREATE OR REPLACE TEMP TABLE vintage AS SELECT * REPLACE ({cast}) FROM {files}"


def load_vintages(
    engine: DuckDBPyConnection, plan: Plan, sources: Sequence[Source], paths: Iterable[Path]
) -> None:
    """Create the tables `vintage` and `source` from what the sources' files were read to."""
    _know_codes(engine, plan, sources)
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    files = f"read_parquet([{listed}])"
    engine.execute(_CITATIONS.format(files=files))
    make_type(engine, _TYPES["citation"], "FROM citation_found")
    cast = ", ".join(f"{column}::{kind} AS {column}" for column, kind in _TYPES.items())
    engine.execute(_VINTAGE.format(cast=cast, files=files))
    know_sources(engine, sources)
    keep_once(engine, "source", {"source_id": _TYPES["source_id"]})


def _know_codes(engine: DuckDBPyConnection, plan: Plan, sources: Iterable[Source]) -> None:
    entries = plan.catalogue.entries.values()
    texts = {
        "indicator_id": {e.indicator_id for e in entries},
        "ref_area": {a.code for a in plan.areas},
        "unit_measure": {e.unit for e in entries},
        "obs_status": {"A", "E", "P"},
        "source_id": {DERIVED, *(s.source_id for s in sources)},
    }
    for column, known in texts.items():
        lookup(engine, "known_text", {"text": pa.string()}, [(text,) for text in known])
        make_type(engine, _TYPES[column], "FROM known_text")
