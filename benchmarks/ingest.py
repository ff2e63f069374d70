"""Reading a file of two million rows into a release, held against bare DuckDB.

Ours is what a build does with one source file: encoding, header, line numbers, labels and units,
every rule, findings, Parquet, winners, and the observation table of a release file. The floor is
DuckDB reading the same file, with its types declared, into a typed table of a file database.
"""

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from benchmarks.measuring import Report, in_turns, ratio
from benchmarks.synthetic import ROWS, Synthetic, make
from etl.engine import column_engine
from etl.ingest import ingest
from etl.labels import LabelBook
from etl.pipeline import observation_columns
from etl.reading import HEADERS
from etl.series import know_sources, mark_winners
from storage import tables
from storage.digests import digest_of
from storage.engines import load, open_for_writing

BAR = 3.0
RUNS = 7
OURS, FLOOR = "ours: into a release, all rules", "floor: DuckDB into a typed table"
READ = "  of ours: until it is kept as Parquet"
_TYPES = {"time_period": "INTEGER", "obs_value": "DOUBLE"}


def measure(runs: int | None = None) -> Report:
    """Alternate both and print the ratio."""
    report = Report("ingest")
    with TemporaryDirectory() as name:
        folder = Path(name)
        synthetic = make(folder)
        size = synthetic.file.path.stat().st_size / 1e6
        report.heading(f"Ingest of a synthetic file: {ROWS:,} rows, {size:.0f} MB")
        taken = in_turns(
            runs or RUNS, lambda: _ours(synthetic, folder), lambda: _floor(synthetic, folder)
        )
    report.times(*taken.values())
    report.outcome("ours ÷ floor", ratio(taken[OURS], taken[FLOOR], BAR))
    report.keep()
    return report


def _ours(synthetic: Synthetic, folder: Path) -> dict[str, float]:
    """Take one file the way a build does, into a release file with nothing else in it."""
    file, plan = synthetic.file, synthetic.plan
    release, cache = folder / "release.duckdb", folder / "cache"
    began = time.perf_counter()
    digest_of(file.path)
    with column_engine(folder) as engine:
        found = ingest(engine, file, plan, LabelBook(plan), cache, "key")
        read = time.perf_counter()
        engine.read_parquet([str(found.observations)]).create_view("vintage")
        know_sources(engine, [file.source])
        mark_winners(engine)
        writer = open_for_writing(release)
        tables.METADATA.create_all(writer)
        with writer.begin() as connection:
            load(connection, tables.OBSERVATION, observation_columns(engine))
        writer.dispose()
    ended = time.perf_counter()
    _check(release, tables.OBSERVATION.name, synthetic.observations)
    assert len(found.findings) == ROWS - synthetic.observations
    shutil.rmtree(cache)
    release.unlink()
    return {OURS: ended - began, READ: read - began}


def _floor(synthetic: Synthetic, folder: Path) -> dict[str, float]:
    """Load the same file with declared types; closing writes everything into the file, too."""
    path = folder / "floor.duckdb"
    columns = {name: _TYPES.get(name, "VARCHAR") for name in HEADERS.values()}
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    began = time.perf_counter()
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE figure ({declared})")
        connection.execute(
            """INSERT INTO figure FROM read_csv($path, columns = $columns, header = true,
               auto_detect = false, delim = ',', quote = '"', escape = '"')""",
            {"path": str(synthetic.file.path), "columns": columns},
        )
    ended = time.perf_counter()
    _check(path, "figure", ROWS)
    path.unlink()
    return {FLOOR: ended - began}


def _check(path: Path, table: str, rows: int) -> None:
    """A side that loses rows is not fast but wrong."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    if found != (rows,):
        raise AssertionError(f"{path.name}: {found} rows in {table}, expected {rows}")
