"""What a page shows of a file: the check, and beside it the table as it was read.

Nothing is judged here; what is wrong with a file is the business of `etl.check`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl.bulk import count_filled
from etl.check import check_opened, unreadable
from etl.check_report import CheckReport
from etl.corrections import Corrections
from etl.files import OpenedFile, Unreadable, read_content
from etl.layout import SEARCHED, Column, NoTable, columns_of, find_layout
from etl.target_files import columns_of_targets, targets_header_at
from etl.vocabulary import Vocabulary
from indicators.plan import Plan
from storage.reading import ReleaseReader

FIRST_ROWS = 6
MOST_ROWS = 150
"""Rows with findings beyond these stand in the list of findings alone."""
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with its number in the file."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The table as it was read: titles, header, the first rows and those asked for.

    `header` is None where nothing looks like one; then `rows` are the first ones of the file.
    `defaults` are what the titles say in place of columns, by role.
    """

    above: tuple[SheetRow, ...]
    header: SheetRow | None
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    defaults: Mapping[str, str]
    rows_in_all: int
    is_read: bool = True
    """False where figures could not be read from it, because columns are missing or unknown."""


def preview(
    content: bytes,
    name: str,
    plan: Plan,
    reader: ReleaseReader | None,
    today: date | None = None,
    columns: Corrections | None = None,
) -> tuple[CheckReport, Sheet | None]:
    """Check the bytes of a file and return its table, too; None if unreadable.

    The bytes are read once for both.
    """
    try:
        opened = read_content(content)
    except Unreadable as problem:
        return unreadable(name, problem), None
    report = check_opened(opened, name, plan, reader, today, columns)
    return report, sheet_of(opened, name, plan, {f.row for f in report.findings}, columns)


def sheet_of(
    opened: OpenedFile,
    name: str,
    plan: Plan,
    wanted: Collection[int],
    said: Corrections | None = None,
) -> Sheet:
    """Return the table of a file with its first rows and the rows `wanted`."""
    at = targets_header_at(opened)
    if at is not None:
        return _sheet(opened, at, at + 1, _target_columns(opened.rows[at]), {}, wanted)
    words = Vocabulary(plan, said)
    try:
        layout = find_layout(opened.rows, words, Path(name).stem)
    except NoTable as problem:
        return _unread(opened, words, problem, wanted)
    first, at = layout.first_row_at, layout.header_at
    aside = [c for c in columns_of(opened.rows[at], words) if c.role == "ignored" and c.corrected]
    return _sheet(opened, at, first, [*layout.columns, *aside], layout.defaults, wanted)


def _unread(
    opened: OpenedFile, words: Vocabulary, problem: NoTable, wanted: Collection[int]
) -> Sheet:
    """Show a table with the row that is, or is most likely, its header, to be explained."""
    at = problem.row_at if problem.code != "no_header" else _likely_header(opened)
    if at is None:
        rows = tuple(_rows(opened, range(min(len(opened.rows), 2 * FIRST_ROWS))))
        return Sheet((), None, (), rows, {}, len(opened.rows), is_read=False)
    columns = [c for c in columns_of(opened.rows[at], words) if c.role != "blank"]
    return replace(_sheet(opened, at, at + 1, columns, {}, wanted), is_read=False)


def _likely_header(opened: OpenedFile) -> int | None:
    """Return the first row with as many words as any other, above at least one more row."""
    words = [sum(_is_word(c) for c in row) for row in opened.rows[:SEARCHED]]
    most = max(words[:-1], default=0)
    return words.index(most) if most > 1 else None


def _is_word(cell: str) -> bool:
    return bool(cell) and not cell.replace(".", "").replace("-", "").isdigit()


def _sheet(
    opened: OpenedFile,
    header_at: int,
    first_at: int,
    columns: Iterable[Column],
    defaults: Mapping[str, str],
    wanted: Collection[int],
) -> Sheet:
    known = {number: at for at, number in enumerate(opened.numbers)}
    filled = (at for at in range(first_at, len(opened.rows)) if any(opened.rows[at]))
    first = [at for at, _ in zip(filled, range(FIRST_ROWS), strict=False)]
    found = sorted(known[n] for n in set(wanted) if n in known and known[n] >= first_at)
    above = [at for at in range(header_at) if any(opened.rows[at])]
    return Sheet(
        above=tuple(_rows(opened, above[-FIRST_ROWS:])),
        header=next(_rows(opened, [header_at])),
        columns=tuple(columns),
        rows=tuple(_rows(opened, sorted({*first, *found[:MOST_ROWS]}))),
        defaults=defaults,
        rows_in_all=count_filled(opened.rows, first_at),
    )


def _rows(opened: OpenedFile, positions: Iterable[int]) -> Iterator[SheetRow]:
    for at in positions:
        yield SheetRow(opened.numbers[at], tuple(opened.rows[at][:MOST_COLUMNS]))


def _target_columns(header: list[str]) -> list[Column]:
    names = columns_of_targets(header)
    roles = {n: f"target_{name.removesuffix('_en')}" for n, name in names.items()}
    return [Column(n, cell, roles.get(n, "unknown")) for n, cell in enumerate(header)]
