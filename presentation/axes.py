"""Where values lie on a line of a given length; logarithmic where one city would dwarf the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10
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
