"""What a file leaves out: a city where others have figures, a plan city, a whole indicator."""

from collections.abc import Iterator, Sequence

from etl.context.case import Case
from etl.findings import Finding, finding
from indicators.areas import Area, Role
from indicators.catalogue import Kind

_FEW = 3
_NAMED = 5
"""So many are named in a sentence; the rest is counted."""

_COVER = """
CREATE OR REPLACE TEMP TABLE context_cover AS
SELECT DISTINCT entry, area, time_period::INTEGER AS year
FROM judged JOIN context_entry USING (indicator_id) JOIN context_area USING (ref_area)
WHERE is_city AND time_period IS NOT NULL
"""
"""Figures with a fault are there, too: they have a finding of their own."""

_KEY_FAULTS = [
    "unknown_indicator", "unknown_area", "area_name_disagrees", "year_impossible", "year_in_future",
]  # fmt: skip
_UNREAD = """
CREATE OR REPLACE TEMP TABLE context_unread AS
SELECT DISTINCT e.entry, CASE WHEN fault <> 'area_name_disagrees' THEN a.area END AS area,
       CASE WHEN fault <> 'year_in_future' THEN time_period::INTEGER END AS year
FROM judged LEFT JOIN context_entry e USING (indicator_id) LEFT JOIN context_area a USING (ref_area)
WHERE list_contains($keys, fault)
"""
"""Figures whose key is at fault: what they may stand for is not missing; NULL is any."""

_MISSING = """
CREATE OR REPLACE TEMP TABLE context_missing AS
WITH city AS (SELECT DISTINCT area, year FROM context_cover),
cities AS (SELECT year, count(*) AS many FROM city GROUP BY year HAVING count(*) > 1),
had AS (
    SELECT c.entry, c.year, count(*) AS given, count(stored_v) AS restated FROM context_cover c
    LEFT JOIN (SELECT entry, area, year, any_value(v) AS stored_v FROM context_known GROUP BY ALL)
    USING (entry, area, year) GROUP BY ALL)
SELECT h.entry, c.area, c.year FROM had h JOIN cities m USING (year) JOIN city c USING (year)
JOIN context_known k ON k.entry = h.entry AND k.area = c.area AND k.year = c.year - 1
ANTI JOIN context_cover f ON f.entry = h.entry AND f.area = c.area AND f.year = c.year
ANTI JOIN context_misfiled w ON w.area = c.area AND w.year = c.year
ANTI JOIN context_unread u ON coalesce(u.entry = h.entry, true) AND coalesce(u.area = c.area, true)
      AND coalesce(u.year = c.year, true)
LEFT JOIN context_known s ON s.entry = h.entry AND s.area = c.area AND s.year = c.year
WHERE 2 * given >= many AND (2 * restated >= given) = (s.v IS NOT NULL)
"""
"""Missing is what the stored year before had, in a file of several cities of which at least half
have the indicator; where fewer have it the file is partial by choice. A file that restates a
stored year lacks what is stored for it, and no more: what was missing then is no news. In a new
year a figure that is stored already (from another source) excuses the file."""

_INCOMPLETE = """
SELECT area, year, missing FROM (
    SELECT area, year, count(*) AS missing FROM context_missing GROUP BY ALL)
JOIN (SELECT area, year, count(*) AS given FROM context_cover GROUP BY ALL) USING (area, year)
WHERE missing >= $few AND missing > given ORDER BY year, area
"""
"""A city that lacks more than it has is told once, not indicator by indicator."""

_GAPS = """
SELECT entry, list(area ORDER BY year, area), list(year ORDER BY year, area)
FROM context_missing GROUP BY entry ORDER BY entry
"""

_ABSENT_CITY = """
SELECT a.area, y.year, count(*) FROM context_area a, (
    SELECT year, list(DISTINCT area) AS present FROM context_cover GROUP BY year) y
JOIN (SELECT DISTINCT entry, year FROM context_cover) h ON h.year = y.year
JOIN context_known k ON k.entry = h.entry AND k.area = a.area AND k.year = y.year - 1
WHERE list_contains($plan, a.area) AND NOT list_contains(present, a.area)
  AND len(list_intersect(present, $plan)) >= 2
GROUP BY ALL ORDER BY y.year, a.area
"""
"""A plan city that a file of the two others leaves out in a year altogether."""

_ABSENT_INDICATOR = """
WITH city AS (SELECT area, max(year) AS year FROM context_cover GROUP BY area)
SELECT e.entry FROM stored s JOIN context_entry e USING (indicator_id)
JOIN context_area a USING (ref_area) JOIN city c ON c.area = a.area AND s.time_period = c.year - 1
WHERE list_contains($published, e.entry) AND e.entry NOT IN (SELECT entry FROM context_cover)
GROUP BY e.entry HAVING 2 * count(*) >= (SELECT count(*) FROM city) ORDER BY e.entry
"""

_LAYOUT = """
SELECT count(*) > 1, max(entries) = 1, max(areas) = 1 FROM (
    SELECT source_column, count(DISTINCT entry) AS entries, count(DISTINCT area) AS areas
    FROM context_written GROUP BY source_column)
"""


def gaps(case: Case) -> Iterator[Finding]:
    """Yield a finding for each indicator that lacks cities and each plan city left out.

    All indicators that are absent share one.
    """
    case.run(_COVER)
    case.run(_UNREAD, keys=_KEY_FAULTS)
    case.run(_MISSING)
    for area, year, many in case.rows(_INCOMPLETE, few=_FEW):
        yield _told(case, "city_missing", 0, "", where=[(case.areas[area], year)], count=many)
        case.run(f"DELETE FROM context_missing WHERE area = {area} AND year = {year}")
    for entry, areas, years in case.rows(_GAPS):
        row, column = _cell(case, entry, areas[0], years[0])
        where = [(case.areas[a], y) for a, y in zip(areas, years, strict=True)]
        yield _told(case, "gap", row, column, entry=entry, where=where)
    plan = [n for n, a in enumerate(case.areas) if Role.PLAN in a.roles]
    for area, year, many in case.rows(_ABSENT_CITY, plan=plan):
        yield _told(case, "city_missing", 0, "", where=[(case.areas[area], year)], count=many)
    published = [
        n for n, e in enumerate(case.entries)
        if e.kind is not Kind.DERIVED and e.indicator_id not in case.plan.catalogue.shared_series
    ]  # fmt: skip
    absent = [case.entries[n].name for (n,) in case.rows(_ABSENT_INDICATOR, published=published)]
    if absent:
        names, names_en = _listed([n.zh for n in absent]), _listed([n.en for n in absent], ", ")
        yield finding(case.source_id, 0, "", "indicator_absent", "", names=names, names_en=names_en)


def _told(
    case: Case, code: str, row: int, column: str, *, where: Sequence[tuple[Area, int]],
    entry: int | None = None, count: int = 0,
) -> Finding:  # fmt: skip
    facts: dict[str, object] = {"count": count or len(where)}
    if entry is not None:
        name = case.entries[entry].name
        facts |= {"indicator_zh": name.zh, "indicator_en": name.en}
    facts["where_zh"] = _listed([f"{a.name.zh}{y}年" for a, y in where])
    facts["where_en"] = _listed([f"{a.name.en} {y}" for a, y in where], ", ")
    return finding(case.source_id, row, column, code, "", code, **facts)


def _listed(names: Sequence[str], comma: str = "、") -> str:
    text = comma.join(names[:_NAMED])
    if len(names) <= _NAMED:
        return text
    return f"{text} and {len(names) - _NAMED} more" if comma == ", " else f"{text}等{len(names)}项"


def _cell(case: Case, entry: int, area: int, year: int) -> tuple[int, str]:
    """Return row and column of a cell that a wide table left empty; a long table has none."""
    wide, by_entry, by_area = case.rows(_LAYOUT)[0]
    if not wide:
        return 0, ""
    keys = {"entry": entry, "area": area, "year": year}
    across = "entry" if by_entry else "area" if by_area else "year"
    down = " AND ".join(f"{k} = {v}" for k, v in keys.items() if k != across)
    found = case.rows(
        f"""SELECT (SELECT min(source_row) FROM context_written WHERE {down}),
            (SELECT min(source_column) FROM context_written WHERE {across} = {keys[across]})"""
    )
    row, column = found[0]
    return row or 0, column or ""
