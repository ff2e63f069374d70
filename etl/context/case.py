"""One file under judgement: the engine, the names of things, and what is explained already.

A figure is explained once. Rules run from the most to the least specific; each claims the
figures it has words for, and later rules see only what is left open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from duckdb import DuckDBPyConnection

from etl.context.wording import shown
from etl.findings import MOST, Finding, finding
from indicators.areas import Area
from indicators.catalogue import Indicator
from indicators.plan import Plan

_PLACES = """
SELECT f.source_row, f.source_column, f.cell, f.entry, f.area, f.year, f.v,
       nullif(context_number(f.cell), 0),
       f.near.year, f.near.v, columns(q.* EXCLUDE (n))
FROM context_changed f JOIN ({chosen}) q USING (n)
ORDER BY f.source_row, f.n LIMIT {most}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A figure, where it stands in the file, and the nearest known one of its series."""

    row: int
    column: str
    cell: str
    entry: int
    area: int
    year: int
    value: float
    written: float | None
    near_year: int | None = None
    near_value: float | None = None


@dataclass
class Case:
    """The file being judged; all tables made for it begin with `context_`."""

    engine: DuckDBPyConnection
    plan: Plan
    source_id: str
    untold: int = 0
    """Figures beyond the first, which `places` has left out since it was last set to 0."""

    @cached_property
    def entries(self) -> tuple[Indicator, ...]:
        """Catalogue entries by their number."""
        return tuple(self.plan.catalogue.entries.values())

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each catalogue entry."""
        return {e.indicator_id: n for n, e in enumerate(self.entries)}

    @property
    def areas(self) -> tuple[Area, ...]:
        """Areas by their number."""
        return self.plan.areas

    def run(self, sql: str, **facts: object) -> None:
        """Execute one statement."""
        self.engine.execute(sql, facts or None)

    def rows(self, sql: str, **facts: object) -> list[Any]:
        """Return the few rows of a query."""
        return self.engine.execute(sql, facts or None).fetchall()

    def claim(self, chosen: str, **facts: object) -> None:
        """Mark the figures that a query of `n` returns as explained."""
        self.run(f"INSERT INTO context_claim SELECT n FROM ({chosen})", **facts)

    def misfiled(self, found: Iterable[tuple[int, int]]) -> None:
        """Note cities' years that hold the figures of others: what they lack says nothing."""
        self.run("INSERT INTO context_misfiled VALUES " + ", ".join(map(str, found)))

    def places(self, chosen: str) -> Iterator[tuple[Any, ...]]:
        """Yield a place and the other columns for each `n` of a query, in file order.

        What lies beyond the first is counted as `untold`.
        """
        found = self.rows(_PLACES.format(chosen=chosen, most=MOST))
        if len(found) == MOST:
            self.untold += self.rows(f"SELECT count(*) FROM ({chosen})")[0][0] - MOST
        for row in found:
            yield Place(*row[:10]), *row[10:]

    def tell(self, code: str, place: Place, cause: str = "", **facts: object) -> Finding:
        """Word a finding about one figure; rules add the facts of their own sentence."""
        entry, area = self.entries[place.entry], self.areas[place.area]
        given: dict[str, object] = {
            "indicator_zh": entry.name.zh, "indicator_en": entry.name.en, "unit": entry.unit,
            "area_zh": area.name.zh, "area_en": area.name.en, "year": place.year,
            "value": shown(place.value),
        }  # fmt: skip
        given |= _near(place, entry.unit)
        return finding(
            self.source_id, place.row, place.column, code, place.cell, cause, **(given | facts)
        )

    def clear(self) -> None:
        """Give the memory of all tables free."""
        kept = self.rows(
            "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'context_')"
        )
        self.run("DROP VIEW IF EXISTS context_open")
        for (name,) in kept:
            self.run(f'DROP TABLE "{name}"')


def _near(place: Place, unit: str) -> dict[str, str]:
    """Say what the figure is held against: another year's, or the stored one of its own year."""
    near = shown(place.near_value)
    if place.near_year == place.year:
        return {"near_zh": f"已存的是{near}{unit}", "near_en": f"stored is {near}"}
    return {
        "near_zh": f"{place.near_year}年是{near}{unit}",
        "near_en": f"in {place.near_year} it was {near}",
    }
