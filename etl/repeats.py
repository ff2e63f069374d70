"""Rows of one file that fill the same indicator, area and year: the same figure, or another one."""

import duckdb

_ANY_BY_HASH = """
SELECT count(*) > count(DISTINCT hash(indicator_id, ref_area, time_period))
FROM judged WHERE fault = ''
"""
_ANY_BY_NUMBER = """
SELECT count(*) > bit_count(bitstring_agg(
    (enum_code(indicator_id)::BIGINT * {areas} + enum_code(ref_area)) * {years}
    + time_period - {first}, 0::BIGINT, {indicators} * {areas} * {years}))
FROM judged WHERE fault = ''
"""
"""One bit a key: a quarter of the time, and no memory where the keys of a file are dense."""
_EXTENT = """
SELECT max(enum_code(indicator_id)) + 1, max(enum_code(ref_area)) + 1, min(time_period),
       max(time_period) - min(time_period) + 1, count(*)
FROM judged WHERE fault = ''
"""
_DENSE = 64
"""So many bits a row cost less than keeping its hash."""

_REPEATS = """
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT indicator_id, ref_area, time_period, min(source_row) AS first_row,
       min(obs_value) = max(obs_value) AS is_same
FROM judged WHERE fault = '' GROUP BY ALL HAVING count(*) > 1
"""

_MARK_REPEATS = """
UPDATE judged SET fault = CASE WHEN r.is_same THEN 'repeated_row' ELSE 'conflicting_rows' END
FROM repeated r
WHERE judged.fault = '' AND judged.indicator_id = r.indicator_id
  AND judged.ref_area = r.ref_area AND judged.time_period = r.time_period
  AND NOT (r.is_same AND judged.source_row = r.first_row)
"""


def mark_repeats(engine: duckdb.DuckDBPyConnection) -> None:
    """Set the faults of rows of `judged` whose key stands twice; the first of the same is kept."""
    if engine.sql(_any_repeats(engine)).fetchone() == (True,):
        engine.execute(_REPEATS)
        engine.execute(_MARK_REPEATS)


def _any_repeats(engine: duckdb.DuckDBPyConnection) -> str:
    """Return a query that says whether there may be any."""
    keys = engine.sql("SELECT indicator_id, ref_area FROM judged")
    if not all(kind.id == "enum" for kind in keys.types):
        return _ANY_BY_HASH
    indicators, areas, first, years, rows = engine.sql(_EXTENT).fetchone() or (0, 0, 0, 0, 0)
    if not rows or indicators * areas * years > _DENSE * rows:
        return _ANY_BY_HASH
    return _ANY_BY_NUMBER.format(indicators=indicators, areas=areas, first=first, years=years)
