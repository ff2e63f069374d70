"""Counts of lights, turns and ranks, from the export alone."""

from collections import Counter
from decimal import Decimal

from tests.browser.compared.assessed import IMPROVE
from tests.browser.compared.case import Case
from tests.browser.compared.looking import View

ORDER = ("good", "fair", "poor", "bad")


def lights(view: View, city: str) -> Counter[str]:
    """Count a city's lights."""
    return Counter(view.exported.lights(city, view.year).values())


def turned(view: View, city: str) -> tuple[int, int, int]:
    """Count the lights that are better, worse, and come or gone since the year before."""
    now, before = (view.exported.lights(city, y) for y in (view.year, view.year - 1))
    pairs = [(ORDER.index(before[i]), ORDER.index(now[i]))
             for i in now if "none" not in (now[i], before[i])]  # fmt: skip
    gone = sum((now[i] == "none") != (before[i] == "none") for i in now)
    return sum(n < b for b, n in pairs), sum(n > b for b, n in pairs), gone


def behind(cases: list[Case]) -> list[Case]:
    """Order what lags: all that is far behind or missed, then what is merely behind."""
    bad = [c for c in cases if c.light == "bad"]
    return [*ranked(bad, ("bad",), 1), *sorted(bad, key=missing), *ranked(cases, ("poor",), 1)]


def missing(case: Case) -> Decimal:
    """What a city has beside its target, as a negative share of it."""
    if case.value is None or not case.wanted:
        return Decimal(0)
    return -abs(case.value - case.wanted) / abs(case.wanted)


def ranked(cases: list[Case], lights_of: tuple[str, ...], sign: int) -> list[Case]:
    """Order by lead, then directions by their distance to the peers; each indicator once."""
    chosen = [c for c in cases if c.light in lights_of]
    leads = [(c.cell("lead") or Decimal(0), c) for c in chosen if c.cell("lead") is not None]
    others = [(d, c) for c in chosen if (d := beyond_peers(c)) is not None and d * sign < 0]
    ordered = [c for part in (leads, others) for _, c in sorted(part, key=lambda p: p[0] * sign)]
    return list({c.indicator: c for c in reversed(ordered)}.values())[::-1]


def beyond_peers(case: Case) -> Decimal | None:
    """How much more a city improved than the median of the peers."""
    if case.form != IMPROVE or case.peers_median is None or not case.is_assessable:
        return None
    assert case.value is not None
    assert case.start is not None
    step = case.value - case.start
    own = step if case.is_percent or case.start <= 0 else step / case.start * 100
    lower = case.exported.indicators[case.indicator]["polarity"] == "lower"
    return (own - case.peers_median) * (-1 if lower else 1)
