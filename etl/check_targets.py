"""Check a targets file: what its rows say, what they change, and which lights turn."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.assess import assessments, read_values
from etl.changes import Changes, load_stored
from etl.engine import column_engine
from etl.files import OpenedFile
from etl.findings import Finding, Severity, finding
from etl.lights import LightChange, turned
from etl.plan_files import Row
from etl.target_doubts import doubts
from etl.target_files import NEEDED, WORDS, columns_of_targets, key_of, merged, read_targets
from indicators.plan import Plan
from indicators.targets import Target
from storage.reading import ReleaseReader

Placed = tuple[int, Target, Row]


@dataclass(frozen=True)
class TargetsReport:
    """What was found; the number of targets counts each once."""

    findings: list[Finding]
    changes: Changes
    lights: list[LightChange]
    count: int
    repairs: Counter[str]


def check_targets(
    name: str, opened: OpenedFile, at: int, plan: Plan, reader: ReleaseReader | None
) -> TargetsReport:
    """Check the table whose header is the row `at`."""
    cells = opened.rows[at]
    header = {column: cells[n] for n, column in columns_of_targets(cells).items()}
    row = opened.numbers[at]
    missing = [WORDS["columns"][c][1] for c in NEEDED if c not in header]
    if missing:
        found = finding(name, row, "", "header_missing", "", missing="、".join(missing))
        return TargetsReport([found], Changes(0, 0, 0), [], 0, Counter())
    read = read_targets(opened.rows[at:], opened.numbers[at:], plan)
    places = _Places(name, header)
    once, twice = _once(read.targets, read.repairs)
    faults = [places.finding(f.row, f.column, f.code, f.cell, **f.facts) for f in read.faults]
    faults += [places.twice(again, first) for again, first in twice]
    faults += _revised(once, plan, places)
    faults += doubts(once, plan, reader, places.finding)
    if not read.targets and not faults:
        faults = [finding(name, row, "", "header_only", "")]
    targets = [target for _, target, _ in once]
    sound = all(f.severity is not Severity.ERROR for f in faults)
    return TargetsReport(
        findings=sorted(faults, key=lambda f: (f.row, f.column)),
        changes=_changes(plan, targets),
        lights=_lights(merged(plan, targets), reader) if reader and sound else [],
        count=len(once),
        repairs=read.repairs,
    )


@dataclass(frozen=True)
class _Places:
    """Findings at cells, with the headers as the file has them."""

    name: str
    header: Mapping[str, str]

    def finding(self, row: int, column: str, code: str, cell: str, **facts: object) -> Finding:
        return finding(self.name, row, self.header.get(column, ""), code, cell, "", **facts)

    def twice(self, again: Placed, first: Placed) -> Finding:
        cell = again[2].text("target_value")
        return self.finding(again[0], "target_value", "target_twice", cell, first=first[0])


def _once(
    read: Sequence[Placed], repairs: Counter[str]
) -> tuple[list[Placed], list[tuple[Placed, Placed]]]:
    """Return each target once, and those that say something else than an earlier row."""
    first: dict[tuple[object, ...], Placed] = {}
    twice = []
    for placed in read:
        known = first.setdefault(key_of(placed[1]), placed)
        if known is placed:
            continue
        if known[1] == placed[1]:
            repairs["repeated_row"] += 1
        else:
            twice.append((placed, known))
    return list(first.values()), twice


def _revised(read: Sequence[Placed], plan: Plan, places: _Places) -> Iterator[Finding]:
    """Warn of a target that is known with another number: who says so must say why."""
    stored = {key_of(t): t for t in plan.targets}
    for row, target, cells in read:
        known = stored.get(key_of(target))
        if known and known.target_value != target.target_value:
            name = plan.catalogue.indicators[target.indicator_id].name
            facts: dict[str, object] = {
                "indicator_zh": name.zh, "indicator_en": name.en, "unit": target.unit,
                "before": known.target_value, "after": target.target_value,
            }  # fmt: skip
            yield places.finding(
                row, "target_value", "target_revised", cells.text("target_value"), **facts
            )


def _changes(plan: Plan, targets: Sequence[Target]) -> Changes:
    stored = {key_of(t): t for t in plan.targets}
    known = [(stored.get(key_of(t)), t) for t in targets]
    new = sum(before is None for before, _ in known)
    same = sum(before is not None and before.target_value == t.target_value for before, t in known)
    return Changes(new, len(targets) - new - same, same)


def _lights(plan: Plan, reader: ReleaseReader) -> list[LightChange]:
    with column_engine() as engine:
        load_stored(engine, reader)
        engine.execute("CREATE TEMP VIEW series AS FROM stored")
        years = range(reader.years_looked_at[0], reader.years_looked_at[-1] + 1)
        heads = (a for a in assessments(plan, read_values(engine, plan), years) if a.headline)
        return [change for a in heads if (change := turned(reader, a))]
