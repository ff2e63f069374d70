"""What was published: each release with the operations that made it, and what it holds.

Which operation belongs to which release is told by the audit log, what a release holds by its
own file. Files are opened only for releases somebody looks at, and once: they never change.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from etl import audit
from etl.audit import Entry
from etl.comparison import Comparison, compare
from etl.submissions import FOLDER, Submission, all_submissions
from storage.reading import ReleaseReader
from storage.release import ReleaseInfo
from storage.warehouse import Warehouse, number_of

SUBMIT, WITHDRAW, GO_BACK = "submit", "withdraw", "go_back"
_KEPT = 1000
"""Releases whose facts stay in memory; a few hundred bytes each."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a release's file says of itself; `submissions` are the identifiers in it."""

    info: ReleaseInfo
    submissions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One release; `made_by` is None for one built from the sources alone.

    `again` are later operations that made it the current one once more, the oldest first.
    """

    release_id: str
    is_current: bool
    made_by: Entry | None
    again: tuple[Entry, ...]


@dataclass(frozen=True)
class History:
    """Releases newest first, submissions by identifier, the log, and whether it is whole.

    `broken_at` is the number of the first entry that does not fit the chain. `unlogged` are
    submissions of which the log knows nothing: its end was cut off, or it was put aside.
    """

    releases: tuple[Published, ...]
    submissions: dict[str, Submission]
    log: tuple[Entry, ...]
    broken_at: int | None
    unlogged: tuple[str, ...]

    def before(self, release_id: str) -> str | None:
        """Return the release before one, by number."""
        ids = [p.release_id for p in self.releases]
        after = ids[ids.index(release_id) + 1 :] if release_id in ids else []
        return next(iter(after), None)

    def beside(self, release_id: str) -> str | None:
        """Return what a release is best compared with: the one before, else the newest other."""
        newest = (p.release_id for p in self.releases if p.release_id != release_id)
        return self.before(release_id) or next(newest, None)

    def find(self, release_id: str | None) -> Published | None:
        """Return a release by its identifier."""
        return next((p for p in self.releases if p.release_id == release_id), None)


def history(store: Warehouse, uploads: Path) -> History:
    """Read what was published so far; opens no release."""
    log, broken_at = read_log(uploads)
    submissions = {s.submission_id: s for s in all_submissions(uploads)}
    logged = {e.subject for e in log if e.action == SUBMIT}
    current, made = store.current_or_none(), dict(_made(log))
    again = defaultdict(list)
    for entry in log:
        if made.get(entry.release_id) is not entry:
            again[entry.release_id].append(entry)
    return History(
        releases=tuple(
            Published(r, r == current, made.get(r), tuple(again[r])) for r in store.releases()
        ),
        submissions=submissions,
        log=log,
        broken_at=broken_at,
        unlogged=tuple(sorted(submissions.keys() - logged)),
    )


def read_log(uploads: Path) -> tuple[tuple[Entry, ...], int | None]:
    """Return the log and where it is broken; read anew only when the file has changed."""
    try:
        stat = (uploads / audit.LOG).stat()
    except OSError:
        return (), None
    return _log(uploads, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _log(uploads: Path, _changed: int, _size: int) -> tuple[tuple[Entry, ...], int | None]:
    return tuple(audit.read(uploads)), audit.broken_at(uploads)


def _made(log: tuple[Entry, ...]) -> Iterator[tuple[str, Entry]]:
    """Yield each release with the operation it came from: the first to name a new number."""
    newest = 0
    for entry in log:
        number = number_of(entry.release_id)
        if number > newest and entry.release_id != entry.subject:
            newest = number
            yield entry.release_id, entry


def facts_of(store: Warehouse, release_id: str) -> Facts:
    """Return what a release holds; its file is opened the first time only."""
    return _facts(store.path(release_id))


@lru_cache(maxsize=_KEPT)
def _facts(path: Path) -> Facts:
    reader = ReleaseReader(path)
    try:
        prefix = f"{FOLDER}/"
        found = (s.removeprefix(prefix) for s in reader.sources if s.startswith(prefix))
        return Facts(reader.info, tuple(sorted(found)))
    finally:
        reader.close()


def compared(store: Warehouse, before: str, after: str) -> Comparison:
    """Compare two releases; what was compared lately is at hand."""
    return _compared(store.folder, before, after)


@lru_cache(maxsize=8)
def _compared(folder: Path, before: str, after: str) -> Comparison:
    return compare(Warehouse(folder), before, after)
