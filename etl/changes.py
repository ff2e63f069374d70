"""What a file would change: figures new, other than stored, same, or missing.

Which lights that turns is the business of `etl.lights`.
"""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import sqlalchemy as sa
from duckdb import DuckDBPyConnection

from etl.engine import lookup
from indicators.sources import Source, SourceKind
from storage import tables as t
from storage.reading import ReleaseReader

SUBMISSION_PRIORITY = 60
"""An office's own corrected figure stands before every published source."""
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Changes:
    """How many of the file's figures are new, other than stored, or the same."""

    new: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class Missing:
    """One figure that neither the file nor the release has, though the year before is known."""

    indicator_id: str
    ref_area: str
    time_period: int


def load_stored(engine: DuckDBPyConnection, reader: ReleaseReader | None) -> None:
    """Create the engine's `stored`: the winning values of all areas."""
    if reader is None:
        columns = {"indicator_id": pa.string(), "ref_area": pa.string(), "time_period": pa.int32()}
        lookup(engine, "stored", columns | {"obs_value": pa.float64()}, [])
        return
    c = t.SERIES.c
    wanted = sa.select(c.indicator_id, c.ref_area, c.time_period, c.obs_value)
    engine.register("stored_rows", reader.columns(wanted))
    engine.execute("CREATE OR REPLACE TEMP TABLE stored AS FROM stored_rows")
    engine.unregister("stored_rows")


def count_changes(engine: DuckDBPyConnection) -> Changes:
    """Hold the sound figures of `judged` against `stored`."""
    found = engine.execute(
        """SELECT count(*) FILTER (s.obs_value IS NULL),
                  count(*) FILTER (abs(j.obs_value - s.obs_value) > $same * abs(s.obs_value)),
                  count(*) FILTER (abs(j.obs_value - s.obs_value) <= $same * abs(s.obs_value))
        FROM judged j LEFT JOIN stored s USING (indicator_id, ref_area, time_period)
        WHERE j.fault = ''""",
        {"same": SAME},
    ).fetchone()
    return Changes(*(found or (0, 0, 0)))


def missing_figures(engine: DuckDBPyConnection) -> tuple[Missing, ...]:
    """Return what a city had the year before and has not for the file's newest year of it."""
    found = engine.sql(
        """SELECT s.indicator_id, s.ref_area, f.year FROM stored s
        JOIN (SELECT ref_area, max(time_period) AS year FROM judged WHERE fault = ''
              GROUP BY ref_area) f ON s.ref_area = f.ref_area AND s.time_period = f.year - 1
        SEMI JOIN asked a ON a.indicator_id = s.indicator_id
        ANTI JOIN judged j ON j.indicator_id = s.indicator_id AND j.ref_area = s.ref_area
              AND j.time_period = f.year
        ANTI JOIN stored n ON n.indicator_id = s.indicator_id AND n.ref_area = s.ref_area
              AND n.time_period = f.year
        ORDER BY s.ref_area, f.year, s.indicator_id"""
    ).fetchall()
    return tuple(Missing(*row) for row in found)


def submission_source(source_id: str, day: date) -> Source:
    """Return the source an upload becomes; its title is the file's own name."""
    return Source(
        source_id=source_id, title=source_id, publisher="", kind=SourceKind.SUBMISSION,
        priority=SUBMISSION_PRIORITY, edition=str(day.year), released_on=day, licence="", note="",
        sha256="",
    )  # fmt: skip
