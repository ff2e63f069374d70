"""What goes into a release: the plan, the source files, the submissions that count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.fingerprint import fingerprint, plan_digest, rules_digest
from etl.plan import plan_paths, read_plan
from etl.sources import SIDECAR, SourceFile, find_sources
from etl.submissions import META, Submission, SubmissionKind, source_files
from etl.target_files import with_targets
from indicators.plan import Plan
from indicators.sources import SourceKind
from storage.digests import digest_of

_NAMING = ("aliases.csv", "areas.csv", "indicators.csv", "measures.csv")
"""The plan files that decide what a row becomes; other changes need no new reading."""


@dataclass(frozen=True)
class Inputs:
    """What goes into a release; `naming` decides what a row becomes, `mark` is the fingerprint."""

    plan: Plan
    files: list[SourceFile]
    targets: list[SourceFile]
    naming: str
    mark: str
    digests: Mapping[str, str]
    """Of every file, by its name below `data/`."""


def gather(data: Path, first_year: int, submissions: list[Submission]) -> Inputs:
    """Read the plan and find the sources; figures stay unread.

    Raises `Problem` with every fault of the plan files, or the first of a sidecar.
    """
    plan = with_targets(read_plan(data), submissions)
    files = find_sources(data) + source_files(submissions)
    rules, paths = rules_digest(), plan_paths(data)
    naming = rules + plan_digest(p for p in paths if p.name in _NAMING)
    targets = source_files(submissions, SubmissionKind.TARGETS)
    meaning = rules + plan_digest(paths) + str(first_year)
    mark = fingerprint([*files, *targets], meaning)
    return Inputs(plan, files, targets, naming, mark, _digests(data, [*files, *targets]))


def _digests(data: Path, files: Iterable[SourceFile]) -> dict[str, str]:
    """Return name and digest of every file that goes into a release."""
    found = {f"data/plan/{path.name}": digest_of(path) for path in plan_paths(data)}
    for file in files:
        source = file.source
        if source.kind is SourceKind.SUBMISSION:  # named by where it will lie
            folder, name, sidecar = source.source_id, file.path.name, META
        else:
            folder, _, stem = f"sources/{source.source_id}".rpartition("/")
            name, sidecar = file.path.name, stem + SIDECAR
        found[f"data/{folder}/{name}"] = source.sha256
        found[f"data/{folder}/{sidecar}"] = digest_of(file.path.parent / sidecar)
    return found
