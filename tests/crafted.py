"""Data folders made for one test: the real plan files, and a few source rows written by hand."""

import atexit
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from etl import entries
from etl.engine import column_engine
from etl.entries import Ingested
from etl.ingest import ingest
from etl.labels import LabelBook
from etl.pipeline import Built, build
from etl.plan import read_plan
from etl.reading import HEADERS
from etl.sources import read_source
from storage.reading import ReleaseReader, open_current
from storage.warehouse import Warehouse

SHIPPED = Path(__file__).resolve().parents[1] / "data"
NAMES = {
    "140500": "晋城市", "140400": "长治市", "140800": "运城市", "410100": "郑州市",
    "140000": "山西省", "100000": "全国",
}  # fmt: skip
REVENUE = "一般公共预算收入"
SIDECAR: dict[str, object] = {
    "title": "城市统计年度数据",
    "publisher": "统计局",
    "kind": "yearbook",
    "priority": 30,
    "edition": "2016",
    "released_on": "2017-01-31",
    "licence": "统计事实数据",
    "note": "",
}


@dataclass(frozen=True)
class Line:
    """One row of a source file; by default Jincheng's budget revenue of 2015."""

    value: object = 96.35
    year: object = 2015
    area: str = "140500"
    name: str | None = None
    label: str = REVENUE
    scope: str = "全市"
    unit: str = "亿元"
    citation: str = "中国城市统计年鉴2016"
    note: str = ""

    def cells(self) -> list[str]:
        """The nine cells in the usual order."""
        name = NAMES.get(self.area, "") if self.name is None else self.name
        own = (self.area, name, self.label, self.scope, self.year, self.value, self.unit)
        return [str(cell) for cell in (*own, self.citation, self.note)]


def table(lines: Iterable[Line], header: Sequence[str] = tuple(HEADERS)) -> str:
    """The lines as CSV text with the header row."""
    rows = [list(header), *(line.cells() for line in lines)]
    return "".join(",".join(row) + "\n" for row in rows)


@dataclass(frozen=True)
class Folder:
    """A data folder below a test's own directory."""

    root: Path

    def source(self, source_id: str, *lines: Line, **meta: object) -> Path:
        """Write a source of these lines with its sidecar, and return the source's path."""
        return self.raw(source_id, table(lines).encode(), **meta)

    def raw(self, source_id: str, content: bytes, **meta: object) -> Path:
        """Write a source of these bytes with its sidecar; a key set to None is left out."""
        path = self.root / "sources" / f"{source_id}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        said = {key: value for key, value in (SIDECAR | meta).items() if value is not None}
        text = "".join(
            f"{key} = {value!r}\n" if not isinstance(value, str) else f'{key} = "{value}"\n'
            for key, value in said.items()
        )
        path.with_suffix(".meta.toml").write_text(text, encoding="utf-8")
        return path

    def rewrite(self, name: str, change: Callable[[str], str]) -> None:
        """Change the text of one file, such as `plan/targets.csv`."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert change(text) != text
        path.write_text(change(text), encoding="utf-8")

    def append(self, name: str, *lines: str) -> None:
        """Add lines to a plan file."""
        self.rewrite(f"plan/{name}", lambda text: text + "".join(f"{line}\n" for line in lines))

    def build(self, warehouse: Path | None = None, **others: Any) -> Built:
        """Build a release beside the folder, or in the warehouse given."""
        report = others.get("report", silent)
        return build(self.root, Warehouse(warehouse or self.warehouse), 2016, report)

    @property
    def warehouse(self) -> Path:
        """Where its releases are, unless told otherwise."""
        return self.root / "warehouse"

    def reader(self) -> ReleaseReader:
        """Open the current release."""
        return open_current(self.warehouse)


def silent(_stage: str, _done: int, _total: int) -> None:
    """Hear of progress and say nothing."""


def a_folder(root: Path) -> Folder:
    """A data folder with the shipped plan files and no sources yet."""
    shutil.copytree(SHIPPED / "plan", root / "plan")
    return Folder(root)


def a_built_folder(root: Path) -> Folder:
    """A data folder with two small sources, and the release built from them."""
    folder = a_folder(root)
    folder.source("one", Line(1, 2015))
    folder.source("two", Line(2, 2016))
    folder.build()
    return folder


def a_copy(folder: Folder, root: Path) -> Folder:
    """The same folder elsewhere, releases included."""
    return Folder(Path(shutil.copytree(folder.root, root, dirs_exist_ok=True)))


def figures(folder: Folder) -> dict[int, float]:
    """Jincheng's budget revenue by year, as the current release has it."""
    reader = folder.reader()
    try:
        series = reader.series("fiscal_revenue")["140500"]
        return {year: value.obs_value for year, value in series.items()}
    finally:
        reader.close()


def leave_in_the_cache(path: Path, observations: pa.Table) -> None:
    """Put other observations into an entry of the cache, as if they had been read so."""
    found = entries.kept(path.parent, path.stem)
    assert found
    work = path.parent / "work"
    work.mkdir()
    pq.write_table(observations, work / path.name)
    entries.keep(path.parent, path.stem, replace(found, observations=work / path.name))
    work.rmdir()


@dataclass(frozen=True)
class Reading:
    """What became of one file: the counts, the findings, and the observations in row order."""

    result: Ingested
    observations: list[dict[str, Any]]

    @property
    def codes(self) -> list[tuple[int, str]]:
        """Row and code of every finding."""
        return [(f.row, f.code) for f in self.result.findings]

    @property
    def values(self) -> list[float]:
        """The values of the observations."""
        return [o["obs_value"] for o in self.observations]


PLAN = read_plan(SHIPPED)
LABELS = LabelBook(PLAN)


@cache
def an_engine() -> DuckDBPyConnection:
    """One engine for all the single files that tests read; nothing of one reading stays in it."""
    opened = ExitStack()
    atexit.register(opened.close)
    return opened.enter_context(column_engine())


def reading(path: Path) -> Reading:
    """Read one source file that lies in a folder's `sources/`, without building a release."""
    file = read_source(path.parent, path)
    result = ingest(an_engine(), file, PLAN, LABELS, path.parent / "cache", file.digest)
    kept = pq.read_table(result.observations).sort_by("source_row")
    return Reading(result, kept.to_pylist())


def reading_of(folder: Path, *lines: Line, **meta: object) -> Reading:
    """Write lines as a source file and read it."""
    return reading(Folder(folder).source("x", *lines, **meta))


def reading_of_bytes(folder: Path, content: bytes, **meta: object) -> Reading:
    """Write bytes as a source file and read it."""
    return reading(Folder(folder).raw("x", content, **meta))


def for_every_city_of_the_cluster(line: Line) -> list[Line]:
    """The line once for each of the 29 cities."""
    return [replace(line, area=a.code, name=a.official_name) for a in PLAN.cluster]
