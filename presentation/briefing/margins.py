"""What stands above and below every picture: title and what is demanded, sources and stamp."""

from collections.abc import Sequence

from presentation.briefing.canvas import Canvas
from presentation.briefing.measure import wrapped_by_clause

_LINE = 1.36
_TITLES = (42, 38, 34)


def heading(
    canvas: Canvas, above: str, titles: Sequence[str], below: str, margin: float, room: float
) -> float:
    """Write the finding between two quiet lines; return where they end.

    Of several titles the first one is taken that fits into two lines.
    """
    y = margin - 8
    canvas.text((margin, y + 14), above, 19, colour="muted")
    size, title = _title(canvas, titles, room)
    for line in title:
        y += size * _LINE
        canvas.text((margin, y + 14), line, size, bold=True)
    for line in canvas.wrapped(below, 22, room):
        y += 22 * 1.6
        canvas.text((margin, y + 16), line, 22, colour="muted")
    return y + 46


def _title(canvas: Canvas, texts: Sequence[str], room: float) -> tuple[int, list[str]]:
    """Return size and lines of a title: the first text and the largest size of two lines."""
    fits = (
        (size, lines)
        for text in texts
        for size in _TITLES
        if len(lines := wrapped_by_clause(text, size, room, bold=True)) <= 2
    )
    return next(fits, (30, canvas.wrapped(texts[-1], 30, room, bold=True)))


def footing(canvas: Canvas, notes: Sequence[str], stamp: str, margin: float, room: float) -> float:
    """Write notes and stamp upwards from the bottom; return where they begin."""
    size = 17
    lines = [(line, "muted") for note in notes for line in canvas.wrapped(note, size, room) or [""]]
    lines.append((stamp, "ink"))
    y = canvas.height - margin + 24 - (len(lines) - 1) * size * 1.55
    start = y - size * 2.2
    for text, colour in lines:
        canvas.text((margin, y), text, size, colour=colour)
        y += size * 1.55
    return start
