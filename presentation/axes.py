"""Where values lie on a line of a given length; logarithmic where one city would dwarf the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10
from statistics import median
from typing import NamedTuple

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


class Span(NamedTuple):
    """A scale from `low` to `high` with free room at both ends; `least` is the lowest value."""

    low: float
    high: float
    least: float


def ticks(span: Span, at_most: int = 6) -> list[float]:
    """Return round numbers on a scale; none below nothing where no value is.

    >>> ticks(Span(38.2, 74.9, 40.0)), ticks(Span(-20.0, 120.0, 0.0))
    ([40, 50, 60, 70], [0.0, 25.0, 50.0, 75.0, 100.0])
    """
    rough = (span.high - span.low) / at_most
    power = 10 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough)
    low = max(span.low, 0.0) if span.least >= 0 else span.low
    marks = range(ceil(low / step), floor(span.high / step) + 1)
    return [round(n * step, 10) for n in marks]
