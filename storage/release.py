"""Write one complete release file, and check it before anyone may read it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from indicators.assessment import Assessment
from indicators.plan import Plan
from indicators.sources import Source
from storage import tables
from storage.engines import Selected, arrow_rows, fill, load, open_for_writing
from storage.records import flat


@dataclass(frozen=True, slots=True)
class RowCounts:
    """What became of rows: read = observed + outside + set aside."""

    rows_read: int
    rows_observed: int
    rows_outside: int
    rows_set_aside: int


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """The release a file holds; `built_at` is UTC without zone."""

    release_id: str
    fingerprint: str
    built_at: datetime
    rows_read: int
    rows_observed: int
    rows_outside: int
    rows_set_aside: int

    @property
    def short_id(self) -> str:
        """The number people use (r1)."""
        return self.release_id.split("-", 1)[0]


@dataclass(frozen=True)
class ReleaseContent:
    """Everything a release holds; observations and series are ordered by indicator."""

    info: ReleaseInfo
    plan: Plan
    sources: Iterable[tuple[Source, RowCounts]]
    observations: Selected
    series: Selected
    assessments: Iterable[Assessment]
    findings: Iterable[dict[str, object]]


def write_release(path: Path, content: ReleaseContent) -> None:
    """Write all tables of a release into a new file."""
    engine = open_for_writing(path)
    try:
        tables.METADATA.create_all(engine)
        with engine.begin() as connection:
            for table, rows in _small_tables(content):
                load(connection, table, arrow_rows(table, rows))
    finally:
        engine.dispose()
    fill(path, {tables.OBSERVATION: content.observations, tables.SERIES: content.series})


def _small_tables(content: ReleaseContent) -> Iterable[tuple[sa.Table, list[dict[str, object]]]]:
    plan = content.plan
    yield tables.RELEASE, [flat(content.info)]
    yield tables.SOURCE, [flat(source) | flat(counts) for source, counts in content.sources]
    yield tables.AREA, _numbered(plan.areas)
    yield tables.GOAL, _numbered(plan.catalogue.goals.values())
    yield tables.INDICATOR, _numbered(plan.catalogue.entries.values())
    yield tables.TARGET, _numbered(plan.targets)
    yield tables.BREAK, _numbered(plan.breaks)
    yield tables.CLAUSE, _numbered(plan.clauses)
    yield tables.EVENT, _numbered(plan.events)
    yield tables.ASSESSMENT, [_plain(a) for a in content.assessments]
    yield tables.FINDING, list(content.findings)


def _numbered(items: Iterable[object]) -> list[dict[str, object]]:
    return [{"position": n, **flat(item)} for n, item in enumerate(items)]  # type: ignore[arg-type]


def _plain(assessment: Assessment) -> dict[str, object]:
    return {f.name: getattr(assessment, f.name) for f in fields(assessment)}
