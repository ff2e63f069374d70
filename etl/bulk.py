"""Long plain text as columns: what the row reader gives, without a Python object a cell.

The first lines hold titles and header and are read row by row as ever. The rest is taken as
columns, but only where every line of it is one row and all have the same width; anything else
is left to the row reader, so that both give the same cells under the same row numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import chain
from typing import overload

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

LONG = 1024 * 1024
"""Shorter text is read row by row in half a second."""
HEAD = 120
"""So many lines are read as rows: more than the header is searched in."""
SAMPLE = 20_000
"""So many cells tell whether a column repeats itself."""


class Rows(Sequence[list[str]]):
    """Rows of text cells, the first ones as lists and the rest as columns."""

    def __init__(self, head: list[list[str]], rest: pa.Table, trimmed: int) -> None:
        self.head, self.rest, self.trimmed = head, rest, trimmed

    def __len__(self) -> int:
        return len(self.head) + int(self.rest.num_rows)

    @overload
    def __getitem__(self, at: int) -> list[str]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...
    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if at < len(self.head):
            return self.head[at]
        return [str(column[at - len(self.head)].as_py()) for column in self.rest.columns]

    def __iter__(self) -> Iterator[list[str]]:
        columns = (column.to_pylist() for column in self.rest.columns)
        return chain(self.head, map(list, zip(*columns, strict=True)))


def count_filled(rows: Sequence[list[str]], start: int = 0) -> int:
    """Count the rows from `start` on that are not blank."""
    if not isinstance(rows, Rows):
        return sum(map(any, rows[start:]))
    rest = rows.rest.slice(max(0, start - len(rows.head)))
    filled = reduce(pc.or_, (flags(column, bool) for column in rest.columns))
    return sum(map(any, rows.head[start:])) + int(pc.sum(filled).as_py() or 0)


Parse = Callable[[str], list[tuple[int, list[str]]]]


def read_long(content: bytes, delimiter: str, parse: Parse) -> Rows | None:
    """Return long UTF-8 text as rows numbered from 1; None where rows must be read singly.

    `parse` is the row reader: text to numbered rows.
    """
    end = _end_of_line(content, HEAD)
    head, lines = content[:end], content.count(b"\n", end) + (not content.endswith(b"\n"))
    carriages = content.count(b"\r", end) - content.count(b"\r\n", end)
    if len(delimiter.encode()) > 1 or lines < HEAD or carriages or head.count(b'"') % 2:
        return None
    rows = parse(head.decode())
    if [number for number, _ in rows] != list(range(1, HEAD + 1)):
        return None
    width = len(parse(content[end : _end_of_line(content, 1, end)].decode())[0][1])
    raw = _columns(memoryview(content)[end:], delimiter, width)
    if raw is None or raw.num_rows != lines:
        return None
    rest = pa.table([_trimmed(column) for column in raw.columns], raw.column_names)
    above = [without_blanks(cells) for _, cells in rows]
    blanks = sum(count for _, count in above) + sum(map(_differing, raw.columns, rest.columns))
    return Rows([cells for cells, _ in above], rest, blanks)


def without_blanks(row: list[str]) -> tuple[list[str], int]:
    """Cut blanks off the cells of a row; returns how many had some, too."""
    cells = [cell.strip() for cell in row]
    return cells, 0 if cells == row else sum(a != b for a, b in zip(cells, row, strict=True))


def _end_of_line(content: bytes, lines: int, start: int = 0) -> int:
    """Return where so many lines end, or the length of a shorter text."""
    at = start
    for _ in range(lines):
        at = content.find(b"\n", at) + 1
        if not at:
            return len(content)
    return at


def _columns(content: memoryview, delimiter: str, width: int) -> pa.Table | None:
    names = [f"c{n}" for n in range(width)]
    try:
        return pa_csv.read_csv(
            pa.py_buffer(content),
            read_options=pa_csv.ReadOptions(column_names=names),
            parse_options=pa_csv.ParseOptions(delimiter=delimiter),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[],
                strings_can_be_null=False,
            ),
        )  # fmt: skip
    except pa.ArrowInvalid:
        return None


def _differing(raw: pa.ChunkedArray, trimmed: pa.ChunkedArray) -> int:
    """Count the cells that trimming has changed; mostly none, which their total length tells."""
    texts = pc.cast(trimmed, pa.string()) if pa.types.is_dictionary(trimmed.type) else trimmed
    if pc.sum(pc.binary_length(raw)) == pc.sum(pc.binary_length(texts)):
        return 0
    return int(pc.sum(pc.not_equal(raw, texts)).as_py())


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Cut blanks off; a column of few texts keeps each of them once."""
    few = column.slice(0, SAMPLE)
    if len(pc.unique(few)) * 4 > len(few):
        return pc.utf8_trim_whitespace(column)
    once = column.combine_chunks().dictionary_encode()
    if isinstance(once, pa.ChunkedArray):
        once = once.combine_chunks()
    texts = pc.utf8_trim_whitespace(once.dictionary)
    return pa.chunked_array([pa.DictionaryArray.from_arrays(once.indices, texts)])


def flags(column: pa.ChunkedArray, is_meant: Callable[[str], bool]) -> pa.ChunkedArray:
    """Mark the cells whose text is meant; asks once for each distinct text."""
    if is_meant is bool and not pa.types.is_dictionary(column.type):
        return pc.greater(pc.binary_length(column), 0)
    meant = [text for text in pc.unique(column).to_pylist() if is_meant(text)]
    if not pa.types.is_dictionary(column.type):
        return pc.is_in(column, pa.array(meant, pa.string()))
    wanted = frozenset(meant)
    marked = [
        pc.take(pa.array([text in wanted for text in part.dictionary.to_pylist()]), part.indices)
        for part in column.chunks
    ]
    return pa.chunked_array(marked, pa.bool_())


def joined(above: pa.Table, below: pa.Table) -> pa.Table:
    """Put rows of text above columns of which some keep each text once."""
    columns = [
        above[n].dictionary_encode() if pa.types.is_dictionary(field.type) else above[n]
        for n, field in enumerate(below.schema)
    ]
    return pa.concat_tables([pa.table(columns, below.column_names), below])
