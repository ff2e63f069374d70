"""Checking a long file of a million rows, held against bare DuckDB reading it as text.

Ours is `check_file` against the shipped release: encoding, layout, repairs, every rule, what is
stored, the lights. The floor is `CREATE TABLE … all_varchar` of the same file in a database file.
The figures are the release's own, written again under made-up earlier years and so not real;
nothing is published.
"""

import csv
import resource
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import sqlalchemy as sa

from benchmarks.measuring import Report, Times, in_turns, level, ratio
from etl.check import check_file
from etl.pipeline import build
from etl.plan import read_plan
from etl.preview import preview
from indicators.plan import Plan
from storage import tables as t
from storage.reading import ReleaseReader, open_current
from storage.warehouse import Warehouse

ROOT = Path(__file__).resolve().parents[1]
ROWS, FEW_ROWS = 1_000_000, 20_000
BAR, PREVIEW_BAR = 6.0, 1.0
RUNS = 5
OURS, FLOOR = "ours: check of a million rows", "floor: DuckDB, all text"
PREVIEW = "ours: preview of 20,000 rows"
_HEADER = ("地区代码", "地区", "指标", "口径", "年份", "数值", "单位", "来源", "备注")


def measure(runs: int | None = None) -> Report:
    """Alternate check and floor; print the ratio, the preview and the memory's peak."""
    report = Report("check")
    with TemporaryDirectory() as name:
        folder = Path(name)
        plan = read_plan(ROOT / "data")
        build(ROOT / "data", Warehouse(folder / "warehouse"), 2016, lambda *_: None)
        reader = open_current(folder / "warehouse")
        whole, part = (_written(folder, reader, plan, rows) for rows in (ROWS, FEW_ROWS))
        size = whole.stat().st_size / 1e6
        report.heading(f"Check of a synthetic file: {ROWS:,} rows, {size:.0f} MB")
        sides = (
            lambda: _check(whole, plan, reader),
            lambda: _floor(whole, folder),
            lambda: _preview(part, plan, reader),
        )
        taken = in_turns(runs or RUNS, *sides)
        reader.close()
    _told(report, taken)
    report.keep()
    return report


def _told(report: Report, taken: dict[str, Times]) -> None:
    report.times(*taken.values())
    report.outcome("check ÷ floor", ratio(taken[OURS], taken[FLOOR], BAR))
    report.outcome("preview", level(taken[PREVIEW], PREVIEW_BAR), "s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak memory of the process {peak:.0f} MB", flush=True)
    report.lines.append({"peak_mb": round(peak)})


def _written(folder: Path, reader: ReleaseReader, plan: Plan, rows: int) -> Path:
    """Write so many rows: each stored figure once a year back to 1950, then all over again."""
    c = t.SERIES.c
    wanted = sa.select(c.indicator_id, c.ref_area, c.obs_value).where(c.time_period == 2019)
    names = {area.code: area.official_name for area in plan.areas}
    stored = [
        (row["ref_area"], plan.catalogue.entries[row["indicator_id"]], row["obs_value"])
        for row in reader.columns(wanted).to_pylist()
    ]
    figures = [(code, names[code], e, value) for code, e, value in stored if e.source_label]
    every = (
        (code, name, e.source_label, e.scope, year, f"{value:.4f}", e.unit, f"年鉴{year + 1}", "")
        for year in cycle(range(1950, 2020))
        for code, name, e, value in figures
    )
    path = folder / f"{rows}.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(_HEADER)
        writer.writerows(islice(every, rows))
    return path


def _check(path: Path, plan: Plan, reader: ReleaseReader) -> dict[str, float]:
    began = time.perf_counter()
    found = check_file(path, plan, reader)
    ended = time.perf_counter()
    if found.rows != ROWS:
        raise AssertionError(f"{found.rows} rows read, expected {ROWS}")
    return {OURS: ended - began}


def _preview(path: Path, plan: Plan, reader: ReleaseReader) -> dict[str, float]:
    """Do what the upload page does between the drop of a file and the first paint."""
    content = path.read_bytes()
    began = time.perf_counter()
    preview(content, path.name, plan, reader)
    return {PREVIEW: time.perf_counter() - began}


def _floor(path: Path, folder: Path) -> dict[str, float]:
    target = folder / "floor.duckdb"
    began = time.perf_counter()
    with duckdb.connect(str(target)) as connection:
        connection.execute(
            "CREATE TABLE figure AS FROM read_csv($path, all_varchar = true)", {"path": str(path)}
        )
    ended = time.perf_counter()
    target.unlink()
    return {FLOOR: ended - began}
