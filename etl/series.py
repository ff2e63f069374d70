"""From all vintages to one value a key: winners, then derived indicators.

Works on the engine's tables `vintage` (all observations) and `source`; leaves the view
`observation` (with the winner marked) and `series` (winners and derived, one row an indicator,
area and year).
"""

import re
from collections.abc import Collection, Iterable
from datetime import date

import duckdb
import pyarrow as pa

from etl.engine import lookup
from indicators.catalogue import Indicator
from indicators.formulas import Formula, parse, written
from indicators.plan import Plan
from indicators.sources import Source, SourceKind

DERIVED = "derived"
_NUMBERED = re.compile(r"uploads/s(\d{6})")
_NOT_YET = 1_000_000

_RANKED = """
CREATE OR REPLACE TEMP TABLE ranked AS
SELECT *, row_number() OVER (
    ORDER BY priority DESC, released_on DESC, turn DESC, source_id) AS place
FROM source WHERE released_on <= $known_on
"""

_CONTESTED = """
CREATE OR REPLACE TEMP TABLE contested AS
WITH shared AS (
    SELECT indicator_id, time_period FROM (
        SELECT DISTINCT source_id, indicator_id, time_period FROM vintage)
    GROUP BY ALL HAVING count(*) > 1)
SELECT indicator_id, ref_area, time_period, min(place) AS first_place
FROM vintage SEMI JOIN shared USING (indicator_id, time_period) JOIN ranked USING (source_id)
GROUP BY ALL HAVING count(*) > 1
"""
"""A source fills a key once at most, so keys are compared only where two sources tell of the same
indicator and year."""

_OBSERVATION = """
CREATE OR REPLACE TEMP VIEW observation AS
SELECT v.*, r.released_on, r.priority,
       coalesce(r.place = c.first_place, true) AND t.ref_area IS NULL AS is_winner
FROM vintage v JOIN ranked r USING (source_id)
LEFT JOIN contested c USING (indicator_id, ref_area, time_period)
LEFT JOIN replaced t USING (indicator_id, ref_area, time_period)
"""

_REPLACED = """
CREATE OR REPLACE TEMP TABLE replaced AS
SELECT indicator_id, ref_area, time_period FROM vintage LIMIT 0
"""
"""Keys whose published values all stand behind a derived one."""

_WINNERS = """
CREATE OR REPLACE TEMP TABLE series AS
SELECT indicator_id, ref_area, time_period, obs_value, unit_measure, obs_status, source_id,
       priority, CASE obs_status WHEN 'E' THEN 0 WHEN 'P' THEN 1 ELSE 2 END AS strength
FROM observation WHERE is_winner
"""

_SHARED = """
INSERT INTO series SELECT $measure, ref_area, time_period, obs_value, unit_measure, obs_status,
       source_id, priority, strength FROM series WHERE indicator_id = $indicator
"""

_DERIVE = """
CREATE OR REPLACE TEMP TABLE derived AS
SELECT * FROM (
    SELECT $indicator AS indicator_id, {first}.ref_area, {first}.time_period,
           {value} AS obs_value, $unit AS unit_measure,
           CASE least({strengths}) WHEN 0 THEN 'E' WHEN 1 THEN 'P' ELSE 'A' END AS obs_status,
           $derived AS source_id, least({priorities}) AS priority,
           least({strengths}) AS strength
    FROM {inputs}
) WHERE isfinite(obs_value)
"""

_TAKE = (
    """INSERT INTO replaced SELECT $indicator, ref_area, time_period
    FROM series s JOIN derived d USING (ref_area, time_period)
    WHERE s.indicator_id = $indicator AND s.priority < d.priority""",
    """DELETE FROM series USING derived d
    WHERE series.indicator_id = $indicator AND series.ref_area = d.ref_area
      AND series.time_period = d.time_period AND series.priority < d.priority""",
    """INSERT INTO series FROM derived d WHERE NOT EXISTS (
        FROM series s WHERE s.indicator_id = $indicator AND s.ref_area = d.ref_area
        AND s.time_period = d.time_period)""",
)

_ONE = "(FROM series WHERE indicator_id = '{name}')"
_SUM = """(SELECT time_period, sum(obs_value ORDER BY ref_area) AS obs_value,
           min(priority) AS priority, min(strength) AS strength
    FROM series JOIN cluster USING (ref_area) WHERE indicator_id = '{name}'
    GROUP BY time_period HAVING count(*) = (SELECT count(*) FROM cluster))"""


def know_sources(engine: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> None:
    """Create the engine's table `source`: what decides between vintages."""
    rows = [(s.source_id, s.priority, s.released_on, _turn(s)) for s in sources]
    columns = {
        "source_id": pa.string(), "priority": pa.int32(), "released_on": pa.date32(),
        "turn": pa.int32(),
    }  # fmt: skip
    lookup(engine, "source", columns, rows)


def _turn(source: Source) -> int:
    """Order what was handed in on one day: the last counts; what has no number yet comes after."""
    if source.kind is not SourceKind.SUBMISSION:
        return 0
    found = _NUMBERED.fullmatch(source.source_id)
    return int(found[1]) if found else _NOT_YET


def mark_winners(engine: duckdb.DuckDBPyConnection, known_on: date = date.max) -> None:
    """Create the view `observation`: vintages released by `known_on`, one winner a key at most.

    Sources are ranked once, and only keys that more than one of them fills are looked at: ranking
    every value among those of its key takes three times as long.
    """
    engine.execute(_RANKED, {"known_on": known_on})
    engine.execute(_CONTESTED)
    engine.execute(_REPLACED)
    engine.execute(_OBSERVATION)


def make_series(
    engine: duckdb.DuckDBPyConnection,
    plan: Plan,
    known_on: date = date.max,
    only: Collection[str] | None = None,
) -> None:
    """Mark winners and compute derived indicators, from vintages released by `known_on`.

    With `only`, just these entries are computed: whoever asks has the vintages they are made of.

    A derived value is as old and as firm as its inputs: it takes their lowest priority and
    weakest status, and replaces a published value only of lower priority.
    """
    mark_winners(engine, known_on)
    engine.execute(_WINNERS)
    for measure, indicator in plan.catalogue.shared_series.items():
        engine.execute(_SHARED, {"measure": measure, "indicator": indicator})
    lookup(engine, "cluster", {"ref_area": pa.string()}, [(a.code,) for a in plan.cluster])
    for entry in plan.catalogue.entries.values():
        if entry.expression and (only is None or entry.indicator_id in only):
            _derive(engine, entry, parse(entry.expression))


def _derive(engine: duckdb.DuckDBPyConnection, entry: Indicator, formula: Formula) -> None:
    """Compute one indicator for every area and year that has all inputs.

    The names in the SQL are catalogue identifiers that the formula parser let through.
    """
    inputs = {f"i_{name}": _ONE.format(name=name) for name in sorted(formula.inputs)}
    sums = {f"s_{name}": _SUM.format(name=name) for name in sorted(formula.sums)}
    first, *others = inputs
    tables = f"{inputs[first]} {first}"
    for alias in others:
        tables += f" JOIN {inputs[alias]} {alias} USING (ref_area, time_period)"
    for alias, table in sums.items():
        tables += f" JOIN {table} {alias} ON {first}.time_period = {alias}.time_period"
    if sums:
        tables += f" JOIN cluster ON cluster.ref_area = {first}.ref_area"
    every = [*inputs, *sums]
    sql = _DERIVE.format(
        first=first,
        value=written(formula, "i_{}.obs_value".format, "s_{}.obs_value".format),
        strengths=", ".join(f"{alias}.strength" for alias in every),
        priorities=", ".join(f"{alias}.priority" for alias in every),
        inputs=tables,
    )
    facts = {"indicator": entry.indicator_id, "unit": entry.unit, "derived": DERIVED}
    engine.execute(sql, facts)
    for statement in _TAKE:
        engine.execute(statement, {"indicator": entry.indicator_id})
