"""The build: from source files to a verified release that readers are pointed to.

Either the whole release appears or nothing changes; an unchanged input is not read again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from duckdb import DuckDBPyConnection

from etl import audit
from etl.assess import assessments, read_values, years_looked_at
from etl.engine import column_engine
from etl.entries import Ingested
from etl.failures import told_plainly
from etl.fingerprint import source_key
from etl.ingest import ingest
from etl.inputs import Inputs, gather
from etl.labels import LabelBook
from etl.problems import Problem
from etl.series import make_series
from etl.sources import SourceFile
from etl.staging import Stage, recover, staged
from etl.submissions import FOLDER, Submission, all_submissions
from etl.vintages import load_vintages
from indicators.plan import Plan
from storage.engines import Selected
from storage.records import flat
from storage.release import ReleaseContent, ReleaseInfo, RowCounts, write_release
from storage.soundness import faults_of
from storage.verification import verify_release
from storage.warehouse import Warehouse

Report = Callable[[str, int, int], None]
"""Told the stage, steps done and steps in all."""

_OBSERVATIONS = """SELECT indicator_id, ref_area, time_period, obs_value, unit_measure, obs_status,
    source_id, released_on, priority, is_winner, source_row, citation FROM observation
    ORDER BY indicator_id, ref_area, time_period, source_id"""
_SERIES = """SELECT indicator_id, ref_area, time_period, obs_value, unit_measure, obs_status,
    source_id FROM series ORDER BY indicator_id, ref_area, time_period"""


@dataclass(frozen=True)
class Built:
    """What a build did; `ingested` is empty when nothing had changed."""

    release_id: str
    is_new: bool
    ingested: tuple[Ingested, ...]


class Change(Protocol):
    """A change of what counts, carried out together with the build or not at all."""

    def prepare(self, stage: Stage, current: str | None) -> None:
        """Check the change and make it ready; raises `Problem`, and then nothing has happened."""
        ...

    def counting(self, active: list[Submission]) -> list[Submission]:
        """Return the submissions that count after the change."""
        ...

    def told(self) -> audit.Told:
        """Return what the log says of it."""
        ...


def build(
    data: Path, warehouse: Warehouse, first_year: int, report: Report, change: Change | None = None
) -> Built:
    """Build a release from `data` and make it current.

    Raises `Problem` for faults in the inputs or when the disk gives up, and `WarehouseProblem`
    when another build is at work; the current release then stays as it is.
    """
    uploads = data / FOLDER
    with told_plainly(), warehouse.publishing() as work:
        if change is None:
            recover(uploads, warehouse)
            inputs = gather(data, first_year, _counting(uploads))
            return _publish(work, warehouse, inputs, first_year, report, _nothing)
        with staged(uploads, warehouse) as stage:
            change.prepare(stage, warehouse.current_or_none())
            inputs = gather(data, first_year, change.counting(_counting(uploads)))
            seal = partial(_seal, stage, change, warehouse)
            built = _publish(work, warehouse, inputs, first_year, report, seal)
            stage.settle()
            return built


def _counting(uploads: Path) -> list[Submission]:
    return [s for s in all_submissions(uploads) if not s.withdrawn]


def _seal(stage: Stage, change: Change, store: Warehouse, release_id: str, is_new: bool) -> None:
    log = audit.continued(stage.uploads, change.told(), release_id)
    stage.place(audit.LOG, audit.LOG).write_bytes(log)
    stage.seal(release_id, store, is_new=is_new)


def _nothing(_release_id: str, _is_new: bool) -> None:
    """Seal nothing: a build without a change."""


def _publish(
    work: Path,
    warehouse: Warehouse,
    inputs: Inputs,
    first_year: int,
    report: Report,
    seal: Callable[[str, bool], None],
) -> Built:
    """Point to the release of these inputs, which is built unless there is one already."""
    known = warehouse.with_fingerprint(inputs.mark)
    if known and _is_sound(warehouse, known):
        seal(known, False)
        warehouse.point_to(known)
        return Built(known, is_new=False, ingested=())
    release_id = warehouse.next_id(inputs.mark)
    identity = (release_id, inputs.mark, first_year)
    ingested = _build_file(work, warehouse, inputs, identity, report)
    seal(release_id, True)
    warehouse.publish(work / "release.duckdb", release_id, inputs.digests)
    report("done", 1, 1)
    return Built(release_id, is_new=True, ingested=ingested)


def _is_sound(warehouse: Warehouse, release_id: str) -> bool:
    faults = faults_of(warehouse, release_id)
    return not faults and not verify_release(warehouse.path(release_id))


def _build_file(
    work: Path,
    warehouse: Warehouse,
    inputs: Inputs,
    identity: tuple[str, str, int],
    report: Report,
) -> tuple[Ingested, ...]:
    plan, files = inputs.plan, inputs.files
    with column_engine(work) as engine:
        cache = warehouse.folder / "cache"
        ingested = _ingest_all(engine, plan, files, cache, inputs.naming, report)
        report("series", 0, 1)
        _combine(engine, plan, files, ingested)
        content = _content(engine, inputs, ingested, identity)
        report("write", 0, 1)
        _write(work / "release.duckdb", content)
    return ingested


def _ingest_all(
    engine: DuckDBPyConnection,
    plan: Plan,
    files: Sequence[SourceFile],
    cache: Path,
    naming: str,
    report: Report,
) -> tuple[Ingested, ...]:
    labels = LabelBook(plan)
    ingested = []
    for number, file in enumerate(files):
        report("read", number, len(files))
        key = source_key(file, naming)
        ingested.append(ingest(engine, file, plan, labels, cache, key))
    report("read", len(files), len(files))
    return tuple(ingested)


def _combine(
    engine: DuckDBPyConnection,
    plan: Plan,
    files: Iterable[SourceFile],
    ingested: Iterable[Ingested],
) -> None:
    paths = [i.observations for i in ingested]
    load_vintages(engine, plan, [f.source for f in files], paths)
    make_series(engine, plan)


def _content(
    engine: DuckDBPyConnection,
    inputs: Inputs,
    ingested: Sequence[Ingested],
    identity: tuple[str, str, int],
) -> ReleaseContent:
    release_id, mark, first_year = identity
    plan, files = inputs.plan, inputs.files
    values = read_values(engine, plan)
    counts = [counts_of(i) for i in ingested]
    total = RowCounts(*(sum(column) for column in zip(*map(_numbers, counts), strict=True)))
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return ReleaseContent(
        info=ReleaseInfo(release_id, mark, now, *_numbers(total)),
        plan=plan,
        sources=[
            *((f.source, c) for f, c in zip(files, counts, strict=True)),
            *((f.source, RowCounts(0, 0, 0, 0)) for f in inputs.targets),
        ],
        observations=every_observation(engine),
        series=Selected(engine, _SERIES),
        assessments=assessments(plan, values, years_looked_at(plan, values, first_year)),
        findings=[flat(finding) for i in ingested for finding in i.findings],
    )


def _write(path: Path, content: ReleaseContent) -> None:
    write_release(path, content)
    broken = verify_release(path)
    if broken:
        raise Problem("the new release is not sound and was not published: " + "; ".join(broken))


def every_observation(engine: DuckDBPyConnection) -> Selected:
    """Return all observations with the winners marked, in the order in which a release has them."""
    return Selected(engine, _OBSERVATIONS)


def counts_of(ingested: Ingested) -> RowCounts:
    """Return what became of one file's rows."""
    aside = sum(ingested.set_aside.values())
    return RowCounts(ingested.rows, ingested.observed, ingested.outside, aside)


def _numbers(counts: RowCounts) -> tuple[int, int, int, int]:
    return (
        counts.rows_read,
        counts.rows_observed,
        counts.rows_outside,
        counts.rows_set_aside,
    )
