"""Write files of the release's real figures in any shape an office uses, and say what is where.

A cell that a case has put a fault into is `Faulty`; its row and header are then known from what
was written, not from what the importer says.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl import Workbook

from storage.reading import ReleaseReader
from tests.crafted import PLAN

JINCHENG, CHANGZHI, YUNCHENG = CITIES = ("140500", "140400", "140800")
NAMES = {area.code: area.official_name for area in PLAN.areas}
ENTRIES = PLAN.catalogue.entries
Key = tuple[str, str, int]
Figures = dict[Key, str]
Rows = list[list[str]]
TEN = (
    "gdp", "gdp_growth", "fiscal_revenue", "retail_sales", "average_wage", "deposits",
    "resident_population", "doctors", "green_coverage", "museums",
)  # fmt: skip
SECTORS = ("primary_value_added", "value_added_secondary", "value_added_tertiary")


class Faulty(str):
    """The text of a cell that a case has made wrong."""

    __slots__ = ()


@dataclass(frozen=True)
class Made:
    """A file as it is handed in; `faulty` are rows and headers of its faulty cells."""

    content: bytes
    name: str = "三市.csv"
    faulty: tuple[tuple[int, str], ...] = ()


class Book:
    """The figures of a release, to write files from."""

    def __init__(self, release: ReleaseReader) -> None:
        self._release = release

    @cached_property
    def _stored(self) -> Mapping[str, Mapping[str, Mapping[int, float]]]:
        return {
            name: {
                area: {year: figure.obs_value for year, figure in years.items()}
                for area, years in self._release.series(name).items()
            }
            for name in ENTRIES
        }

    def value(self, name: str, area: str, year: int) -> float | None:
        """One stored figure."""
        return self._stored[name].get(area, {}).get(year)

    def figures(
        self,
        names: Sequence[str] = TEN,
        years: Sequence[int] = (2020,),
        areas: Sequence[str] = CITIES,
        *,
        of: int = 0,
    ) -> Figures:
        """Stored figures as text, those of the year `of` years later under each year."""
        found = {}
        for name in names:
            for year in years:
                for area in areas:
                    value = self.value(name, area, year + of)
                    if value is not None:
                        found[name, area, year] = text(value)
        return found

    def next_year(self, names: Sequence[str] = TEN, areas: Sequence[str] = CITIES) -> Figures:
        """A year that nobody has yet: the stored 2020 a little higher, shares as they were."""
        grown = {}
        for name in names:
            for area in areas:
                value = self.value(name, area, 2020)
                if value is not None:
                    step = 0.1 if ENTRIES[name].unit == "%" else value * 0.03
                    grown[name, area, 2021] = text(value + step)
        return grown


def text(value: float) -> str:
    """A figure with four decimals at most."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def label(name: str) -> str:
    return ENTRIES[name].source_label or ENTRIES[name].name.zh


def with_unit(name: str) -> str:
    unit = ENTRIES[name].unit
    return f"{label(name)}（{unit}）" if unit else label(name)


def long(figures: Figures) -> Rows:
    return [
        ["地区代码", "地区", "指标", "年份", "数值", "单位"],
        *(
            [area, NAMES[area], label(name), str(year), value, ENTRIES[name].unit]
            for (name, area, year), value in figures.items()
        ),
    ]


def by_year(figures: Figures) -> Rows:
    years = sorted({year for _, _, year in figures})
    return [
        ["地区", "指标", "单位", *(f"{year}年" for year in years)],
        *(
            [
                NAMES[area], label(name), ENTRIES[name].unit,
                *(figures.get((name, area, year), "") for year in years),
            ]
            for name, area in dict.fromkeys((name, area) for name, area, _ in figures)
        ),
    ]  # fmt: skip


def by_area(figures: Figures) -> Rows:
    areas = list(dict.fromkeys(area for _, area, _ in figures))
    return [
        ["指标", "单位", "年份", *(NAMES[area] for area in areas)],
        *(
            [
                label(name), ENTRIES[name].unit, str(year),
                *(figures.get((name, area, year), "") for area in areas),
            ]
            for name, year in dict.fromkeys((name, year) for name, _, year in figures)
        ),
    ]  # fmt: skip


def by_indicator(figures: Figures) -> Rows:
    names = list(dict.fromkeys(name for name, _, _ in figures))
    return [
        ["地区", "年份", *map(with_unit, names)],
        *(
            [NAMES[area], str(year), *(figures.get((name, area, year), "") for name in names)]
            for area, year in dict.fromkeys((area, year) for _, area, year in figures)
        ),
    ]


def csv_file(
    rows: Rows, encoding: str = "utf-8", delimiter: str = ",", name: str = "三市.csv", head: int = 0
) -> Made:
    """Rows as delimited text; the header stands in row `head`, counted from 0."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return Made(written.getvalue().encode(encoding), name, faulty_cells(rows, head))


def workbook(rows: Rows, *, merge: Sequence[str] = (), head: int = 0, **more: Rows) -> Made:
    """Rows as the first sheet of a workbook, with cells merged, and further sheets."""
    book = Workbook()
    for sheet, cells in (
        (book.active, rows),
        *((book.create_sheet(n), c) for n, c in more.items()),
    ):
        for row in cells:
            sheet.append([_typed(cell) for cell in row])
    for area in merge:
        book.active.merge_cells(area)
    content = io.BytesIO()
    book.save(content)
    return Made(content.getvalue(), "三市.xlsx", faulty_cells(rows, head))


def faulty_cells(rows: Rows, head: int = 0) -> tuple[tuple[int, str], ...]:
    return tuple(
        (number, rows[head][column])
        for number, row in enumerate(rows, 1)
        for column, cell in enumerate(row)
        if isinstance(cell, Faulty)
    )


def _typed(cell: str) -> str | float:
    is_code = len(cell) == 6 and cell.startswith("14")
    return float(cell) if cell.replace(".", "", 1).isdigit() and not is_code else str(cell)
