"""Say what is wrong with an upload: findings from its judged figures, one a row or column.

Columns and cells are named as the analyst sees them, whatever was repaired before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import duckdb

from etl.findings import MOST, Finding, finding, more_of_same
from etl.layout import Shape, TableLayout
from etl.vocabulary import Vocabulary, plain
from indicators.formulas import parse
from indicators.plan import FIRST_YEAR, LAST_YEAR, Plan

_ROLES = {
    "unknown_indicator": ("label",),
    "unknown_area": ("ref_area", "area_name"),
    "area_name_disagrees": ("area_name", "ref_area"),
    "year_impossible": ("time_period",),
    "year_in_future": ("time_period",),
    "unit_not_convertible": ("unit",),
}
_REPAIRED = ("", "repeated_row", "not_in_catalogue")

_SET_ASIDE = """
SELECT j.source_row, j.source_column, j.fault, c.ref_area, c.area_name, c.label, c.found_area,
       c.found_name, c.found_label, c.found_year, c.found_unit, c.found_value, c.unit,
       coalesce(m.unit_measure, ''), coalesce(m.cause, ''),
       [m.fault, a.fault, CASE WHEN y.year IS NULL THEN 'year_impossible' END, c.value_fault]
FROM (FROM judged WHERE NOT list_contains($fine, fault)
      QUALIFY dense_rank() OVER (PARTITION BY fault ORDER BY source_row) <= $most) j
JOIN cell c USING (source_row, source_column)
JOIN area_meaning a ON c.ref_area = a.ref_area AND c.area_name = a.area_name
LEFT JOIN label_meaning m ON c.label = m.label AND c.scope = m.scope AND c.unit = m.unit
     AND a.is_reference = m.is_reference
LEFT JOIN year_meaning y ON c.time_period = y.text
ORDER BY j.source_row, j.source_column
"""
_BEYOND = """
SELECT fault, count(DISTINCT source_row) - $most FROM judged
WHERE NOT list_contains($fine, fault) GROUP BY fault HAVING count(DISTINCT source_row) > $most
"""
"""Rows with a fault that are not told one by one."""
_OUTSIDE = """
SELECT min(source_row), any_value(source_column), c.found_label, c.label, count(*)
FROM judged j JOIN cell c USING (source_row, source_column)
WHERE fault = 'not_in_catalogue' GROUP BY c.found_label, c.label ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure that was set aside, with its texts as found and as understood."""

    row: int
    column: str
    fault: str
    code: str
    name: str
    label: str
    found_area: str
    found_name: str
    found_label: str
    found_year: str
    found_unit: str
    found_value: str
    unit: str
    expected: str
    cause: str


def _figures(row: tuple[Any, ...]) -> Iterator[_Figure]:
    """Yield one figure for each thing that is wrong with it, the one that decides first."""
    *texts, others = row
    first = _Figure(*texts)
    yield first
    if first.fault not in ("conflicting_rows", "unit_not_convertible"):
        for fault in others:
            if fault and fault not in (first.fault, "not_in_catalogue", "unit_not_convertible"):
                yield replace(first, fault=fault)


class Wording:
    """Words for one upload."""

    def __init__(self, plan: Plan, words: Vocabulary, layout: TableLayout, source_id: str) -> None:
        self._plan, self._words = plan, words
        self._layout, self._source = layout, source_id
        self._names = {a.code: a.official_name for a in plan.areas}

    def findings(self, engine: duckdb.DuckDBPyConnection) -> list[Finding]:
        """Return the findings of the figures that `judge` has judged; each place once."""
        seen: dict[tuple[str, int, str, str], Finding] = {}
        faults = {fault for (fault,) in engine.sql("SELECT DISTINCT fault FROM judged").fetchall()}
        last: dict[str, Finding] = {}
        limits = {"fine": list(_REPAIRED), "most": MOST}
        is_faulty = bool(faults - set(_REPAIRED))
        rows = engine.execute(_SET_ASIDE, limits).fetchall() if is_faulty else []
        for figure in (figure for row in rows for figure in _figures(row)):
            found = last[figure.fault] = self._word(figure)
            seen.setdefault((found.code, found.row, found.column, found.cell), found)
        beyond = engine.execute(_BEYOND, limits).fetchall() if is_faulty else []
        more = [more_of_same(last[fault], count) for fault, count in beyond]
        outside = self._outside(engine) if "not_in_catalogue" in faults else ()
        return [*seen.values(), *more, *outside]

    def _outside(self, engine: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
        for row, column, found, label, count in engine.sql(_OUTSIDE).fetchall():
            header = self._header(("label",), column)
            computed = self._computed(label)
            code = "derived_indicator" if computed else "not_in_catalogue"
            yield finding(self._source, row, header, code, found or label, count=count, **computed)

    def _computed(self, label: str) -> dict[str, str]:
        """Name what the indicator of a label is computed from; empty if it is published."""
        aliases = {alias.label: alias.stands_for for alias in self._plan.aliases}
        entries = self._plan.catalogue.entries
        entry = entries.get(aliases.get(label) or label)
        if entry is None or not entry.expression:
            return {}
        formula = parse(entry.expression)
        names = [e.name for name, e in entries.items() if name in formula.inputs | formula.sums]
        return {
            "inputs_zh": "、".join(n.zh for n in names),
            "inputs_en": ", ".join(n.en for n in names),
        }

    def _header(self, roles: tuple[str, ...], column: str) -> str:
        """Return the header of the first of these roles that has a column of its own."""
        for role in roles:
            for found in self._layout.of_role(role):
                return found.header
        return column

    def _word(self, f: _Figure) -> Finding:
        roles = _ROLES.get(f.fault)
        if f.fault == "unknown_area" and not f.found_area:
            roles = ("area_name", "ref_area")
        header = self._header(roles, f.column) if roles else f.column
        cell = self._cell(f, header)
        if roles and not cell:
            return self._blank(f, header)
        guess = self._guess(f)
        facts: dict[str, object] = {
            "name": f.found_name, "area": f.code, "label": f.label, "first": FIRST_YEAR,
            "last": LAST_YEAR, "expected": f.expected,
            "guess_zh": f"，是不是“{guess}”" if guess else "",
            "guess_en": f"; did you mean “{guess}”?" if guess else "",
            "by_name_zh": "", "by_name_en": "",
        }  # fmt: skip
        if f.fault == "area_name_disagrees":
            facts["expected"] = self._names.get(f.code, "")
            named = self._words.area_of(f.found_name)
            if named:
                facts["by_name_zh"] = f"；若名称正确，代码应为{named.code}"
                facts["by_name_en"] = f"; if the name is right, the code should be {named.code}"
        cause = f.cause if f.fault == "unit_not_convertible" else ""
        return finding(self._source, f.row, header, f.fault, cell, cause, **facts)

    def _cell(self, f: _Figure, header: str) -> str:
        """Return the text at fault as it stands in the file."""
        texts = {
            "unknown_indicator": f.found_label,
            "unknown_area": f.found_area or f.found_name,
            "area_name_disagrees": f.found_name,
            "year_impossible": f.found_year,
            "year_in_future": f.found_year,
            "unit_not_convertible": f.found_unit or f.unit,
        }
        text = texts.get(f.fault, f.found_value)
        in_header = header == f.column and self._layout.shape is not Shape.LONG
        return header if in_header and f.fault in texts and not text else text

    def _blank(self, f: _Figure, header: str) -> Finding:
        what = {
            "unknown_area": ("地区", "area"),
            "area_name_disagrees": ("地区", "area"),
            "unknown_indicator": ("指标", "indicator"),
            "unit_not_convertible": ("单位", "unit"),
        }.get(f.fault, ("年份", "year"))
        return finding(self._source, f.row, header, "blank_key", "", what=what[0], what_en=what[1])

    def _guess(self, f: _Figure) -> str:
        """Return the known name nearest to one that nobody knows."""
        if f.fault == "unknown_area":
            names: dict[str, str] = {n: a.official_name for n, a in self._words.areas.items()}
            wanted = f.found_name or f.found_area
        elif f.fault == "unknown_indicator":
            names, wanted = dict(self._words.labels), f.found_label
        else:
            return ""
        close = get_close_matches(plain(wanted).lower(), list(names), 1, 0.6)
        return names[close[0]] if close else ""
