"""The folder of releases and the pointer to the current one.

A release file is written under another name, made durable, renamed, and only then pointed at;
a crash at any moment leaves the old release in place. One publisher at a time, by a file lock.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_NAME = re.compile(r"r(\d+)-([0-9a-f]{8})")
_UNFINISHED = ".building-"
_LEFT_BEHIND = (f"{_UNFINISHED}*", "cache/.reading-*", ".CURRENT-*")


class WarehouseProblem(Exception):
    """There is no release to read, or another publisher is at work; the message says which."""


class Warehouse:
    """Releases below one folder; the folder is made when something is first published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "CURRENT"

    def current(self) -> str:
        """Return the identifier of the current release.

        Raises `WarehouseProblem` when nothing was built yet or the file is gone.
        """
        try:
            release_id = self._pointer.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            raise WarehouseProblem(
                f"{self.folder}: no release yet; run `python -m etl build`"
            ) from None
        if not _NAME.fullmatch(release_id) or not self.path(release_id).is_file():
            raise WarehouseProblem(
                f"{self._pointer} names {release_id!r}, which is not there; "
                "run `python -m etl build` to build it again"
            )
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

    def releases(self) -> list[str]:
        """Return all finished releases, newest first."""
        found = [p.stem for p in self.folder.glob("r*.duckdb") if _NAME.fullmatch(p.stem)]
        return sorted(found, key=number_of, reverse=True)

    def with_fingerprint(self, fingerprint: str) -> str | None:
        """Return the newest release built from exactly these inputs."""
        return next((r for r in self.releases() if r.endswith(f"-{fingerprint[:8]}")), None)

    def next_id(self, fingerprint: str) -> str:
        """Return the identifier for a release with these inputs: a number and what is in it."""
        numbers = [number_of(r) for r in self.releases()]
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

    def _clear(self) -> None:
        for left in (path for pattern in _LEFT_BEHIND for path in self.folder.glob(pattern)):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)

    def publish(self, finished: Path, release_id: str) -> None:
        """Move a verified release file into place and point to it."""
        make_durable(finished)
        finished.replace(self.path(release_id))
        self.point_to(release_id)

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
