"""Tables of texts as a workbook that leaves: bold heads, widths that fit, never a formula."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.plain_cells import put_text

WIDEST = 60
_WIDE_FROM = "\u2e7f"
"""From here on a character takes the room of two."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; the rows have as many cells as the head. A sheet without head is for reading."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with these sheets; what is a number becomes one, all else is text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    table = [*([sheet.head] if sheet.head else []), *sheet.rows]
    for at, row in enumerate(table, 1):
        for column, text in enumerate(row, 1):
            cell = page.cell(at, column)
            put_text(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    if sheet.head:
        for cell in page[1]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF6")
        page.freeze_panes = "A2"
        page.auto_filter.ref = page.dimensions
    for number, cells in enumerate(zip(*table, strict=True), 1):
        widest = max(max(map(_width, cell.split("\n"))) for cell in cells)
        page.column_dimensions[get_column_letter(number)].width = min(widest + 3, WIDEST)


def _width(text: str) -> int:
    return sum(2 if c > _WIDE_FROM else 1 for c in text)
