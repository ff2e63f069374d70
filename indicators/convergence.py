"""Are a few cities drawing together? Their coefficient of variation, from year to year.

Sigma convergence (Barro and Sala-i-Martin, Journal of Political Economy 100, 1992): the spread
of the cities shrinks. The coefficient, standard deviation divided by mean, has no unit, so that
growth of all alike changes nothing.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from statistics import fmean, pstdev

from indicators.breaks import Break, blocking_break
from indicators.rounding import round_half_up

VARIATION_DECIMALS = 1
"""Places of a coefficient in per cent; what prints alike has not changed."""


class Drift(StrEnum):
    """Which way the spread went."""

    CONVERGING = "converging"
    DIVERGING = "diverging"
    STEADY = "steady"


def variation(values: Sequence[float]) -> float | None:
    """Return the coefficient of variation in per cent; None unless there are two and all positive.

    The cities are all there are, no sample, so the deviation is the population's.

    >>> round(variation([40, 50, 60]), 1), variation([5]), variation([-1, 2, 3])
    (16.3, None, None)
    """
    if len(values) < 2 or min(values) <= 0:
        return None
    return pstdev(values) / fmean(values) * 100


def drift(first: float, last: float) -> Drift:
    """Compare two coefficients as they are printed.

    >>> drift(16.3, 12.1).value, drift(16.31, 16.34).value
    ('converging', 'steady')
    """
    before, after = (round_half_up(v, VARIATION_DECIMALS) for v in (first, last))
    if before == after:
        return Drift.STEADY
    return Drift.CONVERGING if after < before else Drift.DIVERGING


def broken_between(breaks: Iterable[Sequence[Break]], first: int, last: int) -> int | None:
    """Return the first year from which any of the cities is not comparable with itself before."""
    crossed = (blocking_break(own, first, last) for own in breaks)
    return min((b.first_year_after for b in crossed if b), default=None)
