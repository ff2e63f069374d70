"""What is wrong with a table as a whole: no header, ragged rows, sheets and columns unread."""

from etl.cells import Body
from etl.files import OpenedFile
from etl.findings import Finding, finding, told
from etl.layout import SEARCHED, NoTable, Shape, TableLayout, find_layout
from etl.vocabulary import Vocabulary


def no_table(name: str, opened: OpenedFile, problem: NoTable) -> Finding:
    """Say why no table was found, and where it was looked for."""
    filled = [row for row in opened.rows if any(row)]
    row = opened.numbers[problem.row_at] if problem.row_at < len(opened.numbers) else 1
    column = str(problem.facts.get("header", ""))
    facts: dict[str, object] = {
        "searched": min(SEARCHED, len(filled)),
        "missing": "",
    } | problem.facts
    facts.pop("header", None)
    if problem.code == "header_missing":
        facts["missing"] = str(facts["missing"])
    return finding(name, row, column, problem.code, column, "", **facts)


def structure(
    name: str, opened: OpenedFile, body: Body, layout: TableLayout, words: Vocabulary
) -> list[Finding]:
    """Return what stands in the way of reading every row, sheet and column of figures."""
    expected = len(opened.rows[layout.header_at])
    found = told(
        body.ragged,
        lambda at: finding(name, at[0], "", "ragged_row", "", found=at[1], expected=expected),
    )
    found += told(body.totals, lambda at: finding(name, at[0], "", "total_row", at[1]))
    found += _other_sheets(name, opened, words)
    return found + _unknown_columns(name, opened, body, layout)


def _other_sheets(name: str, opened: OpenedFile, words: Vocabulary) -> list[Finding]:
    """Name further sheets of a workbook that hold a table, too: only one is read."""
    unread = []
    for sheet, rows in opened.other_sheets.items():
        try:
            layout = find_layout(rows, words, sheet)
        except NoTable:
            continue
        if any(map(any, rows[layout.first_row_at :])):
            unread.append(sheet)
    if not unread:
        return []
    named = "、".join(unread)
    return [finding(name, 0, "", "several_sheets", named, "", read=opened.sheet)]


def _unknown_columns(
    name: str, opened: OpenedFile, body: Body, layout: TableLayout
) -> list[Finding]:
    """Name columns of figures whose header nobody knows."""
    code = {Shape.INDICATORS: "unknown_indicator", Shape.AREAS: "unknown_area"}.get(layout.shape)
    row = opened.numbers[layout.header_at]
    found = []
    for column in layout.of_role("unknown") if code else []:
        cells = body.column(column.position)
        if cells and all(c.replace(".", "").replace("-", "").isdigit() for c in cells):
            facts: dict[str, object] = {"guess_zh": "", "guess_en": "", "name": column.header}
            found.append(finding(name, row, column.header, str(code), column.header, "", **facts))
    return found
