"""In which order sheets follow one another in a presentation; each is an address.

An indicator, a clause or an indicator's places lead to the next of their kind; every other page
leads through the pages, cities and goals, and from the last to the first again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.catalogue import Domain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.frame.context import Context

NOTHING = {"city": None, "domain": None, "part": None, "clause": None, "indicator": None}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sheet stands: its number of how many, and the addresses around it."""

    number: int
    count: int
    before: str
    after: str


def place_of(context: Context, page: str) -> Place:
    """Return what comes before and after a page of this view."""
    if own := _own_kind(context, page):
        field, values, chosen = own
        at = values.index(chosen)
        ways = [context.link(page, **{field: value}) for value in values]
        return _place(ways, at)
    sheets = _sheets(context)
    ways = [context.link(key, **(NOTHING | only)) for key, only in sheets]
    view = {field: getattr(context, field) for field in NOTHING}
    view["city"] = _city(context, page)
    exact = (
        n for n, (key, only) in enumerate(sheets) if key == page and only.items() <= view.items()
    )
    same = (n for n, (key, _) in enumerate(sheets) if key == page)
    at = next(exact, next(same, -1))
    return _place(ways, at) if at >= 0 else Place(0, len(ways), ways[-1], ways[0])


def _place(ways: Sequence[str], at: int) -> Place:
    count = len(ways)
    return Place(at + 1, count, ways[at - 1], ways[(at + 1) % count])


def _own_kind(context: Context, page: str) -> tuple[str, list[str], str] | None:
    """Return the field that tells a page from others of its kind, with all its values."""
    catalogue, plan = context.reader.catalogue, context.reader.plan
    kinds = {
        "indicator": ("indicator", list(catalogue.indicators)),
        "peers": ("indicator", list(catalogue.indicators)),
        "ledger": ("clause", [c.clause_id for c in plan.clauses]),
    }
    field, values = kinds.get(page, ("", []))
    chosen = getattr(context, field) if field else None
    return (field, values, chosen) if chosen in values else None


def _city(context: Context, page: str) -> str | None:
    """Return the city shown; its page shows the first where the address names none."""
    first = context.reader.plan_cities[0].code if page == "city" else None
    return context.city or first


def _sheets(context: Context) -> list[tuple[str, dict[str, object]]]:
    """Return pages with the fields that tell their sheets apart, in order."""
    wanted: list[tuple[str, str, Sequence[object]]] = [
        ("overview", "", [None]),
        ("goals", "domain", list(Domain)),
        ("city", "city", [city.code for city in context.reader.plan_cities]),
        ("peers", "", [None]),
        ("ledger", "part", [None, "timeline", "departments"]),
    ]
    return [
        (page, {field: value} if field else {})
        for page, field, values in wanted
        if page in context.paths
        for value in values
    ]
