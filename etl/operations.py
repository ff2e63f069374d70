"""What the command line and the upload page do: check, submit, withdraw, go back.

Who may do it is decided by the caller's identity before anything is read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.check import CheckReport, check_content
from etl.corrections import Corrections, remembered
from etl.findings import Severity
from etl.pipeline import Built, build
from etl.plan import read_plan
from etl.problems import Problem
from etl.publishing import GoBack, Submit, Withdraw
from etl.submissions import FOLDER, Submission, SubmissionKind, all_submissions
from etl.target_files import with_targets
from indicators.plan import Plan
from storage.reading import ReleaseReader
from storage.warehouse import Warehouse

Report = Callable[[str, int, int], None]


class Refused(Problem):
    """A file with errors; nothing was published."""


class ReasonNeeded(Problem):
    """A file with warnings and no reason given; nothing was published."""


@dataclass(frozen=True)
class Receipt:
    """What was published: the submission, its release, and what was found before."""

    submission: Submission
    release_id: str
    report: CheckReport


@dataclass(frozen=True)
class Office:
    """Where an installation keeps its data and releases."""

    data: Path
    warehouse: Warehouse
    first_year: int

    @property
    def uploads(self) -> Path:
        """The folder of submissions."""
        return self.data / FOLDER

    def plan(self) -> Plan:
        """Return the plan with the targets that were handed in."""
        active = [s for s in all_submissions(self.uploads) if not s.withdrawn]
        return with_targets(read_plan(self.data), active)

    def columns(self) -> Corrections:
        """Return what analysts have said about columns so far."""
        return remembered(self.uploads)

    def reader(self) -> ReleaseReader | None:
        """Open the current release, if there is one."""
        current = self.warehouse.current_or_none()
        return ReleaseReader(self.warehouse.path(current)) if current else None


def submit(
    office: Office,
    content: bytes,
    name: str,
    *,
    by: str,
    reason: str,
    report: Report,
    seen: str | None = None,
) -> Receipt:
    """Check a file and publish it.

    `seen` is the release that the person looked at; without it the current one. Raises
    `Refused`, `ReasonNeeded` or `ReleaseChanged`; then nothing has changed.
    """
    reader = office.reader()
    current = reader.release_id if reader else None
    checked = check_content(content, name, office.plan(), reader, columns=office.columns())
    if reader:
        reader.close()
    if not checked.accepted:
        raise Refused(f"{name}: refused; run `check` to see the errors")
    warned = any(f.severity is Severity.WARNING for f in checked.findings)
    if warned and not reason.strip():
        raise ReasonNeeded(f"{name}: has warnings; say why it is right with a reason")
    kind = SubmissionKind.TARGETS if checked.shape == "targets" else SubmissionKind.FIGURES
    change = Submit(
        office.uploads, content, name, kind, by, reason.strip(), seen or current, checked.corrected
    )
    built = _build(office, change, report)
    if change.submission is None:
        raise RuntimeError("a finished build has settled its change")
    return Receipt(change.submission, built.release_id, checked)


def withdraw(office: Office, submission_id: str, *, by: str, reason: str, report: Report) -> Built:
    """Take a submission back; raises `Problem` when there is none, or without a reason."""
    if not reason.strip():
        raise Problem("say why the submission is withdrawn")
    return _build(office, Withdraw(office.uploads, submission_id, by, reason.strip()), report)


def go_back(office: Office, release_id: str, *, by: str, reason: str, report: Report) -> Built:
    """Let the submissions of an earlier release count again, and only those."""
    if not reason.strip():
        raise Problem("say why to go back")
    path = office.warehouse.path(release_id)
    if release_id not in office.warehouse.releases():
        raise Problem(f"there is no release {release_id}")
    reader = ReleaseReader(path)
    prefix = f"{FOLDER}/"
    kept = frozenset(s.removeprefix(prefix) for s in reader.sources if s.startswith(prefix))
    reader.close()
    change = GoBack(office.uploads, release_id, kept, by, reason.strip())
    return _build(office, change, report)


def _build(office: Office, change: Submit | Withdraw | GoBack, report: Report) -> Built:
    return build(office.data, office.warehouse, office.first_year, report, change)
