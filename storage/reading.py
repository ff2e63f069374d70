"""Read a release: domain types, each read once and kept for as long as the reader lives.

A release never changes, so whatever was read stays true; readers are cached by release id.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import pyarrow as pa
import sqlalchemy as sa

from indicators.areas import Area
from indicators.assessment import Assessment, Reason, Status
from indicators.breaks import Break
from indicators.catalogue import Catalogue, Goal, Indicator
from indicators.formulas import parse
from indicators.ledger import Clause, Event
from indicators.lights import Lights
from indicators.observations import Observation, ObsStatus, Vintage
from indicators.plan import Plan
from indicators.sources import Source
from indicators.targets import Target, TargetForm, TargetLevel, targets_for
from storage import tables as t
from storage.engines import fetch_columns, open_for_reading
from storage.records import restored
from storage.release import ReleaseInfo, RowCounts
from storage.soundness import sound_path
from storage.warehouse import Warehouse, WarehouseDamaged

T = TypeVar("T")
DERIVED = "derived"
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


class ReleaseReader:
    """One release, read-only; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = open_for_reading(path)
        self._series: dict[str, Series] = {}
        self._years: dict[int, YearValues] = {}
        self._kept: dict[Hashable, Any] = {}
        self._lock = Lock()

    def close(self) -> None:
        """Give the file free."""
        self._engine.dispose()

    @cached_property
    def info(self) -> ReleaseInfo:
        """Identity and row counts of the release."""
        return restored(ReleaseInfo, self._rows(sa.select(t.RELEASE))[0])

    @property
    def release_id(self) -> str:
        """The identifier that caches and links carry."""
        return self.info.release_id

    @cached_property
    def plan(self) -> Plan:
        """Areas, catalogue, targets, breaks, clauses and events; aliases stay with the ETL."""
        goals = {g.goal_id: g for g in self._all(t.GOAL, Goal)}
        entries = {i.indicator_id: i for i in self._all(t.INDICATOR, Indicator)}
        return Plan(
            areas=self._all(t.AREA, Area),
            catalogue=Catalogue(goals, entries),
            targets=self._all(t.TARGET, Target),
            breaks=self._all(t.BREAK, Break),
            aliases=(),
            clauses=self._all(t.CLAUSE, Clause),
            events=self._all(t.EVENT, Event),
        )

    @property
    def catalogue(self) -> Catalogue:
        """Goals and catalogue entries."""
        return self.plan.catalogue

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """All reference areas by code."""
        return {a.code: a for a in self.plan.areas}

    @property
    def plan_cities(self) -> tuple[Area, ...]:
        """The three cities, in order of display."""
        return self.plan.cities

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All sources by identifier."""
        rows = self._rows(sa.select(t.SOURCE).order_by(t.SOURCE.c.source_id))
        return {row["source_id"]: restored(Source, row) for row in rows}

    @cached_property
    def row_counts(self) -> Mapping[str, RowCounts]:
        """What became of each source's rows, by identifier."""
        rows = self._rows(sa.select(t.SOURCE).order_by(t.SOURCE.c.source_id))
        return {row["source_id"]: restored(RowCounts, row) for row in rows}

    @cached_property
    def lights(self) -> Lights:
        """All assessments, in catalogue and city order."""
        return Lights(_assessment(row) for row in self._rows(sa.select(t.ASSESSMENT)))

    @property
    def years_looked_at(self) -> tuple[int, ...]:
        """The years for which lights are kept."""
        return self.lights.years

    def target_of(self, assessment: Assessment) -> Target | None:
        """Return the target an assessment was made against."""
        if assessment.target_number is None:
            return None
        targets = self.targets_of(assessment.indicator_id, assessment.ref_area)
        return targets[assessment.target_number]

    def targets_of(self, indicator_id: str, ref_area: str) -> list[Target]:
        """Return one city's targets, strongest claim first."""
        return targets_for(self.plan.targets, indicator_id, ref_area)

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
        """Return the winning values of all indicators and cities in one year, as whole columns."""
        with self._lock:
            if year not in self._years:
                c = t.SERIES.c
                own = [a.code for a in self.plan.areas if not a.is_reference]
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

    @cached_property
    def _source_ids(self) -> Mapping[str, frozenset[str]]:
        cities = [a.code for a in self.plan.cities]
        c = t.SERIES.c
        query = sa.select(c.indicator_id, c.source_id).where(c.ref_area.in_(cities)).distinct()
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._rows(query):
            found[row["indicator_id"]].add(row["source_id"])
        return {key: frozenset(ids) for key, ids in found.items()}

    def sources_of(self, indicator_id: str) -> tuple[Source, ...]:
        """Return the sources of the plan cities' values, inputs of formulas included."""
        ids = set(self._source_ids.get(indicator_id, ()))
        if DERIVED in ids:
            formula = parse(self.catalogue.entries[indicator_id].expression)
            for name in formula.inputs | formula.sums:
                ids |= self._source_ids.get(name, frozenset())
        return tuple(s for key, s in self.sources.items() if key in ids)

    @cached_property
    def data_as_of(self) -> date:
        """The latest release date among the sources of all lights (数据截至)."""
        used = (s for i in self.catalogue.indicators for s in self.sources_of(i))
        return max((s.released_on for s in used), default=self.info.built_at.date())

    def columns(self, query: sa.Select[Any]) -> pa.Table:
        """Return the answer to a query as columns, for exports."""
        with self._connection() as connection:
            return fetch_columns(connection, query)

    def _all(self, table: sa.Table, kind: type[T]) -> tuple[T, ...]:
        rows = self._rows(sa.select(table).order_by(table.c.position))
        return tuple(restored(kind, row) for row in rows)

    def _rows(self, query: sa.Select[Any]) -> list[dict[str, Any]]:
        with self._connection() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    @contextmanager
    def _connection(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.DBAPIError as error:  # the file was damaged after it was opened
            raise WarehouseDamaged(self._path, "it cannot be read") from error


def _assessment(row: Mapping[str, Any]) -> Assessment:
    enums = {
        "status": Status(row["status"]),
        "reason": Reason(row["reason"]) if row["reason"] else None,
        "form": TargetForm(row["form"]) if row["form"] else None,
        "target_level": TargetLevel(row["target_level"]) if row["target_level"] else None,
    }
    return Assessment(**(dict(row) | enums))
