"""Publish, withdraw, go back: operations that happen whole or not at all.

Each is a `Change` that a build carries out under the publisher's lock: made ready first, made to
count when the release that contains it is current.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from etl import audit
from etl.corrections import Correction, keep
from etl.moments import later
from etl.problems import Problem
from etl.staging import Stage
from etl.submissions import (
    META,
    WITHDRAWN,
    Submission,
    SubmissionKind,
    all_submissions,
    is_id,
    next_id,
    read_submission,
    safe_name,
    sealed,
    write_submission,
)


class ReleaseChanged(Problem):
    """Someone published in between: what was looked at is no longer what is current."""


def staged_file(name: str) -> str:
    """Return the name under which an upload's content is kept."""
    return "file" + Path(safe_name(name)).suffix.lower()


@dataclass
class Submit:
    """Add a file that was checked against the release `seen`."""

    content: bytes
    file_name: str
    kind: SubmissionKind
    by: str
    reason: str
    seen: str | None
    columns: tuple[Correction, ...] = ()
    """Columns that were read as an analyst has said; they stay with the file."""
    submission: Submission | None = field(default=None, init=False)

    def prepare(self, stage: Stage, current: str | None) -> None:
        """Make file and sidecar ready; refuse when another release is current by now."""
        if current != self.seen:
            raise ReleaseChanged(
                "another release was published in between; look at the changes again and repeat"
            )
        number = next_id(stage.uploads)
        folder = stage.place(number, number)
        staged = Submission(
            submission_id=number,
            kind=self.kind,
            file_name=safe_name(self.file_name),
            by=self.by,
            at=later(s.at for s in all_submissions(stage.uploads)),
            reason=self.reason,
            sha256=hashlib.sha256(self.content).hexdigest(),
            path=folder / staged_file(self.file_name),
            withdrawn=False,
        )
        write_submission(folder, self.content, staged)
        if self.columns:
            keep(folder, self.columns)
        self.submission = staged

    def counting(self, active: list[Submission]) -> list[Submission]:
        """Return the active submissions and this one."""
        return [*active, self._staged()]

    def told(self) -> audit.Told:
        """Return what the log says of it."""
        made = self._staged()
        return audit.Told(made.by, "submit", made.submission_id, made.reason, made.sha256)

    def published(self, uploads: Path) -> Submission:
        """Return the submission in its place."""
        made = self._staged()
        return replace(made, path=uploads / made.submission_id / made.path.name)

    def _staged(self) -> Submission:
        if self.submission is None:
            raise RuntimeError("prepare comes first")
        return self.submission


@dataclass
class Withdraw:
    """Take a submission back; its file stays where it is."""

    submission_id: str
    by: str
    reason: str
    sha256: str = field(default="", init=False)

    def prepare(self, stage: Stage, _current: str | None) -> None:
        """Make the mark ready; refuse what does not exist or was withdrawn before."""
        folder = stage.uploads / self.submission_id
        if not is_id(self.submission_id) or not (folder / META).is_file():
            raise Problem(f"there is no submission {self.submission_id}")
        made = read_submission(folder)
        if made.withdrawn:
            raise Problem(f"submission {self.submission_id} is withdrawn already")
        self.sha256 = made.sha256
        _mark(stage, [made], self.by, self.reason)

    def counting(self, active: list[Submission]) -> list[Submission]:
        """Return the active submissions without this one."""
        return [s for s in active if s.submission_id != self.submission_id]

    def told(self) -> audit.Told:
        """Return what the log says of it."""
        return audit.Told(self.by, "withdraw", self.submission_id, self.reason, self.sha256)


@dataclass
class GoBack:
    """Let exactly the submissions of an earlier release count again."""

    target: str
    kept: frozenset[str]
    by: str
    reason: str
    every: list[Submission] = field(default_factory=list, init=False)

    def prepare(self, stage: Stage, _current: str | None) -> None:
        """Make the marks ready; refuse when a file is gone, or when nothing would change."""
        self.every = all_submissions(stage.uploads)
        gone = self.kept - {s.submission_id for s in self.every}
        if gone:
            raise Problem(f"{self.target} holds {min(gone)}, whose file is not there any more")
        if self.kept == {s.submission_id for s in self.every if not s.withdrawn}:
            raise Problem(f"the submissions of {self.target} are those that count now")
        out = [s for s in self.every if not s.withdrawn and s.submission_id not in self.kept]
        _mark(stage, out, self.by, self.reason)
        back = (s.submission_id for s in self.every if s.submission_id in self.kept)
        stage.removals += [f"{number}/{WITHDRAWN}" for number in back]

    def counting(self, _active: list[Submission]) -> list[Submission]:
        """Return the submissions of the earlier release, withdrawn since or not."""
        return [replace(s, withdrawn=False) for s in self.every if s.submission_id in self.kept]

    def told(self) -> audit.Told:
        """Return what the log says of it."""
        return audit.Told(self.by, "go_back", self.target, self.reason, "")


def _mark(stage: Stage, withdrawn: Iterable[Submission], by: str, reason: str) -> None:
    """Make ready what marks submissions as withdrawn."""
    facts = {"by": by, "at": later().isoformat(), "reason": reason}
    for made in withdrawn:
        number = made.submission_id
        place = stage.place(f"{number}.toml", f"{number}/{WITHDRAWN}")
        place.write_text(sealed(facts), "utf-8")
