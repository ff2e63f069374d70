"""Parts against their whole, within one file: sectors and product, science and budget."""

from collections.abc import Iterator

import pyarrow as pa

from etl.context.case import Case, Place
from etl.context.wording import percent, shown
from etl.engine import lookup
from etl.findings import Finding

_SUMS = {"gdp": ("primary_value_added", "value_added_secondary", "value_added_tertiary")}
"""Wholes that are the sum of exactly these parts."""
_WHOLES = {
    "budget_spending": ("science_spending", "education_spending"),
    "census_population": ("census_urban_population",),
}
"""Wholes that these parts together cannot exceed."""
_TOLERANCE = 0.01
"""In 98 % of the shipped city-years the sectors add up to 0.2 %; rounding to whole 亿元 costs up to
0.4 % in the smallest city. What the stored year before was off by is not held against a file."""

_UNEQUAL = """
CREATE OR REPLACE TEMP TABLE context_unequal AS
WITH figure AS (
    SELECT n, entry, area, year, v, NOT is_same AS fresh,
           n IN (SELECT n FROM context_claim) AS claimed FROM context_written
), summed AS (
    SELECT number, exact, area, year, bool_or(fresh) AS fresh, bool_or(claimed) AS claimed,
           sum(v) FILTER (role < 0) AS whole, sum(v) FILTER (role > 0) AS parts,
           count(*) FILTER (role > 0) AS many, list(n) AS ns
    FROM figure JOIN context_part USING (entry) GROUP BY ALL
), before AS (
    SELECT number, area, year + 1 AS year,
           sum(v) FILTER (role > 0) / sum(v) FILTER (role < 0) - 1 AS off, count(*) AS many
    FROM context_known JOIN context_part USING (entry) WHERE exact GROUP BY ALL
)
SELECT s.*, parts / whole - 1 AS gap FROM summed s LEFT JOIN before b
  ON s.number = b.number AND s.area = b.area AND s.year = b.year AND b.many = s.many + 1
WHERE fresh AND whole > 0 AND NOT claimed
  AND CASE WHEN exact THEN s.many = $parts AND abs(parts / whole - 1) > $tolerance
                 AND abs(parts / whole - 1 - coalesce(b.off, 0)) > $tolerance
      ELSE parts / whole - 1 > $tolerance END
"""

_BLAMED = """
SELECT arg_max(n, blame) AS n, whole, parts, exact, number FROM (
    SELECT c.n, u.*, abs(c.x - near.x) / mostly
        - abs(coalesce(context_x(c.v - role * (parts - whole), c.style, 1), 99) - near.x) / mostly
        + CASE WHEN role > 0 THEN 1e-6 ELSE 0 END AS blame
    FROM (SELECT *, unnest(ns) AS n FROM context_unequal) u JOIN context_open c USING (n)
    JOIN context_part p ON p.entry = c.entry AND p.number = u.number
) GROUP BY whole, parts, exact, number, area, year
"""
"""Which figure is wrong? The one that making the sum right would bring nearest to its history."""


def unequal_parts(case: Case) -> Iterator[Finding]:
    """Yield a finding for each city and year whose parts do not make up their whole."""
    rows = [
        (number, exact, case.numbers[name], role)
        for number, (exact, whole, parts) in enumerate(_rules())
        for name, role in ((whole, -1), *((p, 1) for p in parts))
        if name in case.numbers
    ]
    columns = {"number": pa.int32(), "exact": pa.bool_(), "entry": pa.int32(), "role": pa.int32()}
    lookup(case.engine, "context_part", columns, rows)
    case.run(_UNEQUAL, tolerance=_TOLERANCE, parts=len(_SUMS["gdp"]))
    found = list(case.places(_BLAMED))
    if found:
        case.claim(_BLAMED)
    for place, whole, parts, exact, number in found:
        yield _told(case, place, whole, parts, exact=exact, number=number)


def _rules() -> list[tuple[bool, str, tuple[str, ...]]]:
    exact = [(True, whole, parts) for whole, parts in _SUMS.items()]
    return exact + [(False, whole, parts) for whole, parts in _WHOLES.items()]


def _told(
    case: Case, place: Place, whole: float, parts: float, *, exact: bool, number: int
) -> Finding:
    _, name, members = _rules()[number]
    entries = [case.entries[case.numbers[m]] for m in members]
    return case.tell(
        "parts_unequal" if exact else "parts_exceed_whole",
        place,
        "parts_do_not_add_up",
        whole=shown(whole), parts=shown(parts), change=percent(parts, whole),
        whole_zh=case.entries[case.numbers[name]].name.zh,
        whole_en=case.entries[case.numbers[name]].name.en,
        parts_zh="、".join(e.name.zh for e in entries),
        parts_en=", ".join(e.name.en for e in entries),
    )  # fmt: skip
