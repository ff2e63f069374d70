"""The catalogue: demands, formulas, and what became of the rows of each source."""

from collections.abc import Iterable

from tests.browser.compared.case import demand
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.indicator import formula
from tests.browser.compared.looking import Piece, Role, View
from tests.browser.compared.tokens import Fact, difference, numbers_in


def catalogue(view: View) -> dict[str, Role]:
    """Return the page's roles."""
    return {
        **FRAME,
        "finding": Role("h1", lambda _: _finding(view)),
        "built": Role(".page-heading .lead", why="the minute of the build"),
        "name": Role(".definitions th, .definitions a", why="names, codes and goals' numbers"),
        "note": Role(".definitions small, .definitions q", why="words of the plan's files"),
        "demand": Role(".definitions td p", lambda p: _demand(view, p)),
        "formula": Role(
            ".definitions:not(.measures) td:nth-child(2)", lambda p: formula(view, p.indicator)
        ),
        "unit": Role(".definitions td", lambda _: []),
        "rule": Role(".rules", why="the method, held to docs/method.md by its own tests"),
        "numbers of rows": Role(".sources details", why="numbers of lines set aside, in full"),
        "source": Role(".sources th, .outside", why="names of sources and what they call things"),
        "set aside": Role(".sources.skipped td", lambda p: _aside(view, p)),
        "total": Role(".sources tfoot td", lambda p: [_rows(view, "", p.cell - 2)]),
        "released": Role(".sources tr:not(.dataset) td:nth-child(2)", why="days of publication"),
        "rows": Role(".sources td", lambda p: _cell(view, p)),
    }


def _finding(view: View) -> Iterable[Fact]:
    known = (len(view.exported.goals), len(view.exported.indicators), len(view.exported.rows))
    return [*(count("known", n) for n in known), *(_rows(view, "", n) for n in range(4))]


def _rows(view: View, source: str, column: int) -> Fact:
    """Rows of a source, of a dataset, or of all: read, used, outside, set aside."""
    found = [rows for name, rows in view.exported.rows.items() if name.startswith(source)]
    assert found, source
    return count("rows", sum(rows[column] for rows in found))


def _cell(view: View, piece: Piece) -> Iterable[Fact]:
    """A row is that of a file, which is named; a dataset's stands before its first file."""
    name = next((n for n in view.exported.rows if n in piece.row), "")
    if name:
        return [_rows(view, name, piece.cell - 2)]
    every = [_rows(view, f"{d}/", piece.cell - 1) for d in datasets(view)]
    tokens = numbers_in(piece.text)
    return next(([f] for f in every if difference(tokens, [f]) == ([], [])), [])


def datasets(view: View) -> set[str]:
    """Return the folders of the sources."""
    return {name.partition("/")[0] for name in view.exported.rows}


def _aside(view: View, piece: Piece) -> Iterable[Fact] | None:
    """How many rows of a file could not be used; why is a finding's own words."""
    if piece.cell != 1:
        return None
    return [count("set aside", len(view.exported.aside[piece.row]))]


def _demand(view: View, piece: Piece) -> Iterable[Fact]:
    """Each target of the indicator in its own words."""
    every = [demand(x) for x in view.exported.targets[piece.indicator]]
    tokens = numbers_in(piece.text, view.exported.names)
    return next((f for f in every if difference(tokens, f) == ([], [])), [])
