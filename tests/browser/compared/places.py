"""Places among other cities, medians and spreads, from the export alone."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean, median, pstdev

from tests.browser.compared.exported import OURS, Exported
from tests.browser.compared.tokens import rounded

SINCE = 2015
GROUPS = ("cluster", "shanxi")


@dataclass(frozen=True)
class Standing:
    """One indicator in one group of cities, seen in one year looked at."""

    exported: Exported
    indicator: str
    group: str
    as_of: int

    @property
    def members(self) -> list[str]:
        return self.exported.members(self.group)

    @property
    def decimals(self) -> int:
        return int(self.exported.indicators[self.indicator]["decimals"])

    @property
    def sign(self) -> int:
        """1 where more is better, −1 where less is, 0 where neither is."""
        polarity = self.exported.indicators[self.indicator]["polarity"]
        return {"higher": 1, "lower": -1}.get(polarity, 0)

    @property
    def is_percent(self) -> bool:
        return self.exported.indicators[self.indicator]["unit"] == "%"

    def known(self, year: int) -> dict[str, Decimal]:
        """The figures of one year."""
        found = {c: self.exported.series.get((self.indicator, c), {}) for c in self.members}
        return {c: own[year] for c, own in found.items() if year in own}

    def is_telling(self, year: int) -> bool:
        """Whether half of the group is known."""
        return len(self.known(year)) * 2 >= len(self.members)

    @property
    def year(self) -> int:
        """The latest year in which half of the group is known, else the latest at all; 0: none."""
        years = range(self.as_of, SINCE, -1)
        some = [y for y in years if self.known(y)]
        return next((y for y in years if self.is_telling(y)), max(some, default=0))

    def ranks(self, year: int) -> dict[str, int]:
        """The places of one year, 1 the best; what prints alike shares one."""
        return ranks(self.known(year), self.sign, self.decimals) if self.is_telling(year) else {}

    def broken(self, city: str) -> int | None:
        """From which year on the city does not compare with the baseline."""
        return self.exported.broken(self.indicator, city, SINCE, self.year)

    def changes(self) -> dict[str, Decimal]:
        """The changes since the baseline: points, or per cent of it."""
        first, last = self.known(SINCE), self.known(self.year)
        found = {}
        for city in first.keys() & last.keys():
            before, step = first[city], last[city] - first[city]
            if self.broken(city) or (not self.is_percent and before <= 0):
                continue
            found[city] = step if self.is_percent else step / before * 100
        return found

    def change_ranks(self) -> dict[str, int]:
        """The places of the changes."""
        return ranks(self.changes(), self.sign, self.change_places)

    @property
    def change_places(self) -> int:
        return max(self.decimals, 1) if self.is_percent else 1

    def median(self, year: int) -> Decimal:
        return median(self.known(year).values())

    def spread(self, year: int) -> Decimal | None:
        """The coefficient of variation of our three in per cent; None where it means nothing."""
        own = self.known(year)
        values = [float(own[c]) for c in OURS if c in own]
        if len(values) < len(OURS) or min(values) <= 0:
            return None
        return Decimal(pstdev(values) / fmean(values) * 100)

    def has_spread(self, year: int) -> bool:
        """Whether the whole group has a coefficient of variation."""
        known = self.known(year)
        return len(known) == len(self.members) and min(known.values()) > 0

    def spread_of_all(self, year: int) -> Decimal | None:
        """The coefficient of variation of the whole group in per cent; None where it has none."""
        values = [float(v) for v in self.known(year).values()]
        return Decimal(pstdev(values) / fmean(values) * 100) if self.has_spread(year) else None


def ranks(values: dict[str, Decimal], sign: int, places: int) -> dict[str, int]:
    """Rank by printed value, best first; where neither is better the largest is the first."""
    printed = {c: rounded(v, places) * (sign or 1) for c, v in values.items()}
    return {c: 1 + sum(other > own for other in printed.values()) for c, own in printed.items()}
