"""What somebody wrote goes out as text, in every table that leaves the system: never a formula.

A spreadsheet takes a text for a formula by its first character, whoever wrote it. Every export
comes through here: CSV through `written`, workbooks through `put_text`.
"""

import re

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MOST_TEXT = 32_767
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula; a negative number is none.

    >>> [is_formula(text) for text in ("=1+1", " @SUM(A1)", "-12.5", "晋城市")]
    [True, True, False, False]
    """
    first = text.lstrip(" \u3000\xa0\ufeff")
    return first.startswith(_STARTS) and not _NUMBER.fullmatch(text)


def written(value: object) -> object:
    """Return a cell of a CSV file; a text that could be a formula gets an apostrophe in front."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str) and is_formula(value):
        return f"'{value}"
    return value


def put_text(cell: Cell, text: str, *, numbers: bool = True) -> None:
    """Write a text into a workbook: with `numbers` as a number where it is one, else as text.

    A cell that begins with `=` is a formula to openpyxl unless its type says otherwise.
    """
    text = held(text)
    if numbers and _NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
        return
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = is_formula(text)  # typed again, it stays a text


def held(text: str) -> str:
    """Leave out what no workbook can hold: control characters, and more than a cell takes."""
    return str(ILLEGAL_CHARACTERS_RE.sub("�", text))[:MOST_TEXT]
