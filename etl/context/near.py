"""Figures that are not stored as they are, each with the known figures nearest to it.

Known are the stored figure of the same year, two before and two after; a series with nothing
stored is held against the file's own neighbouring years. A figure is off only when it is off all
of them, so a stored misprint does no harm and a lasting change of level is none.
"""

from etl.context.case import Case
from etl.context.codes import AREAS

_REACH = 10
"""Years to either side in which a figure says something about another: from census to census."""

_OFF = """
CREATE OR REPLACE TEMP MACRO context_off(x, refs, drift) AS
    list_min(list_transform(refs, lambda r:
        greatest(abs(x - r.x - drift * r.gap) - r.slack, 0) / r.reach))
"""
"""The smallest distance from any known figure, its usual growth taken off. A longer gap allows for
more (`reach`), but only to the nearest figure of either side: the second nearest is there for
the case that the nearest is wrong, not to make room."""

_STORED_NEAR = """
CREATE OR REPLACE TEMP TABLE context_near AS
SELECT series, year, near_year, v, x, nth FROM (
    SELECT a.series, a.year, k.year AS near_year, k.v, k.x,
           row_number() OVER (PARTITION BY a.series, a.year, sign(a.year - k.year)
                              ORDER BY abs(a.year - k.year)) AS nth
    FROM (SELECT DISTINCT series, year FROM context_written WHERE NOT is_same) a
    JOIN context_known k ON a.series = k.series AND k.x IS NOT NULL
     AND k.year BETWEEN a.year - {reach} AND a.year + {reach}
) WHERE nth <= 2
"""

_OWN_NEAR = """
INSERT INTO context_near
WITH alone AS (
    SELECT series, year, v, x FROM context_written
    WHERE x IS NOT NULL AND series NOT IN (SELECT series FROM context_near)
), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY series ORDER BY year) AS place FROM alone
)
SELECT a.series, a.year, b.year, b.v, b.x, abs(a.place - b.place)
FROM numbered a JOIN numbered b
  ON a.series = b.series AND b.place BETWEEN a.place - 2 AND a.place + 2 AND a.place <> b.place
WHERE abs(a.year - b.year) <= {reach}
"""

_REFERENCES = """
CREATE OR REPLACE TEMP TABLE context_reference AS
WITH crossing AS (
    SELECT n.*, year - near_year AS gap, style, coalesce(len(list_filter(years,
           lambda y: y > least(year, near_year) AND y <= greatest(year, near_year))), 0) AS crossed
    FROM context_near n JOIN context_entry e ON e.entry = n.series // {areas}
    LEFT JOIN context_break b USING (series)
), kept AS (
    SELECT * FROM crossing
    QUALIFY crossed = 0 OR min(crossed) OVER (PARTITION BY series, year) > 0
)
SELECT series, year, min(crossed) > 0 AS broken, list_sort(list({{'far': abs(gap),
    'year': near_year, 'gap': gap, 'v': v, 'x': x,
    'reach': CASE nth WHEN 1 THEN sqrt(greatest(abs(gap), 1)) ELSE 1 END,
    'slack': CASE WHEN crossed = 0 THEN 0 WHEN style = 'points' THEN 30 ELSE ln(3) END}})) AS refs
FROM kept GROUP BY series, year
"""
"""Figures beyond a break that forbids comparing count only where there are no others. Then a
figure may be three times as large, or 30 points off, before a slip of scale is thought of, and
is never called a jump (`broken`). Lists are sorted as they are, by their first fields: an aggregate
that sorts takes four times as long."""

_CHANGED = """
CREATE OR REPLACE TEMP TABLE context_changed AS
SELECT w.*, refs, refs[1] AS near, coalesce(broken, true) AS broken, h.* EXCLUDE (entry),
       context_off(x, refs, drift) AS off
FROM context_written w JOIN context_habit h USING (entry)
LEFT JOIN context_reference r USING (series, year)
WHERE NOT is_same
"""


def make_changed(case: Case) -> None:
    """Create `context_changed`: figures that are not stored as they are, with references."""
    case.run(_OFF)
    for statement in (_STORED_NEAR, _OWN_NEAR, _REFERENCES):
        case.run(statement.format(reach=_REACH, areas=AREAS))
    case.run(_CHANGED)
    case.run("CREATE OR REPLACE TEMP TABLE context_claim (n BIGINT)")
    case.run("CREATE OR REPLACE TEMP TABLE context_misfiled (area INTEGER, year INTEGER)")
    case.run(
        """CREATE OR REPLACE TEMP VIEW context_open AS
        SELECT * FROM context_changed WHERE n NOT IN (SELECT n FROM context_claim)"""
    )
