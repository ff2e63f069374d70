"""A group's cities on their own map, shaded by place: five shades, the darkest the best fifth.

Cities that share a place share a shade. A city without a figure, and 济源, which the plan names
but for which hardly anything is published, are hatched.
"""

from dataclasses import dataclass
from pathlib import Path

from indicators.areas import Group
from presentation.figures import figure, value
from presentation.map_labels import Label, fitting
from presentation.maps import Outline, outlines
from presentation.scene import Scene
from presentation.standings import Standings
from presentation.standings_words import place_words

SHADES = 5
SIZE, OWN_SIZE = 9.5, 12.5
"""Pixels of the names on the map."""
FILES = {Group.CLUSTER: "zhongyuan_30_cities.geojson", Group.SHANXI: "shanxi_cities.geojson"}


@dataclass(frozen=True, slots=True)
class Part:
    """One outline; `shade` is None without a figure, `title` what a pointer reads."""

    outline: Outline
    shade: int | None
    title: str
    is_own: bool
    name: str


@dataclass(frozen=True, slots=True)
class Shade:
    """One step of the key: the values that have this shade."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ShadedMap:
    """The map in a box of pixels; our three come last, so that their borders stay whole."""

    width: int
    height: int
    parts: tuple[Part, ...]
    labels: tuple[Label, ...]
    key: tuple[Shade, ...]
    has_gaps: bool
    has_unranked: bool


def shaded_map(scene: Scene, found: Standings, folder: Path, height: int) -> ShadedMap:
    """Shade the map of the group by the places of the year shown."""
    drawn = outlines(folder / FILES[found.group], height)
    own = {c.code for c in scene.cities}
    parts = [_part(scene, found, o, o.code in own) for o in drawn.outlines]
    parts.sort(key=lambda p: p.is_own)
    key = tuple(Shade(n, text) for n in range(SHADES) if (text := _values(found, n)))
    members = {a.code for a in found.areas}
    return ShadedMap(
        drawn.width,
        drawn.height,
        tuple(parts),
        tuple(fitting(_labels(parts))),
        key,
        has_gaps=any(p.shade is None for p in parts),
        has_unranked=any(o.code not in members for o in drawn.outlines),
    )


def _part(scene: Scene, found: Standings, outline: Outline, is_own: bool) -> Part:
    area = scene.reader.areas.get(outline.code)
    name = scene.name(area) if area else outline.name
    seen = found.now.get(outline.code)
    if seen is None:
        return Part(outline, None, scene.t("peers.no_figure", city=name), is_own, name)
    text = value(seen.obs_value, found.indicator, scene.t)
    words = place_words(scene, found.places_now.get(outline.code))
    title = scene.t("peers.map_city", city=name, value=text, place=words)
    return Part(outline, _shade(found, outline.code), title, is_own, name)


def _labels(parts: list[Part]) -> list[Label]:
    """Name our three before the others, and those with a figure before those without."""
    order = sorted(parts, key=lambda p: (not p.is_own, p.shade is None))
    return [
        Label(p.outline.code, p.name, p.outline.x, p.outline.y, OWN_SIZE if p.is_own else SIZE)
        for p in order
    ]


def _shade(found: Standings, code: str) -> int:
    place = found.places_now.get(code)
    return 0 if place is None else (place.rank - 1) * SHADES // place.of


def _values(found: Standings, shade: int) -> str:
    """Write the values of a shade from the better to the worse end; empty where it has none."""
    values = [
        found.now[code].obs_value for code in found.places_now if _shade(found, code) == shade
    ]
    if not values:
        return ""
    ends = [figure(v, found.indicator.decimals) for v in (values[0], values[-1])]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"
