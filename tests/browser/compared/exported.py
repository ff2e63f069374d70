"""What the command line exports of a release, and the plan's own files, as lookups."""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

Row = dict[str, str]
OURS = ("140500", "140400", "140800")
YEARS = range(2016, 2021)
LIGHTS = {
    "achieved": "good", "achieved_late": "good", "improved_markedly": "good",
    "on_schedule": "fair", "improved": "fair",
    "behind": "poor", "unchanged": "poor", "worsened": "poor",
    "far_behind": "bad", "missed": "bad",
    "not_assessable": "none",
}  # fmt: skip
"""DESIGN §8: which light a status has."""


@dataclass(frozen=True)
class Exported:
    """One release as exported, beside the plan's files as they are."""

    series: Mapping[tuple[str, str], Mapping[int, Decimal]]
    firmness: Mapping[tuple[str, str, int], str]
    assessments: Mapping[tuple[str, str, int], list[Row]]
    vintages: Mapping[tuple[str, str, int], list[Decimal]]
    indicators: Mapping[str, Row]
    targets: Mapping[str, list[Row]]
    breaks: Mapping[str, list[Row]]
    areas: list[Row]
    goals: list[Row]
    clauses: list[Row]
    events: list[Row]
    rows: Mapping[str, tuple[int, int, int, int]]
    """Source → rows read, used, outside the catalogue, set aside."""
    aside: Mapping[str, list[int]]
    """Source → the rows set aside."""
    data_date: str
    release: str
    counting: str
    """`headline`, or `plan`: lights by the plan's own words alone."""
    names: list[str]
    """Names with a digit in them, the longest first: indicators, units, release, data date."""

    def headline(self, indicator: str, city: str, year: int) -> Row:
        """Return the assessment that counts."""
        rows = self.assessments[indicator, city, year]
        (row,) = (r for r in rows if r["headline"] == "true")
        own = (r for r in rows if r["target_level"] == self.counting)
        return next(own, row)

    def members(self, group: str) -> list[str]:
        """Return the cluster's 29 or Shanxi's 11 cities."""
        return [a["ref_area"] for a in self.areas
                if group in a["roles"].split(";")]  # fmt: skip

    @property
    def peers(self) -> list[str]:
        """Return the cluster's other cities."""
        return [code for code in self.members("cluster") if code not in OURS]

    def lights(self, city: str, year: int) -> dict[str, str]:
        """Return a city's lights by indicator."""
        return {i: LIGHTS[self.headline(i, city, year)["status"]] for i in self.indicators}

    def broken(self, indicator: str, area: str, first: int, last: int) -> int | None:
        """Return the first year from which two years of a city do not compare."""
        cuts = [
            int(b["first_year_after"]) for b in self.breaks[indicator]
            if b["comparable"] == "no" and b["ref_area"] in ("*", area)
        ]  # fmt: skip
        return min((cut for cut in cuts if first < cut <= last), default=None)


def read(rows: Mapping[str, list[Row]], plan: Path, texts: Path, release: str) -> Exported:
    """Put the lookups together from exported rows and the folder of the plan."""
    series: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(dict)
    firmness = {}
    for r in rows["series"]:
        key, year = (r["indicator_id"], r["ref_area"]), int(r["time_period"])
        series[key][year] = Decimal(r["obs_value"])
        firmness[(*key, year)] = r["obs_status"]
    assessments: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for r in rows["assessments"]:
        assessments[r["indicator_id"], r["ref_area"], int(r["as_of"])].append(r)
    vintages: dict[tuple[str, str, int], list[Decimal]] = defaultdict(list)
    for r in rows["observations"]:
        key3 = r["indicator_id"], r["ref_area"], int(r["time_period"])
        vintages[key3].append(Decimal(r["obs_value"]))
    indicators = {r["indicator_id"]: r for r in table(plan / "indicators.csv")}
    day = max(r["released_on"] for r in rows["observations"])
    return Exported(
        series=series,
        firmness=firmness,
        assessments=assessments,
        vintages=vintages,
        indicators=indicators,
        targets=by_indicator(table(plan / "targets.csv")),
        breaks=by_indicator(table(plan / "breaks.csv")),
        areas=table(plan / "areas.csv"),
        goals=table(plan / "goals.csv"),
        clauses=table(plan / "plan_clauses.csv"),
        events=table(plan / "project_events.csv"),
        rows=rows_of(rows, plan.parent / "sources"),
        aside=set_aside(rows["findings"]),
        counting="headline",
        data_date=day,
        release=release,
        names=[
            *named([*indicators.values(), *table(plan / "measures.csv")], texts),
            *(day, release, release.partition("-")[0]),
        ],
    )


def table(path: Path) -> list[Row]:
    """Read one of the plan's files."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def by_indicator(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Group rows of a file of the plan."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["indicator_id"]].append(row)
    return found


def named(indicators: Iterable[Row], texts: Path) -> list[str]:
    """Return names of indicators and units in which a digit stands.

    Each also with a small initial, as it is written within an English sentence.
    """
    keys = ("name_zh", "name_en", "source_label")
    names = {r.get(key, "") for r in indicators for key in keys}
    units = tomllib.loads(texts.read_text("utf-8"))["unit"]
    names |= {name for unit in units.values() for name in unit.values()}
    names |= {name[:1].lower() + name[1:] for name in names}
    return sorted((n for n in names if any(c.isdigit() for c in n)), key=len, reverse=True)


def rows_of(rows: Mapping[str, list[Row]], folder: Path) -> dict[str, tuple[int, int, int, int]]:
    """Count what became of the rows of each source: the files against what is exported."""
    used = Counter(r["source_id"] for r in rows["observations"])
    aside = {source: len(numbers) for source, numbers in set_aside(rows["findings"]).items()}
    outside: Counter[str] = Counter()
    for finding in rows["findings"]:
        if found := re.search(r"([0-9]+) rows? not used", finding["message_en"]):
            outside[finding["source_id"]] += int(found[1])
    return {
        name: (len(table(path)), used[name], outside[name], aside.get(name, 0))
        for path in sorted(folder.glob("*/*.csv"))
        for name in [path.relative_to(folder).with_suffix("").as_posix()]
    }


def set_aside(findings: Iterable[Row]) -> dict[str, list[int]]:
    """Return the rows of each source that could not be used."""
    found: dict[str, list[int]] = defaultdict(list)
    for finding in findings:
        if finding["severity"] == "error":
            found[finding["source_id"]].append(int(finding["row"]))
    return found
