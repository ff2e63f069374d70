"""Where values lie on a line of a given length; logarithmic where one city would dwarf the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10
from statistics import median

SKEWED = 4
"""From so many times the median on the largest value asks for a logarithmic scale."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high` over `length` pixels, with `edge` pixels free at both ends."""

    low: float
    high: float
    length: float
    edge: float
    is_log: bool

    def at(self, value: float) -> float:
        """Return the pixel of a value, to one decimal."""
        low, high, here = (log10(v) if self.is_log else v for v in (self.low, self.high, value))
        share = (here - low) / (high - low) if high > low else 0.5
        return round(self.edge + share * (self.length - 2 * self.edge), 1)


def axis_of(values: Iterable[float], length: float, edge: float = 6) -> Axis:
    """Return the scale on which all the values can be seen.

    >>> axis_of([1, 2, 3], 100, 0).at(2), axis_of([1, 2, 3, 900], 100, 0).is_log
    (50.0, True)
    """
    known = sorted(values) or [0.0, 1.0]
    skewed = known[0] > 0 and known[-1] > SKEWED * median(known)
    return Axis(known[0], known[-1], length, edge, skewed)


AIR = 0.16
"""Free room above and below what charts side by side show, as a share of its height."""


def lowest(span: tuple[float, float]) -> float:
    """Return the lowest value shown on a scale that has its air.

    >>> round(lowest((-16.0, 116.0)), 9)
    0.0
    """
    low, high = span
    return low + (high - low) * AIR / (1 + 2 * AIR)


def ticks(low: float, high: float, at_most: int = 6) -> list[float]:
    """Return round numbers on a scale with its air; none below nothing where no value is.

    >>> ticks(38.2, 74.9), ticks(-10.0, 120.0)
    ([40, 50, 60, 70], [0.0, 25.0, 50.0, 75.0, 100.0])
    """
    rough = (high - low) / at_most
    power = 10 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough)
    none_below = lowest((low, high)) >= -1e-9 * (high - low)
    first = ceil(max(low, 0.0) / step) if none_below else ceil(low / step)
    return [round(n * step, 10) for n in range(first, floor(high / step) + 1)]
