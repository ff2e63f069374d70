"""One exported assessment with the figures around it: what a page's words are made from."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median

from tests.browser.compared.exported import LIGHTS, Exported, Row

AVERAGE, CHANGE, IMPROVE = "annual_average_at_least", "change_at_most", "improve"
SINGLE = "year_at_least"
FEWEST_PEERS = 5


def number(cell: str) -> Decimal | None:
    """Read an exported cell."""
    return Decimal(cell) if cell else None


@dataclass(frozen=True)
class Assessed:
    """One indicator in one city in one year looked at, by the assessment that counts."""

    exported: Exported
    indicator: str
    city: str
    as_of: int

    @cached_property
    def row(self) -> Row:
        """The exported assessment."""
        return self.exported.headline(self.indicator, self.city, self.as_of)

    @property
    def light(self) -> str:
        return LIGHTS[self.row["status"]]

    @property
    def form(self) -> str:
        return self.row["form"]

    @property
    def is_assessable(self) -> bool:
        return self.row["status"] != "not_assessable"

    @property
    def decimals(self) -> int:
        return int(self.exported.indicators[self.indicator]["decimals"])

    @property
    def is_percent(self) -> bool:
        return self.exported.indicators[self.indicator]["unit"] == "%"

    @property
    def values(self) -> dict[int, Decimal]:
        """The city's figures up to the year looked at."""
        every = self.exported.series.get((self.indicator, self.city), {})
        return {y: v for y, v in every.items() if y <= self.as_of}

    def cell(self, name: str) -> Decimal | None:
        return number(self.row[name])

    @property
    def value(self) -> Decimal | None:
        return self.cell("obs_value")

    @property
    def wanted(self) -> Decimal | None:
        return self.cell("required_value")

    @property
    def start(self) -> Decimal | None:
        return self.cell("baseline_value")

    @property
    def value_year(self) -> int:
        return int(self.row["value_year"] or 0)

    @property
    def start_year(self) -> int:
        return int(self.row["baseline_year"] or 0)

    @cached_property
    def target(self) -> Row:
        """Its target in the plan's file, where the plan's own words have a row, too."""
        found = [
            x for x in self.exported.targets[self.indicator]
            if x["form"] == self.form and x["level"] == self.row["target_level"]
            and x["ref_area"] in ("*", self.city)
        ]  # fmt: skip
        return found[0]

    @cached_property
    def peers_changes(self) -> list[Decimal]:
        """The changes of the comparable cities over the same years, as they are printed."""
        if self.value is None or self.start is None:
            return []
        found = []
        for peer in self.exported.peers:
            own = self.exported.series.get((self.indicator, peer), {})
            first, last = own.get(self.start_year), own.get(self.value_year)
            if first is None or last is None:
                continue
            if self.exported.broken(self.indicator, peer, self.start_year, self.value_year):
                continue
            if not self.is_percent and (first <= 0) != (self.start <= 0):
                continue
            points = self.is_percent or first <= 0
            found.append(last - first if points else (last - first) / first * 100)
        return found

    @cached_property
    def peers_median(self) -> Decimal | None:
        """Their median, where there are enough of them."""
        found = self.peers_changes
        return median(found) if len(found) >= FEWEST_PEERS else None
