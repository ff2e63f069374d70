"""What a figure can be at all, from its unit and meaning: no history needed.

Only the impossible is listed. A city's total has no upper limit here: that a figure is too large
for its city is a matter of its history.
"""

from dataclasses import dataclass
from math import inf

from indicators.catalogue import Indicator

_BALANCES = frozenset({"industrial_profits"})
"""A loss is a figure."""
_RATES = frozenset({"gdp_growth"})
"""Rates of change in %; no city doubles or loses its whole real product within a year."""
_MAY_BE_ZERO = frozenset({
    "fdi", "exports", "invention_patents", "museums", "buses", "broadband_subscribers",
    "broadband_per_100", "industrial_enterprises", "sewage_treatment", "waste_treatment",
    "solid_waste_utilisation", "science_spending", "science_spending_share", "so2_industrial",
    "nox_industrial", "dust_industrial", "wastewater_industrial", "medical_insured",
})  # fmt: skip
"""What a city can be without; a population, a budget or schools of zero are a missing figure."""
_CEILINGS = {
    "pm25": 1_000.0,
    "co2_intensity": 1_000.0,
    "road_area_per_capita": 1_000.0,
    "mobile_per_100": 1_000.0,
    "broadband_per_100": 1_000.0,
    "library_books_per_100": 10_000.0,
    "hospital_beds_per_1000": 1_000.0,
    "doctors_per_1000": 1_000.0,
    "primary_pupil_teacher_ratio": 2_000.0,
    "secondary_pupil_teacher_ratio": 2_000.0,
}
"""Ratios have a size that no place leaves; each is above every shipped figure, misprints too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The possible range of one catalogue entry, both ends included unless `zero` is false."""

    low: float
    high: float
    zero: bool = True

    @property
    def signed(self) -> bool:
        """Say whether figures below zero are possible."""
        return self.low < 0

    def allow(self, value: float) -> bool:
        """Say whether a value is possible.

        >>> Limits(0, 100).allow(100.0), Limits(0, 100, zero=False).allow(0.0)
        (True, False)
        """
        return self.low <= value <= self.high and (self.zero or value != 0)


def limits_of(entry: Indicator) -> Limits:
    """Return the possible range of an entry: shares 0 to 100 %, amounts above zero."""
    name = entry.indicator_id
    if name in _RATES:
        return Limits(-100.0, 100.0)
    if name in _BALANCES:
        return Limits(-inf, inf)
    high = 100.0 if entry.unit == "%" else _CEILINGS.get(name, inf)
    return Limits(0.0, high, zero=name in _MAY_BE_ZERO)
