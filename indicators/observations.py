"""Observation status and the observation itself, in SDMX words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import isfinite

from indicators.breaks import Break


class ObsStatus(StrEnum):
    """How firm a value is."""

    NORMAL = "A"
    PROVISIONAL = "P"
    ESTIMATED = "E"


_STRENGTH = (ObsStatus.ESTIMATED, ObsStatus.PROVISIONAL, ObsStatus.NORMAL)


def weakest(statuses: Iterable[ObsStatus]) -> ObsStatus:
    """Return the status of a value computed from inputs of these statuses.

    >>> weakest([ObsStatus.NORMAL, ObsStatus.PROVISIONAL]).value
    'P'
    """
    return min(statuses, key=_STRENGTH.index, default=ObsStatus.NORMAL)


@dataclass(frozen=True, slots=True)
class Observation:
    """The winning value of one indicator, area and year, in the catalogue's unit."""

    time_period: int
    obs_value: float
    obs_status: ObsStatus
    source_id: str


@dataclass(frozen=True, slots=True)
class Vintage:
    """One published value of one indicator, area and year, winner or not."""

    ref_area: str
    time_period: int
    obs_value: float
    obs_status: ObsStatus
    source_id: str
    source_row: int
    citation: str
    released_on: date
    priority: int
    is_winner: bool


@dataclass(frozen=True)
class AreaSeries:
    """Values of one indicator in one area by year, with the breaks that concern it."""

    ref_area: str
    values: Mapping[int, float]
    breaks: tuple[Break, ...] = field(default=())

    def until(self, year: int) -> "AreaSeries":
        """Return the series as one looking in `year` sees it; what is no number is missing."""
        known = {y: v for y, v in self.values.items() if y <= year and isfinite(v)}
        return AreaSeries(self.ref_area, known, self.breaks)
