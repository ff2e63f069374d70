"""Which indicators a file can move: its own, and all that are computed from them."""

from collections.abc import Collection, Mapping

from indicators.formulas import parse
from indicators.plan import Plan

Feeds = Mapping[str, frozenset[str]]
"""Catalogue entry → the entries that its figures are made of."""


def feeds_of(plan: Plan) -> Feeds:
    """Return what each derived indicator, and each measure of a shared series, is made of."""
    shared = plan.catalogue.shared_series
    found = {key: frozenset({indicator}) for key, indicator in shared.items()}
    for key, entry in plan.catalogue.entries.items():
        if entry.expression:
            formula = parse(entry.expression)
            found[key] = found.get(key, frozenset()) | formula.inputs | formula.sums
    return found


def moved_by(feeds: Feeds, given: Collection[str]) -> frozenset[str]:
    """Return the entries whose figures may change when those `given` do, themselves among them.

    >>> feeds = {"share": frozenset({"part", "gdp"}), "gap": frozenset({"share"})}
    >>> sorted(moved_by(feeds, ["gdp"]))
    ['gap', 'gdp', 'share']
    """
    moved = frozenset(given)
    while more := {key for key, made_of in feeds.items() if made_of & moved} - moved:
        moved |= more
    return moved


def needed_for(feeds: Feeds, wanted: Collection[str]) -> frozenset[str]:
    """Return the entries from which those `wanted` are computed, themselves among them.

    >>> sorted(needed_for({"share": frozenset({"part", "gdp"})}, ["share"]))
    ['gdp', 'part', 'share']
    """
    needed = frozenset(wanted)
    while more := {name for key in needed for name in feeds.get(key, ())} - needed:
        needed |= more
    return needed
