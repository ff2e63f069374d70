"""A checked file as a workbook to send back: faulty cells coloured, with the reason on them.

Every cell keeps its row and column, so that the office finds in its own file what is marked here.
What it wrote is written back as text or number, never as a formula.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from etl.check import CheckReport
from etl.files import OpenedFile, read_content
from etl.findings import Finding, Severity
from etl.layout import SEARCHED
from etl.plain_cells import held, put_text

MOST_ROWS = 50_000
"""A longer file comes back with its first rows and those that have findings."""
_FIRST_ROWS = 60
_COLUMNS = ("行", "列", "程度", "单元格", "问题", "建议")
_WIDTHS = (8, 18, 8, 18, 60, 48)
_SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "存疑", Severity.INFO: "提示"}
_FILL = {Severity.ERROR: "F6C9C2", Severity.WARNING: "FBE3B0", Severity.INFO: "DCE6F2"}


def marked_workbook(content: bytes, name: str, report: CheckReport) -> bytes:
    """Return the rows of a readable file with its findings marked, and a sheet that lists them.

    Raises `Unreadable` where the bytes are no table.
    """
    opened = read_content(content)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "原表"
    cells = list(_put_rows(sheet, opened, {f.row for f in report.findings}))
    _mark(sheet, opened, report.findings)
    _list(book.create_sheet("检查结果"), name, report)
    if not cells:
        book.active = 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put_rows(sheet: Worksheet, opened: OpenedFile, wanted: set[int]) -> Iterator[int]:
    everything = len(opened.rows) <= MOST_ROWS
    for at, (number, row) in enumerate(zip(opened.numbers, opened.rows, strict=True)):
        if not (everything or at < _FIRST_ROWS or number in wanted):
            continue
        for column, text in enumerate(row, 1):
            if text:
                put_text(sheet.cell(number, column), text)
        yield number


def _mark(sheet: Worksheet, opened: OpenedFile, findings: Iterable[Finding]) -> None:
    """Colour and comment each cell once, with all that was found about it."""
    headers = _headers(opened)
    about: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for found in findings:
        if found.row:  # one about the file as a whole stands in the list alone
            about[found.row, headers.get(found.column, 1)].append(found)
    for (row, column), several in about.items():
        cell = sheet.cell(row, column)
        worst = min((f.severity for f in several), key=list(_FILL).index)
        cell.fill = PatternFill("solid", fgColor=_FILL[worst])
        comment = Comment("\n".join(_sentence(f) for f in several), "检查")
        comment.width, comment.height = 320, 60 + 40 * len(several)
        cell.comment = comment


def _headers(opened: OpenedFile) -> dict[str, int]:
    """Return the column of each text among the rows in which a header is looked for."""
    found: dict[str, int] = {}
    for row in opened.rows[:SEARCHED]:
        for column, text in enumerate(row, 1):
            found.setdefault(text, column)
    return found


def _sentence(found: Finding) -> str:
    advice = f"\n建议：{found.suggestion}" if found.suggestion else ""
    return held(f"{_SEVERITY[found.severity]}：{found.message_zh}{advice}")


def _list(sheet: Worksheet, name: str, report: CheckReport) -> None:
    put_text(sheet.cell(1, 1), f"{name} 检查结果")
    sheet["A1"].font = Font(bold=True, size=14)
    rows: Sequence[Finding] = report.findings
    for column, (title, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), 1):
        head = sheet.cell(3, column, title)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF6")
        sheet.column_dimensions[head.column_letter].width = width
    for at, found in enumerate(rows, 4):
        place = str(found.row) if found.row else ""
        texts = (place, found.column, _SEVERITY[found.severity], found.cell, found.message_zh,
                 found.suggestion)  # fmt: skip
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(at, column)
            put_text(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(at, 3).fill = PatternFill("solid", fgColor=_FILL[found.severity])
    sheet.freeze_panes = "A4"
