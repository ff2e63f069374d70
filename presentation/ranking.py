"""Worst lags and best progress: by lead, then directions by their distance to the peers.

Each indicator is listed once, with the city it is most telling for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.assessment import Assessment, Light

_BAD = (Light.BAD, Light.POOR)
_GOOD = (Light.GOOD, Light.FAIR)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An assessment and what it was ranked by, in points or per cent; negative is behind."""

    assessment: Assessment
    measure: float


def worst(assessments: Iterable[Assessment], count: int) -> list[Ranked]:
    """Return the furthest behind, at most `count`."""
    return _ranked(assessments, _BAD, 1, count)


def best(assessments: Iterable[Assessment], count: int) -> list[Ranked]:
    """Return the furthest ahead, at most `count`."""
    return _ranked(assessments, _GOOD, -1, count)


def _ranked(
    assessments: Iterable[Assessment], lights: tuple[Light, ...], sign: int, count: int
) -> list[Ranked]:
    chosen = [a for a in assessments if a.light in lights]
    leads = [Ranked(a, a.lead) for a in chosen if a.lead is not None]
    others = [(a, a.distance_to_peers) for a in chosen if a.lead is None]
    distances = [Ranked(a, d) for a, d in others if d is not None and d * sign < 0]
    listed: dict[str, Ranked] = {}
    for group in (leads, distances):
        for ranked in sorted(group, key=lambda r: r.measure * sign):
            listed.setdefault(ranked.assessment.indicator_id, ranked)
    return list(listed.values())[:count]
