"""Read one source file once: observations to Parquet, findings and counts beside it.

Kept by content: the same file, sidecar, catalogue and rules give the same entry, so an
unchanged input is never read again.
"""

import json
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from etl.findings import Finding, Severity
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


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: rows read = observed + outside + the sum of `set_aside`."""

    source_id: str
    observations: Path
    rows: int
    observed: int
    outside: int
    set_aside: dict[str, int]
    findings: tuple[Finding, ...]


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
    kept = _kept(cache, key)
    if kept is not None:
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".reading-") as name:
        scratch = Path(name)
        found = _read(engine, file, plan, labels, scratch)
        target = cache / f"{key}.parquet"
        found.observations.replace(target)
        entry = asdict(found) | {"observations": target.name}
        (scratch / "entry.json").write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
        (scratch / "entry.json").replace(cache / f"{key}.json")
    return _kept(cache, key) or found


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


def _kept(cache: Path, key: str) -> Ingested | None:
    try:
        entry = json.loads((cache / f"{key}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    observations = cache / entry["observations"]
    if not observations.exists():
        return None
    findings = tuple(
        Finding(**(f | {"severity": Severity(f["severity"])})) for f in entry["findings"]
    )
    return Ingested(**(entry | {"observations": observations, "findings": findings}))
