"""What the peers page says by rule: places, how they moved, whether the three draw together."""

from collections.abc import Iterable

from markupsafe import Markup

from indicators.areas import Area
from indicators.catalogue import Indicator
from indicators.standing import Place
from presentation.figures import figure, signed, with_unit
from presentation.scene import Scene
from presentation.spread import Spread
from presentation.standings import SINCE, Standings


def title(scene: Scene, found: Standings) -> Markup:
    """Say where the three stand, then how they moved since the baseline."""
    t = scene.t
    about = {"indicator": scene.name(found.indicator), "year": found.year}
    if not found.places_now:
        return t.markup("peers.few", known=len(found.now), **about)
    parts = _grouped(
        scene, "peers.city_place", [(c, _standing(scene, found, c)) for c in scene.cities]
    )
    group = t(f"peers.among_{found.group}", count=len(found.now))
    places = t("list.comma" if len(parts) == len(scene.cities) else "list.semicolon").join(parts)
    first = t.markup("peers.finding", group=group, places=places, **about)
    return first + Markup("<br>") + Markup.escape(_movement(scene, found))


def place_words(scene: Scene, place: Place | None) -> str:
    """Write a place; a shared one says so."""
    if place is None:
        return ""
    return scene.t("peers.shared" if place.shared else "peers.place", rank=place.rank)


def lead(scene: Scene, found: Standings, spread: Spread) -> str:
    """Say whether the three draw together, what is better, and which year is shown and why."""
    t = scene.t
    parts = [spread_words(scene, spread), t(f"polarity.{found.indicator.polarity}")]
    if found.year != scene.year:
        parts.append(t("peers.other_year", asked=scene.year, year=found.year))
    return t("peers.lead", parts=t("peers.between").join(parts))


def spread_words(scene: Scene, spread: Spread) -> str:
    """Say by rule which way the spread of the three went, or why that cannot be said."""
    t = scene.t
    if spread.drift is None:
        return t(
            f"peers.spread_{spread.why}", year=spread.broken_in or "", since=SINCE, last=spread.year
        )
    first, last = (with_unit(figure(v, 1), "%", t) for v in (spread.first, spread.last))
    years = {"since": SINCE, "year": spread.year}
    return t(f"peers.{spread.drift}", first=first, last=last, **years)


def change_words(scene: Scene, indicator: Indicator, change: float) -> str:
    """Write a change as a reader says it: a fall is less, be that better or not."""
    raw = change * (indicator.polarity.sign or 1)
    if indicator.unit == "%":
        return scene.t("change.points", change=signed(raw, max(indicator.decimals, 1)))
    return with_unit(signed(raw, 1), "%", scene.t)


def names(scene: Scene, areas: Iterable[Area], most: int = 3) -> str:
    """Write names in a row; of many only the first and how many there are."""
    listed = [scene.name(a) for a in areas]
    if len(listed) <= most:
        return scene.listed(listed)
    text = scene.t("list.comma").join(listed[:most])
    return scene.t("peers.and_more", names=text, count=len(listed))


def _standing(scene: Scene, found: Standings, city: Area) -> str:
    place = found.places_now.get(city.code)
    return place_words(scene, place) if place else scene.t("peers.city_missing")


def _movement(scene: Scene, found: Standings) -> str:
    """Say who moved by how much; where nobody can be compared, only why."""
    t = scene.t
    if not found.places_before:
        return t("peers.few_before", since=SINCE, known=len(found.before))
    ranked = [c for c in scene.cities if c.code in found.places_now]
    gaps = {found.broken[c.code].first_year_after for c in ranked if c.code in found.broken}
    if ranked and len(gaps) == 1 and all(c.code in found.broken for c in ranked):
        return t("peers.all_broken", since=SINCE, year=gaps.pop())
    parts = _grouped(scene, "peers.city_moved", [(c, _moved(scene, found, c)) for c in ranked])
    return t("peers.movement", since=SINCE, parts=t("list.semicolon").join(parts)) if parts else ""


def _grouped(scene: Scene, key: str, said: list[tuple[Area, str]]) -> list[str]:
    """Name cities of which the same is said together, in the order of the first of them."""
    cities: dict[str, list[Area]] = {}
    for city, text in said:
        cities.setdefault(text, []).append(city)
    return [scene.t(key, cities=names(scene, who), said=text) for text, who in cities.items()]


def _moved(scene: Scene, found: Standings, city: Area) -> str:
    t, gap = scene.t, found.broken.get(city.code)
    if gap is not None:
        return t("peers.moved_broken", year=gap.first_year_after)
    step = found.moved(city.code)
    if step is None:
        return t("peers.moved_unknown", since=SINCE)
    key = "up" if step > 0 else "down" if step < 0 else "not"
    return t(f"peers.moved_{key}", places=abs(step))
