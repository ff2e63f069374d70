"""The way from the baseline to the target: what the time schedule asks for in each year.

Linear schedule (时序进度): after 60 % of the time, 60 % of the way. Compound growth rates judge
the same series differently when it rises and when it falls and fail at zero; they are second
opinions, not the rule. A target that is itself an average growth rate follows its own
geometric path. All arithmetic is decimal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from indicators.rounding import round_half_up

LEAD_DECIMALS = 1
_NOISE_DECIMALS = 18


class Trajectory(Protocol):
    """A path from (baseline year, baseline value) to (target year, target value)."""

    @property
    def baseline_year(self) -> int: ...
    @property
    def target_year(self) -> int: ...
    @property
    def baseline_value(self) -> Decimal: ...
    @property
    def target_value(self) -> Decimal: ...

    def schedule(self, year: int) -> Decimal:
        """Share of the way that should be behind by `year`, 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class LinearPath:
    """Equal steps a year.

    >>> LinearPath(2015, Decimal(80), 2020, Decimal(100)).schedule(2018)
    Decimal('0.6')
    """

    baseline_year: int
    baseline_value: Decimal
    target_year: int
    target_value: Decimal

    def schedule(self, year: int) -> Decimal:
        """Return elapsed over allotted years; 1 from the target year on."""
        elapsed = min(year, self.target_year) - self.baseline_year
        return Decimal(elapsed) / Decimal(self.target_year - self.baseline_year)


@dataclass(frozen=True, slots=True)
class GrowthPath:
    """An index of 100 in the baseline year that grows by the target rate every year.

    >>> path = GrowthPath(2015, 2020, Decimal("6.5"))
    >>> round(path.target_value, 4), round(path.schedule(2018), 6)
    (Decimal('137.0087'), Decimal('0.561894'))
    """

    baseline_year: int
    target_year: int
    rate: Decimal

    @property
    def baseline_value(self) -> Decimal:
        """The index starts at 100."""
        return Decimal(100)

    @property
    def target_value(self) -> Decimal:
        """The index the target year must reach."""
        return self._index(self.target_year)

    def schedule(self, year: int) -> Decimal:
        """Return the share of the whole rise that the target rate gives by `year`."""
        step = self._index(min(year, self.target_year)) - 100
        return step / (self.target_value - 100)

    def _index(self, year: int) -> Decimal:
        return growth_index(dict.fromkeys(range(self.baseline_year + 1, year + 1), self.rate))


def growth_index(rates: Mapping[int, Decimal]) -> Decimal:
    """Chain yearly rates in per cent into an index with 100 before the first year.

    >>> growth_index({2016: Decimal(10), 2017: Decimal(-10)})
    Decimal('99')
    """
    index = Decimal(100)
    for year in sorted(rates):
        index = index * (100 + rates[year]) / 100
    return index


def completion(path: Trajectory, value: Decimal) -> Decimal:
    """Return the share of the way done, negative when further off than at the start.

    The caller has made sure that baseline and target differ.
    """
    return (value - path.baseline_value) / (path.target_value - path.baseline_value)


def lead(done: Decimal, schedule: Decimal) -> Decimal:
    """Return percentage points ahead of schedule, rounded half up before anyone compares it.

    >>> lead(Decimal("0.5"), Decimal("0.6"))
    Decimal('-10.0')
    """
    # A third of the time is no finite decimal; what its cut-off digits add must not undo a half.
    points = round_half_up((done - schedule) * 100, _NOISE_DECIMALS)
    return round_half_up(points, LEAD_DECIMALS)


def required_at(path: Trajectory, year: int) -> Decimal:
    """Return the value the schedule asks for in `year`."""
    way = path.target_value - path.baseline_value
    return path.baseline_value + way * path.schedule(year)


def annual_rate(average_of: Decimal, years: int) -> Decimal:
    """Return the yearly rate in per cent whose compounding gives the factor `average_of`."""
    return (average_of ** (Decimal(1) / years) - 1) * 100
