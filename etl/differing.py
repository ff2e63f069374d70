"""The stored figures that a file would change, the largest changes first."""

from duckdb import DuckDBPyConnection

from etl.changes import SAME
from etl.comparison import FigureChange

MOST_CHANGES = 300
_CHANGED = """
SELECT j.indicator_id, j.ref_area, j.time_period, s.obs_value, j.obs_value
FROM judged j JOIN stored s USING (indicator_id, ref_area, time_period)
WHERE j.fault = '' AND abs(j.obs_value - s.obs_value) > $same * abs(s.obs_value)
ORDER BY abs(j.obs_value / nullif(s.obs_value, 0) - 1) DESC NULLS FIRST, 1, 2, 3 LIMIT $most
"""


def changed_figures(
    engine: DuckDBPyConnection, most: int = MOST_CHANGES
) -> tuple[FigureChange, ...]:
    """Return the sound figures of `judged` that are not as `stored`, the largest change first."""
    rows = engine.execute(_CHANGED, {"same": SAME, "most": most}).fetchall()
    return tuple(FigureChange(*row) for row in rows)
