"""Which lights turn if a file is published.

The would-be series are made from the release's vintages with the file's figures on top, by the
same rules as a build.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import sqlalchemy as sa
from duckdb import DuckDBPyConnection

from etl.assess import assessments, read_values, years_looked_at
from etl.series import know_sources, make_series
from etl.touched import feeds_of, moved_by, needed_for
from indicators.assessment import Assessment
from indicators.plan import Plan
from indicators.sources import Source, SourceKind
from storage import tables as t
from storage.reading import ReleaseReader

_LOOKED_AT = "uploads/looked_at"
"""What a file is called while nobody knows yet whether it is published; its own name may be any."""
_GIVEN = "SELECT indicator_id, min(time_period) FROM judged WHERE fault = '' GROUP BY indicator_id"
_VINTAGE = (
    "indicator_id", "ref_area", "time_period", "obs_value", "unit_measure", "obs_status",
    "source_id", "source_row", "citation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LightChange:
    """One light that turns; `before` is that of the last year looked at where `as_of` is new."""

    indicator_id: str
    ref_area: str
    as_of: int
    before: str
    after: str


def turned_lights(
    engine: DuckDBPyConnection, plan: Plan, reader: ReleaseReader, source: Source
) -> list[LightChange]:
    """Return the headline lights that would turn if the file were published.

    Only what the file moves is looked at, from its first year on: no other light can turn.
    """
    given = engine.sql(_GIVEN).fetchall()
    feeds, first = feeds_of(plan), min(year for _, year in given)
    moved = moved_by(feeds, [indicator_id for indicator_id, _ in given])
    needed = needed_for(feeds, moved & plan.catalogue.indicators.keys())
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
