"""Read one source file once: observations to Parquet, findings and counts beside it.

Kept by content: the same file, sidecar, catalogue and rules give the same entry, so an
unchanged input is never read again.
"""

import tempfile
from collections import Counter
from pathlib import Path

from duckdb import DuckDBPyConnection

from etl import entries
from etl.entries import Ingested
from etl.findings import Finding
from etl.labels import LabelBook
from etl.quarantine import word_findings
from etl.reading import load_cells
from etl.rules import judge
from etl.sources import SourceFile
from etl.upload_reading import read_submission_figures
from indicators.plan import Plan
from indicators.sources import SourceKind

_OBSERVATIONS = """
COPY (SELECT indicator_id, ref_area, time_period, obs_value, unit_measure, obs_status,
             $source AS source_id, source_row, citation
      FROM judged WHERE fault = '') TO '{path}' (FORMAT parquet)
"""
_DONE = "DROP TABLE IF EXISTS judged; DROP VIEW IF EXISTS cell; DROP TABLE IF EXISTS cell_text"
"""What was read is kept as Parquet; its memory is for whatever comes next."""


def ingest(
    engine: DuckDBPyConnection,
    file: SourceFile,
    plan: Plan,
    labels: LabelBook,
    cache: Path,
    key: str,
) -> Ingested:
    """Read one file, or take what an earlier reading of the same content left in `cache`.

    `key` names the content: file, sidecar, catalogue and rules. Raises `SourceProblem` when the
    file cannot be read as a table.
    """
    kept = entries.kept(cache, key)
    if kept is not None:
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".reading-") as name:
        found = _read(engine, file, plan, labels, Path(name))
        engine.execute(_DONE)
        return entries.keep(cache, key, found)


def _read(
    engine: DuckDBPyConnection, file: SourceFile, plan: Plan, labels: LabelBook, scratch: Path
) -> Ingested:
    target = scratch / "observations.parquet"
    findings: list[Finding] = []
    if file.source.kind is SourceKind.SUBMISSION:  # its findings were dealt with when it came in
        read_submission_figures(engine, file.path, plan, file.source, file.source.title)
    else:
        layout = load_cells(engine, file.path, scratch)
        judge(engine, plan, labels, file.source)
        findings = word_findings(engine, plan, file.source, layout)
    judged = engine.sql("SELECT fault, count(*) FROM judged GROUP BY 1").fetchall()
    counts = Counter(dict(judged))
    quoted = str(target).replace("'", "''")
    engine.execute(_OBSERVATIONS.format(path=quoted), {"source": file.source.source_id})
    observed, outside = counts.pop("", 0), counts.pop("not_in_catalogue", 0)
    return Ingested(
        source_id=file.source.source_id,
        observations=target,
        rows=observed + outside + counts.total(),
        observed=observed,
        outside=outside,
        set_aside=dict(sorted(counts.items())),
        findings=tuple(findings),
    )
