"""Outlines of areas as SVG paths from the project's own GeoJSON: no tiles, no network.

Plain equirectangular projection, good to the pixel for an area of 400 km.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

NEAREST = 1.2
"""Pixels between two points of an outline; closer ones cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One area: `path` in the map's pixels, `x` and `y` where its label goes."""

    code: str
    name: str
    parent: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """Outlines in a box of `width` × `height` pixels."""

    width: int
    height: int
    outlines: tuple[Outline, ...]

    def centre(self, parent: str) -> tuple[float, float]:
        """Return the middle of an area's parts, for its label."""
        own = [o for o in self.outlines if o.parent == parent]
        return sum(o.x for o in own) / len(own), sum(o.y for o in own) / len(own)


@cache
def outlines(path: Path, height: int) -> Map:
    """Read a GeoJSON file once and fit it to a height in pixels."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    points = [p for f in features for ring in _rings(f["geometry"]) for p in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = height / (north - south)

    def pixel(longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - west) * narrow * scale, (north - latitude) * scale

    drawn = []
    for feature in features:
        about, geometry = feature["properties"], feature["geometry"]
        x, y = pixel(*about["label"])
        path_text = "".join(_path(pixel(*p) for p in ring) for ring in _rings(geometry))
        parent = about.get("city_code") or about.get("province_code", "")
        drawn.append(Outline(about["code"], about["name"], parent, path_text, x, y))
    return Map(round((east - west) * narrow * scale), height, tuple(drawn))


def _rings(geometry: dict[str, Any]) -> Iterable[list[list[float]]]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        yield from polygon


def _path(pixels: Iterable[tuple[float, float]]) -> str:
    """Join pixels, leaving out those that fall on the one before."""
    kept: list[tuple[float, float]] = []
    for x, y in pixels:
        point = (round(x, 1), round(y, 1))
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= NEAREST:
            kept.append(point)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"
