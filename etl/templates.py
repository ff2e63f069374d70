"""Empty files to fill in: all published indicators and inputs with their units.

What the importer accepts; figures that are computed are not asked for.
"""

import csv
import io
from collections.abc import Iterator
from enum import StrEnum

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from etl.plain_cells import put_text, written
from indicators.catalogue import Indicator, Kind
from indicators.plan import Plan

Table = list[list[str | int]]


class TemplateShape(StrEnum):
    """Layouts a template comes in."""

    LONG = "long"
    AREAS = "areas"
    INDICATORS = "indicators"
    TARGETS = "targets"


class TemplateFormat(StrEnum):
    """File formats of a template."""

    CSV = "csv"
    XLSX = "xlsx"


def template_file(
    plan: Plan, year: int | None, shape: TemplateShape, form: TemplateFormat
) -> bytes:
    """Return an empty table as the bytes of a file."""
    table = _TABLES[shape](plan, year or "")
    return _csv(table) if form is TemplateFormat.CSV else _xlsx(table)


def asked(plan: Plan) -> Iterator[Indicator]:
    """Yield what a city can report: published series, each once."""
    shared = plan.catalogue.shared_series
    for entry in plan.catalogue.entries.values():
        if entry.kind is not Kind.DERIVED and entry.indicator_id not in shared:
            yield entry


def _unit(entry: Indicator) -> str:
    """Return a unit in characters that GBK has, since offices save templates so."""
    return entry.unit.replace("μg/m³", "微克/立方米")


def _long(plan: Plan, year: int | str) -> Table:
    header: list[str | int] = ["地区代码", "地区", "指标", "年份", "数值", "单位", "备注"]
    rows: Table = [
        [city.code, city.official_name, entry.source_label, year, "", _unit(entry), ""]
        for entry in asked(plan)
        for city in plan.cities
    ]
    return [header, *rows]


def _areas(plan: Plan, year: int | str) -> Table:
    header: list[str | int] = ["指标", "单位", "年份", *(c.official_name for c in plan.cities)]
    blank = [""] * len(plan.cities)
    rows: Table = [[e.source_label, _unit(e), year, *blank] for e in asked(plan)]
    return [header, *rows]


def _indicators(plan: Plan, year: int | str) -> Table:
    entries = list(asked(plan))
    named = [f"{e.source_label}（{_unit(e)}）" if e.unit else e.source_label for e in entries]
    header: list[str | int] = ["地区代码", "地区", "年份", *named]
    blank = [""] * len(entries)
    rows: Table = [[c.code, c.official_name, year, *blank] for c in plan.cities]
    return [header, *rows]


def _targets(plan: Plan, _year: int | str) -> Table:
    """List the targets with a number that others have set, for each city to put its own beside."""
    from etl.target_files import COLUMNS, WORDS

    def word(kind: str, name: str) -> str:
        return WORDS[kind][name][1]

    header: list[str | int] = [word("columns", name) for name in COLUMNS]
    names, own = plan.catalogue.indicators, word("level", "city")
    rows: Table = [
        [names[t.indicator_id].name.zh, city.official_name, own, city.official_name,
         word("form", t.form), t.target_year, "", t.unit, t.baseline_year or "",
         word("nature", t.nature), "", "", ""]
        for t in plan.targets if t.target_value is not None and t.is_reference
        for city in plan.cities if t.concerns(city.code)
    ]  # fmt: skip
    return [header, *rows]


_TABLES = {
    TemplateShape.LONG: _long,
    TemplateShape.AREAS: _areas,
    TemplateShape.INDICATORS: _indicators,
    TemplateShape.TARGETS: _targets,
}


def _csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [written(cell) for cell in row] for row in table
    )
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Table) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "填报"
    for at, row in enumerate(table, 1):
        for number, content in enumerate(row, 1):
            cell = sheet.cell(at, number)
            if isinstance(content, str):
                put_text(cell, content, numbers=False)
            else:
                cell.value = content
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF6")
    for number, column in enumerate(zip(*table, strict=False), 1):
        widest = max(sum(2 if c > "\u2e7f" else 1 for c in str(cell)) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(widest + 3, 40)
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
