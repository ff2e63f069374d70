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
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written: its encoding and the cells of its header row."""

    encoding: str
    header: tuple[str, ...]

    def found(self, column: str) -> str:
        """Return the header as the file spells it."""
        return next(h for h in self.header if HEADERS.get(h.strip()) == column)


def load_cells(engine: duckdb.DuckDBPyConnection, path: Path, scratch: Path) -> Layout:
    """Load a file into the engine's table `cell`: `source_row` and nine text columns.

    Files in another encoding than UTF-8 are copied to `scratch` first. Raises `SourceProblem`
    when the file is no table with the nine headers.
    """
    encoding = _encoding(path)
    try:
        layout = Layout(encoding, _header(path, encoding))
    except csv.Error as error:
        raise SourceProblem(f"{path.name}: not readable as a table ({error})") from None
    readable = path if encoding.startswith("utf-8") else _transcoded(path, encoding, scratch)
    columns = {HEADERS.get(h.strip(), f"extra_{n}"): "VARCHAR" for n, h in enumerate(layout.header)}
    wanted = ", ".join(f"coalesce(trim({name}), '') AS {name}" for name in HEADERS.values())
    try:
        engine.execute(
            f"""CREATE OR REPLACE TEMP TABLE cell AS
            SELECT (row_number() OVER () + 1)::INTEGER AS source_row, {wanted}
            FROM read_csv($path, auto_detect = false, header = true, delim = ',', quote = '"',
                          escape = '"', columns = $columns)""",
            {"path": str(readable), "columns": columns},
        )
    except duckdb.Error as error:
        first = str(error).strip().splitlines()[0]
        raise SourceProblem(f"{path.name}: not readable as a table ({first})") from None
    if _has_blank_lines(readable):
        _count_blank_lines(engine, readable)
    return layout


def _has_blank_lines(path: Path) -> bool:
    end = b""
    with path.open("rb") as handle:
        while chunk := handle.read(1 << 20):
            seen = end + chunk
            if b"\n\n" in seen or b"\n\r\n" in seen:
                return True
            end = chunk[-2:]
    return False


def _count_blank_lines(engine: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Number the rows as they stand in the file; the engine left out lines without a cell."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = [number for number, row in enumerate(csv.reader(handle), 1) if row]
    lookup(engine, "place", {"nth": pa.int32(), "row": pa.int32()}, enumerate(rows, 1))
    engine.execute("UPDATE cell SET source_row = row FROM place WHERE source_row = nth")


def _encoding(path: Path) -> str:
    with path.open("rb") as handle:
        head = handle.read(3)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and _decodes(path, "utf-16"):
        return "utf-16"
    for encoding in _ENCODINGS:
        if _decodes(path, encoding):
            bom = head.startswith(codecs.BOM_UTF8)
            return "utf-8" if encoding == "utf-8-sig" and not bom else encoding
    raise SourceProblem(f"{path.name}: not text in UTF-8, GB18030 or UTF-16")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as handle:
            while chunk := handle.read(1 << 20):
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
    with path.open(encoding=encoding, newline="") as source:
        with copy.open("w", encoding="utf-8", newline="") as target:
            while chunk := source.read(1 << 20):
                target.write(chunk)
    return copy
