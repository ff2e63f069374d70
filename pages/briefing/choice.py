"""What a person has chosen for a briefing, kept for the session while other pages are looked at.

It starts from the view of the address, and anew when the address asks for another one.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from pages.frame.context import Context
from presentation.briefing.request import WHOLE, Order

_KEY = "briefing-choice"
TICKS = "briefing-ticks"
"""The key of the boxes; what a browser says there may be anything."""
State = MutableMapping[Any, Any]
Pack = tuple[str, str, bytes]
"""Key of what was packed, name of the archive, content."""


@dataclass
class Choice:
    """Ticks, words and order; `start` is the part of the view they began with.

    `picked` stands in the order in which the indicators were ticked.
    """

    start: tuple[str, ...]
    picked: list[str]
    cities: list[str]
    indicators: list[str] = field(default_factory=list)
    """Those of `picked` that are indicators, not the sheet of all lights."""
    order: Order = Order.PLAN
    title: str = ""
    office: str = ""
    pack: Pack | None = field(default=None, repr=False)
    mark: str = field(default_factory=lambda: token_hex(4))
    """Tells this beginning from an earlier one of the same view."""
    round: int = 0
    """How often a pack was made."""

    @classmethod
    def of(cls, state: State, context: Context) -> "Choice":
        """Return the session's choice, with what the widgets say now."""
        start = (context.city or "", context.domain or "", context.indicator or "")
        kept = state.get(_KEY)
        begun = "" if isinstance(kept, cls) else _view(start)
        if not isinstance(kept, cls) or kept.start != start:
            words = kept if isinstance(kept, cls) else None
            kept = state[_KEY] = _from_view(context, start, words)
        # A browser that comes back to a renewed server still knows what was ticked in this view.
        kept._hear(state, context, begun or kept.started)
        return kept

    @property
    def started(self) -> str:
        """Which beginning the ticks belong to, as the browser tells it back."""
        return _view(self.start) + self.mark

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values of all boxes that are ticked."""
        return (*self.picked, *self.cities, self.order)

    def _hear(self, state: State, context: Context, begun: str) -> None:
        """Take over what the widgets of the last run say, of ticks that so began."""
        self.title = str(state.get("briefing-title", self.title) or "")
        self.office = str(state.get("briefing-office", self.office) or "")
        names = _told(state, begun)
        if names is not None:
            every = (WHOLE, *context.reader.catalogue.indicators)
            ticked = [i for i in every if i in names]
            self.picked = [i for i in self.picked if i in ticked]
            self.picked += [i for i in ticked if i not in self.picked]
            self.cities = [c.code for c in context.scene.cities if c.code in names]
            self.order = next((order for order in Order if order in names), self.order)
        self.indicators = [i for i in self.picked if i != WHOLE]


def _view(start: tuple[str, ...]) -> str:
    return "|".join((*start, ""))


def _told(state: State, begun: str) -> frozenset[str] | None:
    """Return what the browser says is ticked; None before it has, or about other beginnings."""
    said = dict(state.get(TICKS) or {}).get("ticked")
    if not isinstance(said, Mapping) or not str(said.get("start")).startswith(begun):
        return None
    names = said.get("names")
    return frozenset(map(str, names)) if isinstance(names, list) else None


def _from_view(context: Context, start: tuple[str, ...], words: Choice | None) -> Choice:
    """Choose what the view shows: one indicator, one domain, or all; one city or all."""
    every = context.reader.catalogue.indicators
    if context.indicator in every:
        picked = [str(context.indicator)]
    else:
        picked = [i for i, own in every.items() if context.domain in (None, own.domain)]
        picked = picked if context.domain else [WHOLE, *picked]
    cities = [c.code for c in context.scene.cities if context.city in (None, c.code)]
    if words is None:
        return Choice(start, picked, cities)
    return Choice(start, picked, cities, order=words.order, title=words.title, office=words.office)
