"""Hold every indicator of the plan's cities against its targets, for every year looked at."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

import duckdb

from indicators.assessment import Assessment
from indicators.headline import assess_all
from indicators.observations import AreaSeries
from indicators.plan import Plan
from indicators.targets import Target, targets_for

Values = Mapping[str, Mapping[str, Mapping[int, float]]]


def years_looked_at(plan: Plan, values: Values, first: int) -> range:
    """Return the years from `first` to the last target year, or later when figures go on."""
    cities = {a.code for a in plan.cities}
    last = max((t.target_year for t in plan.targets), default=first)
    for areas in values.values():
        for code in cities & areas.keys():
            last = max(last, *areas[code])
    return range(first, last + 1)


def read_values(engine: duckdb.DuckDBPyConnection, plan: Plan) -> Values:
    """Return indicator → area → year → value for the plan's cities and their peers."""
    codes = [a.code for a in (*plan.cities, *plan.peers)]
    rows = engine.execute(
        """SELECT indicator_id, ref_area, time_period, obs_value FROM series
        WHERE list_contains($codes, ref_area) AND list_contains($ids, indicator_id)""",
        {"codes": codes, "ids": list(plan.catalogue.indicators)},
    ).fetchall()
    values: dict[str, dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for indicator_id, ref_area, year, value in rows:
        values[indicator_id][ref_area][year] = value
    return values


def assessments(
    plan: Plan, values: Values, years: range, only: Collection[str] | None = None
) -> Iterator[Assessment]:
    """Yield one assessment an indicator, city, year looked at and target.

    With `only`, just these indicators are looked at.
    """
    for indicator_id, indicator in plan.catalogue.indicators.items():
        if only is not None and indicator_id not in only:
            continue
        areas = values.get(indicator_id, {})
        peers = [_series(plan, indicator_id, a.code, areas) for a in plan.peers]
        for city in plan.cities:
            own = _series(plan, indicator_id, city.code, areas)
            targets = held_against(plan, indicator_id, city.code)
            for year in years:
                yield from assess_all(indicator, targets, own, year, peers)


def held_against(plan: Plan, indicator_id: str, ref_area: str) -> list[Target]:
    """Return a city's targets in the order their assessments are numbered."""
    return targets_for(plan.targets, indicator_id, ref_area)


def _series(
    plan: Plan, indicator_id: str, ref_area: str, areas: Mapping[str, Mapping[int, float]]
) -> AreaSeries:
    return AreaSeries(ref_area, areas.get(ref_area, {}), plan.breaks_of(indicator_id, ref_area))
