"""Worst lags and best progress: by lead, then directions by their distance to the peers.

Each indicator is listed once, with the city it is most telling for. What was missed or is far
behind stands before what merely lags, also where nothing says how far.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indicators.assessment import Assessment, Light

_GOOD = (Light.GOOD, Light.FAIR)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An assessment and what it was ranked by, in points or per cent; negative is behind."""

    assessment: Assessment
    measure: float


def worst(assessments: Iterable[Assessment], count: int) -> list[Ranked]:
    """Return the furthest behind, at most `count`."""
    every = list(assessments)
    bad = [a for a in every if a.light is Light.BAD]
    missed = sorted((Ranked(a, _missing(a)) for a in bad), key=lambda r: r.measure)
    distant = [*_ranked(bad, 1), *missed]
    return _once([*distant, *_ranked((a for a in every if a.light is Light.POOR), 1)], count)


def best(assessments: Iterable[Assessment], count: int) -> list[Ranked]:
    """Return the furthest ahead, at most `count`."""
    return _once(_ranked((a for a in assessments if a.light in _GOOD), -1), count)


def _ranked(assessments: Iterable[Assessment], sign: int) -> Iterator[Ranked]:
    """Yield those with a lead, then those with a distance to the peers on the wanted side."""
    chosen = list(assessments)
    leads = [Ranked(a, a.lead) for a in chosen if a.lead is not None]
    others = [(a, a.distance_to_peers) for a in chosen if a.lead is None]
    distances = [Ranked(a, d) for a, d in others if d is not None and d * sign < 0]
    for group in (leads, distances):
        yield from sorted(group, key=lambda r: r.measure * sign)


def _missing(a: Assessment) -> float:
    """Return what is missing to the target in per cent of it, as a negative number."""
    if a.obs_value is None or not a.required_value:
        return 0.0
    return -100 * abs(a.obs_value - a.required_value) / abs(a.required_value)


def _once(every: Iterable[Ranked], count: int) -> list[Ranked]:
    listed: dict[str, Ranked] = {}
    for ranked in every:
        listed.setdefault(ranked.assessment.indicator_id, ranked)
    return list(listed.values())[:count]
