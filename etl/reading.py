"""A CSV file as a table of text cells with line numbers; nothing is converted here."""

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.engine import lookup
from etl.problems import SourceProblem

HEADERS = {
    "地区代码": "ref_area", "地区": "area_name", "指标": "label", "口径": "scope",
    "年份": "time_period", "数值": "obs_value", "单位": "unit", "来源": "citation", "备注": "note",
}  # fmt: skip
_ENCODINGS = ("utf-8", "gb18030")
_CHUNK = 1 << 20
_CELLS = """
CREATE OR REPLACE TEMP TABLE cell_text AS SELECT {names} FROM read_csv($path, columns = $columns,
    force_not_null = $names, auto_detect = false, header = true, delim = ',', quote = '"',
    escape = '"')
"""
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

    Cells are as they stand in the file, blanks around them included. Files in another encoding
    than UTF-8 are copied to `scratch` first. Raises `SourceProblem` when the file is no table
    with the nine headers.
    """
    encoding = _encoding(path)
    try:
        layout = Layout(encoding, _header(path, encoding))
    except csv.Error as error:
        raise SourceProblem(f"{path.name}: not readable as a table ({error})") from None
    readable = path if encoding.startswith("utf-8") else _transcoded(path, encoding, scratch)
    columns = {HEADERS.get(h.strip(), f"extra_{n}"): "VARCHAR" for n, h in enumerate(layout.header)}
    names = list(HEADERS.values())
    facts = {"path": str(readable), "columns": columns, "names": names}
    try:
        engine.execute(_CELLS.format(names=", ".join(names)), facts)
    except duckdb.Error as error:
        first = str(error).strip().splitlines()[0]
        raise SourceProblem(f"{path.name}: not readable as a table ({first})") from None
    _number_rows(engine, readable)
    return layout


def _number_rows(engine: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Give each record the row in which it stands in the file.

    The engine leaves out blank lines. There are none when there are as many line ends as records;
    only where there are more, the file is read again to see why.
    """
    (records,) = engine.sql("SELECT count(*) FROM cell_text").fetchone() or (0,)
    row, cells = _NUMBERED, "cell_text"
    if _line_ends(path) != records + 1:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = [number for number, row in enumerate(csv.reader(handle), 1) if row]
        lookup(engine, "place", {"nth": pa.int32(), "place": pa.int32()}, enumerate(rows, 1))
        row, cells = "place", f"cell_text JOIN place ON nth = {_NUMBERED}"
    engine.execute(_CELL.format(row=row, cells=cells))


def _line_ends(path: Path) -> int:
    """Count the line ends of a file; text after the last one counts as ended."""
    count, last = 0, b"\n"
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def _encoding(path: Path) -> str:
    with path.open("rb") as handle:
        head = handle.read(3)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and _decodes(path, "utf-16"):
        return "utf-16"
    for encoding in _ENCODINGS:
        if _decodes(path, encoding):
            bom = encoding == "utf-8" and head.startswith(codecs.BOM_UTF8)
            return "utf-8-sig" if bom else encoding
    raise SourceProblem(f"{path.name}: not text in UTF-8, GB18030 or UTF-16")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


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


def _transcoded(path: Path, encoding: str, scratch: Path) -> Path:
    copy = scratch / f"{path.stem}.utf8.csv"
    with (
        path.open(encoding=encoding, newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while chunk := source.read(_CHUNK):
            target.write(chunk)
    return copy
