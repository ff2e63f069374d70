"""Faults of data are values: what, where, why, in Chinese and English.

A finding is made from a code and the facts of the case; the sentences live in messages.toml.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path


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
