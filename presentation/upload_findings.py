"""What a check found, in the reader's words: by severity, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from indicators.assessment import Light
from indicators.language import Language
from presentation.texts import TextError

if TYPE_CHECKING:
    from etl.check_report import CheckReport
    from etl.findings import Finding
    from etl.listed_repairs import Repair
    from presentation.texts import Texts

SHOWN = 5
"""Findings of one kind beyond these are folded away."""
LIGHTS = {"error": Light.BAD, "warning": Light.POOR, "info": Light.NONE}
"""Severities look like lights: a square, a triangle, a ring."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding; `number` stands in the table, too. `place` is empty for the whole file."""

    number: int
    row: int
    place: str
    cell: str
    message: str
    cause: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Findings of one code: the first ones, and the others folded away."""

    shown: tuple[Found, ...]
    folded: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one severity."""

    severity: str
    light: Light
    word: str
    count: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """One kind of harmless deviation that was mended, and how often."""

    text: str
    count: int


def numbered(findings: Iterable[Finding]) -> dict[int, Finding]:
    """Number findings as they are listed: by severity, then kinds as they first occur, then row."""
    found = list(findings)
    order = {severity: n for n, severity in enumerate(LIGHTS)}
    first: dict[str, int] = {}
    for f in found:
        first[f.code] = min(f.row, first.get(f.code, f.row))
    found.sort(key=lambda f: (order[f.severity], first[f.code], f.code, f.row, f.column))
    return dict(enumerate(found, 1))


def groups(findings: dict[int, Finding], t: Texts) -> tuple[Group, ...]:
    """Return the groups that are not empty, errors first."""
    found = []
    for severity, same in groupby(findings.items(), lambda item: item[1].severity.value):
        listed = list(same)
        kinds = [
            [_found(n, f, t) for n, f in alike]
            for _, alike in groupby(listed, lambda item: item[1].code)
        ]
        found.append(
            Group(
                severity,
                LIGHTS[severity],
                t(f"upload.severity.{severity}"),
                len(listed),
                tuple(_folded(kind) for kind in kinds),
            )
        )
    return tuple(found)


def count(report: CheckReport, severity: str) -> int:
    """Return how many findings of a severity there are."""
    return sum(f.severity == severity for f in report.findings)


def repairs(found: Iterable[Repair], t: Texts) -> tuple[Repaired, ...]:
    """Return what was mended, in the reader's language."""
    return tuple(Repaired(_known(t, f"upload.repair.{r.code}", r.detail), r.count) for r in found)


def message(finding: Finding, t: Texts) -> str:
    """Return the finding's sentence in the reader's language."""
    return finding.message_zh if t.language == Language.ZH else finding.message_en


def _folded(kind: Sequence[Found]) -> Kind:
    # One more is shown rather than folded away alone.
    shown = SHOWN if len(kind) > SHOWN + 1 else len(kind)
    return Kind(tuple(kind[:shown]), tuple(kind[shown:]))


def _found(number: int, f: Finding, t: Texts) -> Found:
    return Found(number, f.row, place(f, t), f.cell, message(f, t), cause(f, t), suggestion(f, t))


def place(finding: Finding, t: Texts) -> str:
    """Return row and column as the analyst sees them."""
    if not finding.row:
        return finding.column
    row = t("upload.row", row=finding.row)
    return t("upload.place", row=row, column=finding.column) if finding.column else row


def suggestion(finding: Finding, t: Texts) -> str:
    """Return what to do."""
    if t.language == Language.ZH:
        return finding.suggestion
    return finding.suggestion_en or finding.suggestion


def cause(finding: Finding, t: Texts) -> str:
    """Return what is thought to have happened, in a few words; empty where it is not known."""
    code, _, power = finding.cause.partition("_1e")
    if power:
        factor = f"÷{10 ** -int(power):,}" if int(power) < 0 else f"×{10 ** int(power):,}"
        return t(f"upload.cause.{code}", factor=factor)
    return _known(t, f"upload.cause.{code}", "") if code else ""


def _known(t: Texts, key: str, otherwise: str) -> str:
    try:
        return t(key)
    except TextError:
        return otherwise
