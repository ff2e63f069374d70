"""Targets that cities hand in: a file with the columns of plan/targets.csv.

A city's own number replaces the reference as headline, since its claim comes first.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

from etl.files import Unreadable, open_file
from etl.plan import target_from
from etl.plan_files import Row
from etl.problems import PlanProblem
from etl.submissions import Submission, SubmissionKind
from indicators.plan import Plan, faults_of
from indicators.targets import Target

NEEDED = ("indicator_id", "ref_area", "level", "form", "target_year")
COLUMNS = (
    "indicator_id", "ref_area", "level", "set_by", "form", "target_year", "target_value", "unit",
    "baseline_year", "nature", "source_title", "quote", "note",
)  # fmt: skip


def is_targets_header(header: Iterable[str]) -> bool:
    """Say whether a header row is that of a targets file."""
    return set(NEEDED) <= {cell.strip().lower() for cell in header}


@dataclass(frozen=True, slots=True)
class TargetFault:
    """A line that cannot be read, and why."""

    row: int
    sentence: str


@dataclass(frozen=True)
class TargetsRead:
    """The targets of a file with their rows, and its faulty lines."""

    targets: list[tuple[int, Target]]
    faults: list[TargetFault]


def read_targets(rows: list[list[str]], numbers: list[int]) -> TargetsRead:
    """Read a targets table whose first row is its header."""
    header = [cell.strip().lower() for cell in rows[0]]
    read = TargetsRead([], [])
    for cells, number in zip(rows[1:], numbers[1:], strict=True):
        if not any(cells):
            continue
        row = Row(number, dict(zip(header, cells, strict=False)))
        try:
            read.targets.append((number, target_from(row)))
        except ValueError as error:
            read.faults.append(TargetFault(number, str(error)))
    return read


def merged(plan: Plan, targets: Iterable[Target]) -> Plan:
    """Return the plan with targets on top; one of the same kind and city is replaced."""
    added = {_key(t): t for t in targets}
    kept = [t for t in plan.targets if _key(t) not in added]
    return replace(plan, targets=(*kept, *added.values()))


def with_targets(plan: Plan, submissions: Iterable[Submission]) -> Plan:
    """Return the plan with the targets of the submissions that count, later ones on top."""
    added = [
        target
        for submission in submissions
        if submission.kind is SubmissionKind.TARGETS
        for target in _targets_of(submission)
    ]
    if not added:
        return plan
    whole = merged(plan, added)
    faults = faults_of(whole)
    if faults:
        raise PlanProblem(faults)
    return whole


def _key(target: Target) -> tuple[object, ...]:
    return (
        target.indicator_id,
        target.ref_area,
        target.level,
        target.form,
        target.target_year,
    )


def _targets_of(submission: Submission) -> list[Target]:
    try:
        opened = open_file(submission.path)
    except Unreadable as problem:
        raise PlanProblem([f"{submission.source_id}: no longer readable ({problem})"]) from None
    read = read_targets(opened.rows, opened.numbers)
    if read.faults:
        raise PlanProblem([f"{submission.source_id}: {f.sentence}" for f in read.faults])
    return [target for _, target in read.targets]


def template() -> str:
    """Return an empty targets file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(COLUMNS)
    return text.getvalue()
