"""The folder of releases and the pointer to the current one.

A release file is written under another name, made durable, renamed, and only then pointed at;
a crash at any moment leaves the old release in place. One publisher at a time, by a file lock.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from storage.digests import SUFFIX, as_record, digest_of

_NAME = re.compile(r"r(\d+)-([0-9a-f]{8})")
_UNFINISHED = ".building-"
_LEFT_BEHIND = (f"{_UNFINISHED}*", "cache/.reading-*", ".CURRENT-*")
_REPAIR = "run `python -m etl repair`"


class WarehouseProblem(Exception):
    """There is no release to read, or another publisher is at work; the message says which."""


class WarehouseDamaged(WarehouseProblem):
    """What was published is not there as it was published; the message says what to do."""

    def __init__(self, place: Path, what: str) -> None:
        self.place = place
        self.what = what
        super().__init__(f"{place}: {what}; {_REPAIR}")


class Warehouse:
    """Releases below one folder; the folder is made when something is first published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "CURRENT"

    def current(self) -> str:
        """Return the identifier of the current release.

        Raises `WarehouseProblem` when nothing was built yet, `WarehouseDamaged` when the pointer
        or the file is gone.
        """
        try:
            release_id = self._pointer.read_text("ascii").strip()
        except FileNotFoundError:
            if self.releases():
                raise WarehouseDamaged(self._pointer, "it is gone") from None
            raise WarehouseProblem(
                f"{self.folder}: no release yet; run `python -m etl build`"
            ) from None
        except (OSError, UnicodeDecodeError):
            raise WarehouseDamaged(self._pointer, "it cannot be read") from None
        if not _NAME.fullmatch(release_id) or not self.path(release_id).is_file():
            raise WarehouseDamaged(self._pointer, f"it names {release_id!r}, which is not there")
        return release_id

    def current_or_none(self) -> str | None:
        """Return the current release's identifier, None when nothing can be read yet."""
        try:
            return self.current()
        except WarehouseProblem:
            return None

    def path(self, release_id: str) -> Path:
        """Return where a release is kept."""
        return self.folder / f"{release_id}.duckdb"

    def record_path(self, release_id: str) -> Path:
        """Return where it is written down what a release was like when it was published."""
        return self.folder / f"{release_id}{SUFFIX}"

    def releases(self) -> list[str]:
        """Return all finished releases, newest first."""
        found = [p.stem for p in self.folder.glob("r*.duckdb") if _NAME.fullmatch(p.stem)]
        return sorted(found, key=number_of, reverse=True)

    def with_fingerprint(self, fingerprint: str) -> str | None:
        """Return the newest release built from exactly these inputs."""
        return next((r for r in self.releases() if r.endswith(f"-{fingerprint[:8]}")), None)

    def next_id(self, fingerprint: str) -> str:
        """Return the identifier for a release with these inputs: a number and what is in it."""
        kept = {p.name.split(".")[0] for p in self.folder.glob("r*.duckdb")}
        numbers = [number_of(r) for r in kept]  # what was put aside keeps its number, too
        return f"r{max(numbers, default=0) + 1}-{fingerprint[:8]}"

    @contextmanager
    def publishing(self) -> Iterator[Path]:
        """Hold the publisher's lock and yield a work folder that is removed afterwards.

        What an interrupted publisher left behind is removed first.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise WarehouseProblem(
                f"{self.folder}: another build is at work; try again when it has finished"
            ) from None
        work = self.folder / f"{_UNFINISHED}{os.getpid()}"
        try:
            self._clear()
            work.mkdir()
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
            lock.release()

    def is_busy(self) -> bool:
        """Say whether a publisher is at work now."""
        lock = self.folder / ".lock"
        if not lock.exists():
            return False
        try:
            with FileLock(lock, timeout=0):
                return False
        except Timeout:
            return True
        except OSError:  # where nobody may write nobody is at work
            return False

    def left_behind(self) -> list[Path]:
        """Return what interrupted publishers left; what one at work uses is among it."""
        found = [path for pattern in _LEFT_BEHIND for path in self.folder.glob(pattern)]
        records = self.folder.glob(f"r*{SUFFIX}")
        return found + [path for path in records if not self.path(path.stem).exists()]

    def _clear(self) -> None:
        for left in self.left_behind():
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)

    def publish(self, finished: Path, release_id: str, inputs: Mapping[str, str]) -> None:
        """Move a verified release file into place and point to it.

        `inputs` are the digests of the files it was built from; they are written down beside it.
        """
        make_durable(finished)
        self._write_down(finished, release_id, inputs)
        finished.replace(self.path(release_id))
        self.point_to(release_id)

    def _write_down(self, file: Path, release_id: str, inputs: Mapping[str, str]) -> None:
        draft = self.folder / f".CURRENT-{os.getpid()}{SUFFIX}"
        own = {self.path(release_id).name: digest_of(file)}
        draft.write_text(as_record({**own, **inputs}), "utf-8")
        make_durable(draft)
        draft.replace(self.record_path(release_id))

    def write_down(self, release_id: str) -> None:
        """Take a release whose digest nobody wrote down as it is now."""
        self._write_down(self.path(release_id), release_id, {})

    def discard(self, release_id: str) -> None:
        """Remove a release that never was current."""
        self.path(release_id).unlink(missing_ok=True)
        self.record_path(release_id).unlink(missing_ok=True)

    def put_aside(self, release_id: str) -> Path:
        """Give a damaged release a name under which nobody reads it, and return its place."""
        for path in (self.record_path(release_id), self.path(release_id)):
            if path.exists():
                path.replace(path.with_name(f"{release_id}.damaged{path.suffix}"))
        return self.path(f"{release_id}.damaged")

    def point_to(self, release_id: str) -> None:
        """Make a release the current one, atomically."""
        draft = self.folder / f".CURRENT-{os.getpid()}"
        draft.write_text(f"{release_id}\n", "ascii")
        make_durable(draft)
        draft.replace(self._pointer)
        make_durable(self.folder)


def number_of(release_id: str) -> int:
    """Return the number of a release, 0 for what is not the name of one."""
    found = _NAME.fullmatch(release_id)
    return int(found[1]) if found else 0


def make_durable(path: Path) -> None:
    """Flush a file to disk; folders too, where the system allows it."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
