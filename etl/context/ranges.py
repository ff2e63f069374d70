"""Figures that cannot be: an error each, with what happened where history shows it."""

from collections.abc import Iterator
from math import inf

import pyarrow as pa

from etl.context.case import Case, Place
from etl.context.limits import limits_of
from etl.context.scale import cause_of
from etl.engine import lookup
from etl.findings import Finding

_BEYOND = """
CREATE OR REPLACE TEMP TABLE context_beyond AS
SELECT n, low, high, CASE WHEN v < low AND low = 0 THEN 'sign_impossible' ELSE 'out_of_range' END
       AS code, regexp_matches(context_plain(cell), '^-?9{3,}([.]9+|[.]0+)?$') AS nines
FROM context_written JOIN context_limit USING (entry)
WHERE v < low OR v > high OR (v = 0 AND NOT zero)
"""


def impossible(case: Case) -> Iterator[Finding]:
    """Yield an error for each figure outside its possible range; needs nothing stored."""
    number = pa.float64()
    columns = {"entry": pa.int32(), "low": number, "high": number, "zero": pa.bool_()}
    limits = (limits_of(e) for e in case.entries)
    rows = [(n, r.low, r.high, r.zero) for n, r in enumerate(limits)]
    lookup(case.engine, "context_limit", columns, rows)
    case.run(_BEYOND)
    found = list(case.places("FROM context_beyond LEFT JOIN context_power USING (n)"))
    if found:
        case.claim("FROM context_beyond")
    for place, low, high, code, nines, power, shared in found:
        cause = _cause(case, place, nines=nines, power=power or 0, shared=bool(shared))
        yield case.tell(
            code, place, cause, range_zh=_range(low, high, "至", "以上"),
            range_en=_range(low, high, " to ", " or more"),
        )  # fmt: skip


def _cause(case: Case, place: Place, *, nines: bool, power: int, shared: bool) -> str:
    if nines:
        return "placeholder"
    if place.value == 0:
        return "zero_for_missing"
    if power:
        return cause_of(case, place, power, shared=shared)
    return "sign" if place.value < 0 else ""


def _range(low: float, high: float, between: str, above: str) -> str:
    return f"{low:g}{above}" if high == inf else f"{low:g}{between}{high:g}"
