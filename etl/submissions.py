"""What offices have handed in: each a file with a sidecar, kept for good.

A submission is a folder below `uploads/` with the file as it came and `meta.toml`. Withdrawing
adds `withdrawn.toml`; nothing is ever deleted or edited. Which submissions count is read from
the folders alone, so an interrupted operation leaves either the old state or the new one.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from etl.corrections import mark_of
from etl.problems import SourceProblem
from etl.sources import SourceFile
from indicators.sources import Source, SourceKind
from storage.digests import digest_of

PRIORITY = 60
"""An office's own corrected figure stands before every published source."""
FOLDER = "uploads"
META, WITHDRAWN = "meta.toml", "withdrawn.toml"
SEAL = "seal"
"""The SHA-256 of a sidecar's other lines; those of earlier versions have none."""
_UNSEALED = (
    ("submission_id", "kind", "file_name", "stored_as", "by", "at", "reason", "sha256"),
    ("by", "at", "reason"),
)
_ID = re.compile(r"s\d{6}")
_UNSAFE = re.compile(r"[^\w.()（）\- ]+")


class SubmissionKind(StrEnum):
    """What a submission carries."""

    FIGURES = "figures"
    TARGETS = "targets"


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission as its sidecar describes it; `at` is UTC."""

    submission_id: str
    kind: SubmissionKind
    file_name: str
    by: str
    at: datetime
    reason: str
    sha256: str
    path: Path
    withdrawn: bool

    @property
    def source_id(self) -> str:
        """The name under which its figures stand in a release."""
        return f"{FOLDER}/{self.submission_id}"


def is_id(text: str) -> bool:
    """Say whether a text can be a submission's identifier.

    >>> is_id("s000001"), is_id("../../x")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def safe_name(name: str) -> str:
    """Return the last part of a file name without anything a file system would act on.

    >>> safe_name("../../x.csv"), safe_name("uploads/2021年.xlsx"), safe_name("..")
    ('x.csv', '2021年.xlsx', 'file')
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = _UNSAFE.sub("_", last).strip(". ")[:120]
    return kept or "file"


def all_submissions(uploads: Path) -> list[Submission]:
    """Return every submission, oldest first; raises `SourceProblem` for a damaged sidecar."""
    if not uploads.is_dir():
        return []
    folders = sorted(p for p in uploads.iterdir() if p.is_dir() and is_id(p.name))
    return [read_submission(folder) for folder in folders]


def read_submission(folder: Path) -> Submission:
    """Read one submission's sidecar."""
    try:
        meta = tomllib.loads((folder / META).read_text("utf-8"))
        path = folder / safe_name(str(meta["stored_as"]))
        if meta["submission_id"] != folder.name:
            raise ValueError(f"it is that of {meta['submission_id']}")
        return Submission(
            submission_id=str(meta["submission_id"]),
            kind=SubmissionKind(meta["kind"]),
            file_name=str(meta["file_name"]),
            by=str(meta["by"]),
            at=datetime.fromisoformat(str(meta["at"])),
            reason=str(meta["reason"]),
            sha256=str(meta["sha256"]),
            path=path,
            withdrawn=(folder / WITHDRAWN).exists(),
        )
    except (OSError, KeyError, ValueError) as error:
        raise SourceProblem(
            f"uploads/{folder.name}: the sidecar cannot be read ({error})"
        ) from None


def write_submission(folder: Path, content: bytes, submission: Submission) -> None:
    """Write file and sidecar into a new folder that nobody reads yet."""
    folder.mkdir(parents=True)
    (folder / submission.path.name).write_bytes(content)
    facts = {
        "submission_id": submission.submission_id,
        "kind": submission.kind.value,
        "file_name": submission.file_name,
        "stored_as": submission.path.name,
        "by": submission.by,
        "at": submission.at.isoformat(),
        "reason": submission.reason,
        "sha256": submission.sha256,
    }
    (folder / META).write_text(sealed(facts), "utf-8")


def sealed(facts: dict[str, str]) -> str:
    """Write flat facts as TOML with basic strings, and what tells that none was changed since."""
    seal = hashlib.sha256(_as_toml(facts).encode()).hexdigest()
    return _as_toml({**facts, SEAL: seal})


def is_as_written(sidecar: Path) -> bool:
    """Say whether a sidecar is, byte for byte, what was once written into it.

    The log does not know all of it: when a submission was withdrawn, what its file was called.
    """
    try:
        text = sidecar.read_bytes().decode()
        facts = {key: str(value) for key, value in tomllib.loads(text).items()}
    except (OSError, ValueError):
        return False
    if tuple(facts) in _UNSEALED:
        return text == _as_toml(facts)
    facts.pop(SEAL, None)
    return text == sealed(facts)


def _as_toml(facts: dict[str, str]) -> str:
    return "".join(f"{key} = {_toml_string(value)}\n" for key, value in facts.items())


def _toml_string(text: str) -> str:
    escaped = "".join(f"\\u{ord(c):04x}" if c < " " or c in '"\\\x7f' else c for c in text)
    return f'"{escaped}"'


def next_id(uploads: Path) -> str:
    """Return the identifier of the next submission."""
    taken = [int(s.name[1:]) for s in uploads.glob("s*") if is_id(s.name)]
    return f"s{max(taken, default=0) + 1:06d}"


def source_files(
    submissions: Iterable[Submission], kind: SubmissionKind = SubmissionKind.FIGURES
) -> list[SourceFile]:
    """Return the submissions of a kind as source files; checks each file's hash."""
    return [_source_file(s) for s in submissions if s.kind is kind]


def _source_file(submission: Submission) -> SourceFile:
    """Take a submission as a source; what its sidecars say is part of what it is."""
    source = _source(submission)
    about = (source.source_id, source.sha256, source.title, source.publisher, source.note)
    read_as = mark_of(submission.path.parent)
    parts = "\0".join((*about, submission.at.isoformat(), read_as))
    return SourceFile(submission.path, source, hashlib.sha256(parts.encode()).hexdigest())


def _source(submission: Submission) -> Source:
    day: date = submission.at.date()
    return Source(
        source_id=submission.source_id,
        title=submission.file_name,
        publisher=submission.by,
        kind=SourceKind.SUBMISSION,
        priority=PRIORITY,
        edition=day.isoformat(),
        released_on=day,
        licence="",
        note=submission.reason,
        sha256=_unchanged(submission),
    )


def _unchanged(submission: Submission) -> str:
    """Return the hash of a submission's file; raises `SourceProblem` when it is another file."""
    try:
        if digest_of(submission.path) == submission.sha256:
            return submission.sha256
        reason = "it is not the one that was handed in (hash differs)"
    except OSError as error:
        reason = f"it cannot be read ({error.strerror})"
    raise SourceProblem(
        f"{submission.source_id}: the file was changed, {reason}; "
        "put the original back, or withdraw the submission"
    )
