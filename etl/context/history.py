"""Stored figures that the file changes: how many, by how much, the largest named."""

from collections.abc import Iterator

from etl.context.case import Case
from etl.context.wording import percent, shown
from etl.findings import Finding

_REVISED = """
SELECT arg_max(n, abs(x - old_x)) AS n, count(*) AS many, count(DISTINCT area) AS cities,
       min(year) AS first, max(year) AS last, arg_max(stored_v, abs(x - old_x)) AS stored_v
FROM (SELECT o.*, coalesce(list_filter(refs, lambda r: r.gap = 0)[1].x, 0) AS old_x
      FROM context_open o WHERE stored_v IS NOT NULL) GROUP BY entry
"""
"""The largest is the one that moves furthest in the measure of its indicator: by percentage for
amounts, by points for shares."""


def revisions(case: Case) -> Iterator[Finding]:
    """Yield one finding for each indicator whose stored figures would change.

    Rounding is no revision (`etl.context.near`); one finding an indicator, since an analyst
    decides by indicator whether a revision is known.
    """
    found = list(case.places(_REVISED))
    if found:
        case.claim("SELECT n FROM context_open WHERE stored_v IS NOT NULL")
    for place, many, cities, first, last, stored in found:
        change = percent(place.value, stored) if min(place.value, stored) > 0 else ""
        yield case.tell(
            "history_revised", place, "history_revised", count=many, cities=cities,
            years=str(first) if first == last else f"{first}–{last}", stored=shown(stored),
            change_zh=change and f"（{change}）", change_en=change and f" ({change})",
        )  # fmt: skip
