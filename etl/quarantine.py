"""Say in words why rows were set aside: findings from the judged rows of one file.

Labels outside the catalogue give one finding each; every other row set aside its own.
"""

import duckdb

from etl.findings import Finding, finding
from etl.reading import Layout
from indicators.plan import FIRST_YEAR, LAST_YEAR, Plan
from indicators.sources import Source

_COLUMN = {
    "unknown_indicator": "label",
    "unknown_area": "ref_area",
    "area_name_disagrees": "area_name",
    "year_impossible": "time_period",
    "unit_not_convertible": "unit",
    "not_a_number": "obs_value",
    "repeated_row": "obs_value",
    "conflicting_rows": "obs_value",
}

_OUTSIDE = """
SELECT min(source_row), trim(c.label), count(*) FROM judged j JOIN cell c USING (source_row)
WHERE fault = 'not_in_catalogue' GROUP BY 2 ORDER BY 1
"""

_SET_ASIDE = """
SELECT j.source_row, j.fault, a.code, trim(c.area_name), trim(c.label), trim(c.time_period),
       trim(c.unit), trim(c.obs_value), coalesce(m.unit_measure::VARCHAR, ''),
       coalesce(m.cause, '')
FROM judged j JOIN cell c USING (source_row)
JOIN area_meaning a ON c.ref_area = a.ref_area AND c.area_name = a.area_name
LEFT JOIN label_meaning m ON c.label = m.label AND c.scope = m.scope AND c.unit = m.unit
     AND a.is_reference = m.is_reference
WHERE j.fault NOT IN ('', 'not_in_catalogue') ORDER BY j.source_row
"""


def word_findings(
    engine: duckdb.DuckDBPyConnection, plan: Plan, source: Source, layout: Layout
) -> list[Finding]:
    """Return the findings of the file that `judge` has just judged, in row order."""
    names = {a.code: a.official_name for a in plan.areas}
    found = [
        finding(source.source_id, row, layout.found("label"), "not_in_catalogue", label, count=n)
        for row, label, n in engine.sql(_OUTSIDE).fetchall()
    ]
    for row, code, area, name, label, year, unit, value, expected, cause in engine.sql(
        _SET_ASIDE
    ).fetchall():
        column = _COLUMN[code]
        cells = {
            "ref_area": area, "area_name": name, "time_period": year, "unit": unit, "label": label,
        }  # fmt: skip
        facts = {
            "name": name, "area": area, "label": label, "first": FIRST_YEAR, "last": LAST_YEAR,
            "guess_zh": "", "guess_en": "", "by_name_zh": "", "by_name_en": "",
            "expected": names.get(area, "") if column == "area_name" else expected,
        }  # fmt: skip
        cell, header = cells.get(column, value), layout.found(column)
        reason = cause if code == "unit_not_convertible" else ""
        found.append(finding(source.source_id, row, header, code, cell, reason, **facts))
    return sorted(found, key=lambda f: f.row)
