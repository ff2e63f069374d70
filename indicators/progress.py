"""Progress against one target: the rules of docs/method.md, one function a form.

Source of the method: the time schedule of Chinese planning practice (时序进度) with its lamp
rule of 30 points. `assess` is total: every input gives an `Assessment`, never an exception.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from math import isfinite, nan

from indicators.assessment import Assessment, Reason, Status
from indicators.case import Case, Point
from indicators.catalogue import Indicator, Polarity
from indicators.direction import assess_direction
from indicators.observations import AreaSeries
from indicators.rounding import as_number, exact
from indicators.targets import Target, TargetForm, unit_fits
from indicators.trajectories import GrowthPath, LinearPath, growth_index
from indicators.units import conversion
from indicators.verdict import judge_along, judge_kept, judge_level, meets


def assess(
    indicator: Indicator,
    target: Target,
    own: AreaSeries,
    as_of: int,
    peers: Sequence[AreaSeries] = (),
) -> Assessment:
    """Hold one city's series against one target as seen in the year `as_of`.

    `own` may reach beyond `as_of`; later values are not looked at, but for the baseline: what
    begins later is no lack of a baseline, there is only nothing to see yet. `peers` are needed for
    `improve` only. The result is not yet marked as headline.
    """
    seen = own.until(as_of)
    with localcontext(Emax=MAX_EMAX, Emin=MIN_EMIN):  # whatever floats come in, nothing overflows
        case = Case(indicator, target, seen, as_of, _baseline(target, own), peers)
        if not unit_fits(target, indicator):
            return case.refuse(Reason.UNIT_MISMATCH)
        if target.form is not TargetForm.IMPROVE and not isfinite(_stated(target)):
            return case.refuse(Reason.NO_TARGET)
        return _RULES[target.form](case)


def _stated(target: Target) -> float:
    return nan if target.target_value is None else target.target_value


def _improve(case: Case) -> Assessment:
    if case.indicator.polarity is Polarity.NONE:
        return case.refuse(Reason.NO_TARGET)
    if case.baseline is None:
        return case.refuse(Reason.NO_BASELINE)
    found = case.deciding()
    if case.is_broken(found):
        return case.refuse(Reason.SERIES_BREAK, at=_point(found))
    if isinstance(found, Assessment):
        return found
    return assess_direction(case, case.baseline, found)


def _level(case: Case) -> Assessment:
    """Judge `at_least`, `at_most` and `change_at_most`.

    A level can be met or missed in the target year without a comparable baseline; the way to
    it, and a change, cannot.
    """
    needs_baseline = not case.is_due or not case.target.form.is_level
    if needs_baseline and case.baseline is None:
        return case.refuse(Reason.NO_BASELINE, required=_stated_level(case))
    wanted = _wanted_level(case)
    found = case.deciding()
    broken = case.is_broken(found)
    if broken and needs_baseline:
        return case.refuse(Reason.SERIES_BREAK, at=_point(found), required=wanted)
    if isinstance(found, Assessment):
        return replace(found, required_value=as_number(wanted))
    start = case.baseline
    if start is None or broken:
        return judge_level(case, found, wanted)
    path = LinearPath(start.year, start.value, case.target.target_year, wanted)
    if meets(case, start.value, wanted):
        return judge_kept(case, found, path)
    return judge_along(case, found, path)


def _annual_average(case: Case) -> Assessment:
    """Judge an average growth rate on its index (baseline year = 100).

    The whole way is 100·(1+v)^years − 100; nothing can be achieved before the last year.
    """
    start, due = case.target.baseline_year, case.target.target_year
    if start is None or start >= due:
        return case.refuse(Reason.NO_BASELINE)
    path = GrowthPath(start, due, exact(_stated(case.target)))
    rates = {p.year: p.value for p in case.points()}
    indexed = replace(case, baseline=Point(start, path.baseline_value))
    found = indexed.deciding()
    if indexed.is_broken(found):
        return indexed.refuse(Reason.SERIES_BREAK, required=path.target_value)
    if isinstance(found, Assessment):
        return replace(found, obs_value=None, required_value=as_number(path.target_value))
    reached = _chain(rates, start)
    if found.year not in reached:
        return indexed.refuse(Reason.NO_DATA, required=path.target_value)
    values = {y: float(index) for y, index in reached.items() if as_number(index) is not None}
    indexed = replace(indexed, own=replace(case.own, values=values))
    at = Point(found.year, reached[found.year])
    if path.target_value <= path.baseline_value:
        return judge_kept(indexed, at, path)
    return judge_along(indexed, at, path)


def _single_year(case: Case) -> Assessment:
    wanted = _wanted_level(case)
    alone = replace(case, baseline=None)
    if not case.is_due:
        return alone.refuse(Reason.NOT_DUE, required=wanted)
    found = alone.deciding()
    if isinstance(found, Assessment):
        return replace(found, required_value=as_number(wanted))
    met = meets(case, found.value, wanted)
    return alone.answer(Status.ACHIEVED if met else Status.MISSED, at=found, required=wanted)


_RULES: dict[TargetForm, Callable[[Case], Assessment]] = {
    TargetForm.AT_LEAST: _level,
    TargetForm.AT_MOST: _level,
    TargetForm.CHANGE_AT_MOST: _level,
    TargetForm.ANNUAL_AVERAGE_AT_LEAST: _annual_average,
    TargetForm.YEAR_AT_LEAST: _single_year,
    TargetForm.IMPROVE: _improve,
}


def _point(found: Point | Assessment) -> Point | None:
    return found if isinstance(found, Point) else None


def _baseline(target: Target, own: AreaSeries) -> Point | None:
    start = target.baseline_year
    value = nan if start is None else own.values.get(start, nan)
    if start is None or start >= target.target_year or not isfinite(value):
        return None
    return Point(start, exact(value))


def _stated_level(case: Case) -> Decimal | None:
    return _wanted_level(case) if case.target.form.is_level else None


def _wanted_level(case: Case) -> Decimal:
    """Return the level the target year must reach, in the indicator's unit."""
    stated = exact(_stated(case.target))
    if case.target.form is TargetForm.CHANGE_AT_MOST:
        start = case.baseline.value if case.baseline else Decimal(0)
        return start * (100 + stated) / 100
    into = conversion(case.target.unit, case.indicator.unit)
    return Decimal(into(stated)) if into else stated


def _chain(rates: dict[int, Decimal], start: int) -> dict[int, Decimal]:
    """Return the index of each year up to the first missing one."""
    index: dict[int, Decimal] = {}
    year = start + 1
    while year in rates:
        index[year] = growth_index({y: rates[y] for y in range(start + 1, year + 1)})
        year += 1
    return index
