"""How fast: what a target asks for in each year, against what was done in the best year.

All steps are yearly and in one measure, so that cities compare: points for an indicator in per
cent, else per cent of a city's own baseline; for an average growth rate the growth itself.
A fall is negative, be that better or not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.assessment import Assessment
from indicators.breaks import blocking_break
from indicators.catalogue import Indicator, Polarity
from indicators.observations import AreaSeries
from indicators.outlook import still_needed
from indicators.rounding import exact
from indicators.targets import Target, TargetForm
from indicators.trajectories import annual_rate, growth_index


@dataclass(frozen=True, slots=True)
class Step:
    """One yearly step: of a `year` of the city's own, or of a peer's whole time."""

    size: float
    year: int | None = None
    ref_area: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """`needed` is what remains a year; from the target year on what would have been needed.

    `is_past` says which; `done` is the mean yearly step so far. None where it cannot be said.
    """

    needed: float | None
    is_past: bool
    done: float | None
    own_best: Step | None
    peers_best: Step | None


def pace(
    a: Assessment,
    target: Target,
    indicator: Indicator,
    own: AreaSeries,
    peers: Iterable[AreaSeries],
) -> Pace | None:
    """Return the speeds behind one assessment; None without a value and a year it began in."""
    if target.form is TargetForm.YEAR_AT_LEAST:
        return _single_year(a, target, own, peers) if indicator.unit == "%" else None
    start, end = target.baseline_year, a.value_year
    if start is None or end is None or end <= start or not a.is_assessable:
        return None
    past = a.as_of >= target.target_year
    seen = own.until(a.as_of)
    best = min if indicator.polarity is Polarity.LOWER else max
    average = target.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST
    relative = indicator.unit != "%"

    def mean(series: AreaSeries) -> Decimal | None:
        if average:
            return _mean_rate(series, start, end)
        return _mean_step(series, start, end, relative)

    means = {p.ref_area: mean(p) for p in peers}
    known = {code: size for code, size in means.items() if size is not None}
    own_steps = _rates(seen) if average else _steps(seen, start, relative)
    leader = best(known, key=lambda code: known[code], default="")
    year = best(own_steps, key=lambda y: own_steps[y], default=0)
    return Pace(
        needed=_needed(a, target, relative, past),
        is_past=past,
        done=_plain(mean(seen)),
        own_best=Step(float(own_steps[year]), year=year) if year else None,
        peers_best=Step(float(known[leader]), ref_area=leader) if leader else None,
    )


def _single_year(
    a: Assessment, target: Target, own: AreaSeries, peers: Iterable[AreaSeries]
) -> Pace | None:
    """Return the rates of the one year that counts: wanted, reached, and the peers' best."""
    year = a.value_year
    if year is None or not a.is_assessable:
        return None
    rates = own.until(a.as_of).values
    best = max(rates, key=lambda y: rates[y])
    known = {p.ref_area: p.values[year] for p in peers if year in p.values}
    leader = max(known, key=lambda code: known[code], default="")
    return Pace(
        needed=target.target_value,
        is_past=a.as_of >= target.target_year,
        done=a.obs_value,
        own_best=Step(rates[best], year=best),
        peers_best=Step(known[leader], ref_area=leader) if leader else None,
    )


def _needed(a: Assessment, target: Target, relative: bool, past: bool) -> float | None:
    """Return the step a year still asked for; from the target year on the one from the start."""
    if a.required_value is None:
        return None
    if target.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
        if past:
            return target.target_value
        rate = still_needed(a, target)
        return rate.a_year if rate else None
    if a.baseline_value is None or a.baseline_year is None:
        return None
    if past:
        years = target.target_year - a.baseline_year
        step = (exact(a.required_value) - exact(a.baseline_value)) / years
    else:
        left = still_needed(a, target)
        if left is None:
            return None
        step = exact(left.a_year)
    return _plain(_measured(step, exact(a.baseline_value), relative))


def _measured(step: Decimal, start: Decimal, relative: bool) -> Decimal | None:
    if not relative:
        return step
    return step / start * 100 if start > 0 else None


def _mean_step(series: AreaSeries, start: int, end: int, relative: bool) -> Decimal | None:
    values = series.values
    if start not in values or end not in values or blocking_break(series.breaks, start, end):
        return None
    first, last = exact(values[start]), exact(values[end])
    return _measured((last - first) / (end - start), first, relative)


def _steps(series: AreaSeries, start: int, relative: bool) -> Mapping[int, Decimal]:
    """Return the steps from one year to the next; across a break there is none."""
    values = series.values
    first = values.get(start)
    found = {}
    for year in sorted(values):
        if year - 1 not in values or blocking_break(series.breaks, year - 1, year):
            continue
        step = exact(values[year]) - exact(values[year - 1])
        size = _measured(step, exact(first or 0), relative)
        if size is not None:
            found[year] = size
    return found


def _mean_rate(series: AreaSeries, start: int, end: int) -> Decimal | None:
    rates = {y: exact(series.values[y]) for y in range(start + 1, end + 1) if y in series.values}
    if len(rates) < end - start or blocking_break(series.breaks, start, end):
        return None
    index = growth_index(rates) / 100
    return annual_rate(index, end - start) if index > 0 else None


def _rates(series: AreaSeries) -> Mapping[int, Decimal]:
    return {y: exact(v) for y, v in series.values.items()}


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
