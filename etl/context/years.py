"""Figures filed under a wrong year: all years shifted, or last year's figures handed in again.

Figures are recognised by being equal to the last digit. Indicators that often stand still
(museums, built-up area) prove nothing and are left out of the count.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from etl.context.case import Case
from etl.findings import Finding

_STILL = 0.05
"""An indicator that repeats more often than this in its stored history is not counted."""
_MOST = 0.6
_FEW = 2
"""Most of what a city hands in, and two figures at least: the worst real city-year (漯河 2018)
repeats a quarter."""
_WHOLE = 3
"""So many equal figures over all cities of a file speak for each of them."""
_CITIES_NAMED = 5

_EQUAL = """
CREATE OR REPLACE TEMP TABLE context_equal AS
WITH other AS (
    SELECT series, year, v, true AS is_stored FROM context_known
    UNION ALL SELECT series, year, v, false FROM context_written WHERE stored_v IS NULL
), compared AS (
    SELECT w.area, w.year, o.year - w.year AS shift, h.repeats > $still AS still,
           NOT w.is_same AND context_same(w.v, o.v, w.cell, 0.001) AS equal
    FROM context_written w JOIN context_habit h USING (entry)
    JOIN other o ON w.series = o.series AND o.year BETWEEN w.year - 3 AND w.year + 3
     AND o.year <> w.year AND (o.is_stored OR o.year = w.year - 1)
), counted AS (
    SELECT area, year, shift, count(*) FILTER (equal AND NOT still) AS hits,
           count(*) FILTER (NOT equal) AS misses
    FROM compared GROUP BY ALL
)
SELECT *, sum(hits) OVER whole AS all_hits, sum(misses) OVER whole AS all_misses
FROM counted WINDOW whole AS (PARTITION BY year, shift)
"""
"""Only the year before is looked for within the file itself: which of two equal years of a file
is right, nobody knows, but the later one repeats."""

_SHIFTED = """
SELECT area, year, shift, hits, misses FROM context_equal
WHERE hits >= $most * (hits + misses) AND (hits >= $few OR
      (hits > 0 AND all_hits >= $whole AND all_hits >= $most * (all_hits + all_misses)))
QUALIFY row_number() OVER (PARTITION BY area, year ORDER BY hits DESC, abs(shift)) = 1
ORDER BY area, year
"""


@dataclass(frozen=True, slots=True)
class Group:
    """A city's year whose figures are those of another year."""

    area: int
    year: int
    shift: int
    hits: int
    misses: int


def wrong_years(case: Case) -> Iterator[Finding]:
    """Yield findings for cities whose figures stand under a wrong year.

    Several years off by the same are `years_shifted`; one year that repeats the year before is
    `copied`; one year that holds another is filed under the wrong year, which is a shift, too.
    """
    case.run(_EQUAL, still=_STILL)
    limits = {"most": _MOST, "few": _FEW, "whole": _WHOLE}
    groups = [Group(*row) for row in case.rows(_SHIFTED, **limits)]
    shifted: list[list[Group]] = []
    copied: list[list[Group]] = []
    for _, of_city in groupby(groups, lambda g: (g.area, g.shift)):
        run = list(of_city)
        (copied if len(run) == 1 and run[0].shift == -1 else shifted).append(run)
    yield from _told(case, "years_shifted", shifted)
    yield from _told(case, "copied", copied)


def _told(case: Case, code: str, runs: Sequence[Sequence[Group]]) -> Iterator[Finding]:
    """Tell each city for itself, or many cities at once."""
    by_shift: dict[tuple[int, tuple[int, ...]], list[Sequence[Group]]] = {}
    for run in runs:
        key = run[0].shift, tuple(g.year for g in run)
        by_shift.setdefault(key, []).append(run)
    for same in by_shift.values():
        parts = [same] if len(same) > _CITIES_NAMED else [[run] for run in same]
        for part in parts:
            yield _finding(case, code, [g for run in part for g in run])


def _finding(case: Case, code: str, groups: Iterable[Group]) -> Finding:
    found = list(groups)
    pairs = [(g.area, g.year) for g in found]
    chosen = f"SELECT n FROM context_open WHERE (area, year) IN ({', '.join(map(str, pairs))})"
    first = next(case.places(f"{chosen} ORDER BY source_row, n LIMIT 1"))[0]
    case.claim(chosen)
    case.misfiled(pairs)
    areas = [case.areas[a] for a in sorted({g.area for g in found})]
    years = sorted({g.year for g in found})
    hits, of = sum(g.hits for g in found), sum(g.hits + g.misses for g in found)
    return case.tell(
        code, first, code, hits=hits, of=of, shift=found[0].shift,
        years="、".join(map(str, years)), years_en=", ".join(map(str, years)),
        real="、".join(str(y + found[0].shift) for y in years),
        real_en=", ".join(str(y + found[0].shift) for y in years),
        cities="、".join(a.name.zh for a in areas), cities_en=", ".join(a.name.en for a in areas),
    )  # fmt: skip
