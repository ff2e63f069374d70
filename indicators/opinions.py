"""Second opinions on the same figures: what Eurostat's and the UN's own rules would say.

They stand beside the light and never change it. Sources:
Eurostat, *Sustainable development in the European Union*, monitoring report, annex on the method
for indicators with a quantitative target: the actual compound growth rate divided by the required
one; from 95 % significant progress, from 60 % moderate, from 0 insufficient, below it away.
UN Statistics Division, *Progress Chart Technical Note 2023*: the value of the target year if the
compound growth so far goes on; at least 95 % of the way then is met or on track, at least 10 % fair
progress that must speed up, below that stagnation or regression.
"""

from dataclasses import dataclass
from enum import StrEnum

from indicators.assessment import Assessment
from indicators.targets import Target


class Eurostat(StrEnum):
    """The four words of the growth ratio."""

    SIGNIFICANT = "significant"
    MODERATE = "moderate"
    INSUFFICIENT = "insufficient"
    AWAY = "away"


class UnitedNations(StrEnum):
    """The three words of the projection."""

    ON_TRACK = "on_track"
    FAIR = "fair"
    STAGNATION = "stagnation"


class Difference(StrEnum):
    """Why the opinions differ, the first that applies."""

    AGREE = "agree"
    TOLERANCE = "tolerance"
    """Both compound rules let 5 % go; the schedule does not."""
    RISING = "rising"
    """A compound path to a higher level asks for less at first."""
    FALLING = "falling"
    """A compound path to a lower level asks for more at first."""
    PACE = "pace"
    """Better than at the start, only not fast enough: a direction alone sees no pace."""


ENOUGH = 0.95
MODERATE = 0.60
FAIR = 0.10


@dataclass(frozen=True, slots=True)
class Opinions:
    """`ratio` of growth rates and `projected` value; with `share`, its part of the way."""

    ratio: float
    eurostat: Eurostat
    projected: float
    share: float
    united_nations: UnitedNations
    is_better: bool
    difference: Difference


def opinions(assessment: Assessment, target: Target) -> Opinions | None:
    """Return the opinions on a value on its way to a number.

    None where they cannot be had: no way (a direction, or met at the baseline), or a value of
    zero or less, of which there is no growth rate. For an average growth rate the values are those
    of its index, as in the assessment.

    Exactly on the straight line, 60 % of the way at 60 % of the time, growing tenfold or falling
    to a tenth:

    >>> round(growth_ratio(10, 64, 100, 3, 5), 2), round(growth_ratio(100, 46, 10, 3, 5), 2)
    (1.46, 0.62)
    """
    a = assessment
    if a.completion is None or a.value_year is None or a.baseline_year is None:
        return None
    start, value, wanted = a.baseline_value or 0, a.obs_value or 0, a.required_value or 0
    if min(start, value, wanted) <= 0 or start == wanted:
        return None
    years, span = a.value_year - a.baseline_year, target.target_year - a.baseline_year
    ratio = growth_ratio(start, value, wanted, years, span)
    projected = projection(start, value, years, span)
    share = (projected - start) / (wanted - start)
    return Opinions(
        ratio=ratio,
        eurostat=_eurostat(ratio),
        projected=projected,
        share=share,
        united_nations=_united_nations(share),
        is_better=a.completion > 0,
        difference=_difference(a, ratio, wanted > start),
    )


def growth_ratio(start: float, value: float, wanted: float, years: int, span: int) -> float:
    """Return the compound growth so far, divided by the one that leads to the target."""
    so_far = (value / start) ** (1 / years) - 1
    return float(so_far / ((wanted / start) ** (1 / span) - 1))


def projection(start: float, value: float, years: int, span: int) -> float:
    """Return the value after the whole span if the compound growth so far goes on.

    >>> round(projection(80, 92, 3, 5), 2)
    100.98
    """
    return float(value * (value / start) ** ((span - years) / years)) if years < span else value


def _eurostat(ratio: float) -> Eurostat:
    if ratio >= ENOUGH:
        return Eurostat.SIGNIFICANT
    if ratio >= MODERATE:
        return Eurostat.MODERATE
    return Eurostat.INSUFFICIENT if ratio >= 0 else Eurostat.AWAY


def _united_nations(share: float) -> UnitedNations:
    if share >= ENOUGH:
        return UnitedNations.ON_TRACK
    return UnitedNations.FAIR if share >= FAIR else UnitedNations.STAGNATION


def _difference(a: Assessment, ratio: float, rising: bool) -> Difference:
    """Compare with the schedule; `completion` and `schedule` are those of the light."""
    in_time = (a.lead or 0) >= 0
    enough = ratio >= ENOUGH
    if enough and not in_time:
        return Difference.TOLERANCE if ratio < 1 or not rising else Difference.RISING
    if in_time and not enough:
        return Difference.FALLING
    if not in_time and (a.completion or 0) > 0:
        return Difference.PACE
    return Difference.AGREE
