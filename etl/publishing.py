"""Publish, withdraw, go back: operations that happen whole or not at all.

Each is a `Change` that a build carries out under the publisher's lock: staged first, made to
count only when the release that contains it is in place.
"""

import hashlib
import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from etl import audit
from etl.corrections import Correction, keep
from etl.problems import Problem
from etl.submissions import (
    META,
    WITHDRAWN,
    Submission,
    SubmissionKind,
    all_submissions,
    as_toml,
    next_id,
    read_submission,
    safe_name,
    write_submission,
)

_PENDING = ".pending-"


class ReleaseChanged(Problem):
    """Someone published in between: what was looked at is no longer what is current."""


def staged_file(name: str) -> str:
    """Return the name under which an upload's content is kept."""
    return "file" + Path(safe_name(name)).suffix.lower()


@dataclass
class Submit:
    """Add a file that was checked against the release `seen`."""

    uploads: Path
    content: bytes
    file_name: str
    kind: SubmissionKind
    by: str
    reason: str
    seen: str | None
    columns: tuple[Correction, ...] = ()
    """Columns that were read as an analyst has said; they stay with the file."""
    submission: Submission | None = field(default=None, init=False)

    def prepare(self, _work: Path, current: str | None) -> None:
        """Stage file and sidecar; refuse when another release is current by now."""
        if current != self.seen:
            raise ReleaseChanged(
                "another release was published in between; look at the changes again and repeat"
            )
        self.uploads.mkdir(parents=True, exist_ok=True)
        for left in self.uploads.glob(f"{_PENDING}*"):
            shutil.rmtree(left, ignore_errors=True)
        number = next_id(self.uploads)
        folder = self.uploads / f"{_PENDING}{number}"
        self.submission = Submission(
            submission_id=number,
            kind=self.kind,
            file_name=safe_name(self.file_name),
            by=self.by,
            at=datetime.now(UTC).replace(microsecond=0),
            reason=self.reason,
            sha256=hashlib.sha256(self.content).hexdigest(),
            path=folder / staged_file(self.file_name),
            withdrawn=False,
        )
        write_submission(folder, self.content, self.submission)
        if self.columns:
            keep(folder, self.columns)

    def counting(self, active: list[Submission]) -> list[Submission]:
        """Return the active submissions and this one."""
        return [*active, self._staged()]

    def settle(self, release_id: str) -> None:
        """Put the submission in its place and write it into the log."""
        made = self._staged()
        final = self.uploads / made.submission_id
        made.path.parent.replace(final)
        self.submission = replace(made, path=final / made.path.name)
        _log(self.uploads, made.by, "submit", made, release_id, made.reason)

    def _staged(self) -> Submission:
        if self.submission is None:
            raise RuntimeError("prepare comes first")
        return self.submission


@dataclass
class Withdraw:
    """Take a submission back; its file stays where it is."""

    uploads: Path
    submission_id: str
    by: str
    reason: str

    def prepare(self, _work: Path, _current: str | None) -> None:
        """Refuse what does not exist or was withdrawn before."""
        folder = self.uploads / safe_name(self.submission_id)
        if not (folder / META).is_file():
            raise Problem(f"there is no submission {self.submission_id}")
        if (folder / WITHDRAWN).exists():
            raise Problem(f"submission {self.submission_id} is withdrawn already")

    def counting(self, active: list[Submission]) -> list[Submission]:
        """Return the active submissions without this one."""
        return [s for s in active if s.submission_id != self.submission_id]

    def settle(self, release_id: str) -> None:
        """Mark the submission as withdrawn and write it into the log."""
        made = read_submission(self.uploads / self.submission_id)
        _mark(made, self.by, self.reason)
        _log(self.uploads, self.by, "withdraw", made, release_id, self.reason)


@dataclass
class GoBack:
    """Let exactly the submissions of an earlier release count again."""

    uploads: Path
    target: str
    kept: frozenset[str]
    by: str
    reason: str

    def prepare(self, _work: Path, _current: str | None) -> None:
        """Nothing has to be staged: the earlier release names its submissions."""

    def counting(self, _active: list[Submission]) -> list[Submission]:
        """Return the submissions of the earlier release, withdrawn since or not."""
        every = all_submissions(self.uploads)
        return [replace(s, withdrawn=False) for s in every if s.submission_id in self.kept]

    def settle(self, release_id: str) -> None:
        """Set and take away the marks, and write it into the log."""
        for made in all_submissions(self.uploads):
            mark = made.path.parent / WITHDRAWN
            if made.submission_id in self.kept:
                mark.unlink(missing_ok=True)
            elif not made.withdrawn:
                _mark(made, self.by, self.reason)
        audit.append(
            self.uploads, by=self.by, action="go_back", subject=self.target,
            release_id=release_id, reason=self.reason, sha256="",
        )  # fmt: skip


def _mark(made: Submission, by: str, reason: str) -> None:
    facts = {"by": by, "at": datetime.now(UTC).isoformat(timespec="seconds"), "reason": reason}
    draft = made.path.parent / f".{WITHDRAWN}"
    draft.write_text(as_toml(facts), "utf-8")
    draft.replace(made.path.parent / WITHDRAWN)


def _log(
    uploads: Path, by: str, action: str, made: Submission, release_id: str, reason: str
) -> None:
    audit.append(
        uploads, by=by, action=action, subject=made.submission_id, release_id=release_id,
        reason=reason, sha256=made.sha256,
    )  # fmt: skip
