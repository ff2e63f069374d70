"""A page as a sheet for a wall: its own numbers, and those of its small print."""

from collections.abc import Callable

from tests.browser.compared.case import years
from tests.browser.compared.exported import OURS
from tests.browser.compared.frame import count
from tests.browser.compared.looking import Role, View
from tests.browser.compared.tokens import Fact

SECONDS = 20
PARTS = ("clauses", "timeline", "departments")
SHEETS = (
    "overview",
    *("economy", "ecology", "public_services"),
    *OURS,
    "peers",
    *PARTS,
)  # fmt: skip
"""The sheets one after another: the goals by domain, a sheet a city, the parts of the ledger."""


def sheet(
    roles: Callable[[View], dict[str, Role]], place: str
) -> Callable[[View], dict[str, Role]]:
    """Return the roles of a page as a sheet; `place` is one of the sheets, or of its own kind."""

    def on_a_wall(view: View) -> dict[str, Role]:
        return {
            "sheet's title": Role(".present-foot p:first-child", lambda _: years(2020, view.year)),
            "sheet's origin": Role(".present-foot p", lambda _: []),
            "sheet's place": Role(".present-foot nav span", lambda _: _place(view, place)),
            "sheet's auto-play": Role("#present-auto", lambda _: [count("seconds", SECONDS)]),
            "sheet's ways": Role(".present-foot nav", lambda _: []),
            **roles(view),
        }

    return on_a_wall


def _place(view: View, place: str) -> list[Fact]:
    """An indicator is one of all, a clause of all clauses, any other page one of the sheets."""
    known = view.exported
    kinds = (SHEETS, tuple(known.indicators), tuple(c["clause_id"] for c in known.clauses))
    (own,) = (kind for kind in kinds if place in kind)
    return [count("number", own.index(place) + 1), count("of", len(own))]
