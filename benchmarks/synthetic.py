"""A synthetic source file of one to ten million rows, with the plan that gives it a meaning.

None of its figures is real: areas, labels and numbers are made up, and every name says so. It is
shaped like the files of data/sources: nine columns, a few units per quantity, notes on the last
year, and a handful of rows that the rules must set aside.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.sources import SourceFile
from indicators.areas import Area, AreaLevel
from indicators.catalogue import Catalogue, Domain, Goal, Indicator, Kind, Polarity
from indicators.language import Bilingual
from indicators.plan import Plan
from indicators.sources import Source, SourceKind

AREAS, INDICATORS, LAST_YEAR = 2_900, 60, 2020
MISPRINTS = 60
"""Rows with a unit of another quantity; they are set aside with a finding each."""

_UNITS = (("万元", "亿元"), ("亿元", "亿元"), ("人", "万人"), ("%", "%"), ("吨", "万吨"))
"""As the file writes it, and as the catalogue wants it."""
_NOTHING = Bilingual("", "")

_FILE = """
COPY (
    SELECT printf('9%05d', a) AS "地区代码", printf('合成市%04d', a) AS "地区",
           printf('合成指标%02d', i) AS "指标", '全市' AS "口径", y AS "年份",
           round(hash(a * 7919 + i * 104729 + y) % 100000000 / 100.0, 2) AS "数值",
           CASE WHEN a < $misprints AND i = 0 AND y = $last THEN '公里'
                ELSE $units[i % len($units) + 1] END AS "单位",
           '合成统计年鉴' || (y + 1) AS "来源",
           CASE WHEN y = $last THEN '初步数' END AS "备注"
    FROM range($areas) AS areas(a), range($indicators) AS labels(i),
         range($first, $last + 1) AS years(y)
    ORDER BY y, i, a
) TO '{path}' (HEADER true)
"""


@dataclass(frozen=True)
class Synthetic:
    """The file, and the plan under which it is read."""

    file: SourceFile
    plan: Plan
    years: int

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return AREAS * INDICATORS * self.years

    @property
    def observations(self) -> int:
        """How many rows become observations."""
        return self.rows - MISPRINTS


def make(folder: Path, years: int) -> Synthetic:
    """Write the file with so many years into a folder."""
    found = find(folder, years)
    facts = {
        "areas": AREAS,
        "indicators": INDICATORS,
        "first": LAST_YEAR - years + 1,
        "last": LAST_YEAR,
        "misprints": MISPRINTS,
        "units": [written for written, _ in _UNITS],
    }
    with duckdb.connect() as engine:
        engine.execute(_FILE.format(path=str(found.file.path).replace("'", "''")), facts)
    return found


def find(folder: Path, years: int) -> Synthetic:
    """Return the file that `make` wrote or writes."""
    source = Source(
        source_id="synthetic/2021", title="合成数据", publisher="合成", kind=SourceKind.YEARBOOK,
        priority=30, edition="2021", released_on=date(2022, 1, 31), licence="", note="", sha256="",
    )  # fmt: skip
    path = folder / f"synthetic-{years}.csv"
    return Synthetic(SourceFile(path, source, digest=""), _plan(), years)


def _plan() -> Plan:
    goal = Goal("G1", _NOTHING, _NOTHING, Domain.ECONOMY)
    entries = {f"synthetic_indicator_{n:02}": _indicator(n) for n in range(INDICATORS)}
    areas = tuple(
        Area(f"9{n:05}", f"合成市{n:04}", Bilingual(f"合成{n:04}", f"Synthetic {n:04}"),
             AreaLevel.CITY, frozenset())
        for n in range(AREAS)
    )  # fmt: skip
    return Plan(areas, Catalogue({"G1": goal}, entries), (), (), (), (), ())


def _indicator(number: int) -> Indicator:
    return Indicator(
        indicator_id=f"synthetic_indicator_{number:02}", name=_NOTHING, domain=Domain.ECONOMY,
        goal_id="G1", unit=_UNITS[number % len(_UNITS)][1], decimals=1, polarity=Polarity.HIGHER,
        kind=Kind.PUBLISHED, source_label=f"合成指标{number:02}", scope="全市", expression="",
        note=_NOTHING,
    )  # fmt: skip
