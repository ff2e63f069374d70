"""Numbers as they stand in a text, and whether one is a figure as it would be printed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NUMBER = re.compile(r"[+\u2212]?[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Fact:
    """A figure that a text is to show, with at least so many places unless they are zeros."""

    name: str
    value: Decimal
    places: int = 0

    def is_printed(self, token: str) -> bool:
        """Whether a token is this figure, rounded half up to the places that the token has.

        >>> gap = Fact("gap", Decimal("23.46"), 1)
        >>> [gap.is_printed(t) for t in ("23.5", "23.46", "23", "+23.5", "\u221223.5")]
        [True, True, False, True, False]
        >>> Fact("target", Decimal(56), 1).is_printed("56")
        True
        """
        shown = number(token)
        places = max(self.places, -int(shown.as_tuple().exponent))
        return rounded(self.value, places) == shown


def number(token: str) -> Decimal:
    """Read a token: thousands have commas, minus is the long sign."""
    return Decimal(token.replace(",", "").replace("\u2212", "-"))


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up; a minus zero is zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0


def numbers_in(text: str, names: Iterable[str] = ()) -> list[str]:
    """Return the numbers of a text without those that belong to a name (PM2.5, 10,000 t)."""
    for name in names:
        text = text.replace(name, " ")
    return NUMBER.findall(text)


def difference(tokens: Sequence[str], facts: Sequence[Fact]) -> tuple[list[str], list[str]]:
    """Return the tokens that are no fact, and the facts that no token shows; order is free."""
    left, missing = list(tokens), []
    # The most exact first, so that 0.0 does not take the token of a plain 0.
    for fact in sorted(facts, key=lambda f: -f.places):
        found = next((t for t in left if fact.is_printed(t)), None)
        if found is None:
            missing.append(f"{fact.name}={fact.value}")
        else:
            left.remove(found)
    return left, missing
