"""Figures that differ, in words: what an upload would change, or what two releases differ in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.rounding import decimals_to_see
from presentation.figures import figure, signed, with_unit

if TYPE_CHECKING:
    from etl.comparison import FigureChange
    from indicators.catalogue import Indicator
    from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator or measure; only indicators have a page."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure old → new; `code` is the area's, for its dot. A side may be empty."""

    indicator: Named
    code: str
    area: str
    year: int
    before: str
    after: str
    change: str


def named(scene: Scene, indicator_id: str) -> Named:
    """Return a catalogue entry's name, with the address of its page if it has one."""
    catalogue = scene.reader.catalogue
    entry = catalogue.entries.get(indicator_id)
    if entry is None:  # in an earlier release, and gone since
        return Named(indicator_id, "")
    shown = indicator_id in catalogue.indicators
    href = scene.link("indicator", indicator=indicator_id) if shown else ""
    return Named(scene.name(entry), href)


def figure_line(scene: Scene, change: FigureChange) -> FigureLine:
    """Write one changed figure; both sides get the places it takes to tell them apart."""
    entry = scene.reader.catalogue.entries.get(change.indicator_id)
    area = scene.reader.areas.get(change.ref_area)
    places = _places(change, entry)
    symbol = entry.unit if entry else ""
    sides = [
        "" if value is None else with_unit(figure(value, places), symbol, scene.t)
        for value in (change.before, change.after)
    ]
    return FigureLine(
        named(scene, change.indicator_id),
        change.ref_area,
        scene.name(area) if area else change.ref_area,
        change.time_period,
        sides[0],
        sides[1],
        _change(scene, change, symbol, places),
    )


def _places(change: FigureChange, entry: Indicator | None) -> int:
    places = entry.decimals if entry else 2
    if change.before is None or change.after is None:
        return places
    return decimals_to_see(change.before, change.after, places)


def _change(scene: Scene, change: FigureChange, symbol: str, places: int) -> str:
    """Return points for per cent, else per cent; empty where there is nothing to compare with."""
    before, after = change.before, change.after
    if before is None or after is None:
        return ""
    if symbol == "%":
        return scene.t("change.points", change=signed(after - before, places))
    if before <= 0:
        return ""
    share = (after / before - 1) * 100
    return with_unit(signed(share, 1 if abs(share) >= 0.05 else 3), "%", scene.t)
