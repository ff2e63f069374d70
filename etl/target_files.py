"""Targets that cities hand in: a file with the columns of plan/targets.csv, in its or in our words.

A city's own number replaces the reference as headline, since its claim comes first.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from etl.files import OpenedFile, Unreadable, open_file
from etl.layout import SEARCHED
from etl.plan import target_from
from etl.plan_files import Row
from etl.problems import PlanProblem
from etl.submissions import Submission, SubmissionKind
from etl.vocabulary import Vocabulary, plain
from indicators.plan import Plan, faults_of
from indicators.targets import Target

NEEDED = ("indicator_id", "ref_area", "form", "target_year")
_READ = tomllib.loads(Path(__file__).with_name("target_words.toml").read_text(encoding="utf-8"))
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {kind: {name: tuple(w.split()) for name, w in of.items()} for kind, of in _READ.items()}
)
COLUMNS = tuple(name for name in WORDS["columns"] if not name.endswith("_en"))


def meant(kind: str, text: str) -> str | None:
    """Return the word of plan/targets.csv for a cell of a kind, None for one nobody knows."""
    word = plain(text).lower()
    return next((name for name, words in WORDS[kind].items() if word in words), None)


def columns_of_targets(header: Iterable[str]) -> dict[int, str]:
    """Return position → column; where several mean the same the first one counts."""
    found: dict[int, str] = {}
    for position, cell in enumerate(header):
        name = meant("columns", cell)
        if name and name not in found.values():
            found[position] = name
    return found


def is_targets_header(header: Iterable[str]) -> bool:
    """Say whether a header row is that of a targets file: a form and a target year are its own."""
    return {"form", "target_year"} <= set(columns_of_targets(header).values())


def targets_header_at(opened: OpenedFile) -> int | None:
    """Return the place of a targets file's header among the first rows, None if it is none."""
    head = enumerate(opened.rows[:SEARCHED])
    return next((at for at, row in head if is_targets_header(row)), None)


@dataclass(frozen=True, slots=True)
class TargetFault:
    """A cell that cannot be read: its column in the words of plan/targets.csv, and a finding."""

    row: int
    column: str
    code: str
    cell: str
    facts: Mapping[str, object]


@dataclass(frozen=True)
class TargetsRead:
    """The targets of a file with row and cells, what cannot be read, and what was repaired."""

    targets: list[tuple[int, Target, Row]]
    faults: list[TargetFault]
    repairs: Counter[str]


def read_targets(rows: Sequence[list[str]], numbers: Sequence[int], plan: Plan) -> TargetsRead:
    """Read a targets table whose first row is its header."""
    from etl.target_cells import cells_of, faults_in

    names, words = columns_of_targets(rows[0]), Vocabulary(plan)
    read = TargetsRead([], [], Counter())
    for cells, number in zip(rows[1:], numbers[1:], strict=True):
        if not any(cells):
            continue
        said = {name: cells[at].strip() for at, name in names.items() if at < len(cells)}
        row = Row(number, cells_of(said, plan, words, read.repairs))
        if row.text("form") not in ("", "improve") and not row.text("target_value"):
            read.repairs["blank_value"] += 1
            continue
        faults = list(faults_in(row, plan))
        if faults:
            read.faults.extend(faults)
        else:
            read.targets.append((number, target_from(row), row))
    return read


def merged(plan: Plan, targets: Iterable[Target]) -> Plan:
    """Return the plan with targets on top; one of the same kind and city is replaced."""
    added = {key_of(t): t for t in targets}
    kept = [t for t in plan.targets if key_of(t) not in added]
    return replace(plan, targets=(*kept, *added.values()))


def with_targets(plan: Plan, submissions: Iterable[Submission]) -> Plan:
    """Return the plan with the targets of the submissions that count, later ones on top."""
    added = [
        target
        for submission in submissions
        if submission.kind is SubmissionKind.TARGETS
        for target in _targets_of(submission, plan)
    ]
    if not added:
        return plan
    whole = merged(plan, added)
    faults = faults_of(whole)
    if faults:
        raise PlanProblem(faults)
    return whole


def key_of(target: Target) -> tuple[object, ...]:
    """Return what makes two targets the same one, whatever number they name."""
    return (
        target.indicator_id,
        target.ref_area,
        target.level,
        target.form,
        target.target_year,
    )


def _targets_of(submission: Submission, plan: Plan) -> list[Target]:
    try:
        opened = open_file(submission.path)
    except Unreadable as problem:
        raise PlanProblem([f"{submission.source_id}: no longer readable ({problem})"]) from None
    at = targets_header_at(opened) or 0
    read = read_targets(opened.rows[at:], opened.numbers[at:], plan)
    if read.faults:
        first = read.faults[0]
        place = f"row {first.row}, column {first.column}"
        raise PlanProblem([f"{submission.source_id}: {place}: no longer readable ({first.code})"])
    return [target for _, target, _ in read.targets]
