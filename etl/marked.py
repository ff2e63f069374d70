"""A checked file as a workbook to send back: faulty cells coloured, with the reason on them.

Every cell keeps its row and column, so that the office finds in its own file what is marked here.
What it wrote is written back as text or number, never as a formula.
"""

import io
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from etl.check_report import CheckReport
from etl.files import OpenedFile, read_content
from etl.findings import Finding, Severity
from etl.layout import SEARCHED
from etl.plain_cells import held, put_text

MOST_ROWS = 50_000
"""A longer file comes back with its first rows and those that have findings."""
MOST_COMMENTS = 1_000
"""Faulty cells beyond these are coloured, and their reasons stand in the list."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""A workbook ends here; what lies beyond stands in the list of findings alone."""
_FIRST_ROWS = 60
_COLUMNS = ("行", "列", "程度", "单元格", "问题", "建议")
_WIDTHS = (8, 18, 8, 18, 60, 48)
_SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_FILL = {Severity.ERROR: "F6C9C2", Severity.WARNING: "FBE3B0", Severity.INFO: "DCE6F2"}


def marked_workbook(
    content: bytes, name: str, report: CheckReport, header_row: int | None = None
) -> bytes:
    """Return the rows of a readable file with its findings marked, and a sheet that lists them.

    `header_row` is the row of the file whose texts the findings call columns; without it the
    first row that has them. Raises `Unreadable` where the bytes are no table.
    """
    opened = read_content(content)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "原表"
    _put_rows(sheet, opened, {f.row for f in report.findings})
    _mark(sheet, _headers(opened, header_row), report.findings)
    _list(book.create_sheet("检查结果"), name, report)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put_rows(sheet: Worksheet, opened: OpenedFile, wanted: set[int]) -> None:
    everything = len(opened.rows) <= MOST_ROWS
    for at, (number, row) in enumerate(zip(opened.numbers, opened.rows, strict=True)):
        if number > LAST_ROW or not (everything or at < _FIRST_ROWS or number in wanted):
            continue
        for column, text in enumerate(row[:LAST_COLUMN], 1):
            if text:
                put_text(sheet.cell(number, column), text)


def _mark(sheet: Worksheet, headers: dict[str, int], findings: Iterable[Finding]) -> None:
    """Colour and comment each cell once, with all that was found about it."""
    about: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for found in findings:
        if 0 < found.row <= LAST_ROW:  # one about the file as a whole stands in the list alone
            about[found.row, headers.get(found.column, 1)].append(found)
    styles = _Styles()
    for number, ((row, column), several) in enumerate(about.items()):
        cell = sheet.cell(row, column)
        worst = min((f.severity for f in several), key=list(_FILL).index)
        quoted = cell.quotePrefix
        styles.give(cell, worst)
        cell.quotePrefix = quoted
        if number >= MOST_COMMENTS:
            continue
        comment = Comment("\n".join(_sentence(f) for f in several), "检查")
        comment.width, comment.height = 320, 60 + 40 * len(several)
        cell.comment = comment


def _headers(opened: OpenedFile, header_row: int | None) -> dict[str, int]:
    """Return the column of each text of the header, else of the rows where one is looked for."""
    found: dict[str, int] = {}
    at = [n for n, number in enumerate(opened.numbers[:SEARCHED]) if number == header_row]
    for row in [opened.rows[n] for n in at] or opened.rows[:SEARCHED]:
        for column, text in enumerate(row[:LAST_COLUMN], 1):
            found.setdefault(text, column)
    return found


def _sentence(found: Finding) -> str:
    advice = f"\n建议：{found.suggestion}" if found.suggestion else ""
    return held(f"{_SEVERITY[found.severity]}：{found.message_zh}{advice}")


def _list(sheet: Worksheet, name: str, report: CheckReport) -> None:
    put_text(sheet.cell(1, 1), f"{name} 检查结果")
    sheet["A1"].font = Font(bold=True, size=14)
    for column, (title, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), 1):
        head = sheet.cell(3, column, title)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF6")
        sheet.column_dimensions[head.column_letter].width = width
    styles = _Styles()
    for at, found in enumerate(report.findings[: LAST_ROW - 3], 4):
        place = str(found.row) if found.row else ""
        texts = (place, found.column, _SEVERITY[found.severity], found.cell, found.message_zh,
                 found.suggestion)  # fmt: skip
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(at, column)
            styles.give(cell, found.severity if column == 3 else None, wrapped=True)
            put_text(cell, text)
    sheet.freeze_panes = "A4"


class _Styles:
    """The few looks of cells, each made once: making them takes longer than all else."""

    def __init__(self) -> None:
        self._known: dict[tuple[Severity | None, bool], Any] = {}

    def give(self, cell: Cell, severity: Severity | None, *, wrapped: bool = False) -> None:
        """Fill a cell in the colour of a severity, and let its text wrap."""
        known = self._known.get((severity, wrapped))
        if known is None:
            if severity:
                cell.fill = PatternFill("solid", fgColor=_FILL[severity])
            if wrapped:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            self._known[severity, wrapped] = copy(cell._style)
        else:
            cell._style = copy(known)
