"""What the best of the other cities reached in the same years, beside our three."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.areas import Area
from indicators.catalogue import Polarity
from presentation.figures import value
from presentation.scene import Scene
from presentation.standings import Places, Standings
from presentation.standings_words import change_words, names, place_words


@dataclass(frozen=True, slots=True)
class OwnChange:
    """One of our three: its change since the baseline and the place of that change."""

    city: Area
    change: str
    place: str


@dataclass(frozen=True, slots=True)
class Best:
    """The best level and the best change among the others; empty texts where there is none."""

    level_by: str
    level: str
    change_by: str
    change: str
    change_of: int
    own: tuple[OwnChange, ...]
    is_judged: bool


def best_of(scene: Scene, found: Standings) -> Best:
    """Find the best of the others; several that print alike are named together."""
    own = {c.code for c in scene.cities}
    leaders = _first(found, found.places_now, own)
    quickest = _first(found, found.change_places, own)
    level = found.now[leaders[0].code].obs_value if leaders else None
    return Best(
        level_by=names(scene, leaders),
        level=value(level, found.indicator, scene.t) if level is not None else "",
        change_by=names(scene, quickest),
        change=_change(scene, found, found.changes, quickest[0]) if quickest else "",
        change_of=len(found.changes),
        own=tuple(_own(scene, found, c) for c in scene.cities),
        is_judged=found.indicator.polarity is not Polarity.NONE,
    )


def _first(found: Standings, places: Places, own: set[str]) -> list[Area]:
    """Return the others with the best place; none where our three are all there is."""
    others = {a.code: places[a.code].rank for a in found.areas if a.code in places.keys() - own}
    best = min(others.values(), default=0)
    return [a for a in found.areas if others.get(a.code) == best]


def _own(scene: Scene, found: Standings, city: Area) -> OwnChange:
    gap = found.broken.get(city.code)
    if gap is not None:
        return OwnChange(city, scene.t("peers.moved_broken", year=gap.first_year_after), "")
    if city.code not in found.changes:
        return OwnChange(city, scene.t("value.none"), "")
    place = place_words(scene, found.change_places[city.code])
    return OwnChange(city, _change(scene, found, found.changes, city), place)


def _change(scene: Scene, found: Standings, changes: Mapping[str, Decimal], area: Area) -> str:
    return change_words(scene, found.indicator, float(changes[area.code]))
