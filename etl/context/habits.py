"""How far each indicator usually moves within a year: what a change is measured by.

Taken from all stored changes of all cities, each indicator for itself: product moves by a tenth,
foreign investment tenfold. Quantiles do not mind the misprints that real yearbooks carry; where
little is known they are drawn towards a default. Series that are not stored at all say what is
usual by the file's own years.
"""

from etl.context.case import Case

_STEP = """
CREATE OR REPLACE TEMP TABLE context_step AS
WITH every AS (
    SELECT entry, series, year, v, x FROM context_known
    UNION ALL SELECT entry, series, year, v, x FROM context_written
    WHERE series NOT IN (SELECT series FROM context_known)
), past AS (
    SELECT entry, series, year, year - lag(year) OVER o AS gap, x - lag(x) OVER o AS change,
           v = lag(v) OVER o AS repeated
    FROM every WINDOW o AS (PARTITION BY series ORDER BY year)
)
SELECT p.* FROM past p LEFT JOIN context_break b USING (series)
WHERE gap BETWEEN 1 AND 3 AND change IS NOT NULL
  AND (years IS NULL OR len(list_filter(years, lambda y: y > year - gap AND y <= year)) = 0)
"""

_DEFAULTS = """
CREATE OR REPLACE TEMP TABLE context_default AS
SELECT * FROM (VALUES
    ('log', 0.35, 0.7, 0.2, 0.35, ln(1.25), ln(8)),
    ('count', 0.5, 1.0, 0.2, 0.5, ln(2), ln(8)),
    ('signed', 1.0, 1.8, 0.2, 0.5, ln(2), ln(16)),
    ('points', 8.0, 15.0, 1.0, 6.0, 5.0, 60.0)
) d(style, usual, rare, fit_low, fit_high, jump_low, jump_high)
"""
"""For an indicator without history: about the median of the catalogue's own 95 % and 99 %
quantiles. Then the ends between which a fit (a corrected figure must come so close) and a jump
may lie: a factor of 8 is worth a look for any amount, one below 1.25 for none."""

_HABIT = """
CREATE OR REPLACE TEMP TABLE context_habit AS
WITH drifts AS (
    SELECT entry, median(change / gap) AS drift, avg(repeated::INTEGER) AS repeats
    FROM context_step GROUP BY entry
), spreads AS (
    SELECT entry, count(*) AS n, quantile_cont(off, 0.95) AS usual, quantile_cont(off, 0.99) AS rare
    FROM (SELECT entry, abs(change - drift * gap) / sqrt(gap) AS off
          FROM context_step JOIN drifts USING (entry)) GROUP BY entry
), drawn AS (
    SELECT e.entry, d.*, coalesce(drift, 0) AS drift, coalesce(repeats, 0) AS repeats,
           (coalesce(n * s.usual, 0) + 20 * d.usual) / (coalesce(n, 0) + 20) AS mostly,
           (coalesce(n * s.rare, 0) + 20 * d.rare) / (coalesce(n, 0) + 20) AS seldom
    FROM context_entry e JOIN context_default d USING (style)
    LEFT JOIN drifts USING (entry) LEFT JOIN spreads s USING (entry)
)
SELECT entry, drift, repeats, mostly, greatest(least(mostly, fit_high), fit_low) AS fit,
       greatest(least(greatest(2.25 * mostly, 1.25 * seldom), jump_high), jump_low) AS jump
FROM drawn
"""
"""`jump`: 2.25 times what 95 % of all changes stay within, or a quarter beyond what 99 % do,
whichever is larger; 20 imagined changes of the default weigh against a short history."""


def make_habits(case: Case) -> None:
    """Create `context_habit`: drift, repeats, mostly, fit and jump of each entry."""
    for statement in (_STEP, _DEFAULTS, _HABIT):
        case.run(statement)
