"""Where a city stands with each indicator: among the cluster, among Shanxi, in its own years."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.areas import Area, Group
from indicators.catalogue import Indicator
from indicators.observations import AreaSeries
from indicators.own_best import BestYear, best_year
from indicators.standing import Place
from presentation.scene import Scene
from presentation.standings import SINCE, broken, places_in, shown_year

TOP, TOP_OF_SHANXI = 10, 3
"""How many places count as the front and the rear of each group."""


@dataclass(frozen=True, slots=True)
class Move:
    """One indicator's way between two places in the cluster."""

    indicator: Indicator
    before: Place
    now: Place

    @property
    def size(self) -> int:
        """Places gained."""
        return self.before.rank - self.now.rank


def standing(scene: Scene, indicator: Indicator, code: str, year: int) -> tuple[str, ...]:
    """Return words for the places of the year a figure describes, and for the own best year."""
    said = []
    for group in Group:
        members = scene.reader.plan.members(group)
        place = places_in(scene, indicator, members, year).get(code)
        if place is not None:
            said.append(scene.t(f"city.place_{group}", rank=place.rank, of=place.of))
    best = own_best(scene, indicator, code)
    if best is not None:
        key = "city.own_best_now" if best.is_latest else "city.own_best"
        said.append(scene.t(key, year=best.year))
    return tuple(said)


def own_best(scene: Scene, indicator: Indicator, code: str) -> BestYear | None:
    """Return the best year up to the one looked at."""
    values = scene.values(indicator.indicator_id, code)
    breaks = scene.reader.plan.breaks_of(indicator.indicator_id, code)
    return best_year(AreaSeries(code, values, breaks), indicator.polarity, indicator.decimals)


def sentences(scene: Scene, code: str) -> tuple[str, ...]:
    """Say by rule how often the city is in front, what moved most, how often it is at its best."""
    indicators = list(scene.reader.catalogue.indicators.values())
    said = [_front(scene, indicators, code), _moves(scene, indicators, code)]
    found = [b for i in indicators if (b := own_best(scene, i, code)) is not None]
    if found:
        latest = sum(b.is_latest for b in found)
        said.append(scene.t("city.at_best", known=len(found), latest=latest))
    return tuple(s for s in said if s)


def _front(scene: Scene, indicators: Sequence[Indicator], code: str) -> str:
    parts = []
    for group, front in ((Group.CLUSTER, TOP), (Group.SHANXI, TOP_OF_SHANXI)):
        members = scene.reader.plan.members(group)
        found = [_place(scene, i, members, code) for i in indicators]
        known = [p for p in found if p is not None]
        if known:
            first = sum(p.rank <= front for p in known)
            last = sum(p.rank > p.of - front for p in known)
            about = {"known": len(known), "count": len(members), "front": front}
            parts.append(scene.t(f"city.front_{group}", first=first, last=last, **about))
    return scene.t("city.front", parts=scene.t("list.sentences").join(parts)) if parts else ""


def _place(scene: Scene, indicator: Indicator, members: Sequence[Area], code: str) -> Place | None:
    if not indicator.polarity.sign:
        return None
    year = shown_year(scene, indicator.indicator_id, members)
    return places_in(scene, indicator, members, year).get(code)


def _moves(scene: Scene, indicators: Sequence[Indicator], code: str) -> str:
    """Name the longest way up and the longest way down among the cluster since the baseline."""
    found = [m for i in indicators if i.polarity.sign and (m := _move(scene, i, code))]
    ups = sorted((m for m in found if m.size > 0), key=lambda m: -m.size)[:1]
    downs = sorted((m for m in found if m.size < 0), key=lambda m: m.size)[:1]
    parts = []
    for key, moves in (("up", ups), ("down", downs)):
        for m in moves:
            about = {"name": scene.within(m.indicator), "before": m.before.rank, "now": m.now.rank}
            parts.append(scene.t(f"city.moved_{key}", **about))
    if not parts:
        return ""
    return scene.t("city.moves", since=SINCE, parts=scene.t("list.semicolon").join(parts))


def _move(scene: Scene, indicator: Indicator, code: str) -> Move | None:
    members = scene.reader.plan.members(Group.CLUSTER)
    year = shown_year(scene, indicator.indicator_id, members)
    own = (scene.reader.areas[code],)
    before = places_in(scene, indicator, members, SINCE).get(code)
    now = places_in(scene, indicator, members, year).get(code)
    comparable = not broken(scene, indicator.indicator_id, own, year)
    if before is None or now is None or not comparable:
        return None
    return Move(indicator, before, now)
