"""What is still needed to reach a target: a step, or a rate, in each remaining year."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.assessment import Assessment
from indicators.rounding import exact
from indicators.targets import Target, TargetForm
from indicators.trajectories import annual_rate


@dataclass(frozen=True, slots=True)
class StillNeeded:
    """`a_year` is in the indicator's unit, or in per cent growth for an average growth target."""

    a_year: float
    years: int
    is_rate: bool


def still_needed(assessment: Assessment, target: Target) -> StillNeeded | None:
    """Return the equal yearly step from the value looked at to the target.

    None when nothing is left to do or the question makes no sense: already met, past the
    target year, no value, or a direction without a number.

    Growth of 7.0, 6.5 and 6.1 % against an average of 6.5 % leaves 6.4510 % a year:

    >>> from indicators.assessment import Status
    >>> from indicators.targets import Nature, TargetLevel
    >>> from indicators.language import Bilingual
    >>> average = Target("g", "*", TargetLevel.NATION, Bilingual("", ""),
    ...     TargetForm.ANNUAL_AVERAGE_AT_LEAST, 2020, 6.5, "%", 2015, Nature.EXPECTED)
    >>> seen = Assessment(indicator_id="g", ref_area="c", as_of=2018, status=Status.ON_SCHEDULE,
    ...     value_year=2018, obs_value=120.9066, required_value=137.00867)
    >>> needed = still_needed(seen, average)
    >>> round(needed.a_year, 2), needed.years
    (6.45, 2)
    """
    year, value, wanted = assessment.value_year, assessment.obs_value, assessment.required_value
    if year is None or value is None or wanted is None:
        return None
    years = target.target_year - year
    if years <= 0 or _is_met(target, value, wanted):
        return None
    if target.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
        rate = annual_rate(exact(wanted) / exact(value), years)
        return StillNeeded(float(rate), years, is_rate=True)
    step = (exact(wanted) - exact(value)) / Decimal(years)
    return StillNeeded(float(step), years, is_rate=False)


def _is_met(target: Target, value: float, wanted: float) -> bool:
    falling = target.form in (TargetForm.AT_MOST, TargetForm.CHANGE_AT_MOST)
    return value <= wanted if falling else value >= wanted
