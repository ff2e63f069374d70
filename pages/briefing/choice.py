"""What a person has chosen for a briefing, kept for the session while other pages are looked at.

It starts from the view of the address, and anew when the address asks for another one.
"""

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from pages.frame.context import Context
from presentation.briefing.request import WHOLE, Order

_KEY = "briefing-choice"
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
    round: int = 0
    """How often a pack was made."""

    @classmethod
    def of(cls, state: State, context: Context) -> "Choice":
        """Return the session's choice, with what the widgets say now."""
        start = (context.city or "", context.domain or "", context.indicator or "")
        kept = state.get(_KEY)
        if not isinstance(kept, cls) or kept.start != start:
            words = kept if isinstance(kept, cls) else None
            kept = state[_KEY] = _from_view(context, start, words)
            for key in [k for k in state if str(k).startswith(("briefing-tick-", tick(WHOLE)))]:
                del state[key]
        kept._hear(state, context)
        return kept

    def _hear(self, state: State, context: Context) -> None:
        """Take over what the widgets of the last run say."""
        every = (WHOLE, *context.reader.catalogue.indicators)
        ticked = [i for i in every if state.get(tick(i), i in self.picked)]
        self.picked = [i for i in self.picked if i in ticked]
        self.picked += [i for i in ticked if i not in self.picked]
        self.indicators = [i for i in self.picked if i != WHOLE]
        codes = [c.code for c in context.scene.cities]
        self.cities = [c for c in codes if state.get(tick(c), c in self.cities)]
        self.title = str(state.get("briefing-title", self.title) or "")
        self.office = str(state.get("briefing-office", self.office) or "")
        self.order = Order(state.get("briefing-order") or self.order)

    def prepare(self, state: State, names: Iterable[str]) -> None:
        """Set the ticks of widgets that are about to be made."""
        for name in names:
            state.setdefault(tick(name), name in self.picked or name in self.cities)


def tick(name: str) -> str:
    """Return the key of the tick of an indicator, a city or the sheet of all lights."""
    return "briefing-overview" if name == WHOLE else f"briefing-tick-{name}"


def _from_view(context: Context, start: tuple[str, ...], words: Choice | None) -> Choice:
    """Choose what the view shows: one indicator, one domain, or all; one city or all."""
    every = context.reader.catalogue.indicators
    if context.indicator in every:
        picked = [str(context.indicator)]
    else:
        picked = [i for i, own in every.items() if context.domain in (None, own.domain)]
        picked = picked if context.domain else [WHOLE, *picked]
    cities = [c.code for c in context.scene.cities if context.city in (None, c.code)]
    title, office = (words.title, words.office) if words else ("", "")
    return Choice(start, picked, cities, title=title, office=office)
