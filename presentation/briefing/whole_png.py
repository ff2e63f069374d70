"""The sheet of all lights as a picture: goals in columns of text, a light for each city."""

from collections.abc import Sequence

from indicators.assessment import Light
from presentation.briefing.canvas import Canvas
from presentation.briefing.margins import footing, heading
from presentation.briefing.plot import Box
from presentation.briefing.whole import Block, Column, Whole

_GAP = 48.0
_HEAD, _BEFORE = 1.25, 0.5
"""Lines that the name of a goal takes, and those left free above it."""
_NAME, _AIR = 17, 14.0
"""Size of a city's name above its lights, and the air between two of them."""
_LINE, _SIZES, _SMALL = 37.0, (18, 17, 16, 15), 13.5


def draw_whole(canvas: Canvas, sheet: Whole, margin: float, room: float, *, columns: int) -> None:
    """Draw the sheet between a heading and a footing like those of the others."""
    top = heading(canvas, sheet.name, [sheet.title], sheet.demand, margin, room)
    bottom = footing(canvas, ["", sheet.source], sheet.stamp, margin, room)
    x = margin
    for light, word in sheet.legend:
        canvas.light((x, bottom + 22), light, 15)
        canvas.text((x + 21, bottom + 36), word, 17, colour="muted")
        x += 21 + canvas.width_of(word, 17) + 22
    _lights(canvas, sheet, Box(margin, top, room, bottom - top), columns=columns)


def _lights(canvas: Canvas, sheet: Whole, box: Box, *, columns: int) -> None:
    """Draw counts and lights into a box."""
    top = _counts(canvas, sheet.columns, box)
    width = (box.width - _GAP * (columns - 1)) / columns
    parts = _divided(sheet.blocks, columns)
    most = max(sum(map(_lines, part)) for part in parts)
    line = min(_LINE, (box.top + box.height - top - _LINE) / most)
    city = _room(canvas, sheet.columns)
    for n, part in enumerate(parts):
        left = box.left + n * (width + _GAP)
        _names(canvas, sheet.columns, Box(left, top, width, 0))
        y = top + 12
        for block in part:
            y = _block(canvas, block, Box(left, y, width, line), city)


def _counts(canvas: Canvas, columns: Sequence[Column], box: Box) -> float:
    """Write how many lights of which kind each city has; return where they end."""
    width = box.width / len(columns)
    widest = max(canvas.width_of(c.name, 24, bold=True) for c in columns)
    step = min(24 + canvas.width_of("000", 22, bold=True), (width - widest - 60) / len(Light))
    size = 22 if step > 60 else 17
    for n, column in enumerate(columns):
        x, y = box.left + n * width, box.top + 24
        canvas.dot((x + 8, y - 8), 7, f"city-{column.city}")
        canvas.text((x + 24, y), column.name, 24, bold=True)
        x += 24 + widest + 18
        for light, count in column.counts:
            canvas.light((x, y - 17), light, 18)
            canvas.text((x + 22, y), str(count), size, bold=True)
            x += step
    return box.top + 62


def _lines(block: Block) -> float:
    return len(block.rows) + _HEAD + _BEFORE


def _divided(blocks: Sequence[Block], columns: int) -> list[list[Block]]:
    """Divide the goals, in their order, so that the longest column is as short as can be."""
    limits = sorted(
        {
            sum(map(_lines, blocks[first:last]))
            for first in range(len(blocks))
            for last in range(first + 1, len(blocks) + 1)
        }
    )
    return next(parts for most in limits if len(parts := _filled(blocks, most)) <= columns)


def _filled(blocks: Sequence[Block], most: float) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if parts[-1] and sum(map(_lines, [*parts[-1], block])) > most:
            parts.append([])
        parts[-1].append(block)
    return parts


def _names(canvas: Canvas, columns: Sequence[Column], box: Box) -> None:
    right = box.left + box.width
    canvas.line([(box.left, box.top + 8), (right, box.top + 8)], "rule", 2)
    city = _room(canvas, columns)
    for n, column in enumerate(columns):
        x = right - city * (len(columns) - n - 0.5)
        canvas.text((x, box.top), column.name, _NAME, colour="muted", anchor="center")


def _room(canvas: Canvas, columns: Sequence[Column]) -> float:
    """Return the width of a city's lights."""
    return max(60.0, *(canvas.width_of(c.name, _NAME) + _AIR for c in columns))


def _block(canvas: Canvas, block: Block, box: Box, city: float) -> float:
    """Draw a goal with its indicators; the box's height is that of a line; return the end."""
    line, right = box.height, box.left + box.width
    y = box.top + line * (_BEFORE + _HEAD - 0.42)
    canvas.text((box.left, y), block.goal, 19, bold=True)
    y = box.top + line * (_BEFORE + _HEAD)
    for name, lights in block.rows:
        canvas.line([(box.left, y), (right, y)], "hairline", 1)
        _name(canvas, name, Box(box.left, y, box.width - city * len(lights) - 4, line))
        for n, light in enumerate(lights):
            x = right - city * (len(lights) - n - 0.5)
            canvas.light((x - 9, y + line / 2 - 9), light, 18)
        y += line
    return y


def _name(canvas: Canvas, name: str, box: Box) -> None:
    """Write an indicator's name on one line, or on two small ones."""
    size = next((s for s in _SIZES if canvas.width_of(name, s) <= box.width), 0)
    parts = [name] if size else canvas.wrapped(name, _SMALL, box.width)
    first = box.top + box.height * 0.5 + 6 - (len(parts) - 1) * 7.5
    for n, part in enumerate(parts):
        canvas.text((box.left, first + n * 15), part, size or _SMALL)
