"""The slides: a cover, the lights as native tables, then one finding a slide with its chart."""

import io
from collections.abc import Sequence
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches

from indicators.catalogue import Indicator
from presentation.briefing.canvas import LIGHT_COLOURS
from presentation.briefing.counts import LIGHTS, by_city, by_goal, goal, summary
from presentation.briefing.measure import wrapped
from presentation.briefing.notes import notes
from presentation.briefing.packing import settled
from presentation.briefing.request import Request
from presentation.briefing.sheet import Panel, Sheet, stamp
from presentation.briefing.slide_charts import add_chart
from presentation.briefing.slide_parts import (
    GLYPHS,
    Cell,
    Frame,
    Run,
    box,
    light_runs,
    table,
    use_fonts,
    write,
)

WIDTH, HEIGHT, EDGE = 13.333, 7.5, 0.6
_ROOM = WIDTH - 2 * EDGE
_TITLE_ONLY = 5
_TITLE, _TITLE_LINES = 24.0, 2
_WIDER = 1.15
"""So much wider than ours may the reader's font be."""
_ROWS = 15
"""Most lines of a table of lights; two tables stand side by side."""


def slides(request: Request, drawn: Sequence[Sheet]) -> bytes:
    """Return the slides as PPTX."""
    shown = Presentation()
    shown.slide_width, shown.slide_height = Inches(WIDTH), Inches(HEIGHT)
    use_fonts(shown)
    _cover(shown, request)
    _overview(shown, request)
    _lights(shown, request)
    for sheet, indicator in zip(drawn, request.indicators, strict=True):
        _finding(shown, request, sheet, indicator)
    about = shown.core_properties
    about.title, about.author, about.last_modified_by = (
        request.title,
        request.office,
        request.office,
    )
    about.subject = request.scene.reader.release_id
    file = io.BytesIO()
    shown.save(file)
    return settled(file.getvalue(), request.scene.reader.info.built_at)


def _slide(shown: Any, title: str, size: float = _TITLE) -> Any:
    """Add a slide whose title is a real one, for outline and screen reader."""
    slide = shown.slides.add_slide(shown.slide_layouts[_TITLE_ONLY])
    place = slide.shapes.title
    place.left, place.top, place.width, place.height = Frame(EDGE, 0.42, _ROOM, 0.95).emu
    text = place.text_frame
    text.word_wrap = True
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = 0
    text.vertical_anchor = MSO_ANCHOR.TOP
    text.paragraphs[0].alignment = PP_ALIGN.LEFT
    write(text.paragraphs[0], [Run(title, size, bold=True)])
    return slide


def _cover(shown: Any, request: Request) -> None:
    slide = _slide(shown, request.title, 36)
    place = slide.shapes.title
    place.left, place.top, place.width, place.height = Frame(EDGE, 2.1, _ROOM, 1.5).emu
    lines = [[Run(request.office, 20)]] if request.office else []
    lines += [[Run(stamp(request.scene), 14, "muted")]]
    box(slide, Frame(EDGE, 4.0, _ROOM, 1.4), lines, space=8)


def _overview(shown: Any, request: Request) -> None:
    """Say the whole in sentences beside the lights of each goal."""
    t, scene = request.scene.t, request.scene
    slide = _slide(shown, t("briefing.overview"))
    head: list[Cell] = [[Run(t("overview.goal"), 12, "muted")]]
    head += [[Run(scene.name(c), 13, bold=True)] for c in scene.cities]
    rows: list[Sequence[Cell]] = [head]
    for goal_id, columns in by_goal(request).items():
        cells: list[Cell] = [[Run(goal(request, goal_id).short(t.language), 12)]]
        cells += [
            [Run(GLYPHS[light], 13, LIGHT_COLOURS[light], True) for light in column]
            for column in columns
        ]
        rows.append(cells)
    counts = by_city(request)
    total: list[Cell] = [[Run(t("briefing.total"), 12, bold=True)]]
    for city in scene.cities:
        runs = []
        for light in LIGHTS:
            runs.append(Run(GLYPHS[light], 10, LIGHT_COLOURS[light], True))
            runs.append(Run(f"{counts[city.code][light]} ", 10))
        total.append(runs)
    rows.append(total)
    name, left = 2.3, 8.0
    widths = [name, *[(left - name) / len(scene.cities)] * len(scene.cities)]
    height = min(5.4, 0.5 * len(rows))
    table(slide, Frame(EDGE, 1.15, left, height), rows, widths, t("overview.matrix"))
    lines = summary(request)
    size = _fitting(lines)
    said = [[Run(line, size)] for line in lines]
    box(slide, Frame(EDGE + left + 0.4, 1.2, _ROOM - left - 0.4, 5), said, space=9)
    _footer(slide, _legend(request), stamp(scene))


def _fitting(lines: Sequence[str]) -> float:
    """Return the size at which sentences fit beside the table; a Chinese sign takes two places."""
    places = sum(2 if sign > "\u2e7f" else 1 for line in lines for sign in line)
    return next((size for most, size in ((720, 13), (1000, 11), (1400, 9.5)) if places <= most), 8)


def _legend(request: Request) -> str:
    t = request.scene.t
    return t("list.gap").join(f"{GLYPHS[light]} {t(f'light.{light}')}" for light in LIGHTS)


def _lights(shown: Any, request: Request) -> None:
    """List every light with its word, two tables side by side."""
    t, every = request.scene.t, request.indicators
    tables = 2 * ceil(len(every) / (2 * _ROWS))
    rows = ceil(len(every) / tables)
    pages = [every[at : at + 2 * rows] for at in range(0, len(every), 2 * rows)]
    for number, page in enumerate(pages, 1):
        key = "briefing.lights_page" if len(pages) > 1 else "briefing.lights"
        slide = _slide(shown, t(key, year=request.scene.year, page=number, pages=len(pages)))
        for side, part in enumerate((page[:rows], page[rows:])):
            if part:
                left = EDGE + side * (_ROOM / 2 + 0.15)
                frame = Frame(left, 1.05, _ROOM / 2 - 0.15, 0.345 * (len(part) + 1))
                _light_table(slide, request, part, frame)
        _footer(slide, _legend(request), stamp(request.scene))


def _light_table(slide: Any, request: Request, part: Sequence[Indicator], frame: Frame) -> None:
    scene, t = request.scene, request.scene.t
    head: list[Cell] = [[Run(t("goals.indicator"), 11, "muted")]]
    head += [[Run(scene.name(c), 11, bold=True)] for c in scene.cities]
    rows: list[Sequence[Cell]] = [head]
    for indicator in part:
        row: list[Cell] = [[Run(scene.name(indicator), 10)]]
        for a in request.of(indicator):
            row.append(light_runs(a.light, scene.wording(a).status(), 10))
        rows.append(row)
    count = len(scene.cities)
    city = min(1.28, (frame.width - 2.2) / count)
    widths = [frame.width - city * count, *[city] * count]
    table(slide, frame, rows, widths, t("overview.lights"))


def fitting_title(sheet: Sheet) -> str:
    """Return the finding in as many words as two lines hold; a title is never made smaller."""
    room = _ROOM * 72 / _WIDER
    whole = len(wrapped(sheet.title, _TITLE, room, bold=True)) <= _TITLE_LINES
    return sheet.title if whole else sheet.short_title


def _finding(shown: Any, request: Request, sheet: Sheet, indicator: Indicator) -> None:
    t = request.scene.t
    slide = _slide(shown, fitting_title(sheet))
    slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    demand = [Run(sheet.demand, 13, "muted")]
    box(slide, Frame(EDGE, 1.44, _ROOM, 0.4), [demand])
    add_chart(slide, sheet, Frame(EDGE - 0.1, 1.9, 7.7, 4.65), t)
    height = 4.7 / max(len(sheet.panels), 1)
    for n, panel in enumerate(sheet.panels):
        _city(slide, panel, Frame(8.5, 1.95 + n * height, WIDTH - EDGE - 8.5, height))
    _footer(slide, t("list.gap").join(x for x in (sheet.breaks, sheet.source) if x), sheet.stamp)
    lines = [p.sentence.text for p in sheet.panels] + notes(request, indicator)
    slide.notes_slide.notes_text_frame.text = "\n".join([*lines, sheet.stamp])


def _city(slide: Any, panel: Panel, frame: Frame) -> None:
    head = [Run("● ", 13, f"city-{panel.city}"), Run(f"{panel.name}　", 14, bold=True)]
    head += light_runs(panel.light, panel.status, 13)
    box(slide, frame, [head, [Run(panel.sentence.text, 12)]], space=3)


def _footer(slide: Any, first: str, second: str) -> None:
    lines = [[Run(first, 9, "muted")], [Run(second, 9, "muted")]]
    box(slide, Frame(EDGE, 6.72, _ROOM, 0.6), lines)
