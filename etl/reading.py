"""A CSV file as a table of text cells with line numbers; nothing is converted here."""

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.coded import make_type
from etl.engine import lookup
from etl.problems import SourceProblem
from etl.source_text import as_utf8, encoding_of, line_ends

HEADERS = {
    "地区代码": "ref_area", "地区": "area_name", "指标": "label", "口径": "scope",
    "年份": "time_period", "数值": "obs_value", "单位": "unit", "来源": "citation", "备注": "note",
}  # fmt: skip
_REPEATED = tuple(name for name in HEADERS.values() if name != "obs_value")
_FILE = """read_csv($path, columns = $columns, force_not_null = $heads, auto_detect = false,
    header = true, delim = ',', quote = '"', escape = '"')"""
"""An empty cell is an empty text. That is said of every column: said of some, the engine takes it
for those that stand in their place among the columns asked for."""
_TEXTS = f"""
CREATE OR REPLACE TEMP TABLE text_found AS SELECT {", ".join(_REPEATED)} FROM {_FILE}
GROUP BY GROUPING SETS
    ((ref_area, area_name), (label, scope, unit), (time_period), (citation), (note))
"""
_CELLS = f"CREATE OR REPLACE TEMP TABLE cell_text AS SELECT {{names}} FROM {_FILE}"
_CELL = "CREATE OR REPLACE TEMP VIEW cell AS SELECT {row} AS source_row, cell_text.* FROM {cells}"
_NUMBERED = "(cell_text.rowid + 2)::INTEGER"
"""The row a record stands in: the engine numbers them from 0, and the header is row 1."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written: its encoding and the cells of its header row."""

    encoding: str
    header: tuple[str, ...]

    def found(self, column: str) -> str:
        """Return the header as the file spells it."""
        return next(h for h in self.header if HEADERS.get(h.strip()) == column)


def load_cells(engine: duckdb.DuckDBPyConnection, path: Path, scratch: Path) -> Layout:
    """Load a file into the engine's view `cell`: `source_row` and nine text columns.

    Cells are as they stand in the file, blanks around them included; the table `text_found` has
    each text, and the type `text_…` of a column keeps it once (`etl.coded`). Files in another
    encoding than UTF-8 are copied to `scratch` first. Raises `SourceProblem` when the file is no
    table with the nine headers.
    """
    encoding = encoding_of(path)
    try:
        layout = Layout(encoding, _header(path, encoding))
    except csv.Error as error:
        raise SourceProblem(f"{path.name}: not readable as a table ({error})") from None
    readable = path if encoding.startswith("utf-8") else as_utf8(path, encoding, scratch)
    try:
        _load(engine, readable, layout)
    except duckdb.Error as error:
        first = str(error).strip().splitlines()[0]
        raise SourceProblem(f"{path.name}: not readable as a table ({first})") from None
    _number_rows(engine, readable)
    return layout


def _load(engine: duckdb.DuckDBPyConnection, path: Path, layout: Layout) -> None:
    """Read the file twice: for its texts, then for its rows, each text by its number.

    The second reading costs less than keeping ten million rows of text does.
    """
    heads = [HEADERS.get(h.strip(), f"extra_{n}") for n, h in enumerate(layout.header)]
    names = list(HEADERS.values())
    facts = {"path": str(path), "columns": dict.fromkeys(heads, "VARCHAR"), "heads": heads}
    engine.execute(_TEXTS, facts)
    for name in _REPEATED:
        texts = f"SELECT DISTINCT {name} FROM text_found WHERE {name} IS NOT NULL"
        make_type(engine, f"text_{name}", texts)
    kinds = {name: f"text_{name}" if name in _REPEATED else "VARCHAR" for name in heads}
    engine.execute(_CELLS.format(names=", ".join(names)), facts | {"columns": kinds})


def _number_rows(engine: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Give each record the row in which it stands in the file.

    The engine leaves out blank lines. There are none when there are as many line ends as records;
    only where there are more, the file is read again to see why.
    """
    (records,) = engine.sql("SELECT count(*) FROM cell_text").fetchone() or (0,)
    row, cells = _NUMBERED, "cell_text"
    if line_ends(path) != records + 1:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = [number for number, row in enumerate(csv.reader(handle), 1) if row]
        lookup(engine, "place", {"nth": pa.int32(), "place": pa.int32()}, enumerate(rows, 1))
        row, cells = "place", f"cell_text JOIN place ON nth = {_NUMBERED}"
    engine.execute(_CELL.format(row=row, cells=cells))


def _header(path: Path, encoding: str) -> tuple[str, ...]:
    reading = "utf-8-sig" if encoding.startswith("utf-8") else encoding
    with path.open(encoding=reading, newline="") as handle:
        header = tuple(next(csv.reader(handle), ()))
    found = [HEADERS.get(h.strip()) for h in header]
    missing = [h for h, name in HEADERS.items() if name not in found]
    twice = sorted({h for h in header if h.strip() in HEADERS and header.count(h) > 1})
    if missing or twice:
        what = f"missing {', '.join(missing)}" if missing else f"twice {', '.join(twice)}"
        raise SourceProblem(f"{path.name}: header row (line 1): {what}")
    return header
