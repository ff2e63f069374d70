"""Two releases held against each other: figures old → new, lights with the reason of each."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from presentation.differences import FigureLine, figure_line
from presentation.figures import figure
from presentation.light_changes import CityLights, by_city, turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.comparison import Comparison, FigureChange
    from presentation.scene import Scene

MOST = 200
"""Figures beyond these are counted; `etl diff` on the command line lists all."""


@dataclass(frozen=True)
class Compared:
    """What differs between two releases, ready for its template."""

    before: str
    after: str
    counts: tuple[tuple[str, str], ...]
    cities: tuple[CityLights, ...]
    turning: int
    figures: tuple[FigureLine, ...]
    figures_in_all: int

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.figures_in_all or self.turning)


def compared(scene: Scene, found: Comparison, before: str, after: str) -> Compared:
    """Put a comparison of two releases in words."""
    lights = turning(scene, found.lights)
    ordered = sorted(found.figures, key=lambda change: _order(scene, change))
    return Compared(
        before=before.split("-", 1)[0],
        after=after.split("-", 1)[0],
        counts=_counts(scene, found.figures),
        cities=by_city(scene, lights),
        turning=len(lights),
        figures=tuple(figure_line(scene, change) for change in ordered[:MOST]),
        figures_in_all=len(found.figures),
    )


def _order(scene: Scene, change: FigureChange) -> tuple[bool, float]:
    """Sort the plan's cities first, then what moved most; new and gone ones come last."""
    elsewhere = change.ref_area not in {city.code for city in scene.cities}
    if change.before is None or change.after is None:
        return elsewhere, inf
    return elsewhere, -abs(change.after / change.before - 1) if change.before else -inf


def _counts(scene: Scene, figures: Sequence[FigureChange]) -> tuple[tuple[str, str], ...]:
    kinds: dict[str, Iterable[FigureChange]] = {
        "new": (f for f in figures if f.before is None),
        "changed": (f for f in figures if f.before is not None and f.after is not None),
        "gone": (f for f in figures if f.after is None),
    }
    return tuple(
        (figure(sum(1 for _ in found), 0), scene.t(f"releases.{kind}"))
        for kind, found in kinds.items()
    )
