"""The figures as a workbook: numbers as numbers, one sheet a domain, then the sources."""

import io
from collections.abc import Collection, Iterable, Sequence
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from indicators.assessment import Assessment
from indicators.catalogue import Domain
from indicators.observations import ObsStatus
from presentation.briefing.counts import summary
from presentation.briefing.packing import settled
from presentation.briefing.request import Request
from presentation.briefing.sheet import Panel, Sheet, stamp
from presentation.briefing.slide_parts import GLYPHS
from presentation.scene import Scene
from presentation.theme import colours

Cell = str | float | int | None
_BEFORE = ("goal", "indicator", "unit", "city")
_AFTER = (
    "target", "target_year", "set_by", "nature", "light", "reason", "value_year", "completion",
    "schedule", "lead", "marks", "source", "number", "sentence",
)  # fmt: skip
_LEAST, _SENTENCE = 11, 90
"""Widths of columns: at least; and of the sentences, which end each line and may run on."""
_NUMBERS = ("target", "target_year", "value_year", "completion", "schedule", "lead")
_AFTER_NUMBER = ("set_by", "marks")
"""Texts that follow a number: set in a little, so that the two do not run together."""
_HEAD = 4
_ABOUT_WIDTH = 110
_A3 = 8
_NAME = "Microsoft YaHei"


def workbook(request: Request, drawn: Sequence[Sheet]) -> bytes:
    """Return the workbook as XLSX."""
    book = Workbook()
    _about(book.active, request)
    by_id = {s.indicator_id: s for s in drawn}
    for domain, own in request.by_domain.items():
        _domain(book, request, domain, [by_id[i.indicator_id] for i in own])
    _sources(book, request)
    about = book.properties
    about.title, about.creator, about.lastModifiedBy = request.title, request.office, request.office
    about.subject = request.scene.reader.release_id
    file = io.BytesIO()
    book.save(file)
    return settled(file.getvalue(), request.scene.reader.info.built_at)


def _about(sheet: Any, request: Request) -> None:
    t = request.scene.t
    sheet.title = t("briefing.about")
    lines = [request.title, request.office, stamp(request.scene), ""]
    lines += [*summary(request), "", t("briefing.method"), t("briefing.about_marks")]
    for n, line in enumerate(lines, 1):
        _put(sheet.cell(n, 1), line, bold=n == 1)
        sheet.cell(n, 1).alignment = Alignment(wrap_text=True, vertical="top")
        # Not every program makes the row as high as its text.
        sheet.row_dimensions[n].height = 16 * max(1, ceil(len(line) * 2 / _ABOUT_WIDTH))
    sheet.column_dimensions["A"].width = _ABOUT_WIDTH
    _print_on_one_width(sheet)


def _domain(book: Any, request: Request, domain: Domain, own: list[Sheet]) -> None:
    t = request.scene.t
    name = t(f"goals.domain_{domain}")
    sheet = book.create_sheet(name)
    _put(sheet.cell(1, 1), t("briefing.sheet_title", title=request.title, domain=name), bold=True)
    _put(sheet.cell(2, 1), stamp(request.scene))
    years = range(min(s.years[0] for s in own), request.scene.year + 1)
    heads = [t(f"briefing.column_{key}") for key in _BEFORE]
    heads += [*map(str, years), *(t(f"briefing.column_{key}") for key in _AFTER)]
    _head(sheet, heads, [t(f"briefing.column_{key}") for key in _NUMBERS])
    row = _HEAD
    for shown in own:
        for panel in shown.panels:
            row += 1
            _line(sheet, row, request, shown, panel, years)
    count = len(_BEFORE) + len(years) + len(_AFTER)
    for n in range(1, count):
        sheet.column_dimensions[get_column_letter(n)].width = _widest(sheet, n)
    sheet.column_dimensions[get_column_letter(count)].width = _SENTENCE
    sheet.freeze_panes = sheet.cell(_HEAD + 1, len(_BEFORE) + 1)
    sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(count)}{row}"
    _print_on_one_width(sheet)
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    # On paper the sentences, which are in the report, would make everything small.
    sheet.print_area = f"A1:{get_column_letter(count - 1)}{row}"


def _widest(sheet: Any, column: int) -> float:
    """Return the width at which every text of a column is read whole; a Chinese sign takes two."""
    cells = next(sheet.iter_cols(column, column, _HEAD))
    texts = [str(c.value) for c in cells if isinstance(c.value, str)]
    places = (sum(2 if sign > "\u2e7f" else 1 for sign in text) for text in texts)
    return max([_LEAST, *(n * 1.1 + 2 for n in places)])


def _print_on_one_width(sheet: Any) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _head(sheet: Any, heads: Sequence[str], right: Collection[str] = ()) -> None:
    """Write the heads; those of numbers, years and what is named stand at the right."""
    line = Side(style="medium", color=colours("light")["rule"].removeprefix("#"))
    for n, text in enumerate(heads, 1):
        cell = sheet.cell(_HEAD, n)
        _put(cell, int(text) if text.isdigit() else text, bold=True)
        cell.border = Border(bottom=line)
        side = "right" if isinstance(cell.value, int) or text in right else "left"
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=side)


def _line(sheet: Any, row: int, request: Request, shown: Sheet, panel: Panel, years: range) -> None:
    """Write one indicator in one city; figures unrounded, shown at the catalogue's places."""
    places = "#,##0" + ("." + "0" * shown.decimals if shown.decimals else "")
    before: list[Cell] = [shown.goal, shown.name, shown.unit, panel.name]
    seen = panel.chart.observations
    values = [seen[y].obs_value if y in seen else None for y in years]
    a = request.assessments[shown.indicator_id, panel.city]
    after = _after(request, shown, panel, a)
    for n, cell in enumerate([*before, *values, *after], 1):
        _put(sheet.cell(row, n), cell)
    first = len(before) + 1
    for n in range(first, first + len(values) + 1):
        sheet.cell(row, n).number_format = places
    for key, form in (("completion", "0.0%"), ("schedule", "0.0%"), ("lead", "0.0")):
        sheet.cell(row, first + len(values) + _AFTER.index(key)).number_format = form
    for key in _AFTER_NUMBER:
        place = first + len(values) + _AFTER.index(key)
        sheet.cell(row, place).alignment = Alignment(horizontal="left", indent=1)
    for n, year in enumerate(years, first):
        if year in seen and seen[year].obs_status is not ObsStatus.NORMAL:
            sheet.cell(row, n).font = Font(name=_NAME, size=10, italic=True)


def _after(request: Request, shown: Sheet, panel: Panel, a: Assessment) -> list[Cell]:
    scene, t = request.scene, request.scene.t
    words = scene.wording(a)
    target = words.target
    seen = panel.chart.observations
    marks = [f"{y} {o.obs_status.value}" for y, o in sorted(seen.items()) if o.obs_status != "A"]
    sources = _named(scene, (o.source_id for o in seen.values()))
    return [
        panel.chart.wanted,
        target.target_year if target else None,
        panel.set_by,
        t(f"nature.{target.nature}") if target else "",
        f"{GLYPHS[a.light]} {words.status()}",
        words.reason(),
        a.value_year,
        a.completion,
        a.schedule,
        a.lead,
        t("list.comma").join(marks),
        t("list.sentences").join(sources),
        shown.number,
        panel.sentence.text,
    ]


def _named(scene: Scene, source_ids: Iterable[str]) -> list[str]:
    """Name each dataset once with the span of its editions; a computed value says so."""
    editions: dict[str, set[str]] = {}
    for source_id in source_ids:
        source = scene.reader.sources.get(source_id)
        title = source.title if source else scene.t("source.derived")
        editions.setdefault(title, set()).update([source.edition] if source else [])
    spans = {title: "—".join(sorted({min(e), max(e)})) for title, e in editions.items() if e}
    return [
        scene.t("source.edition", title=title, edition=spans[title]) if title in spans else title
        for title in editions
    ]


def _sources(book: Any, request: Request) -> None:
    scene, t = request.scene, request.scene.t
    sheet = book.create_sheet(t("briefing.sources_sheet"))
    keys = ("source_id", "title", "publisher", "edition", "released", "licence")
    _put(sheet.cell(1, 1), t("briefing.sources_sheet"), bold=True)
    _head(sheet, [t(f"briefing.column_{key}") for key in keys])
    used = {
        s.source_id: s for i in request.indicators for s in scene.reader.sources_of(i.indicator_id)
    }
    for row, s in enumerate(used.values(), _HEAD + 1):
        said = (s.source_id, s.title, s.publisher, s.edition, s.released_on.isoformat(), s.licence)
        for n, text in enumerate(said, 1):
            _put(sheet.cell(row, n), text)
    _print_on_one_width(sheet)
    for n, width in enumerate((34, 44, 30, 12, 14, 50), 1):
        sheet.column_dimensions[get_column_letter(n)].width = width


def _put(cell: Any, value: Cell, *, bold: bool = False) -> None:
    """Put a value in; a text stays text, whatever it begins with."""
    cell.value = value if value != "" else None
    if isinstance(value, str) and value:
        cell.data_type = "s"
    cell.font = Font(name=_NAME, size=10, bold=bold)
