"""What an export holds: rows of a release, as now or as known on an earlier day.

Numbers unrounded, rows ordered by their columns from the left. How they are written is the
business of `etl.formats`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from duckdb import DuckDBPyConnection

from etl.assess import assessments, read_values
from etl.engine import column_engine
from etl.problems import Problem
from etl.series import know_sources, make_series
from storage import tables as t
from storage.engines import arrow_rows
from storage.reading import ReleaseReader
from storage.records import flat

_SERIES = (
    "indicator_id", "ref_area", "time_period", "obs_value", "unit_measure", "obs_status",
    "source_id",
)  # fmt: skip
_ASSESSMENTS = (
    "indicator_id", "ref_area", "as_of", "target_level", "form", "headline", "status", "reason",
    "value_year", "obs_value", "baseline_year", "baseline_value", "required_value", "completion",
    "schedule", "lead",
)  # fmt: skip
_FINDINGS = (
    "source_id", "row", "column", "code", "severity", "cell", "message_zh", "message_en", "cause",
)  # fmt: skip


class Dataset(StrEnum):
    """What can be exported."""

    SERIES = "series"
    OBSERVATIONS = "observations"
    ASSESSMENTS = "assessments"
    FINDINGS = "findings"


COLUMNS: dict[Dataset, tuple[str, ...]] = {
    Dataset.SERIES: _SERIES,
    Dataset.OBSERVATIONS: (*_SERIES, "released_on", "priority", "is_winner"),
    Dataset.ASSESSMENTS: _ASSESSMENTS,
    Dataset.FINDINGS: _FINDINGS,
}
_TABLES = {
    Dataset.SERIES: t.SERIES,
    Dataset.OBSERVATIONS: t.OBSERVATION,
    Dataset.ASSESSMENTS: t.ASSESSMENT,
    Dataset.FINDINGS: t.FINDING,
}
_YEAR = {
    Dataset.SERIES: "time_period",
    Dataset.OBSERVATIONS: "time_period",
    Dataset.ASSESSMENTS: "as_of",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows: some years, areas or indicators only, and the figures known on a day.

    `as_of` means years up to it; for assessments that year looked at.
    """

    as_of: int | None = None
    known_on: date | None = None
    areas: Sequence[str] = ()
    indicators: Sequence[str] = ()


def select(reader: ReleaseReader, dataset: Dataset, wanted: Selection) -> pa.Table:
    """Return the rows of a dataset; raises `Problem` for a selection that cannot apply."""
    _check(reader, dataset, wanted)
    if wanted.known_on is None or dataset is Dataset.FINDINGS:
        return reader.columns(_query(dataset, wanted))
    with column_engine() as engine:
        _know(engine, reader, wanted.known_on)
        if dataset is Dataset.ASSESSMENTS:
            _assess(engine, reader)
        where, facts = _conditions(dataset, wanted)
        columns = ", ".join(f'"{c}"' for c in COLUMNS[dataset])
        table = _TABLES[dataset].name
        sql = f'SELECT {columns} FROM "{table}" {where} ORDER BY {columns}'
        return engine.execute(sql, facts).to_arrow_table()


def _check(reader: ReleaseReader, dataset: Dataset, wanted: Selection) -> None:
    unknown = [code for code in wanted.areas if code not in reader.areas]
    if unknown:
        raise Problem(f"--area {unknown[0]}: not in the list of areas (six-digit codes)")
    if dataset is Dataset.FINDINGS and (wanted.areas or wanted.as_of or wanted.known_on):
        raise Problem("findings belong to files: --as-of, --known-on and --area do not apply")


def _query(dataset: Dataset, wanted: Selection) -> sa.Select[Any]:
    column = _TABLES[dataset].c
    columns = [column[name] for name in COLUMNS[dataset]]
    query = sa.select(*columns).order_by(*columns)
    if wanted.areas:
        query = query.where(column.ref_area.in_(wanted.areas))
    if wanted.indicators:
        query = query.where(column.indicator_id.in_(wanted.indicators))
    if wanted.as_of is not None:
        year = column[_YEAR[dataset]]
        only = dataset is Dataset.ASSESSMENTS
        query = query.where(year == wanted.as_of if only else year <= wanted.as_of)
    return query


def _conditions(dataset: Dataset, wanted: Selection) -> tuple[str, dict[str, object]]:
    parts: list[str] = []
    facts: dict[str, object] = {}
    if wanted.areas:
        parts.append("list_contains($areas, ref_area)")
        facts["areas"] = list(wanted.areas)
    if wanted.indicators:
        parts.append("list_contains($indicators, indicator_id)")
        facts["indicators"] = list(wanted.indicators)
    if wanted.as_of is not None:
        sign = "=" if dataset is Dataset.ASSESSMENTS else "<="
        parts.append(f"{_YEAR[dataset]} {sign} $as_of")
        facts["as_of"] = wanted.as_of
    return (f"WHERE {' AND '.join(parts)}" if parts else "", facts)


def _know(engine: DuckDBPyConnection, reader: ReleaseReader, day: date) -> None:
    """Make the series anew from the vintages that were out on that day."""
    kept = [t.OBSERVATION.c[name] for name in (*_SERIES, "source_row", "citation")]
    engine.register("vintage", reader.columns(sa.select(*kept)))
    know_sources(engine, reader.sources.values())
    make_series(engine, reader.plan, day)


def _assess(engine: DuckDBPyConnection, reader: ReleaseReader) -> None:
    years = range(reader.years_looked_at[0], reader.years_looked_at[-1] + 1)
    found = assessments(reader.plan, read_values(engine, reader.plan), years)
    engine.register("assessment", arrow_rows(t.ASSESSMENT, [flat(a) for a in found]))
