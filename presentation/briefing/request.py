"""What goes into a briefing: cities, indicators in their order, title and issuing office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import Any

from indicators.areas import Area
from indicators.assessment import Assessment, Light
from indicators.catalogue import Domain, Indicator
from indicators.targets import TargetForm
from presentation.scene import Scene

WHOLE = "overview"
"""What the sheet of all lights is called where indicators are named."""
_SEVERITY = (Light.BAD, Light.POOR, Light.FAIR, Light.GOOD, Light.NONE)


class Order(StrEnum):
    """How the indicators of a briefing follow one another."""

    PLAN = "plan"
    """As the plan's goals do."""
    LAGS = "lags"
    """What lags furthest first."""
    PICKED = "picked"
    """As they were picked."""


@dataclass(frozen=True)
class Focus(Scene):
    """A scene narrowed to some of the three cities."""

    chosen: tuple[str, ...] = ()

    @property
    def cities(self) -> tuple[Area, ...]:
        """The chosen cities, in order of display."""
        return tuple(c for c in self.reader.plan_cities if c.code in self.chosen)


@dataclass(frozen=True)
class Request:
    """One briefing; `indicator_ids` stand in the order in which they are shown.

    `whole_at` is the place of the sheet of all lights among the others, None without it.
    """

    scene: Focus
    indicator_ids: tuple[str, ...]
    title: str
    office: str
    whole_at: int | None = None

    @property
    def sheet_ids(self) -> tuple[str, ...]:
        """All sheets in their order, the one of all lights included."""
        if self.whole_at is None:
            return self.indicator_ids
        before, after = self.indicator_ids[: self.whole_at], self.indicator_ids[self.whole_at :]
        return (*before, WHOLE, *after)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The catalogue's entries, in the briefing's order."""
        return tuple(self.scene.reader.catalogue.indicators[i] for i in self.indicator_ids)

    @cached_property
    def by_domain(self) -> Mapping[Domain, tuple[Indicator, ...]]:
        """The indicators of each domain that has any."""
        found = {d: tuple(i for i in self.indicators if i.domain is d) for d in Domain}
        return {domain: own for domain, own in found.items() if own}

    @cached_property
    def assessments(self) -> Mapping[tuple[str, str], Assessment]:
        """What gives the light, by indicator and city."""
        return {
            (i, c.code): self.scene.assessment(i, c.code)
            for i in self.indicator_ids
            for c in self.scene.cities
        }

    def of(self, indicator: Indicator) -> tuple[Assessment, ...]:
        """Return what is said about an indicator in each city."""
        return tuple(self.assessments[indicator.indicator_id, c.code] for c in self.scene.cities)

    def with_numbers(self) -> tuple[str, ...]:
        """Return the indicators that some city has a number to reach for; the report draws them."""
        return tuple(
            i.indicator_id for i in self.indicators if any(has_number(a) for a in self.of(i))
        )


def has_number(assessment: Assessment) -> bool:
    """Say whether an assessment was made against a number, not a direction."""
    return assessment.form is not None and assessment.form is not TargetForm.IMPROVE


def request(
    scene: Scene,
    *,
    cities: Iterable[str] = (),
    indicators: Iterable[str] = (),
    order: Order = Order.PLAN,
    title: str = "",
    office: str = "",
) -> Request:
    """Put a request together; nothing chosen means all of it, no title the usual one.

    Among the indicators `WHOLE` is the sheet of all lights; it comes first, or where it was picked.
    Raises `KeyError` for an indicator or a city that the release does not know.
    """
    named = tuple(dict.fromkeys(indicators)) or (WHOLE, *scene.reader.catalogue.indicators)
    ids = tuple(i for i in named if i != WHOLE)
    known = {c.code: c for c in scene.reader.plan_cities}
    codes = tuple(code for code in known if code in set(cities)) or tuple(known)
    unknown = {*cities} - known.keys() | {*ids} - scene.reader.catalogue.indicators.keys()
    if unknown:
        raise KeyError(min(unknown))
    focus = focused(scene, codes)
    focus.reader.read_ahead(ids)
    ordered = _in_order(focus, ids, order)
    at = (named.index(WHOLE) if order is Order.PICKED else 0) if WHOLE in named else None
    return Request(focus, ordered, title.strip() or usual_title(focus), office, at)


def focused(scene: Scene, codes: tuple[str, ...]) -> Focus:
    """Narrow a scene to some cities."""
    own: dict[str, Any] = {f.name: getattr(scene, f.name) for f in fields(Scene)}
    return Focus(**own, chosen=codes)


def usual_title(scene: Scene) -> str:
    """Return the title a briefing has when nobody gives it one."""
    if len(scene.cities) == len(scene.reader.plan_cities):
        return scene.t("briefing.usual_title", year=scene.year)
    names = scene.t("list.comma").join(scene.name(c) for c in scene.cities)
    return scene.t("briefing.usual_title_of", cities=names, year=scene.year)


def _in_order(scene: Scene, ids: tuple[str, ...], order: Order) -> tuple[str, ...]:
    if order is Order.PICKED:
        return ids
    places = {key: n for n, key in enumerate(_catalogue_order(scene))}
    if order is Order.PLAN:
        return tuple(sorted(ids, key=places.__getitem__))

    def lag(indicator_id: str) -> tuple[list[int], float, int]:
        found = [scene.assessment(indicator_id, c.code) for c in scene.cities]
        severity = sorted(_SEVERITY.index(a.light) for a in found)
        leads = [a.lead for a in found if a.lead is not None]
        return severity, min(leads, default=0.0), places[indicator_id]

    return tuple(sorted(ids, key=lag))


def _catalogue_order(scene: Scene) -> list[str]:
    by_goal = scene.reader.catalogue.by_goal
    return [i.indicator_id for goal in by_goal.values() for i in goal]
