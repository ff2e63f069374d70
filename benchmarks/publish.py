"""Publishing a file of 20,000 rows on the shipped data, from its bytes to the receipt.

Ours is `submit`: check against the release, read, winners, derived indicators, lights, a new
release, verified and pointed to. The floor is DuckDB reading the same file into a table of texts.
The figures are those of the release, each a little higher and so not real: they are taken out
again, and nothing is published anywhere but in a folder that is removed.
"""

import csv
import io
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import sqlalchemy as sa

from benchmarks.measuring import Report, Times, in_turns, level
from etl.check import check_content
from etl.operations import Office, submit, withdraw
from etl.pipeline import build
from storage import tables as t
from storage.warehouse import Warehouse

ROOT = Path(__file__).resolve().parents[1]
ROWS = 20_000
EARLIER = 20
"""Years between the figures of the release and those added to make the file long enough."""
BAR, CHECK_BAR = 3.0, 1.0
RUNS = 5
OURS, CHECK, FLOOR = "ours: submit, to the receipt", "ours: check alone", "floor: DuckDB, all text"
_HEADER = ("地区代码", "指标", "年份", "数值", "单位")


@dataclass
class Case:
    """An installation and the file that is handed in again and again."""

    office: Office
    file: Path

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        return self.file.read_bytes()


def measure(runs: int | None = None) -> Report:
    """Alternate ours and the floor; print seconds against the bars, and the ratio."""
    report = Report("publish")
    with TemporaryDirectory() as name:
        case = _prepare(Path(name))
        size = len(case.content) / 1e6
        report.heading(f"Publishing a synthetic file: {ROWS:,} rows, {size:.1f} MB")
        sides = (lambda: _submit(case), lambda: _check(case), lambda: _floor(case))
        taken = in_turns(runs or RUNS, *sides)
    report.times(*taken.values())
    report.outcome("publish", level(taken[OURS], BAR), "s")
    report.outcome("check", level(taken[CHECK], CHECK_BAR), "s")
    print(f"  publish ÷ floor {_ratio(taken[OURS], taken[FLOOR]):.0f} ×", flush=True)
    report.keep()
    return report


def _ratio(ours: Times, floor: Times) -> float:
    return ours.median / floor.median


def _prepare(folder: Path) -> Case:
    data = folder / "data"
    for part in ("sources", "plan"):
        shutil.copytree(ROOT / "data" / part, data / part)
    office = Office(data, Warehouse(folder / "warehouse"), 2016)
    build(data, office.warehouse, office.first_year, _silent)
    file = folder / "synthetic.csv"
    file.write_bytes(_a_file(office))
    return Case(office, file)


def _a_file(office: Office) -> bytes:
    """Write the latest published figures of the release, each a little higher."""
    reader = office.reader()
    assert reader
    labels = {e.indicator_id: e.source_label for e in reader.catalogue.entries.values()}
    c = t.SERIES.c
    wanted = (
        sa.select(c.ref_area, c.indicator_id, c.time_period, c.obs_value, c.unit_measure)
        .where(c.source_id != "derived")
        .order_by(c.time_period.desc(), c.indicator_id, c.ref_area)
    )
    rows = [r for r in reader.columns(wanted).to_pylist() if labels.get(r["indicator_id"])]
    reader.close()
    rows += [r | {"time_period": r["time_period"] - EARLIER} for r in rows[: ROWS - len(rows)]]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for row in rows[:ROWS]:
        value = row["obs_value"] * 1.0001 if row["unit_measure"] != "%" else row["obs_value"]
        label = labels[row["indicator_id"]]
        cells = (row["ref_area"], label, row["time_period"], value, row["unit_measure"])
        writer.writerow(cells)
    return text.getvalue().encode("utf-8")


def _submit(case: Case) -> dict[str, float]:
    office, content = case.office, case.content
    began = time.perf_counter()
    receipt = submit(
        office, content, case.file.name, by="synthetic", reason="benchmark", report=_silent
    )
    ended = time.perf_counter()
    assert receipt.report.observations > ROWS * 0.9
    number = receipt.submission.submission_id
    withdraw(office, number, by="synthetic", reason="benchmark", report=_silent)
    return {OURS: ended - began}


def _check(case: Case) -> dict[str, float]:
    plan, reader = case.office.plan(), case.office.reader()
    assert reader
    began = time.perf_counter()
    report = check_content(case.content, case.file.name, plan, reader)
    ended = time.perf_counter()
    reader.close()
    assert report.accepted
    return {CHECK: ended - began}


def _floor(case: Case) -> dict[str, float]:
    began = time.perf_counter()
    with duckdb.connect() as engine:
        engine.execute(
            "CREATE TABLE figure AS FROM read_csv($path, all_varchar = true)",
            {"path": str(case.file)},
        )
        found = engine.execute("SELECT count(*) FROM figure").fetchone()
    assert found == (ROWS,)
    return {FLOOR: time.perf_counter() - began}


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Hear of progress and say nothing."""
