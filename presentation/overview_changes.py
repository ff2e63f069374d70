"""What changed since the year before, and why: the lights that turned, city by city."""

from dataclasses import dataclass

from indicators.areas import Area
from presentation.scene import Scene
from presentation.turning import Turn, turns_of


@dataclass(frozen=True, slots=True)
class Change:
    """One light that turned, with its indicator as a link."""

    name: str
    href: str
    turn: Turn


@dataclass(frozen=True, slots=True)
class Group:
    """Turns of one kind: worse, better, come or gone."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class CityChanges:
    """One city's turns, the worse ones first."""

    city: Area
    groups: tuple[Group, ...]


def changes(scene: Scene) -> tuple[CityChanges, ...]:
    """Return each city's turns; nothing at all in the first year looked at."""
    if scene.year - 1 not in scene.reader.years_looked_at:
        return ()
    return tuple(CityChanges(c, _groups(scene, c.code)) for c in scene.cities)


def _groups(scene: Scene, code: str) -> tuple[Group, ...]:
    turns = [t for t in turns_of(scene, code) if t.before[0] is not t.after[0]]
    kinds = {"worse": -1, "better": 1, "other": 0}
    found = []
    for kind, step in kinds.items():
        own = tuple(_change(scene, t) for t in turns if t.step == step)
        if own:
            found.append(Group(scene.t(f"overview.turned_{kind}", count=len(own)), own))
    return tuple(found)


def _change(scene: Scene, turn: Turn) -> Change:
    indicator = scene.reader.catalogue.indicators[turn.indicator_id]
    return Change(scene.name(indicator), scene.link("indicator", indicator=turn.indicator_id), turn)
