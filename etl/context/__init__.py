"""What a file says against what is stored and against the other cities.

Reads the engine's `judged` (the file's figures) and `stored` (the winning values), leaves both
as they are. Each suspicious figure is explained once, by the most specific rule that has words
for it.
"""

from collections.abc import Callable, Iterable

from duckdb import DuckDBPyConnection

from etl.context.case import Case
from etl.context.cities import swapped_figures, wrong_cities
from etl.context.codes import make_codes
from etl.context.frame import make_frame
from etl.context.gaps import gaps
from etl.context.habits import make_habits
from etl.context.history import revisions
from etl.context.jumps import jumps
from etl.context.near import make_changed
from etl.context.parts import unequal_parts
from etl.context.powers import find_powers
from etl.context.ranges import impossible
from etl.context.scale import placeholders, slips
from etl.context.years import wrong_years
from etl.findings import Finding, more_of_same
from indicators.plan import Plan

RULES: tuple[Callable[[Case], Iterable[Finding]], ...] = (
    impossible,
    wrong_years,
    wrong_cities,
    placeholders,
    slips,
    swapped_figures,
    jumps,
    unequal_parts,
    revisions,
    gaps,
)
"""From the most to the least specific: what an earlier rule explains, a later one leaves alone."""


def context_findings(
    engine: DuckDBPyConnection, plan: Plan, source_id: str, *, is_whole: bool = True
) -> list[Finding]:
    """Return the findings of all rules, in the order of the file's rows.

    A file that `is_whole` has no row that could not be read: only then does a gap mean anything.
    """
    case = Case(engine, plan, source_id)
    try:
        for prepare in (make_codes, make_frame, make_habits, make_changed, find_powers):
            prepare(case)
        rules = [rule for rule in RULES if is_whole or rule is not gaps]
        found = [finding for rule in rules for finding in _told(rule, case)]
    finally:
        case.clear()
    return sorted(found, key=lambda f: f.row)


def _told(rule: Callable[[Case], Iterable[Finding]], case: Case) -> list[Finding]:
    """Return what a rule finds; what it found beyond the first figures is counted."""
    case.untold = 0
    found = list(rule(case))
    return [*found, more_of_same(found[-1], case.untold)] if case.untold else found
