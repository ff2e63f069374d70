"""A page opened in the browser, its pieces of text, and what was compared on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.compared.case import Case
from tests.browser.compared.exported import Exported
from tests.browser.compared.tokens import Fact, difference, numbers_in

PIECES = Path(__file__).with_name("pieces.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Piece:
    """One text with a digit and the place it stands in."""

    role: str
    text: str
    where: str
    indicator: str
    city: str
    column: str
    cell: int
    row: str
    link: str
    line: int
    light: str


Expected = Callable[[Piece], Iterable[Fact] | None]
"""The numbers of a piece; None where they are a source's own words."""


@dataclass(frozen=True)
class Role:
    """A kind of place on a page: where it is, and the numbers that stand there.

    Without `expected` nothing is compared; `why` then says why not.
    """

    selector: str
    expected: Expected | None = None
    why: str = ""


@dataclass(frozen=True)
class View:
    """What is looked at: a release, a year, a language, and the page's own choice."""

    exported: Exported
    year: int
    language: str
    chosen: str = ""

    def case(self, indicator: str, city: str, year: int | None = None) -> Case:
        return Case(self.exported, indicator, city, year or self.year)

    def of(self, piece: Piece) -> Case:
        """The case that a piece of text is about."""
        return self.case(piece.indicator or self.chosen, piece.city)

    def cases(self, city: str) -> list[Case]:
        """All cases of a city, in the order of the catalogue."""
        return [self.case(i, city) for i in self.exported.indicators]


@dataclass
class Compared:
    """How many numbers agreed, by role, and what did not."""

    agreed: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def pieces(page: Page, roles: Mapping[str, Role]) -> list[Piece]:
    """Return the pieces of text with a digit that a page shows now."""
    found: list[dict[str, Any]] = page.evaluate(
        PIECES, [[name, role.selector] for name, role in roles.items()]
    )
    return [Piece(**piece) for piece in found]


def compare(view: View, found: Iterable[Piece], roles: Mapping[str, Role]) -> Compared:
    """Hold every number of every piece against what its place is to show."""
    result = Compared()
    for piece in found:
        role = roles.get(piece.role)
        expected = role.expected(piece) if role and role.expected else None if role else []
        if expected is None:
            continue
        tokens = numbers_in(piece.text, view.exported.names)
        surplus, missing = difference(tokens, list(expected))
        result.agreed[piece.role] += len(tokens) - len(surplus)
        if surplus or missing:
            at = f"{piece.role or 'nowhere'}/{piece.where} {piece.indicator} {piece.city}"
            result.differences.append(f"{at}: {piece.text!r} has {surplus}, lacks {missing}")
    return result
