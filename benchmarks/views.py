"""A telling view of every page, for what is measured on all of them."""

from pages import PAGES

INDICATOR = "tertiary_share"
"""It has a value for every city and year, so that the markers of a chart tell its year."""
_QUERIES = {
    "indicator": f"id={INDICATOR}",
    "search": "q=wr",
}
MAPS = frozenset({"overview", "peers"})
"""Pages with a map."""


def every_view() -> dict[str, str]:
    """Return the address of a view of each page, by the page's key."""
    return {entry.key: with_query(entry.path, _QUERIES.get(entry.key, "")) for entry in PAGES}


def public_views() -> dict[str, str]:
    """Return those that need no permission."""
    closed = {entry.key for entry in PAGES if entry.permission}
    return {key: address for key, address in every_view().items() if key not in closed}


def with_query(address: str, query: str) -> str:
    """Return an address with one more thing asked of it."""
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address
