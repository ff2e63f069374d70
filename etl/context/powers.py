"""Figures that a power of ten would bring back to where their series is.

Only finds them; what that means is said by `etl.context.scale`, and by `etl.context.ranges` for
figures that are impossible as they stand.
"""

from etl.context.case import Case

_NEAR = 0.35
"""Decades from a power within which a figure of a column counts as slipped: a factor of 2.2
either way, more than cities grow apart in a year."""
_SHARE = 0.6
_FEW = 3
"""A column has slipped when so many figures, and this share of them, are off by one power; fewer
are first judged each for itself."""

_POWER = """
CREATE OR REPLACE TEMP MACRO context_decades(v, k) AS
    CASE WHEN v * k > 0 THEN log10(v / k) END;
CREATE OR REPLACE TEMP TABLE context_tenth AS
    SELECT unnest([-8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8]) AS power;
CREATE OR REPLACE TEMP TABLE context_power (n BIGINT, power INTEGER, shared BOOLEAN);
CREATE OR REPLACE TEMP TABLE context_decade AS
    SELECT n, entry, year, context_decades(v, near.v) AS decades FROM context_changed
    WHERE v * near.v > 0
"""

_COLUMN = """
INSERT INTO context_power
WITH open AS (FROM context_decade WHERE n NOT IN (SELECT n FROM context_power)),
counted AS (
    SELECT {group}, round(median(decades))::INTEGER AS power, count(*) AS many FROM open
    GROUP BY {group} HAVING power <> 0 AND many >= $few
), members AS (
    SELECT o.n, c.*, count(*) OVER (PARTITION BY {group}) AS slipped
    FROM open o JOIN counted c USING ({group}) WHERE abs(o.decades - c.power) < $near
)
SELECT n, power, true FROM members WHERE slipped >= $few AND slipped >= $share * many
"""

_SINGLE = """
INSERT INTO context_power
SELECT n, arg_min(power, left_over), false FROM (
    SELECT n, power, fit, off, jump, style, v,
           CASE WHEN abs(v / 10.0 ** power - stored_v) <= 1e-6 * abs(stored_v) THEN 0
           ELSE context_off(context_x(v / 10.0 ** power, style, size), refs, drift)
           END AS left_over
    FROM (SELECT * FROM context_changed LEFT JOIN context_size USING (series)
          WHERE v * near.v > 0 AND n NOT IN (SELECT n FROM context_power)
            AND (off > 0.9 * jump OR abs(context_decades(v, stored_v)) > 0.9
                 OR (style = 'points' AND abs(v) <= 1)))
    JOIN context_tenth ON style <> 'points' OR abs(power) <= 2
) WHERE left_over = 0
   OR (left_over <= CASE WHEN abs(power) > 2 AND style <> 'points' THEN 1.1 ELSE fit END
       AND (off > 0.9 * jump
            OR (style = 'points' AND power = -2 AND abs(v) <= 1 AND left_over < off / 2)))
GROUP BY n
"""
"""A slip in a growing series falls short of its power by the growth, hence nine tenths of the
jump. Nothing grows a thousandfold: beyond a hundred the nearest power is taken, and only below
it must the corrected figure fit. A percentage below one that reads as a usual one in hundredths
needs no jump at all."""

_ALIKE = """
UPDATE context_power SET shared = true WHERE n IN (
    SELECT unnest(ns) FROM (
        SELECT list(d.n) AS ns, count(*) AS many, count(p.power) AS slipped,
               min(p.power) = max(p.power) AS alike
        FROM context_decade d LEFT JOIN context_power p USING (n) GROUP BY d.entry, d.year)
    WHERE many > 1 AND many = slipped AND alike)
"""
"""In a file of two cities both of them make the column."""


def find_powers(case: Case) -> None:
    """Create `context_power`: figure, power of ten, and whether its whole column shares it.

    A column is an indicator throughout the file, else an indicator in one year.
    """
    case.run(_POWER)
    for group in ("entry", "entry, year"):
        case.run(_COLUMN.format(group=group), few=_FEW, near=_NEAR, share=_SHARE)
    case.run(_SINGLE)
    case.run(_ALIKE)
