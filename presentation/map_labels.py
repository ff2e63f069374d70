"""Which names fit on a map without covering one another.

Widths are estimated from the letters, since nothing is drawn yet; a name that does not fit is
left to the pointer and to the table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LATIN = 0.56
"""Mean width of a Latin letter in parts of its size; a Chinese character is as wide as its size."""
RISE, FALL = 0.85, 0.2
"""How far letters reach above and below their line."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name whose middle is to stand at a pixel, in letters of a size in pixels."""

    key: str
    text: str
    x: float
    y: float
    size: float

    @property
    def width(self) -> float:
        """The estimated width in pixels."""
        return sum(LATIN if c.isascii() else 1.0 for c in self.text) * self.size

    def covers(self, other: "Label") -> bool:
        """Say whether the two would touch."""
        apart = abs(self.x - other.x) >= (self.width + other.width) / 2
        above = self.y + FALL * self.size <= other.y - RISE * other.size
        below = other.y + FALL * other.size <= self.y - RISE * self.size
        return not (apart or above or below)


def fitting(labels: Iterable[Label]) -> Sequence[Label]:
    """Return the labels that fit, those named first before the others.

    >>> near = [Label("a", "Hebi", 0, 0, 9), Label("b", "Anyang", 20, 3, 9)]
    >>> [label.key for label in fitting([*near, Label("c", "安阳", 40, 0, 9)])]
    ['a', 'c']
    """
    placed: list[Label] = []
    for label in labels:
        if not any(label.covers(other) for other in placed):
            placed.append(label)
    return placed
