"""The best year of a city's own: when it stood better than ever before or since."""

from dataclasses import dataclass

from indicators.breaks import Comparability
from indicators.catalogue import Polarity
from indicators.observations import AreaSeries
from indicators.rounding import round_half_up

FEWEST_YEARS = 3
"""Two years have a better one by necessity."""


@dataclass(frozen=True, slots=True)
class BestYear:
    """The year with the best value; `is_latest` when the latest prints as well as the best."""

    year: int
    value: float
    is_latest: bool


def best_year(series: AreaSeries, polarity: Polarity, decimals: int) -> BestYear | None:
    """Return the best year since the last break that forbids comparison, the latest of several.

    None where neither direction is better, or with fewer than three comparable years.

    >>> best_year(AreaSeries("c", {2015: 3.0, 2016: 5.04, 2017: 5.01}), Polarity.HIGHER, 1)
    BestYear(year=2017, value=5.01, is_latest=True)
    >>> best_year(AreaSeries("c", {2015: 3.0, 2016: 5.0}), Polarity.HIGHER, 1) is None
    True
    """
    cuts = [b.first_year_after for b in series.breaks if b.comparable is Comparability.NO]
    latest = max(series.values, default=0)
    since = max((cut for cut in cuts if cut <= latest), default=0)
    known = {year: value for year, value in series.values.items() if year >= since}
    if polarity is Polarity.NONE or len(known) < FEWEST_YEARS:
        return None

    def goodness(year: int) -> tuple[object, int]:
        return round_half_up(known[year], decimals) * polarity.sign, year

    best = max(known, key=goodness)
    return BestYear(best, known[best], best == latest)
