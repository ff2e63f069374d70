"""Faults of data are values: what, where, why, in Chinese and English.

A finding is made from a code and the facts of the case; the sentences live in messages.toml.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

_Place = TypeVar("_Place")
MOST = 200
"""More findings with one code are one fault told often enough; the rest is counted."""


class Severity(StrEnum):
    """What a finding does to its row or file."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `row` is 1-based in the file, `column` the header as found.

    `suggestion` says what to do, in Chinese, where something can be done; beside it the English.
    """

    source_id: str
    row: int
    column: str
    code: str
    severity: Severity
    cell: str
    message_zh: str
    message_en: str
    cause: str
    suggestion: str = ""
    suggestion_en: str = ""


@cache
def _messages() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("messages.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def codes() -> frozenset[str]:
    """Return every code that a finding can carry."""
    return frozenset(_messages())


def severity_of(code: str) -> Severity:
    """Return how grave a finding of this code is."""
    return Severity(_messages()[code]["severity"])


def finding(
    source_id: str, row: int, column: str, code: str, cell: str, cause: str = "", **facts: object
) -> Finding:
    """Make a finding; `facts` fill the sentences of its code."""
    sentences = _messages()[code]
    return Finding(
        source_id=source_id,
        row=row,
        column=column,
        code=code,
        severity=severity_of(code),
        cell=cell,
        message_zh=sentences["zh"].format(cell=cell, **facts),
        message_en=sentences["en"].format(cell=cell, **facts),
        cause=cause,
        suggestion=sentences.get("suggestion_zh", "").format(cell=cell, **facts),
        suggestion_en=sentences.get("suggestion_en", "").format(cell=cell, **facts),
    )


def told(places: Sequence[_Place], word: Callable[[_Place], Finding]) -> list[Finding]:
    """Word the first places, and count those beyond."""
    found = [word(place) for place in places[:MOST]]
    return [*found, more_of_same(found[-1], len(places) - MOST)] if len(places) > MOST else found


def more_of_same(last: Finding, count: int) -> Finding:
    """Count what has the fault of the `last` one told, and is not told one by one."""
    return finding(
        last.source_id, last.row, "", "more_of_same", "", last.code, like=last.row, count=count
    )
