"""Where a city stands among others in one year: its place, with ties, and who did best.

Values that print alike share a place, since a reader could not see why they should not: 100 and
99.98 % are both 100.0 %. A place says something only where most of the group is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.breaks import blocking_break
from indicators.catalogue import Indicator, Polarity
from indicators.direction import change
from indicators.observations import AreaSeries
from indicators.rounding import exact, round_half_up

CHANGE_DECIMALS = 1
"""Places at which two changes in per cent are told apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rank among `of` known cities, 1 the best; `shared` with others that print alike."""

    rank: int
    of: int
    shared: bool


def places(
    values: Mapping[str, float | Decimal], polarity: Polarity, decimals: int
) -> dict[str, Place]:
    """Return each area's place, best first; where neither is better the largest comes first.

    >>> found = places({"a": 3.04, "b": 3.01, "c": 1, "d": 7}, Polarity.LOWER, 1)
    >>> [(area, place.rank, place.shared) for area, place in found.items()]
    [('c', 1, False), ('a', 2, True), ('b', 2, True), ('d', 4, False)]
    """
    sign = polarity.sign or 1
    printed = {area: round_half_up(value, decimals) * sign for area, value in values.items()}
    ordered = sorted(printed, key=lambda area: -printed[area])
    levels = [printed[area] for area in ordered]
    return {
        area: Place(
            rank=levels.index(printed[area]) + 1,
            of=len(ordered),
            shared=levels.count(printed[area]) > 1,
        )
        for area in ordered
    }


def is_telling(known: int, size: int) -> bool:
    """Say whether a place among the known means something: at least half of the group is.

    >>> is_telling(15, 29), is_telling(14, 29), is_telling(0, 0)
    (True, False, False)
    """
    return known > 0 and known * 2 >= size


def changes_between(
    series: Sequence[AreaSeries], first: int, last: int, indicator: Indicator
) -> dict[str, Decimal]:
    """Return each area's change in the good direction, measured as a city's own change is.

    Left out: areas without both years, with a break between them that forbids the comparison,
    or with a baseline of zero or less, which has no percentage to stand beside the others'.
    """
    found = {}
    for own in series:
        if first not in own.values or last not in own.values:
            continue
        before, after = exact(own.values[first]), exact(own.values[last])
        if blocking_break(own.breaks, first, last) or (indicator.unit != "%" and before <= 0):
            continue
        polarity = Polarity.LOWER if indicator.polarity is Polarity.LOWER else Polarity.HIGHER
        found[own.ref_area] = change(before, after, indicator.unit, polarity)
    return found
