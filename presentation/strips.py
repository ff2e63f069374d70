"""Two small pictures, one line high: the way done against the schedule, a change among peers.

Each says what kind of picture it is, and which table has what is drawn. Both keep one scale
down the page: a bar's full length is the whole way to any target, and the middle of a strip is
the peers' median, with better to the right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from markupsafe import Markup

WIDTH, HEIGHT = 200, 20
LEAST, MOST = -0.25, 1.25
"""Shares of the way at the two edges; what lies beyond is an arrow there."""
NEAR = 1.15
"""How far a strip reaches beyond the middle eight tenths of the peers."""

_SVG = Markup(
    '<svg class="strip" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
    'aria-label="{label}" aria-details="{table}" data-city="{city}">{drawn}</svg>'
)


@dataclass(frozen=True, slots=True)
class About:
    """Whose picture it is, what it shows, and the id of the table with its figures."""

    city: str
    label: str
    table: str


def way(completion: float, schedule: float, about: About) -> Markup:
    """Draw the share of the way done as a bar, with a tick at the share the schedule asks for."""

    def at(share: float) -> float:
        return (min(max(share, LEAST), MOST) - LEAST) / (MOST - LEAST) * WIDTH

    start, end = sorted((at(0), at(completion)))
    drawn = [
        _line("track", at(0), at(1)),
        _line("bar", start, end),
        _tick("goal", at(1), 5),
        _tick("due", at(schedule), 9),
    ]
    if not LEAST <= completion <= MOST:
        drawn.append(_arrow(at(completion), 1 if completion > 0 else -1))
    return _svg(about, drawn)


def among(change: float, median: float, peers: Sequence[float], about: About) -> Markup:
    """Draw a change as a dot among the peers' ticks, with a line from their median."""
    middle = WIDTH / 2
    tenths = quantiles(peers, n=10, method="inclusive")
    span = NEAR * max(tenths[-1] - median, median - tenths[0]) or 1.0

    def at(value: float) -> float:
        return middle + min(max((value - median) / span, -1.0), 1.0) * (middle - 5)

    drawn = [_tick("peer", at(peer), 4) for peer in peers if abs(peer - median) <= span]
    drawn.append(_tick("due", middle, 9))
    drawn.append(_line("stem", *sorted((middle, at(change)))))
    if abs(change - median) > span:
        drawn.append(_arrow(at(change), 1 if change > median else -1))
    else:
        drawn.append(f'<circle cx="{at(change):.1f}" cy="{HEIGHT / 2:g}" r="4"/>')
    return _svg(about, drawn)


def _svg(about: About, drawn: Sequence[str]) -> Markup:
    said = {"city": about.city, "label": about.label, "table": about.table}
    return _SVG.format(w=WIDTH, h=HEIGHT, drawn=Markup("".join(drawn)), **said)


def _line(kind: str, start: float, end: float) -> str:
    return f'<path class="{kind}" d="M{start:.1f} {HEIGHT / 2:g}H{end:.1f}"/>'


def _tick(kind: str, x: float, half: int) -> str:
    return f'<path class="{kind}" d="M{x:.1f} {HEIGHT / 2 - half:g}v{2 * half}"/>'


def _arrow(x: float, side: int) -> str:
    """Draw a head at an edge: the value lies beyond it."""
    start = f"M{x - 5 * side:.1f} {HEIGHT / 2 - 6:g}"
    return f'<path class="beyond" d="{start}l{6 * side} 6l{-6 * side} 6z"/>'
