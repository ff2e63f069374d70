"""A synthetic country: a data folder of any size, with plan, sources, and one more year to hand in.

None of its figures is real. The areas that exist keep code and name, because only the plan's
three cities are assessed and only the cluster is summed up; every further area, every indicator
and every number is made up and says so. Figures grow as those of yearbooks do, six per cent a
year with a little noise, so that the rules which look at them have nothing to refuse.
"""

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.plan import plan_paths
from indicators.areas import AreaLevel, Role

ROOT = Path(__file__).resolve().parents[1]
LAST_YEAR = 2020
FOLDER = "synthetic_yearbook"
_UNITS = ("亿元", "万人", "%", "万吨", "公里")
_MADE_ANEW = ("areas.csv", "indicators.csv", "targets.csv")
_EMPTY = ("aliases.csv", "breaks.csv", "measures.csv", "plan_clauses.csv", "project_events.csv")
_SIDECAR = """title = "合成统计年鉴"
publisher = "合成"
kind = "yearbook"
priority = 30
edition = "{year}"
released_on = "{next}-12-31"
licence = "synthetic"
"""
_FIGURES = """
COPY (
    SELECT code AS "地区代码", name AS "地区", printf('合成指标%03d', i) AS "指标",
           '全市' AS "口径", y AS "年份",
           round(CASE WHEN unit = '%' THEN 30 + base % 30 + 0.3 * (y - 2000) + noise
                 ELSE (100 + base) * 1.06 ** (y - 2000) * (1 + noise / 50) END, 4) AS "数值",
           unit AS "单位", '合成统计年鉴' || (y + 1) AS "来源", '' AS "备注"
    FROM (SELECT *, $units[i % len($units) + 1] AS unit, hash(code, i) % 1000 AS base,
                 hash(code, i, y) % 1000 / 1000.0 - 0.5 AS noise
          FROM city, range($indicators) AS labels(i), (SELECT $year AS y))
    ORDER BY i, code
) TO '{path}' (HEADER true)
"""


@dataclass(frozen=True)
class Size:
    """How many areas have how many published indicators, for how many years up to 2020."""

    name: str
    areas: int
    indicators: int
    years: int

    @property
    def observations(self) -> int:
        """One for each area, indicator and year."""
        return self.areas * self.indicators * self.years


NATIONAL = Size("national", 2_900, 60, 20)
SIZES = (Size("many indicators", 3, 300, 6), Size("cluster", 37, 46, 11), NATIONAL)


@dataclass(frozen=True)
class Country:
    """A data folder, and the file of the year after the last one, which is not in it."""

    data: Path
    size: Size
    next_year: Path


def make(folder: Path, size: Size) -> Country:
    """Write the data of a country into a folder."""
    data = folder / "data"
    cities = _plan(data / "plan", size)
    sources = data / "sources" / FOLDER
    sources.mkdir(parents=True)
    with duckdb.connect() as engine:
        engine.execute("CREATE TABLE city (code VARCHAR, name VARCHAR)")
        engine.executemany("INSERT INTO city VALUES (?, ?)", cities)
        for year in range(LAST_YEAR + 1 - size.years, LAST_YEAR + 1):
            _figures(engine, sources / f"{year}.csv", size, year)
            said = _SIDECAR.format(year=year, next=year + 1)
            (sources / f"{year}.meta.toml").write_text(said, "utf-8")
        following = folder / f"synthetic-{LAST_YEAR + 1}.csv"
        _figures(engine, following, size, LAST_YEAR + 1)
    return Country(data, size, following)


def _figures(engine: duckdb.DuckDBPyConnection, path: Path, size: Size, year: int) -> None:
    facts = {"units": list(_UNITS), "indicators": size.indicators, "year": year}
    engine.execute(_FIGURES.format(path=str(path).replace("'", "''")), facts)


def _plan(folder: Path, size: Size) -> list[tuple[str, str]]:
    """Write the plan; returns code and name of the cities that have figures."""
    folder.mkdir(parents=True)
    for path in plan_paths(ROOT / "data"):
        if path.name in _EMPTY:
            _write(folder / path.name, _read(path)[:1])
        elif path.name not in _MADE_ANEW:
            shutil.copy(path, folder)
    shipped = ROOT / "data" / "plan"
    areas = _areas(shipped / "areas.csv", size)
    _write(folder / "areas.csv", areas)
    indicators = _read(shipped / "indicators.csv")[0]
    _write(folder / "indicators.csv", [indicators, *_entries(size)])
    _write(folder / "targets.csv", [_read(shipped / "targets.csv")[0], *_targets(size)])
    is_city = [AreaLevel.CITY.value in row and Role.CLUSTER_MAP.value not in row for row in areas]
    return [(row[0], row[1]) for row, wanted in zip(areas, is_city, strict=True) if wanted]


def _areas(path: Path, size: Size) -> list[list[str]]:
    rows = _read(path)
    real = [r for r in rows if r[3] != AreaLevel.CITY.value or r[4] == Role.CLUSTER_MAP.value]
    real += [r for r in rows if r not in real][: size.areas]
    more = range(size.areas - sum(r[3] == AreaLevel.CITY.value for r in real) + 1)
    made = [[f"9{n:05}", f"合成市{n:04}", f"Synthetic {n:04}", "city", ""] for n in more]
    return real + made


def _entries(size: Size) -> list[list[str]]:
    """Return as many published indicators as wanted, and a derived one for every ten of them."""
    rows = []
    for n in range(size.indicators):
        name = (f"synthetic_{n:03}", f"合成指标{n:03}", f"Synthetic indicator {n:03}")
        unit = _UNITS[n % len(_UNITS)]
        rows.append([*name, "economy", "G1", unit, "1", "higher", "published", name[1], "全市"])
    for n in range(0, size.indicators, 10):
        name = (f"synthetic_ratio_{n:03}", f"合成比率{n:03}", f"Synthetic ratio {n:03}")
        formula = f"synthetic_{n:03} / synthetic_{n + 1:03} * 100"
        rows.append([*name, "economy", "G1", "%", "1", "higher", "derived", "", "", formula])
    return [[*row, *[""] * (14 - len(row))] for row in rows]


def _targets(size: Size) -> list[list[str]]:
    return [
        [f"synthetic_{n:03}", "*", "nation", "合成", "at_least", "2020", "60",
         _UNITS[n % len(_UNITS)], "2015", "expected", "合成", "合成", "", "Synthetic", ""]
        for n in range(size.indicators)
    ]  # fmt: skip


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
