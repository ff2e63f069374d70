"""Read a release: domain types, each read once and kept for as long as the reader lives.

A release never changes, so whatever was read stays true; readers are cached by release id.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import sqlalchemy as sa

from indicators.observations import Observation, ObsStatus, Vintage
from storage import tables as t
from storage.records import restored
from storage.registers import ReleaseRegisters
from storage.soundness import sound_path
from storage.warehouse import Warehouse

T = TypeVar("T")
Series = Mapping[str, Mapping[int, Observation]]
"""Area → year → observation."""
YearValues = Mapping[str, Mapping[str, float]]
"""Indicator → area → value."""


def open_current(warehouse: Path) -> "ReleaseReader":
    """Open the current release; raises `WarehouseProblem` when there is none, or a damaged one."""
    found = Warehouse(warehouse)
    return open_release(found, found.current())


def open_release(warehouse: Warehouse, release_id: str) -> "ReleaseReader":
    """Open a release that is as it was published; raises `WarehouseDamaged` otherwise."""
    return ReleaseReader(sound_path(warehouse, release_id))


class ReleaseReader(ReleaseRegisters):
    """One release, read-only; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._series: dict[str, Series] = {}
        self._years: dict[int, YearValues] = {}
        self._kept: dict[Hashable, Any] = {}
        self._lock = Lock()

    def series(self, indicator_id: str) -> Series:
        """Return the winning values of an indicator for the areas that pages show."""
        with self._lock:
            if indicator_id not in self._series:
                self._read_series([indicator_id])
            return self._series[indicator_id]

    def read_ahead(self, indicator_ids: Iterable[str]) -> None:
        """Read several series in one query, for pages that show many."""
        with self._lock:
            missing = [i for i in indicator_ids if i not in self._series]
            if missing:
                self._read_series(missing)

    def _read_series(self, indicator_ids: Sequence[str]) -> None:
        column = t.SERIES.c
        shown = [a.code for a in self.plan.areas if a.roles or a.is_reference]
        wanted = column.indicator_id.in_(indicator_ids) & column.ref_area.in_(shown)
        found: dict[str, dict[str, dict[int, Observation]]] = {
            i: defaultdict(dict) for i in indicator_ids
        }
        for row in self._rows(sa.select(t.SERIES).where(wanted).order_by(column.time_period)):
            year = row["time_period"]
            value = Observation(
                year, row["obs_value"], ObsStatus(row["obs_status"]), row["source_id"]
            )
            found[row["indicator_id"]][row["ref_area"]][year] = value
        self._series |= {i: dict(areas) for i, areas in found.items()}

    def values_in(self, year: int) -> YearValues:
        """Return one year's winning values of all indicators and of the cities that pages show."""
        with self._lock:
            if year not in self._years:
                c = t.SERIES.c
                own = [a.code for a in self.plan.areas if a.roles and not a.is_reference]
                query = sa.select(c.indicator_id, c.ref_area, c.obs_value).where(
                    c.time_period == year, c.ref_area.in_(own)
                )
                found: dict[str, dict[str, float]] = defaultdict(dict)
                names = ("indicator_id", "ref_area", "obs_value")
                columns = self.columns(query)
                for indicator, area, value in zip(
                    *(columns[name].to_pylist() for name in names), strict=True
                ):
                    found[indicator][area] = value
                self._years[year] = dict(found)
            return self._years[year]

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` worked out from this release, once for all who ask by this key.

        Two threads that ask first at the same time may both make it; they make the same.
        """
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def vintages(self, indicator_id: str, ref_area: str) -> tuple[Vintage, ...]:
        """Return every published value of one series, by year, winners first."""
        c = t.OBSERVATION.c
        query = (
            sa.select(t.OBSERVATION)
            .where(c.indicator_id == indicator_id, c.ref_area == ref_area)
            .order_by(c.time_period, c.is_winner.desc(), c.priority.desc())
        )
        return tuple(restored(Vintage, row) for row in self._rows(query))
