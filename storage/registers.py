"""What a release says besides its figures: the plan, targets, sources and lights."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from indicators.areas import Area
from indicators.assessment import Assessment, Reason, Status
from indicators.breaks import Break
from indicators.catalogue import Catalogue, Goal, Indicator
from indicators.formulas import parse
from indicators.ledger import Clause, Event
from indicators.lights import Lights
from indicators.plan import Plan
from indicators.sources import Source
from indicators.targets import Target, TargetForm, TargetLevel, targets_for
from storage import tables as t
from storage.queries import ReleaseFile
from storage.records import restored
from storage.release import ReleaseInfo, RowCounts

DERIVED = "derived"


class ReleaseRegisters(ReleaseFile):
    """Identity, plan, sources and lights of a release, each read once."""

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


def _assessment(row: Mapping[str, Any]) -> Assessment:
    enums = {
        "status": Status(row["status"]),
        "reason": Reason(row["reason"]) if row["reason"] else None,
        "form": TargetForm(row["form"]) if row["form"] else None,
        "target_level": TargetLevel(row["target_level"]) if row["target_level"] else None,
    }
    return Assessment(**(dict(row) | enums))
