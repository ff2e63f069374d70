"""Indicators, areas and breaks as small tables of numbers, for joins over many rows."""

from collections import Counter

import pyarrow as pa

from etl.context.case import Case
from etl.context.limits import limits_of
from etl.engine import lookup
from indicators.breaks import EVERY_AREA, Comparability
from indicators.catalogue import Indicator
from indicators.formulas import parse

AREAS = 1 << 16
"""A series is numbered entry · AREAS + area."""


def make_codes(case: Case) -> None:
    """Create `context_entry`, `context_area` and `context_break`."""
    text, number = pa.string(), pa.int32()
    entries = [(e.indicator_id, n, style_of(e)) for n, e in enumerate(case.entries)]
    columns = {"indicator_id": text, "entry": number, "style": text}
    lookup(case.engine, "context_entry", columns, entries)
    areas = [(a.code, n, not a.is_reference) for n, a in enumerate(case.areas)]
    columns = {"ref_area": text, "area": number, "is_city": pa.bool_()}
    lookup(case.engine, "context_area", columns, areas)
    columns = {"series": number, "years": pa.list_(number)}
    lookup(case.engine, "context_break", columns, _breaks(case))


def style_of(entry: Indicator) -> str:
    """Say how changes of an entry are measured (`etl.context.frame`)."""
    if entry.unit == "%":
        return "points"
    if limits_of(entry).signed:
        return "signed"
    return "count" if entry.unit in ("个", "件") else "log"


def _breaks(case: Case) -> list[tuple[int, list[int]]]:
    """List the first years after breaks that forbid a comparison, by series.

    The inputs that only the broken ratio uses break with it: beds per head because of the beds.
    """
    own = _own_inputs(case)
    found: dict[int, list[int]] = {}
    for gap in case.plan.breaks:
        if gap.comparable is not Comparability.NO:
            continue
        for name in (gap.indicator_id, *own.get(gap.indicator_id, ())):
            for n, area in enumerate(case.areas):
                if gap.ref_area in (EVERY_AREA, area.code):
                    series = case.numbers[name] * AREAS + n
                    found.setdefault(series, []).append(gap.first_year_after)
    return list(found.items())


def _own_inputs(case: Case) -> dict[str, list[str]]:
    """Return the inputs of each formula that no other formula has."""
    formulas = {e.indicator_id: parse(e.expression).inputs for e in case.entries if e.expression}
    uses = Counter(name for inputs in formulas.values() for name in inputs)
    return {key: [n for n in inputs if uses[n] == 1] for key, inputs in formulas.items()}
