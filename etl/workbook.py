"""Read the sheet of an xlsx workbook that holds the table, as text cells.

Values come as the workbook stored them; a formula without a stored value is told apart from a
blank. What would take more memory than there is never gets here (`etl.workbook_guard`).
"""

import html
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from etl.workbook_guard import guard

_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"[^>]*>\s*<f[^>]*?(?:/>|>([^<]*)</f>)'
    rb"\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*\bt="e"[^>]*>(?:\s*<f[^>]*?(?:/>|>[^<]*</f>))?'
                    rb"\s*<v>([^<]*)</v>")  # fmt: skip
HEAD = 60
"""So many rows of the sheets that are not read are looked at."""


@dataclass(frozen=True)
class SheetRows:
    """Rows of the chosen sheet; `first_row` is its 1-based number in the sheet."""

    name: str
    rows: list[list[str]]
    first_row: int
    trimmed: int
    others: dict[str, list[list[str]]]


def looks_like_workbook(content: bytes) -> bool:
    """Say whether the bytes are an Office Open XML workbook, whatever the file is called."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return b"xl/" in content[:4096]


def read_workbook(content: bytes) -> SheetRows:
    """Return the sheet with the most filled cells; raises `ValueError` with a reason."""
    guard(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
        tables = {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise ValueError(str(error)) from None
    if not tables:
        raise ValueError("no sheet")
    name = max(tables, key=lambda n: sum(cell != "" for row in tables[n] for cell in row))
    rows = [[text_of(cell) for cell in row] for row in tables[name]]
    texts = (cell for row in tables[name] for cell in row if isinstance(cell, str))
    trimmed = sum(text != text.strip() for text in texts)
    _put_back(rows, content, book.sheet_names.index(name))
    others = {n: [[text_of(c) for c in row] for row in t[:HEAD]] for n, t in tables.items()}
    others.pop(name)
    return SheetRows(name, rows, 1, trimmed, others)


def text_of(value: object) -> str:
    """Return a cell as a person reads it: whole numbers without a point, dates as dates."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return str(value).strip()


def _put_back(rows: list[list[str]], content: bytes, index: int) -> None:
    """Write into blank cells what the reader left out: formulas without a value, and errors."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = f"xl/worksheets/sheet{index + 1}.xml"
        if name not in archive.namelist():
            return
        sheet = archive.read(name)
    for pattern, sign in ((_FORMULA, "="), (_ERROR, "")):
        for letters, row, text in pattern.findall(sheet):
            at, column = int(row) - 1, _column(letters)
            if at < len(rows) and column < len(rows[at]) and not rows[at][column]:
                rows[at][column] = sign + html.unescape(text.decode("utf-8", "replace"))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
