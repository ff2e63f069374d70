"""What a file would change: figures new, changed or same, and lights that turn.

The would-be series are made from the release's vintages with the file's figures on top, by the
same rules as a build.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import sqlalchemy as sa
from duckdb import DuckDBPyConnection

from etl.assess import assessments, read_values, years_looked_at
from etl.engine import lookup
from etl.series import know_sources, make_series
from etl.touched import feeds_of, moved_by, needed_for
from indicators.assessment import Assessment
from indicators.plan import Plan
from indicators.sources import Source, SourceKind
from storage import tables as t
from storage.reading import ReleaseReader

SUBMISSION_PRIORITY = 60
"""An office's own corrected figure stands before every published source."""
SAME = 1e-9
_LOOKED_AT = "uploads/looked_at"
"""What a file is called while nobody knows yet whether it is published; its own name may be any."""
_GIVEN = "SELECT indicator_id, min(time_period) FROM judged WHERE fault = '' GROUP BY indicator_id"
_VINTAGE = (
    "indicator_id", "ref_area", "time_period", "obs_value", "unit_measure", "obs_status",
    "source_id", "source_row", "citation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changes:
    """How many of the file's figures are new, other than stored, or the same."""

    new: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class LightChange:
    """One light that turns; `before` is that of the last year looked at where `as_of` is new."""

    indicator_id: str
    ref_area: str
    as_of: int
    before: str
    after: str


def load_stored(engine: DuckDBPyConnection, reader: ReleaseReader | None) -> None:
    """Create the engine's `stored` (winning values) and `known` (all vintages)."""
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


def count_missing(engine: DuckDBPyConnection) -> int:
    """Count what a city had the year before and has not for the file's newest year of that city."""
    found = engine.sql(
        """SELECT count(*) FROM stored s
        JOIN (SELECT ref_area, max(time_period) AS year FROM judged WHERE fault = ''
              GROUP BY ref_area) f ON s.ref_area = f.ref_area AND s.time_period = f.year - 1
        SEMI JOIN asked a ON a.indicator_id = s.indicator_id
        ANTI JOIN judged j ON j.indicator_id = s.indicator_id AND j.ref_area = s.ref_area
              AND j.time_period = f.year
        ANTI JOIN stored n ON n.indicator_id = s.indicator_id AND n.ref_area = s.ref_area
              AND n.time_period = f.year"""
    ).fetchone()
    return int(found[0]) if found else 0


def turned_lights(
    engine: DuckDBPyConnection, plan: Plan, reader: ReleaseReader, source: Source
) -> list[LightChange]:
    """Return the headline lights that would turn if the file were published.

    Only what the file moves is looked at, from its first year on: no other light can turn.
    """
    given = engine.sql(_GIVEN).fetchall()
    feeds, first = feeds_of(plan), min(year for _, year in given)
    moved = moved_by(feeds, [indicator_id for indicator_id, _ in given])
    needed = needed_for(feeds, moved)
    _would_be_vintages(engine, plan, reader, needed)
    know_sources(engine, [*reader.sources.values(), _latest(source, reader)])
    make_series(engine, plan, only=needed)
    values = read_values(engine, plan)
    looked_at = reader.years_looked_at
    until = max(looked_at[-1] + 1, years_looked_at(plan, values, looked_at[0]).stop)
    years = range(max(looked_at[0], first), until)
    heads = (a for a in assessments(plan, values, years, moved) if a.headline)
    return [change for a in heads if (change := turned(reader, a))]


def _would_be_vintages(
    engine: DuckDBPyConnection, plan: Plan, reader: ReleaseReader, needed: Collection[str]
) -> None:
    """Create `vintage`: what is stored of some entries for the cluster's cities, and the file's."""
    c = t.OBSERVATION.c
    cities = sorted({a.code for a in (*plan.cities, *plan.peers, *plan.cluster)})
    wanted = c.indicator_id.in_(needed), c.ref_area.in_(cities)
    engine.register("known", reader.columns(sa.select(*(c[n] for n in _VINTAGE)).where(*wanted)))
    listed = ", ".join(_VINTAGE).replace("source_id", f"'{_LOOKED_AT}' AS source_id", 1)
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE vintage AS SELECT {", ".join(_VINTAGE)} FROM known
        UNION ALL SELECT {listed} FROM judged WHERE fault = '' AND list_contains($c, ref_area)""",
        {"c": cities},
    )
    engine.unregister("known")


def _latest(source: Source, reader: ReleaseReader) -> Source:
    """Return an upload as the latest of all, as it is published: whatever the clock says now."""
    handed_in = (s for s in reader.sources.values() if s.kind is SourceKind.SUBMISSION)
    day = max((s.released_on for s in handed_in), default=source.released_on)
    return replace(source, source_id=_LOOKED_AT, released_on=max(day, source.released_on))


def turned(reader: ReleaseReader, after: Assessment) -> LightChange | None:
    """Return the change of a headline against the release, None when it stays.

    A year that was not looked at so far is compared with the last one that was.
    """
    year = min(after.as_of, reader.years_looked_at[-1])
    every = reader.lights.every(after.indicator_id, after.ref_area, year)
    before = next((a.status.value for a in every if a.headline), "")
    if before == after.status.value:
        return None
    return LightChange(after.indicator_id, after.ref_area, after.as_of, before, after.status.value)


def submission_source(source_id: str, day: date) -> Source:
    """Return the source an upload becomes; its title is the file's own name."""
    return Source(
        source_id=source_id, title=source_id, publisher="", kind=SourceKind.SUBMISSION,
        priority=SUBMISSION_PRIORITY, edition=str(day.year), released_on=day, licence="", note="",
        sha256="",
    )  # fmt: skip
