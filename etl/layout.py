"""Find the table in a file: header row, shape, and what each column carries.

Titles above, a 单位 line, footnotes and blank rows are surroundings; what they say (a year, a
city, a unit, an indicator) fills in what the table leaves out.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from etl.files import OpenedFile
from etl.vocabulary import Vocabulary, cell_words, plain, role_of, split_unit, year_of
from indicators.units import is_known, spelled

SEARCHED = 40
TOTALS = cell_words("total")
_UNIT_LINE = re.compile(r"(?:计量)?单位\s*[::]\s*([^\s,;、,]+)")
_YEAR_IN_TEXT = re.compile(r"((?:19|20)\d\d)\s*年?")


class Shape(StrEnum):
    """How a table is laid out."""

    LONG = "long"
    YEARS = "years"
    AREAS = "areas"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, or the year, area or label its header names."""

    position: int
    header: str
    role: str
    key: str = ""
    unit: str = ""
    corrected: bool = False
    """An analyst said so, whatever the header reads like."""


@dataclass(frozen=True)
class TableLayout:
    """Where the table is and how it reads; `defaults` come from the surroundings."""

    shape: Shape
    header_at: int
    first_row_at: int
    columns: tuple[Column, ...]
    defaults: dict[str, str]
    extra: int = 0
    """Columns with a header that carry nothing of a figure, such as 序号."""

    @property
    def width(self) -> int:
        """The number of columns up to the last one with a header."""
        return max(c.position for c in self.columns) + 1

    def surroundings(self, file: OpenedFile) -> Counter[str]:
        """Count what is left aside around the table: titles, further columns, blanks."""
        return +Counter(
            title_row=sum(map(any, file.rows[: self.header_at])),
            extra_column=self.extra + len(self.of_role("unknown")),
            surrounding_blanks=file.trimmed,
        )

    def of_role(self, role: str) -> list[Column]:
        """Return the columns with a role, left to right."""
        return [c for c in self.columns if c.role == role]


class NoTable(Exception):
    """No row of the file looks like a header; `code` and `facts` make the finding."""

    def __init__(self, code: str, row_at: int = 0, **facts: object) -> None:
        self.code, self.row_at, self.facts = code, row_at, facts
        super().__init__(code)


def find_layout(rows: Sequence[Sequence[str]], words: Vocabulary, name: str = "") -> TableLayout:
    """Return the layout of the first row that reads as a header; raises `NoTable`."""
    best: tuple[int, int, list[Column]] | None = None
    for at, row in enumerate(rows[:SEARCHED]):
        columns = columns_of(row, words)
        known = sum(c.role not in ("unknown", "blank") for c in columns)
        roles = {c.role for c in columns}
        telling = roles - {"unknown", "blank", "ignored"}
        is_header = known >= 2 and telling and not (_is_data(row) or _is_one_figure(columns))
        if is_header and (best is None or known > best[0]):
            best = (known, at, columns)
    if best is None:
        raise NoTable("no_header")
    return _assembled(rows, *best[1:], words, name)


def columns_of(row: Sequence[str], words: Vocabulary) -> list[Column]:
    """Return how each cell of a header row is understood."""
    return [_column(position, cell, words) for position, cell in enumerate(row)]


def _is_data(row: Sequence[str]) -> bool:
    """A row with a figure that is neither a year nor an area's code is no header."""
    numbers = (c for c in row if c and _looks_numeric(c) and year_of(c) is None)
    return any(len(c) != 6 for c in numbers)


def _is_one_figure(columns: Sequence[Column]) -> bool:
    """A row that names one area, one indicator or one year each describes a figure below a header.

    A header of years, areas or indicators has several of its kind, or words for the others.
    """
    keyed = Counter(c.role for c in columns if c.key and not c.corrected)
    words = {c.role for c in columns} - {"year", "area", "indicator", "unknown", "blank", "ignored"}
    return len(keyed) > 1 and set(keyed.values()) == {1} and not words


def _looks_numeric(cell: str) -> bool:
    return bool(re.fullmatch(r"[-+−]?[\d,,.]+%?", plain(cell)))


def _column(position: int, header: str, words: Vocabulary) -> Column:
    if not header.strip():
        return Column(position, header, "blank")
    said = words.explained(header)
    if said is not None:
        return Column(position, header, said.role, said.key, said.unit, corrected=True)
    role = role_of(header)
    if role is not None:
        return Column(position, header, role)
    if plain(header).lower() in TOTALS:
        return Column(position, header, "ignored")
    year = year_of(header)
    if year is not None:
        return Column(position, header, "year", str(year))
    area = words.area_of(header)
    if area is not None:
        return Column(position, header, "area", area.code)
    label = words.label_with_unit(header)
    if label is not None:
        return Column(position, header, "indicator", *label)
    return _split_column(position, header, words)


def _split_column(position: int, header: str, words: Vocabulary) -> Column:
    """Read headers such as 数值（亿元）, 2020年（亿元） or 晋城市(万元)."""
    for name, unit in split_unit(header):
        if not is_known(unit):
            continue
        if role_of(name) == "obs_value":
            return Column(position, header, "obs_value", "", spelled(unit))
        year, area = year_of(name), words.area_of(name)
        if year is not None:
            return Column(position, header, "year", str(year), spelled(unit))
        if area is not None:
            return Column(position, header, "area", area.code, spelled(unit))
    return Column(position, header, "unknown")


def _assembled(
    rows: Sequence[Sequence[str]], at: int, columns: list[Column], words: Vocabulary, name: str
) -> TableLayout:
    defaults = _defaults(rows[:at], words, name)
    first = at + 1
    units = _unit_row(rows, first)
    if units:
        columns = [
            replace(c, unit=c.unit or units.get(c.position, ""))
            if c.key or c.role == "obs_value"
            else c
            for c in columns
        ]
        first += 1
    shape = _shape(columns, defaults, at)
    kept = [c for c in columns if c.role not in ("blank", "ignored")]
    _check_twice(kept, at)
    extra = sum(c.role == "ignored" for c in columns)
    return TableLayout(shape, at, first, tuple(kept), defaults, extra)


def _unit_row(rows: Sequence[Sequence[str]], at: int) -> dict[int, str]:
    """Return the units of a second header row that holds nothing else."""
    if at >= len(rows):
        return {}
    cells = {position: cell for position, cell in enumerate(rows[at]) if cell}
    stripped = {p: c.strip("()（）[] ") for p, c in cells.items()}
    units = {p: spelled(c) for p, c in stripped.items() if is_known(c) and c not in ("-", "无")}
    words = [
        c for p, c in stripped.items() if p not in units and role_of(c) not in ("unit", "label")
    ]
    return units if len(units) >= 2 and not words else {}


def _shape(columns: list[Column], defaults: dict[str, str], at: int) -> Shape:
    """Decide the shape; raises `NoTable` naming what is missing."""
    roles = Counter(c.role for c in columns)
    has = {role for role, count in roles.items() if count} | defaults.keys()
    if roles["obs_value"]:
        return _complete(Shape.LONG, has, ("label", "time_period"), at)
    wide = {"year": Shape.YEARS, "area": Shape.AREAS, "indicator": Shape.INDICATORS}
    most = max(wide, key=lambda role: roles[role])
    if not roles[most]:
        missing = "数值" if {"label", "time_period"} & has else "指标、年份、数值"
        raise NoTable("header_missing", at, missing=missing)
    needed = {"year": ("label",), "area": ("label", "time_period"), "indicator": ("time_period",)}
    return _complete(wide[most], has, needed[most], at)


def _complete(shape: Shape, has: set[str], needed: tuple[str, ...], at: int) -> Shape:
    names = {"label": "指标", "time_period": "年份", "area": "地区"}
    missing = [names[role] for role in needed if role not in has]
    if shape is not Shape.AREAS and not {"ref_area", "area_name"} & has:
        missing.append(names["area"])
    if missing:
        raise NoTable("header_missing", at, missing="、".join(missing))
    return shape


def _check_twice(columns: Sequence[Column], at: int) -> None:
    seen: Counter[tuple[str, str]] = Counter(
        (c.role, c.key) for c in columns if c.role not in ("unknown", "note", "citation")
    )
    for (role, key), count in seen.items():
        if count > 1:
            header = next(c.header for c in columns if (c.role, c.key) == (role, key))
            raise NoTable("header_twice", at, header=header)


def _defaults(above: Sequence[Sequence[str]], words: Vocabulary, name: str) -> dict[str, str]:
    """Read the titles above the table, then the file's name, for what columns may leave out."""
    titles = [cell for row in above for cell in row if cell]
    found: dict[str, str] = {}
    for text in [*titles, name]:
        folded = plain(text)
        unit = _UNIT_LINE.search(folded)
        if unit and is_known(unit[1]):
            found.setdefault("unit", spelled(unit[1]))
        years = set(_YEAR_IN_TEXT.findall(folded))
        if len(years) == 1:
            found.setdefault("time_period", years.pop())
        areas = {a.code for n, a in words.areas.items() if len(n) > 1 and n in folded.lower()}
        cities = areas - {"100000", "140000"}
        if len(cities) == 1:
            found.setdefault("ref_area", cities.pop())
        labels = [n for n in words.labels if len(n) > 1 and n in folded.lower()]
        if labels and "label" not in found and text in titles:
            found["label"] = words.labels[max(labels, key=len)]
    return found
