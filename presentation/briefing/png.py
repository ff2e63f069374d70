"""A sheet as a picture: 1920×1080 for a screen, A4 for paper, or the charts alone for a report."""

from dataclasses import dataclass

from presentation.briefing.canvas import LIGHT_COLOURS, Canvas
from presentation.briefing.forms import Form
from presentation.briefing.margins import footing, heading
from presentation.briefing.plot import Box, draw_plot
from presentation.briefing.ranks import Ranks
from presentation.briefing.ranks_png import draw_ranks
from presentation.briefing.sheet import Panel, Sheet
from presentation.briefing.whole import Whole
from presentation.briefing.whole_png import draw_whole

_GAP = 44.0
Drawable = Sheet | Whole | Ranks


@dataclass(frozen=True, slots=True)
class _Size:
    """Pixels, their number to the inch, and how large everything is drawn."""

    width: int
    height: int
    dpi: int
    scale: float
    margin: float


_SIZES = {
    Form.WIDE: _Size(1920, 1080, 96, 1.0, 72),
    Form.A4: _Size(1654, 2339, 200, 1.25, 80),
    Form.FIGURE: _Size(1840, 860, 300, 1.62, 6),
}


def picture(sheet: Drawable, form: Form) -> bytes:
    """Draw a sheet as PNG."""
    size = _SIZES[form]
    canvas = Canvas(size.width, size.height, size.scale)
    room = canvas.width - 2 * size.margin
    if isinstance(sheet, Whole):
        draw_whole(canvas, sheet, size.margin, room, columns=2 if form is Form.A4 else 3)
    elif isinstance(sheet, Ranks):
        draw_ranks(canvas, sheet, size.margin, room)
    elif form is Form.FIGURE:
        _panels(canvas, sheet, Box(size.margin, 4, room, canvas.height - 8), stacked=False)
    else:
        _whole(canvas, sheet, size.margin, room, stacked=form is Form.A4)
    about = {"Title": sheet.title, "Source": sheet.source, "Comment": sheet.stamp}
    return canvas.png(about, size.dpi)


def _whole(canvas: Canvas, sheet: Sheet, margin: float, room: float, *, stacked: bool) -> None:
    titles = (sheet.title, sheet.short_title)
    top = heading(canvas, sheet.goal, titles, sheet.demand, margin, room)
    notes = [note for note in (sheet.key, sheet.source) if note]
    bottom = footing(canvas, notes, sheet.stamp, margin, room)
    bottom = _table(canvas, sheet, Box(margin, bottom, room, 0))
    _panels(canvas, sheet, Box(margin, top, room, bottom - top - 24), stacked=stacked)


def _table(canvas: Canvas, sheet: Sheet, box: Box) -> float:
    """Draw the figures as a table that ends at the box's top; return where it begins."""
    row, head = 37.0, 34.0
    top = box.top - head - row * len(sheet.rows)
    right = box.left + box.width
    name, target = 120.0, 250.0
    light = 74 + max(canvas.width_of(r.status, 19, bold=True) for r in sheet.rows)
    step = (box.width - name - target - light) / max(len(sheet.years), 1)
    columns = [box.left + name + step * (n + 1) for n in range(len(sheet.years))]
    y = top + 22
    for x, year in zip(columns, sheet.years, strict=True):
        canvas.text((x, y), str(year), 17, colour="muted", anchor="right")
    canvas.text((right - light, y), sheet.heads[0], 17, colour="muted", anchor="right")
    canvas.text((right - light + 46, y), sheet.heads[1], 17, colour="muted")
    for n, line in enumerate(sheet.rows):
        above = top + head + row * n
        canvas.line([(box.left, above), (right, above)], "hairline", 1.2)
        y = above + 26
        canvas.dot((box.left + 8, y - 7), 5, f"city-{line.city}")
        canvas.text((box.left + 24, y), line.name, 19, bold=True)
        for x, (text, mark) in zip(columns, line.cells, strict=True):
            canvas.text((x, y), text, 19, anchor="right")
            canvas.text((x + 2, y - 8), mark, 12, colour="muted")
        canvas.text((right - light, y), line.target, 19, anchor="right")
        canvas.light((right - light + 46, y - 16), line.light, 17)
        colour = f"{LIGHT_COLOURS[line.light]}-text"
        canvas.text((right - light + 70, y), line.status, 19, colour=colour, bold=True)
    return top


def _panels(canvas: Canvas, sheet: Sheet, box: Box, *, stacked: bool) -> None:
    places = _places(box, len(sheet.panels), stacked=stacked)
    heads = [_panel_head(canvas, p, place) for p, place in zip(sheet.panels, places, strict=True)]
    lowest = max(heads) if not stacked else 0
    for panel, place, end in zip(sheet.panels, places, heads, strict=True):
        top = end if stacked else lowest
        plot = Box(place.left, top, place.width, place.top + place.height - top)
        draw_plot(canvas, panel, sheet, plot)


def _places(box: Box, count: int, *, stacked: bool) -> list[Box]:
    """Divide a box among the panels: below one another, or side by side."""
    if stacked:
        height = (box.height - 24 * (count - 1)) / count
        tops = [box.top + n * (height + 24) for n in range(count)]
        return [Box(box.left, top, box.width, height) for top in tops]
    width = (box.width - _GAP * (count - 1)) / count
    return [Box(box.left + n * (width + _GAP), box.top, width, box.height) for n in range(count)]


def _panel_head(canvas: Canvas, panel: Panel, box: Box) -> float:
    """Write city, light and finding; return where the chart may begin."""
    right = box.left + box.width
    canvas.line([(box.left, box.top), (right, box.top)], "rule", 2)
    y = box.top + 36
    canvas.dot((box.left + 8, y - 9), 7, f"city-{panel.city}")
    canvas.text((box.left + 26, y), panel.name, 25, bold=True)
    colour = f"{LIGHT_COLOURS[panel.light]}-text"
    free = box.width - 26 - canvas.width_of(panel.name, 25, bold=True) - 60
    sizes = (22, 19, 16, 13)
    size = next((n for n in sizes if canvas.width_of(panel.status, n, bold=True) <= free), 11)
    canvas.text((right, y), panel.status, size, colour=colour, bold=True, anchor="right")
    start = right - canvas.width_of(panel.status, size, bold=True) - size * 1.28
    canvas.light((start, y - size * 0.82), panel.light, size * 0.9)
    for line in canvas.wrapped(panel.finding, 19, box.width):
        y += 29
        canvas.text((box.left, y), line, 19, colour="muted")
    return y + 14
