"""The table of a file in long form: one row a figure, as text, whatever shape it came in.

Leaves the engine's table `melted` (text as found, with the file's row and the header of the
figure's column) for `etl.repairs` to read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.bulk import Rows, flags, joined
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
    """The rows of the table without surroundings, and what was noticed on the way.

    `sheet` has `source_row` and the columns `c0`, `c1` … as text.
    """

    sheet: pa.Table
    ragged: list[tuple[int, int]]
    """Row and its number of cells."""
    repairs: Counter[str]
    totals: list[tuple[int, str]]

    @property
    def count(self) -> int:
        """The number of rows."""
        return int(self.sheet.num_rows)

    def column(self, position: int) -> list[str]:
        """Return the cells of one column that are not blank."""
        return [cell for cell in self.sheet[f"c{position}"].to_pylist() if cell]


def table_body(file: OpenedFile, layout: TableLayout) -> Body:
    """Leave out blank rows, notes, repeated headers and totals; find rows of another width."""
    sorting = _Sorting(file, layout)
    found = file.rows
    rows, rest = (found.head, found.rest) if isinstance(found, Rows) else (found, None)
    kept = [
        at
        for at in range(layout.first_row_at, len(rows))
        if sorting.is_body(rows[at], file.numbers[at])
    ]
    width = layout.width
    padded = [rows[at][:width] + [""] * (width - len(rows[at])) for at in kept]
    columns = [pa.array([row[n] for row in padded], pa.string()) for n in range(width)]
    numbers = pa.array([file.numbers[at] for at in kept], pa.int32())
    names = ["source_row", *(f"c{n}" for n in range(width))]
    sheet = pa.table([numbers, *columns], names)
    if rest is not None:
        sheet = joined(sheet, _sorted_out(sorting, rest, len(rows), names))
    return Body(sheet, sorting.ragged, sorting.repairs, sorting.totals)


class _Sorting:
    """Tells the rows of a table from what stands between and below them."""

    def __init__(self, file: OpenedFile, layout: TableLayout) -> None:
        header = file.rows[layout.header_at]
        self._header, self.expected = [plain(c) for c in header], len(header)
        self._width, self._is_workbook = layout.width, file.is_workbook
        named = ("area_name", "ref_area", "label")
        self._names = [c.position for c in layout.columns if c.role in named]
        self.ragged: list[tuple[int, int]] = []
        self.repairs: Counter[str] = Counter()
        self.totals: list[tuple[int, str]] = []

    def is_body(self, row: list[str], number: int) -> bool:
        """Say whether a row is one of figures; what is none is kept in mind."""
        filled = [c for c in row if c]
        if not filled:
            self.repairs["blank_row"] += 1
        elif _is_note(row, filled, self._width):
            self.repairs["note_row"] += 1
        elif self._is_header(row):
            self.repairs["repeated_header"] += 1
        elif any(_is_total(row[p]) for p in self._names if p < len(row)):
            named = next(row[p] for p in self._names if p < len(row) and row[p])
            self.totals.append((number, named))
        elif not self._is_workbook and _is_ragged(row, self.expected):
            self.ragged.append((number, len(row)))
        else:
            return True
        return False

    def _is_header(self, row: Sequence[str]) -> bool:
        return [plain(c) for c in row[: len(self._header)]] == self._header

    def doubtful(self, rest: pa.Table) -> pa.Array:
        """Return the positions in columns of rows that may not be of figures."""
        if rest.num_columns < self.expected:
            return pa.array(range(rest.num_rows), pa.int64())
        filled = [flags(column, bool) for column in rest.columns]
        count = reduce(pc.add, (pc.cast(flags, pa.int16()) for flags in filled))
        doubts = [pc.less_equal(count, 2), *filled[self.expected :]]
        at = next((n for n, cell in enumerate(self._header) if cell), 0)
        doubts.append(flags(rest[at], lambda cell: plain(cell) == self._header[at]))
        doubts += [flags(rest[p], _is_total) for p in self._names]
        return pc.indices_nonzero(reduce(pc.or_, doubts))


def _sorted_out(sorting: _Sorting, rest: pa.Table, before: int, names: list[str]) -> pa.Table:
    """Leave out of columns the rows that are none of figures; `before` lines stand above."""
    doubtful = sorting.doubtful(rest).to_pylist()
    looked_at = rest.take(doubtful).to_pylist() if doubtful else []
    out = {
        at
        for at, cells in zip(doubtful, looked_at, strict=True)
        if not sorting.is_body(list(cells.values()), before + at + 1)
    }
    numbers = pa.array(np.arange(before + 1, before + 1 + rest.num_rows, dtype=np.int32))
    kept = rest.select(range(min(rest.num_columns, len(names) - 1))).add_column(
        0, "source_row", numbers
    )
    if out:
        kept = kept.filter(pa.array([at not in out for at in range(rest.num_rows)]))
    for name in names[kept.num_columns :]:
        kept = kept.append_column(name, pa.array([""] * kept.num_rows, pa.string()))
    return kept.rename_columns(names)


def _is_total(cell: str) -> bool:
    return cell.lower() in TOTALS


def _is_note(row: Sequence[str], filled: Sequence[str], width: int) -> bool:
    first = filled[0].lower()
    if width > 2 and len(filled) == 1 and len(row) and bool(row[0]) and not first[:1].isdigit():
        return True
    return len(filled) <= 2 and width > 2 and first.startswith(_NOTES)


def _is_ragged(row: Sequence[str], expected: int) -> bool:
    return len(row) < expected or any(row[expected:])


def melt(engine: duckdb.DuckDBPyConnection, body: Body, layout: TableLayout) -> Counter[str]:
    """Create `melted` from the body; returns the repairs that filling in took."""
    engine.register("sheet_rows", body.sheet)
    repairs = _fill_down(engine, layout)
    figures = layout.of_role("obs_value") if layout.shape is Shape.LONG else _wide(layout)
    parts = " UNION ALL ".join(_figure_sql(layout, column) for column in figures)
    engine.execute(f"CREATE OR REPLACE TEMP VIEW melted AS {parts}")
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
    listed = ", ".join(f"{given.get(f, _quoted(''))} AS {f}" for f in FIELDS)
    place = f"{figure.position} AS position, {_quoted(figure.header)} AS source_column"
    return f"SELECT source_row, {place}, {listed} FROM sheet"


def _fill_down(engine: duckdb.DuckDBPyConnection, layout: TableLayout) -> Counter[str]:
    """Fill key cells that merging left blank from the last filled cell above."""
    repairs: Counter[str] = Counter()
    filled = []
    for column in layout.columns:
        if column.role not in KEYS:
            continue
        name = f"c{column.position}"
        blank, total, first = engine.sql(
            f"""SELECT count(*) FILTER ({name} = ''), count(*), arg_min({name}, source_row)
            FROM sheet_rows"""
        ).fetchone() or (0, 0, "")
        if blank and first and blank / total >= MERGED_SHARE:
            filled.append(f"last_value(nullif({name}, '') IGNORE NULLS) OVER above AS {name}")
            repairs["merged_cells"] += blank
    if filled:
        engine.execute(
            f"""CREATE OR REPLACE TEMP TABLE sheet_filled AS SELECT * REPLACE ({", ".join(filled)})
            FROM sheet_rows WINDOW above AS (ORDER BY source_row)"""
        )
    whole = "sheet_filled" if filled else "sheet_rows"
    engine.execute(f"CREATE OR REPLACE TEMP VIEW sheet AS FROM {whole}")
    return repairs


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _or(column: str, otherwise: str) -> str:
    return f"coalesce(nullif(trim({column}), ''), {otherwise})"
