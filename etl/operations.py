"""What the command line and the upload page do: check, submit, withdraw, go back.

Who may do it is decided by the caller's identity before anything is read.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.check import check_content, readable
from etl.check_report import CheckReport
from etl.corrections import Corrections, remembered
from etl.failures import told_plainly
from etl.findings import Severity
from etl.pipeline import Built, build
from etl.plan import read_plan
from etl.problems import Problem
from etl.publishing import GoBack, Submit, Withdraw
from etl.staging import PENDING, recover
from etl.submissions import FOLDER, Submission, SubmissionKind, all_submissions, safe_name
from etl.target_files import with_targets
from indicators.plan import Plan
from storage.reading import ReleaseReader, open_release
from storage.warehouse import Warehouse

Report = Callable[[str, int, int], None]


class Refused(Problem):
    """A file with errors; nothing was published."""


class AlreadyPublished(Problem):
    """The very same file counts already, and nothing would change; nothing was published."""


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
        return open_release(self.warehouse, current) if current else None


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
    `Refused`, `ReasonNeeded`, `AlreadyPublished` or `ReleaseChanged`; then nothing has changed.
    """
    by, reason = _who(by), plain(reason)
    finish_interrupted(office)
    reader = office.reader()
    current = reader.release_id if reader else None
    try:
        checked = check_content(content, name, office.plan(), reader, columns=office.columns())
    finally:
        if reader:
            reader.close()
    _refuse(office, checked, content, name, reason)
    kind = SubmissionKind.TARGETS if checked.shape == "targets" else SubmissionKind.FIGURES
    told = (by, reason, seen or current)
    change = Submit(content, name, kind, *told, checked.corrected)
    built = _build(office, change, report)
    return Receipt(change.published(office.uploads), built.release_id, checked)


def _refuse(office: Office, checked: CheckReport, content: bytes, name: str, reason: str) -> None:
    """Raise what stands in the way of publishing a checked file."""
    if not checked.accepted:
        raise Refused(f"{name}: refused; run `check` to see the errors")
    warned = any(f.severity is Severity.WARNING for f in checked.findings)
    if warned and not reason:
        raise ReasonNeeded(f"{name}: has warnings; say why it is right with a reason")
    if checked.changes.new or checked.changes.changed:
        return
    digest, kept = hashlib.sha256(content).hexdigest(), safe_name(name)
    for made in all_submissions(office.uploads):
        if not made.withdrawn and (made.sha256, made.file_name) == (digest, kept):
            raise AlreadyPublished(
                f"{name}: this very file is published as {made.submission_id} and counts; "
                "nothing would change"
            )


def withdraw(office: Office, submission_id: str, *, by: str, reason: str, report: Report) -> Built:
    """Take a submission back; raises `Problem` when there is none, or without a reason."""
    by, reason = _who(by), plain(reason)
    if not reason:
        raise Problem("say why the submission is withdrawn")
    return _build(office, Withdraw(submission_id, by, reason), report)


def go_back(office: Office, release_id: str, *, by: str, reason: str, report: Report) -> Built:
    """Let the submissions of an earlier release count again, and only those."""
    by, reason = _who(by), plain(reason)
    if not reason:
        raise Problem("say why to go back")
    finish_interrupted(office)
    if release_id not in office.warehouse.releases():
        raise Problem(f"there is no release {release_id}")
    reader = open_release(office.warehouse, release_id)
    prefix = f"{FOLDER}/"
    kept = frozenset(s.removeprefix(prefix) for s in reader.sources if s.startswith(prefix))
    reader.close()
    return _build(office, GoBack(release_id, kept, by, reason), report)


def finish_interrupted(office: Office) -> None:
    """Finish or undo what an interrupted operation left, so that files and release agree."""
    if (office.uploads / PENDING).exists():
        with told_plainly(), office.warehouse.publishing():
            recover(office.uploads, office.warehouse)


def plain(text: str) -> str:
    r"""Return a text that can be written and read back, on one line.

    >>> plain(" a\nb\udcff ")
    'a b?'
    """
    return " ".join(readable(text).split())


def _who(by: str) -> str:
    name = plain(by)
    if not name:
        raise Problem("say who does it")
    return name


def _build(office: Office, change: Submit | Withdraw | GoBack, report: Report) -> Built:
    return build(office.data, office.warehouse, office.first_year, report, change)
