"""Reading a file of one, of two and of ten million rows into a release, held against bare DuckDB.

Ours is what a build does with one source file: encoding, header, line numbers, labels and units,
every rule, findings, Parquet, winners, and the observation table of a release file. The floor is
DuckDB reading the same file, with its types declared, into a typed table of a file database.
Each run has a process of its own, whose start is not counted.
"""

import shutil
import time
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from benchmarks.alone import Alone
from benchmarks.measuring import Outcome, Report, Times, in_turns, ratio
from benchmarks.synthetic import Synthetic, find, make
from etl.engine import column_engine
from etl.ingest import ingest
from etl.labels import LabelBook
from etl.pipeline import every_observation
from etl.reading import HEADERS
from etl.series import mark_winners
from etl.vintages import load_vintages
from storage import tables
from storage.digests import digest_of
from storage.engines import fill, open_for_writing

BAR, EXPONENT_BAR = 3.0, 1.1
RUNS = 3
FEW, MORE, MANY = 6, 12, 58
"""Years in the file: 1.0, 2.0 and 10.1 million rows."""
OURS, FLOOR = "ours: into a release, all rules", "floor: DuckDB into a typed table"
READ = "  of ours: until it is kept as Parquet"
OURS_CPU, FLOOR_CPU = "ours, computing on all cores", "floor, computing on all cores"
_TYPES = {"time_period": "INTEGER", "obs_value": "DOUBLE"}


def measure(runs: int | None = None) -> Report:
    """Alternate both for each size; print the ratio, its growth, and the memory's peak."""
    report = Report("ingest")
    processes = Alone()
    with TemporaryDirectory() as name:
        folder = Path(name)
        sizes = (FEW, MORE, MANY)
        few, _, many = (_one_size(report, processes, folder, n, runs or RUNS) for n in sizes)
    report.heading("Ingest as the file grows")
    report.outcome("ours, exponent from 1 to 10 million", _exponent(few, many), "")
    report.outcome("ours, memory peak", processes.peak(ours), "MB")
    report.keep()
    return report


def _one_size(
    report: Report, processes: Alone, folder: Path, years: int, runs: int
) -> dict[str, Times]:
    made = make(folder, years)
    size = made.file.path.stat().st_size / 1e6
    report.heading(f"Ingest of a synthetic file: {made.rows:,} rows, {size:.0f} MB")
    arguments = str(folder), str(years)
    taken = in_turns(
        runs,
        lambda: processes.seconds(ours, *arguments),
        lambda: processes.seconds(floor, *arguments),
    )
    report.times(*taken.values())
    report.outcome("ours ÷ floor", ratio(taken[OURS], taken[FLOOR], BAR))
    computing = ratio(taken[OURS_CPU], taken[FLOOR_CPU], BAR)
    report.remark(f"the same in computing, whatever else the machine does: {computing.value:.2f} ×")
    made.file.path.unlink()
    return taken


def _exponent(few: dict[str, Times], many: dict[str, Times]) -> Outcome:
    """Return by which power of the number of rows the time grows."""
    grown, factor = ratio(many[OURS], few[OURS], 0.0), log(MANY / FEW)
    value, low, high = (log(x) / factor for x in (grown.value, grown.low, grown.high))
    return Outcome(value, low, high, EXPONENT_BAR)


def ours(name: str, years: str) -> dict[str, float]:
    """Take one file the way a build does, into a release file with nothing else in it."""
    folder = Path(name)
    synthetic = find(folder, int(years))
    file, plan = synthetic.file, synthetic.plan
    release, cache = folder / "release.duckdb", folder / "cache"
    began, computed = time.perf_counter(), time.process_time()
    digest_of(file.path)
    with column_engine(folder) as engine:
        found = ingest(engine, file, plan, LabelBook(plan), cache, "key")
        read = time.perf_counter()
        load_vintages(engine, plan, [file.source], [found.observations])
        mark_winners(engine)
        writer = open_for_writing(release)
        tables.METADATA.create_all(writer)
        writer.dispose()
        fill(release, {tables.OBSERVATION: every_observation(engine)})
    ended, computed = time.perf_counter(), time.process_time() - computed
    _check(release, tables.OBSERVATION.name, synthetic.observations)
    _check_findings(len(found.findings), synthetic)
    shutil.rmtree(cache)
    release.unlink()
    return {OURS: ended - began, READ: read - began, OURS_CPU: computed}


def floor(name: str, years: str) -> dict[str, float]:
    """Load the same file with declared types; closing writes everything into the file, too."""
    path, synthetic = Path(name) / "floor.duckdb", find(Path(name), int(years))
    columns = {name: _TYPES.get(name, "VARCHAR") for name in HEADERS.values()}
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    began, computed = time.perf_counter(), time.process_time()
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE figure ({declared})")
        connection.execute(
            """INSERT INTO figure FROM read_csv($path, columns = $columns, header = true,
               auto_detect = false, delim = ',', quote = '"', escape = '"')""",
            {"path": str(synthetic.file.path), "columns": columns},
        )
    ended, computed = time.perf_counter(), time.process_time() - computed
    _check(path, "figure", synthetic.rows)
    path.unlink()
    return {FLOOR: ended - began, FLOOR_CPU: computed}


def _check(path: Path, table: str, rows: int) -> None:
    """A side that loses rows is not fast but wrong."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    if found != (rows,):
        raise AssertionError(f"{path.name}: {found} rows in {table}, expected {rows}")


def _check_findings(count: int, synthetic: Synthetic) -> None:
    if count != synthetic.rows - synthetic.observations:
        raise AssertionError(f"{count} findings, expected {synthetic.rows}")
