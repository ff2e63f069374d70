"""The table of a file in long form: one row a figure, as text, whatever shape it came in.

Leaves the engine's table `melted` (text as found, with the file's row and the header of the
figure's column) for `etl.repairs` to read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from etl.files import OpenedFile
from etl.layout import TOTALS, Column, Shape, TableLayout
from etl.vocabulary import cell_words, plain

FIELDS = (
    "ref_area", "area_name", "label", "scope", "time_period", "obs_value", "unit", "citation",
    "note", "obs_status",
)  # fmt: skip
KEYS = ("ref_area", "area_name", "label", "time_period")
_NOTES = tuple(cell_words("note_starts"))
MERGED_SHARE = 0.3
"""A key column with this share of blanks below filled cells comes from merged cells."""


@dataclass(frozen=True)
class Body:
    """The rows of the table without surroundings, and what was noticed on the way."""

    rows: list[list[str]]
    numbers: list[int]
    ragged: list[tuple[int, int]]
    """Row and its number of cells."""
    repairs: Counter[str]
    totals: list[tuple[int, str]]


def table_body(file: OpenedFile, layout: TableLayout) -> Body:
    """Leave out blank rows, notes, repeated headers and totals; find rows of another width."""
    header = [plain(c) for c in file.rows[layout.header_at]]
    expected, width = len(file.rows[layout.header_at]), layout.width
    body = Body([], [], [], Counter(), [])
    names = [c.position for c in layout.columns if c.role in ("area_name", "ref_area", "label")]
    for row, number in zip(
        file.rows[layout.first_row_at :], file.numbers[layout.first_row_at :], strict=True
    ):
        filled = [c for c in row if c]
        if not filled:
            body.repairs["blank_row"] += 1
        elif _is_note(row, filled, width):
            body.repairs["note_row"] += 1
        elif [plain(c) for c in row[: len(header)]] == header:
            body.repairs["repeated_header"] += 1
        elif any(row[p].strip().lower() in TOTALS for p in names if p < len(row)):
            body.totals.append((number, next(row[p] for p in names if p < len(row) and row[p])))
        elif not file.is_workbook and _is_ragged(row, expected):
            body.ragged.append((number, len(row)))
        else:
            body.rows.append(row[:width] + [""] * (width - len(row)))
            body.numbers.append(number)
    return body


def _is_note(row: Sequence[str], filled: Sequence[str], width: int) -> bool:
    first = filled[0].lower()
    if width > 2 and len(filled) == 1 and len(row) and bool(row[0]) and not first[:1].isdigit():
        return True
    return len(filled) <= 2 and width > 2 and first.startswith(_NOTES)


def _is_ragged(row: Sequence[str], expected: int) -> bool:
    return len(row) < expected or any(row[expected:])


def melt(engine: duckdb.DuckDBPyConnection, body: Body, layout: TableLayout) -> Counter[str]:
    """Create `melted` from the body; returns the repairs that filling in took."""
    columns = {f"c{n}": pa.array([row[n] for row in body.rows]) for n in range(layout.width)}
    sheet = pa.table({"source_row": pa.array(body.numbers, pa.int32()), **columns})
    engine.register("sheet_rows", sheet)
    engine.execute("CREATE OR REPLACE TEMP TABLE sheet AS FROM sheet_rows")
    engine.unregister("sheet_rows")
    repairs = _fill_down(engine, layout)
    figures = layout.of_role("obs_value") if layout.shape is Shape.LONG else _wide(layout)
    parts = " UNION ALL ".join(_figure_sql(layout, column) for column in figures)
    engine.execute(f"CREATE OR REPLACE TEMP TABLE melted AS {parts}")
    return repairs


def _wide(layout: TableLayout) -> list[Column]:
    role = {Shape.YEARS: "year", Shape.AREAS: "area", Shape.INDICATORS: "indicator"}[layout.shape]
    return layout.of_role(role)


def _figure_sql(layout: TableLayout, figure: Column) -> str:
    """Select one column of figures with everything that describes them."""
    given = {role: f"c{found[0].position}" for role in FIELDS if (found := layout.of_role(role))}
    for role, text in layout.defaults.items():
        if role == "ref_area" and "area_name" in given:
            continue
        given.setdefault(role, _quoted(text))
    if figure.unit:
        given["unit"] = (
            _quoted(figure.unit) if "unit" not in given else _or(given["unit"], figure.unit)
        )
    named = {"year": "time_period", "area": "ref_area", "indicator": "label"}.get(figure.role)
    if named:
        given[named] = _quoted(figure.key)
        if named == "ref_area":
            given["area_name"] = "''"
    given["obs_value"] = f"c{figure.position}"
    listed = ", ".join(f"trim({given.get(f, _quoted(''))}) AS {f}" for f in FIELDS)
    return f"SELECT source_row, {_quoted(figure.header)} AS source_column, {listed} FROM sheet"


def _fill_down(engine: duckdb.DuckDBPyConnection, layout: TableLayout) -> Counter[str]:
    """Fill key cells that merging left blank from the last filled cell above."""
    repairs: Counter[str] = Counter()
    for column in layout.columns:
        if column.role not in KEYS:
            continue
        name = f"c{column.position}"
        blank, total, first = engine.sql(
            f"""SELECT count(*) FILTER ({name} = ''), count(*), arg_min({name}, source_row)
            FROM sheet"""
        ).fetchone() or (0, 0, "")
        if not blank or not first or blank / total < MERGED_SHARE:
            continue
        engine.execute(
            f"""CREATE OR REPLACE TEMP TABLE sheet AS SELECT * REPLACE (
            last_value(nullif({name}, '') IGNORE NULLS) OVER (ORDER BY source_row) AS {name})
            FROM sheet"""
        )
        repairs["merged_cells"] += blank
    return repairs


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _or(column: str, otherwise: str) -> str:
    return f"coalesce(nullif(trim({column}), ''), {otherwise})"
