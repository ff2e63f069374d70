"""Check a targets file: the columns of plan/targets.csv, read as the plan reads them."""

from collections.abc import Sequence

from etl.assess import assessments, read_values
from etl.changes import Changes, LightChange, load_stored, turned
from etl.engine import column_engine
from etl.files import OpenedFile
from etl.findings import Finding, finding
from etl.target_files import merged, read_targets
from indicators.plan import Plan, faults_of
from indicators.targets import Target
from storage.reading import ReleaseReader


def check_targets(
    name: str, opened: OpenedFile, at: int, plan: Plan, reader: ReleaseReader | None
) -> tuple[list[Finding], Changes, list[LightChange], int]:
    """Return findings, how many targets are new, changed or same, lights and number of targets."""
    read = read_targets(opened.rows[at:], opened.numbers[at:])
    found = [_fault(name, fault.row, fault.sentence) for fault in read.faults]
    if not read.targets and not found:
        found = [finding(name, opened.numbers[at], "", "header_only", "")]
    known = set(faults_of(plan))
    combined = merged(plan, [t for _, t in read.targets])
    for number, target in read.targets:
        alone = merged(plan, [target])
        for sentence in faults_of(alone):
            if sentence not in known:
                found.append(_fault(name, number, sentence.split(": ", 1)[-1]))
    changes = _changes(plan, [t for _, t in read.targets])
    lights = _lights(combined, reader) if reader and not found else []
    return found, changes, lights, len(read.targets)


def _fault(name: str, row: int, sentence: str) -> Finding:
    return finding(name, row, "", "target_faulty", "", sentence=sentence)


def _changes(plan: Plan, targets: Sequence[Target]) -> Changes:
    def key(target: Target) -> tuple[object, ...]:
        return (target.indicator_id, target.ref_area, target.level, target.form, target.target_year)

    stored = {key(t): t for t in plan.targets}
    same = sum(
        (known := stored.get(key(t))) is not None and known.target_value == t.target_value
        for t in targets
    )
    new = sum(key(t) not in stored for t in targets)
    return Changes(new, len(targets) - new - same, same)


def _lights(plan: Plan, reader: ReleaseReader) -> list[LightChange]:
    with column_engine() as engine:
        load_stored(engine, reader)
        engine.execute("CREATE TEMP VIEW series AS FROM stored")
        years = range(reader.years_looked_at[0], reader.years_looked_at[-1] + 1)
        heads = (a for a in assessments(plan, read_values(engine, plan), years) if a.headline)
        return [change for a in heads if (change := turned(reader, a))]
