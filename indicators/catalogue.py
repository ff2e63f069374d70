"""The catalogue: what is measured, in which unit, for which goal, and what is better."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from indicators.language import Bilingual


class Domain(StrEnum):
    """The three domains under which the plan's goals are shown."""

    ECONOMY = "economy"
    ECOLOGY = "ecology"
    PUBLIC_SERVICES = "public_services"


class Polarity(StrEnum):
    """Which direction is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"

    @property
    def sign(self) -> int:
        """+1 when higher is better, −1 when lower is, 0 when neither."""
        return {Polarity.HIGHER: 1, Polarity.LOWER: -1, Polarity.NONE: 0}[self]


class Kind(StrEnum):
    """How a catalogued figure comes about."""

    PUBLISHED = "published"
    DERIVED = "derived"
    MEASURE = "measure"
    """An input of a formula; catalogued, but without goal and light."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the plan's eight phrases of 主要目标; `short` is what it is about."""

    goal_id: str
    phrase: Bilingual
    short: Bilingual
    domain: Domain


@dataclass(frozen=True, slots=True)
class Indicator:
    """One catalogue entry; measures have neither domain nor goal.

    `expression` is the formula in catalogue identifiers (`indicators.formulas`), empty for
    figures that are only published. `decimals` is the number of places a page prints.
    """

    indicator_id: str
    name: Bilingual
    domain: Domain | None
    goal_id: str | None
    unit: str
    decimals: int
    polarity: Polarity
    kind: Kind
    source_label: str
    scope: str
    expression: str
    note: Bilingual


@dataclass(frozen=True)
class Catalogue:
    """All goals and entries by identifier, in the order of the plan files."""

    goals: Mapping[str, Goal]
    entries: Mapping[str, Indicator]

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """The entries that carry a light: everything but measures."""
        return {key: i for key, i in self.entries.items() if i.kind is not Kind.MEASURE}

    @cached_property
    def by_goal(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The indicators of each goal, in catalogue order; every goal is a key."""
        return {
            goal_id: tuple(i for i in self.indicators.values() if i.goal_id == goal_id)
            for goal_id in self.goals
        }

    @cached_property
    def shared_series(self) -> Mapping[str, str]:
        """Measure → indicator fed by the same published series (same label and scope)."""
        published = {
            (i.source_label, i.scope): key
            for key, i in self.indicators.items()
            if i.kind is Kind.PUBLISHED
        }
        return {
            key: published[i.source_label, i.scope]
            for key, i in self.entries.items()
            if i.kind is Kind.MEASURE and (i.source_label, i.scope) in published
        }
