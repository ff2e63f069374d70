"""A whole nation beside the shipped data: 2,900 made-up areas, 60 indicators, 20 years.

None of the added figures is real, and the names say so. They are of the shipped catalogue's own
quantities, so that every page's queries pass them by; a few made-up quantities fill up the sixty.
"""

import csv
import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb

from etl.plan import read_plan

ROOT = Path(__file__).resolve().parents[1]
AREAS, INDICATORS, FIRST_YEAR, LAST_YEAR = 2_900, 60, 2001, 2020
ROWS = AREAS * INDICATORS * (LAST_YEAR - FIRST_YEAR + 1)

_FILE = """
COPY (
    SELECT printf('9%05d', a) AS "地区代码", printf('合成市%04d', a) AS "地区",
           label AS "指标", scope AS "口径", y AS "年份",
           round(hash(a * 7919 + i * 104729 + y) % 10000 / 100.0 + 1, 2) AS "数值",
           unit AS "单位", '合成统计年鉴' || (y + 1) AS "来源", NULL AS "备注"
    FROM range($areas) AS areas(a), range($first, $last + 1) AS years(y),
         (SELECT unnest($labels) AS label, unnest($scopes) AS scope, unnest($units) AS unit,
                 unnest(range($indicators)) AS i)
    ORDER BY y, i, a
) TO '{path}' (HEADER true)
"""
_SIDECAR = """title = "合成数据"
publisher = "合成"
kind = "yearbook"
priority = 10
licence = ""
edition = "2021"
released_on = "2021-01-31"
"""


def make(folder: Path) -> Path:
    """Write a data folder: what is shipped, and the made-up nation; return where it lies."""
    data = folder / "data"
    for part in ("sources", "plan", "geo"):
        shutil.copytree(ROOT / "data" / part, data / part)
    labels = _labels(data)
    place = data / "sources" / "synthetic"
    place.mkdir()
    (place / "nation.meta.toml").write_text(_SIDECAR, encoding="utf-8")
    facts = {
        "areas": AREAS, "indicators": INDICATORS, "first": FIRST_YEAR, "last": LAST_YEAR,
        "labels": [label for label, _, _ in labels],
        "scopes": [scope for _, scope, _ in labels],
        "units": [unit for _, _, unit in labels],
    }  # fmt: skip
    with duckdb.connect() as engine:
        engine.execute(_FILE.format(path=str(place / "nation.csv").replace("'", "''")), facts)
    areas = ([f"9{n:05}", f"合成市{n:04}", f"Synthetic {n:04}", "city", ""] for n in range(AREAS))
    _append(data / "plan" / "areas.csv", areas)
    return data


def _labels(data: Path) -> list[tuple[str, str, str]]:
    """Return label, scope and unit of sixty quantities; those that are missing are added."""
    entries = read_plan(data).catalogue.entries.values()
    known = {(e.source_label, e.scope): e.unit for e in entries if e.source_label}
    found = [(label, scope, unit) for (label, scope), unit in known.items()][:INDICATORS]
    more = [(f"合成指标{n:02}", "全市", "吨") for n in range(INDICATORS - len(found))]
    measures = (
        [f"synthetic_{n:02}", label, f"Synthetic {n:02}", scope, unit, ""]
        for n, (label, scope, unit) in enumerate(more)
    )
    _append(data / "plan" / "measures.csv", measures)
    return found + more


def _append(path: Path, rows: Iterable[list[str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)
