"""What stands on every page: header, trail, footer."""

from decimal import Decimal

from tests.browser.compared.case import years
from tests.browser.compared.looking import Role
from tests.browser.compared.tokens import Fact


def count(name: str, number: int) -> Fact:
    """Return a count as a fact; it is printed whole."""
    return Fact(name, Decimal(number))


FRAME = {
    "years": Role(".shell-header .years", why="the years one can look at"),
    "product": Role(".shell-header .product", lambda _: years(2020)),
    "header": Role(".shell-header, nav.trail, nav.tabs", lambda _: []),
    "footer": Role(".shell-footer", lambda _: []),
}
