"""The sheet of places as a picture: a line a city, its way from the baseline on one scale."""

from presentation.briefing.canvas import Canvas
from presentation.briefing.margins import footing, heading
from presentation.briefing.plot import Box
from presentation.briefing.ranks import Place, Ranks

_LINE, _TALLEST = 26.0, 44.0
_PLACE, _CITY, _FIGURE = 96.0, 190.0, 150.0
_LARGE, _SMALL = 18, 16


def draw_ranks(canvas: Canvas, sheet: Ranks, margin: float, room: float) -> None:
    """Draw the list between a heading and a footing like those of the other sheets."""
    top = heading(canvas, sheet.above, [sheet.title], sheet.lead, margin, room)
    bottom = footing(canvas, [sheet.key, sheet.source], sheet.stamp, margin, room)
    count = len(sheet.places) + 1
    line = min(_TALLEST, (bottom - top) / count)
    size = _LARGE if line >= _LINE else _SMALL
    left = margin + 2 * _PLACE + 40 + _CITY
    way = Box(left, top, room - (left - margin) - 3 * _FIGURE, line * count)
    right = margin + room
    ends = [margin + _PLACE, margin + 2 * _PLACE, right - 2 * _FIGURE, right - _FIGURE, right]
    y = top + line * 0.5
    for x, head in zip(ends, sheet.heads, strict=True):
        canvas.text((x, y), head, _SMALL, colour="muted", anchor="right")
    canvas.text((margin + 2 * _PLACE + 40, y), sheet.city, _SMALL, colour="muted")
    canvas.text((left, y), sheet.way, _SMALL, colour="muted")
    middle = left + sheet.middle * way.width
    canvas.line([(middle, top + line), (middle, top + line * count)], "reference", 1.2)
    for n, place in enumerate(sheet.places, 1):
        at = top + line * n
        token = "rule" if n == 1 else "hairline"
        canvas.line([(margin, at), (right, at)], token, 1.6 if n == 1 else 0.8)
        for x, text in zip(ends, place.cells, strict=True):
            canvas.text((x, at + line * 0.7), text, size, bold=place.is_own, anchor="right")
        _draw(canvas, place, Box(way.left, at, way.width, line), size)


def _draw(canvas: Canvas, place: Place, box: Box, size: int) -> None:
    """Write a city's name, and draw its two figures on the way; its own colour marks our cities."""
    colour = f"city-{place.city}" if place.is_own else "reference"
    x, y = box.left - _CITY, box.top + box.height / 2
    if place.is_own:
        canvas.dot((x - 14, y), 5, colour)
    canvas.text((x, box.top + box.height * 0.7), place.name, size, bold=place.is_own)
    now = box.left + place.now * box.width
    if place.before is not None:
        before = box.left + place.before * box.width
        if place.joined:
            canvas.line([(before, y), (now, y)], colour, 2.2 if place.is_own else 1.2)
        canvas.dot((before, y), 4.5, colour, hollow=True)
    canvas.dot((now, y), 6 if place.is_own else 4.5, colour)
