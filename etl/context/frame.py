"""The tables every rule reads: the file's figures beside the stored ones of their series.

Values are compared as `x`: logarithms for amounts, points for percentages, so that a change
means the same for a large and a small city; balances, which may be negative, by asinh.
"""

from etl.context.case import Case
from etl.context.codes import AREAS

_MACROS = r"""
CREATE OR REPLACE TEMP MACRO context_x(v, style, size) AS
    CASE style WHEN 'points' THEN v WHEN 'signed' THEN asinh(v / size)
    WHEN 'count' THEN CASE WHEN v >= 0 THEN ln(v + 1) END
    ELSE CASE WHEN v > 0 THEN ln(v) END END;
CREATE OR REPLACE TEMP MACRO context_plain(cell) AS regexp_replace(
    translate(cell, '０１２３４５６７８９．－−', '0123456789.--'), '[^0-9.eE-]', '', 'g');
CREATE OR REPLACE TEMP MACRO context_number(cell) AS
    coalesce(try_cast(context_plain(cell) AS DOUBLE), 0);
CREATE OR REPLACE TEMP MACRO context_half(cell, v) AS
    CASE WHEN cell ILIKE '%e%' OR context_number(cell) = 0 THEN 0
    ELSE 0.5 / 10.0 ** len(split_part(context_plain(cell), '.', 2))
         * abs(v / context_number(cell)) END;
CREATE OR REPLACE TEMP MACRO context_same(v, k, cell, most) AS
    CASE WHEN abs(v - k) <= 1e-9 * abs(k) THEN true
    WHEN abs(v - k) > most * abs(k) THEN false
    ELSE abs(v - k) <= 1.001 * greatest(context_half(cell, v),
        0.5 / 10.0 ** len(regexp_extract(k::VARCHAR, '[.]([0-9]*[1-9])0*$', 1))) END;
"""
"""Two figures are the same when one is the other rounded to the digits it is written with, but
never when they are further apart than `most` allows, however coarse the digits. `context_half`
is half a unit of a cell's last digit, in the unit of the catalogue."""

_FIGURE = """
CREATE OR REPLACE TEMP TABLE context_figure AS
SELECT row_number() OVER (ORDER BY source_row, position) AS n, source_row, source_column, cell,
       entry, area, style,
       entry * {areas} + area AS series, time_period::INTEGER AS year, obs_value AS v
FROM judged JOIN context_entry USING (indicator_id) JOIN context_area USING (ref_area)
WHERE fault = ''
"""

_STORED = """
CREATE OR REPLACE TEMP TABLE context_stored AS
SELECT entry, area, entry * {areas} + area AS series, time_period::INTEGER AS year,
       obs_value AS v, style
FROM stored JOIN context_entry USING (indicator_id) JOIN context_area USING (ref_area)
WHERE entry IN (SELECT DISTINCT entry FROM context_figure)
"""

_SIZE = """
CREATE OR REPLACE TEMP TABLE context_size AS
SELECT series, greatest(median(abs(v)) / 2, 1e-9) AS size FROM (
    SELECT series, v FROM context_stored WHERE style = 'signed'
    UNION ALL SELECT series, v FROM context_figure WHERE style = 'signed'
    AND series NOT IN (SELECT series FROM context_stored)) GROUP BY series
"""
"""A balance is measured by half of what is usual for its own city."""

_KNOWN = """
CREATE OR REPLACE TEMP TABLE context_known AS
SELECT s.*, context_x(v, style, size) AS x
FROM context_stored s LEFT JOIN context_size USING (series)
"""

_WRITTEN = """
CREATE OR REPLACE TEMP TABLE context_written AS
SELECT *, CASE WHEN stored_v IS NULL THEN false
    ELSE coalesce(context_same(v, stored_v, cell, 0.01), false) END AS is_same
FROM (
    SELECT f.*, context_x(f.v, f.style, size) AS x, k.v AS stored_v
    FROM context_figure f LEFT JOIN context_known k USING (series, year)
    LEFT JOIN context_size USING (series))
"""


def make_frame(case: Case) -> None:
    """Create `context_known`, what is stored, and `context_written`, what the file says.

    The first has the file's indicators only; the second has all figures of the file with the
    stored figure of the same key (`stored_v`, `is_same`).
    """
    for statement in (_MACROS, _FIGURE, _STORED, _SIZE, _KNOWN, _WRITTEN):
        case.run(statement.format(areas=AREAS))
