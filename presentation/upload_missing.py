"""Which figures a file leaves out that its cities had the year before, by city."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from presentation.differences import Named, named
from presentation.figures import figure

if TYPE_CHECKING:
    from etl.check_report import CheckReport
    from presentation.scene import Scene

SHOWN = 12
"""Cities of which the figures are named; of more only the number is told."""


@dataclass(frozen=True, slots=True)
class OfCity:
    """One city's missing figures of one year; `title` names both and counts."""

    title: str
    indicators: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many figures are missing, in words, and which; `more` of further cities."""

    said: str
    cities: tuple[OfCity, ...]
    more: int


def gaps(scene: Scene, report: CheckReport) -> Gaps | None:
    """Return what is missing; None where nothing is."""
    if not report.missing:
        return None
    grouped = groupby(report.missing, key=lambda m: (m.ref_area, m.time_period))
    found = [(*key, [m.indicator_id for m in own]) for key, own in grouped]
    own = {c.code for c in scene.cities}
    found.sort(key=lambda one: one[0] not in own)
    said = scene.t("upload.missing", count=figure(len(report.missing), 0))
    more = sum(len(ids) for _, _, ids in found[SHOWN:])
    return Gaps(said, tuple(_of_city(scene, *one) for one in found[:SHOWN]), more)


def _of_city(scene: Scene, code: str, year: int, ids: list[str]) -> OfCity:
    area = scene.reader.areas.get(code)
    name = scene.name(area) if area else code
    title = scene.t("upload.missing_of", city=name, year=year, count=len(ids))
    return OfCity(title, tuple(named(scene, i) for i in ids))
