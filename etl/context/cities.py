"""Figures filed under a wrong city: two cities exchanged, in one indicator or in all of them."""

from collections.abc import Iterator

from etl.context.case import Case, Place
from etl.findings import Finding

_SUSPECTS = 100
"""So many city-years with the worst fit are compared with every other city."""
_VOTES = 3
_SHARE = 0.8
_CLOSE = 0.6
"""A city's figures are another's when four in five of at least three telling indicators say so
and half of them come closer than six tenths of what 95 % of all changes stay within."""

_FEW_CITIES = 5
_CLOSER, _NEARER = 0.5, 0.35
"""A figure is another city's when it is at most half as far from that city as from its own, and a
third where only one of the two is out of line."""

_OWN = """
CREATE OR REPLACE TEMP TABLE context_own AS
SELECT n, entry, area, year, x, drift, mostly, near.gap AS gap, near.x AS near_x,
       abs(x - near.x - drift * near.gap) / mostly AS own
FROM context_open WHERE x IS NOT NULL AND near IS NOT NULL AND NOT broken
"""

_COMPARED = """
SELECT o.area, o.year, k.area AS other, own,
       abs(o.x - k.x - o.drift * o.gap) / mostly AS cross_off
FROM context_own o SEMI JOIN context_suspect s ON o.area = s.area AND o.year = s.year
JOIN context_known k ON k.entry = o.entry AND k.year = o.year - o.gap AND k.area <> o.area
WHERE k.x IS NOT NULL AND abs(k.x - o.near_x) > 0.5 * mostly
"""
_SUSPECT = """
CREATE OR REPLACE TEMP TABLE context_suspect AS
SELECT area, year FROM context_own GROUP BY ALL
HAVING count(*) >= $votes AND avg(least(own, 3)) > 0.5
ORDER BY avg(least(own, 3)) DESC LIMIT $suspects
"""
_VOTED = f"""
CREATE OR REPLACE TEMP TABLE context_voted AS
SELECT area, year, other, count(*) FILTER (cross_off < own) AS votes,
       avg(least(own, 3) - least(cross_off, 3)) AS gain
FROM ({_COMPARED}) GROUP BY ALL
HAVING votes >= $votes AND votes >= $share * count(*) AND gain > 0.5
"""
_MISTAKEN = f"""
CREATE OR REPLACE TEMP TABLE context_mistaken AS
WITH close AS (
    SELECT area, year, other FROM ({_COMPARED})
    SEMI JOIN context_voted USING (area, year, other) GROUP BY ALL HAVING median(cross_off) < $close
)
SELECT area, year, arg_max(other, gain) AS other, arg_max(votes, gain) AS votes
FROM context_voted JOIN close USING (area, year, other) GROUP BY area, year
"""
"""The middle is asked of the few pairs that have the votes: of all it costs more than the rest."""

_PAIRS = """
CREATE OR REPLACE TEMP TABLE context_pair AS
WITH many AS (
    SELECT entry, year, count(*) AS cities FROM context_written GROUP BY ALL
), own AS (
    SELECT o.*, c.fit, c.v, c.stored_v, cities,
           c.off > CASE WHEN cities > $few THEN jump ELSE c.mostly END AS left_behind,
           coalesce(abs(c.v / c.stored_v - 1) > 1e-6, false) AS restated
    FROM context_own o JOIN context_open c USING (n) JOIN many m
      ON m.entry = o.entry AND m.year = o.year
), off AS (
    SELECT * FROM own WHERE left_behind OR restated OR (cities <= $few AND own > 0.5)
    QUALIFY count(*) OVER (PARTITION BY entry, year) <= 100
)
SELECT a.n, b.area AS other FROM off a JOIN off b
  ON a.entry = b.entry AND a.year = b.year AND a.gap = b.gap AND a.area <> b.area
WHERE (abs(a.v - b.stored_v) <= 1e-6 * abs(a.v) AND abs(b.v - a.stored_v) <= 1e-6 * abs(b.v))
   OR ((a.left_behind OR b.left_behind) AND (a.cities <= $few OR a.left_behind = b.left_behind)
       AND greatest(abs(a.x - b.near_x - a.drift * a.gap), abs(b.x - a.near_x - b.drift * b.gap))
           <= least(a.fit * CASE WHEN a.cities > $few THEN 0.5 ELSE 1 END,
                    CASE WHEN a.left_behind = b.left_behind THEN $closer ELSE $nearer END
                    * least(a.own * a.mostly, b.own * b.mostly)))
QUALIFY row_number() OVER (PARTITION BY a.n ORDER BY abs(a.x - b.near_x)) = 1
"""
"""One indicator: both figures are each other's stored ones, or both leave their own history and
fit the other's. Among many cities chance finds pairs, so there each must have jumped and come
within half a fit; among few it is enough to leave what 95 % of all changes stay within."""


def wrong_cities(case: Case) -> Iterator[Finding]:
    """Yield a finding for each city and year whose figures are those of another city."""
    case.run(_OWN)
    case.run(_SUSPECT, suspects=_SUSPECTS, votes=_VOTES)
    case.run(_VOTED, votes=_VOTES, share=_SHARE)
    case.run(_MISTAKEN, close=_CLOSE)
    rows = case.rows("FROM context_mistaken ORDER BY year, area")
    pairs = {(area, year): other for area, year, other, _ in rows}
    for area, year, other, votes in rows:
        chosen = f"SELECT n FROM context_open WHERE area = {area} AND year = {year}"
        first: Place = next(case.places(f"{chosen} ORDER BY source_row, n LIMIT 1"))[0]
        case.claim(chosen)
        case.misfiled([(area, year)])
        mutual = pairs.get((other, year)) == area
        code = "cities_swapped" if mutual else "city_mistaken"
        yield case.tell(code, first, code, votes=votes, **_named(case, other))


def swapped_figures(case: Case) -> Iterator[Finding]:
    """Yield a finding for each figure that two cities have exchanged in one indicator."""
    case.run("DELETE FROM context_own WHERE n IN (SELECT n FROM context_claim)")
    case.run(_PAIRS, few=_FEW_CITIES, closer=_CLOSER, nearer=_NEARER)
    found = list(case.places("FROM context_pair"))
    if found:
        case.claim("FROM context_pair")
    for place, other in found:
        yield case.tell("figures_swapped", place, "cities_swapped", **_named(case, other))


def _named(case: Case, area: int) -> dict[str, object]:
    return {"other_zh": case.areas[area].name.zh, "other_en": case.areas[area].name.en}
