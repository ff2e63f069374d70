"""Open a file as it arrives from an office: what kind it is, how it is encoded, its rows.

Nothing is understood here. A file that cannot be a table is an `Unreadable` with a code and
the facts for its sentence; content decides, not the name.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.bulk import LONG, read_long, without_blanks
from etl.workbook import looks_like_workbook, read_workbook

MAX_BYTES = 200 * 1024 * 1024
MIXED_LINES = 20_000
DELIMITERS = (",", "\t", ";", "；", "，", "|")
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_FOREIGN = {
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0": "old_workbook",
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"MZ\x90": "program",
    b"\x7fELF": "program",
    b"PAR1": "parquet",
    b"SQLite format 3": "database",
}


_OLD = b"\xd0\xcf\x11\xe0"
_MARKUP = re.compile(
    r"\ufeff?\s*(?:<!doctype\s+(?P<html>html)|<(?P<html2>html|table|head|body)[\s>]"
    r"|<\?(?P<xml>xml)\s|(?P<json>[\[{]\s*[\[{\"]))",
    re.IGNORECASE,
)
"""What web pages and data of programs begin with, whatever the file is called."""


class Unreadable(Exception):
    """A file that is no table; `code` and `facts` make the finding."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


@dataclass(frozen=True)
class OpenedFile:
    """Rows of text cells; `numbers` are their 1-based rows in the file or sheet."""

    encoding: str | None
    rows: Sequence[list[str]]
    numbers: Sequence[int]
    is_workbook: bool = False
    sheet: str = ""
    trimmed: int = 0
    """Cells that had blanks around their text."""
    other_sheets: Mapping[str, list[list[str]]] = field(default_factory=dict)
    """The first rows of the workbook's further sheets, by name."""


def open_file(path: Path) -> OpenedFile:
    """Read a file into rows of text; raises `Unreadable`."""
    return read_content(content_of(path))


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; one that is too large is not read. Raises `Unreadable`."""
    try:
        _refuse_large(path.stat().st_size)
        with path.open("rb") as handle:  # what is no plain file says nothing of its size
            content = handle.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable("file_missing", reason=reason) from None
    _refuse_large(len(content))
    return content


def _refuse_large(size: int) -> None:
    if size > MAX_BYTES:
        raise Unreadable("file_too_large", size=size // 2**20, limit=MAX_BYTES // 2**20)


def read_content(content: bytes) -> OpenedFile:
    """Read the bytes of a file; raises `Unreadable`."""
    _refuse_large(len(content))
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("file_empty")
    if looks_like_workbook(content):
        return _from_workbook(content)
    if content.startswith(_OLD) and "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("workbook_damaged", reason="protected by a password")
    for start, kind in _FOREIGN.items():
        if content.startswith(start):
            raise Unreadable("not_a_table", kind=kind)
    encoding, text = _decoded(content)
    if (found := _MARKUP.match(text)) and found.lastgroup:
        raise Unreadable("not_a_table", kind=found.lastgroup.rstrip("2"))
    rows, numbers, trimmed = _split(text, content if encoding == "utf-8" else text.encode())
    return OpenedFile(encoding, rows, numbers, trimmed=trimmed)


def _from_workbook(content: bytes) -> OpenedFile:
    try:
        sheet = read_workbook(content)
    except ValueError as problem:
        raise Unreadable("workbook_damaged", reason=str(problem)) from None
    numbers = list(range(sheet.first_row, sheet.first_row + len(sheet.rows)))
    return OpenedFile(None, sheet.rows, numbers, True, sheet.name, sheet.trimmed, sheet.others)


def _decoded(content: bytes) -> tuple[str, str]:
    """Find the encoding: a byte order mark, else strict UTF-8, else GB18030."""
    for mark, encoding in _BOMS.items():
        if content.startswith(mark):
            return encoding, _strict(content, encoding)
    half = content[:4096][1::2], content[:4096][0::2]
    if max(part.count(0) for part in half) > len(half[0]) / 5:
        marked = "utf-16-le" if half[0].count(0) >= half[1].count(0) else "utf-16-be"
        return "utf-16", _strict(content, marked)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        _refuse_mixed(content)
        return "gb18030", _strict(content, "gb18030")
    return "utf-8", _strict(content, "utf-8")


def _refuse_mixed(content: bytes) -> None:
    """Refuse a file of which some lines are UTF-8 and others are not."""
    good, bad = 0, []
    for number, line in enumerate(content.splitlines()[:MIXED_LINES], 1):
        if line.isascii():
            continue
        try:
            good += any(c > "\u2e80" for c in line.decode("utf-8"))
        except UnicodeDecodeError:
            bad.append(number)
    if bad and good * 4 > len(bad):
        raise Unreadable("encoding_mixed", row=bad[0], line=bad[0])


def _strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("encoding_unknown") from None
    if (nul := text.find("\0")) >= 0 and 0 < text.count("\n") > text.count("\0") // 50:
        line = text.count("\n", 0, nul) + 1
        raise Unreadable("nul_character", row=line, line=line)
    strange = sum(c < " " and c not in "\t\r\n\f\x1a" for c in text[:20_000])
    if strange > len(text[:20_000]) // 200 or "\0" in text:
        raise Unreadable("not_a_table", kind="binary")
    return text.rstrip("\x1a")


def _split(text: str, content: bytes) -> tuple[Sequence[list[str]], Sequence[int], int]:
    """Split text into rows by the delimiter that gives the steadiest table.

    Returns the rows without blanks around their cells, their numbers, and how many had some.
    """
    best = max(DELIMITERS, key=lambda d: _steadiness(text[:20_000], d))
    if len(content) >= LONG:
        found = read_long(content, best, lambda part: list(_parsed(part, best)))
        if found is not None:
            return found, range(1, len(found) + 1), found.trimmed
    rows: list[list[str]] = []
    numbers: list[int] = []
    trimmed = 0
    for number, row in _parsed(text, best):
        cells, blanks = without_blanks(row)
        rows.append(cells)
        numbers.append(number)
        trimmed += blanks
    return rows, numbers, trimmed


def _steadiness(sample: str, delimiter: str) -> tuple[int, int]:
    """Score a delimiter by the rows that share the commonest width, then by that width."""
    widths = [len(row) for _, row in _parsed(sample, delimiter)]
    wide = [w for w in widths if w > 1]
    if not wide:
        return 0, 0
    common = max(set(wide), key=lambda w: (wide.count(w), w))
    return wide.count(common) * (common - 1), common


def _parsed(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line a row begins in, and its cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable("row_unreadable", line=begins, reason=str(error)) from None
        yield begins, row
        begins = reader.line_num + 1
