"""What `benchmarks.country` calls, each in a process of its own: texts in, seconds out.

`data` is the data folder; `work` holds the warehouse with one release of it, and the file of the
year that follows.
"""

import shutil
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import sqlalchemy as sa

from etl.check import check_content
from etl.operations import Office, submit
from etl.pipeline import build
from etl.reading import HEADERS
from storage import tables as t
from storage.reading import open_current
from storage.warehouse import Warehouse

FIRST_YEAR = 2016
BUILD, FLOOR = "ours: build from nothing", "floor: DuckDB, the files into a typed table"
CHECK, PUBLISH = "ours: check of one more year", "ours: publish it, check and all"
COMPUTING = "  of it computing on all cores"
QUERY, QUERY_FLOOR = "ours: one indicator, all areas", "floor: DuckDB, the same"
SHOWN = "ours: one indicator, as pages ask for it"
_ASKED = 20
_TYPES = {"time_period": "INTEGER", "obs_value": "DOUBLE"}


def prepare(data: str, work: str) -> dict[str, float]:
    """Build the release that the others begin with."""
    build(Path(data), Warehouse(_warehouse(work)), FIRST_YEAR, _silent)
    return {}


def build_anew(data: str, work: str) -> dict[str, float]:
    """Build the same data into an empty warehouse."""
    fresh = Path(work) / "fresh"
    began = time.perf_counter()
    build(Path(data), Warehouse(fresh), FIRST_YEAR, _silent)
    ended = time.perf_counter()
    shutil.rmtree(fresh)
    return {BUILD: ended - began}


def floor(data: str, work: str) -> dict[str, float]:
    """Load all source files into one table of a file database."""
    path = Path(work) / "floor.duckdb"
    columns = {column: _TYPES.get(column, "VARCHAR") for column in HEADERS.values()}
    declared = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    files = [str(p) for p in sorted((Path(data) / "sources").rglob("*.csv"))]
    began = time.perf_counter()
    with duckdb.connect(str(path)) as engine:
        engine.execute(f"CREATE TABLE figure ({declared})")
        engine.execute(
            """INSERT INTO figure FROM read_csv($files, columns = $columns, header = true,
               auto_detect = false, delim = ',', quote = '"', escape = '"')""",
            {"files": files, "columns": columns},
        )
    ended = time.perf_counter()
    path.unlink()
    return {FLOOR: ended - began}


def publish(data: str, work: str) -> dict[str, float]:
    """Check the file of the next year, publish it, and take every trace of it away again."""
    office = Office(Path(data), Warehouse(_warehouse(work)), FIRST_YEAR)
    (file,) = Path(work).glob("synthetic-*.csv")
    before = {path for path in office.warehouse.folder.rglob("*") if path.is_file()}
    current, content = office.warehouse.current(), file.read_bytes()
    began, computed = time.perf_counter(), time.process_time()
    receipt = submit(office, content, file.name, by="synthetic", reason="benchmark", report=_silent)
    published, computed = time.perf_counter() - began, time.process_time() - computed
    office.warehouse.point_to(current)
    for path in {p for p in office.warehouse.folder.rglob("*") if p.is_file()} - before:
        path.unlink()
    shutil.rmtree(office.uploads)
    if receipt.report.observations != content.count(b"\n") - 1:
        raise AssertionError(f"{receipt.report.observations} figures were published")
    checked = _check(office, content, file.name)
    return {PUBLISH: published, COMPUTING: computed, CHECK: checked}


def _check(office: Office, content: bytes, name: str) -> float:
    reader = office.reader()
    began = time.perf_counter()
    report = check_content(content, name, office.plan(), reader)
    seconds = time.perf_counter() - began
    if not reader or not report.accepted:
        raise AssertionError("the synthetic year was refused")
    reader.close()
    return seconds


def query(_data: str, work: str) -> dict[str, float]:
    """Ask a reader for one indicator after another; the middle one counts."""
    reader = open_current(_warehouse(work))
    names = list(reader.catalogue.indicators)[:_ASKED]
    every = [_seconds(partial(reader.columns, _all_areas(name))) for name in names]
    shown = [_seconds(partial(reader.series, name)) for name in names]
    reader.close()
    return {QUERY: statistics.median(every), SHOWN: statistics.median(shown)}


def query_floor(_data: str, work: str) -> dict[str, float]:
    """Ask bare DuckDB for the same indicators in the same file."""
    warehouse = Warehouse(_warehouse(work))
    with duckdb.connect(str(warehouse.path(warehouse.current())), read_only=True) as engine:
        ordered = "SELECT indicator_id FROM indicator WHERE kind <> 'measure' ORDER BY position"
        names = [name for (name,) in engine.sql(ordered).fetchall()][:_ASKED]
        asked = "SELECT * FROM series WHERE indicator_id = $name"
        bare = [_seconds(partial(_bare, engine, asked, name)) for name in names]
    return {QUERY_FLOOR: statistics.median(bare)}


def _bare(engine: duckdb.DuckDBPyConnection, asked: str, name: str) -> None:
    engine.execute(asked, {"name": name}).to_arrow_table()


def _all_areas(name: str) -> sa.Select[Any]:
    return sa.select(t.SERIES).where(t.SERIES.c.indicator_id == name)


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _warehouse(work: str) -> Path:
    return Path(work) / "warehouse"


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Hear of progress and say nothing."""
