"""What pages say of one indicator in one city, as the numbers that are in the words."""

from decimal import Decimal

from tests.browser.compared.assessed import AVERAGE, CHANGE, IMPROVE, SINGLE, Assessed
from tests.browser.compared.exported import Row
from tests.browser.compared.tokens import Fact, rounded


def years(*found: int | str) -> list[Fact]:
    """Return years as facts."""
    return [Fact("year", Decimal(y)) for y in found]


class Case(Assessed):
    """The words that stand on several pages."""

    def observed(self) -> list[Fact]:
        """The value looked at; an average growth; without a light the latest figure known."""
        if self.value is None:
            known = {y: v for y, v in self.values.items() if y > self.start_year}
            return [Fact("latest", known[max(known)], self.decimals)] if known else []
        if self.form == AVERAGE:
            span = self.value_year - self.start_year
            grown = float(self.value / 100) ** (1 / span)
            return [Fact("average", Decimal(grown * 100 - 100), 2)]
        return [Fact("value", self.value, self.decimals)]

    def observed_year(self) -> int | None:
        """The year of that figure."""
        if self.value is not None:
            return self.value_year
        return max((y for y in self.values if y > self.start_year), default=None)

    def level(self) -> list[Fact]:
        """The target as a level or a rate."""
        if self.form == AVERAGE:
            return [Fact("target", Decimal(self.target["target_value"]))]
        if self.wanted is None:
            change = self.target["target_value"] if self.form == CHANGE else ""
            return [Fact("demanded", Decimal(change))] if change else []
        return [Fact("target", self.wanted, self.decimals)]

    def demand(self) -> list[Fact]:
        """What the target's own words demand."""
        if self.form in ("", IMPROVE):
            return []
        return demand(self.target)

    def compared(self) -> list[Fact]:
        """Value and target, or value and baseline."""
        if self.wanted is None:
            if self.start is None or self.value is None:
                return self.observed()
            since = Fact("baseline", self.start, self.decimals)
            return [*self.observed(), *years(self.start_year), since]
        return [*self.observed(), *self.level()]

    def dated(self, facts: list[Fact]) -> list[Fact]:
        """The same with its year where that is not the one looked at."""
        return facts if self.value_year == self.as_of else [*years(self.value_year), *facts]

    def change(self) -> list[Fact]:
        """The change since the baseline: points, or per cent of it."""
        if self.value is None or self.start is None:
            return []
        step = self.value - self.start
        if self.is_percent or self.start <= 0:
            return [Fact("change", step, self.decimals)]
        return [Fact("change", step / self.start * 100, 1)]

    def median(self) -> list[Fact]:
        if self.peers_median is None or self.form != IMPROVE or not self.is_assessable:
            return []
        points = self.is_percent or (self.start or 0) <= 0
        return [Fact("peers' median", self.peers_median, self.decimals if points else 1)]

    def lead(self) -> list[Fact]:
        """Points ahead or behind, which the words say."""
        lead = self.cell("lead")
        return [] if lead is None else [Fact("lead", abs(lead), 1)]

    def gap(self) -> list[Fact]:
        """The distance to the level, with as many places as it takes to see it."""
        if not self.is_assessable or self.value is None or self.wanted is None:
            return []
        gap = abs(self.value - self.wanted)
        if self.form == AVERAGE or not gap:
            return []
        places = self.decimals
        while places < 6 and not rounded(gap, places):
            places += 1
        return [Fact("gap", gap, places)]

    def reason(self) -> list[Fact]:
        """The numbers in the words for why there is no light."""
        if self.row["reason"] == "stale":
            return years(self.value_year or self.as_of)
        return [Fact("fewest peers", Decimal(5))] if self.row["reason"] == "few_peers" else []

    def distance(self) -> list[Fact]:
        """How far from the target, or from the peers."""
        if not self.is_assessable:
            return self.reason()
        if self.form == IMPROVE:
            return [*self.change(), *self.median()]
        if self.value is None or self.wanted is None:
            return self.reason()
        if self.form == CHANGE and self.start:
            return [*self.change(), Fact("demanded", Decimal(self.target["target_value"]))]
        return self.lead() if self.form == AVERAGE else self.gap()

    def how_far(self) -> list[Fact]:
        """From the schedule while there is one, else from the target."""
        if self.cell("lead") is not None and self.cell("schedule") != 1:
            return self.lead()
        return self.distance()

    def why_turned(self) -> list[Fact]:
        """The numbers in the words for why the light is another one than the year before."""
        before = Case(self.exported, self.indicator, self.city, self.as_of - 1)
        if not self.is_assessable:
            return self.reason()
        if not before.is_assessable:
            return [*before.reason(), *self.how_far()]
        if (before.row["target_level"], before.form) != (self.row["target_level"], self.form):
            return self.how_far()
        due = int(self.target["target_year"])
        now = [*years(self.value_year), *self.observed(), *self.how_far()]
        if self.form == IMPROVE:
            both = years(self.start_year, self.value_year, before.value_year)
            return [*both, *self.distance(), *before.distance()]
        if before.as_of < due <= self.as_of or self.form == AVERAGE or before.value is None:
            return now
        return [*now, *years(before.value_year), Fact("before", before.value, self.decimals)]


def demand(target: Row) -> list[Fact]:
    """Return the numbers in a target's own words."""
    if not target["target_value"]:
        return []
    value = Decimal(target["target_value"])
    if target["form"] == CHANGE:
        return [*years(target["baseline_year"]), Fact("demanded", abs(value))]
    due = years(target["target_year"]) if target["form"] == SINGLE else []
    return [Fact("target", value), *due]
