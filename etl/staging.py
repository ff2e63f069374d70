"""What an operation is about to change among the submissions: made ready first, then moved.

The pointer to the release decides. Before it moves everything is written and flushed, in the
folder `.pending`; afterwards there is nothing but renames, which need no space on the disk. An
operation that was interrupted is finished by the next one when the release it made is current,
and undone when it is not. So what counts is always what the current release holds.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from etl.problems import Problem
from storage.warehouse import Warehouse, WarehouseProblem, make_durable

PENDING = ".pending"
_SEALED = "operation.json"


@dataclass(frozen=True)
class Operation:
    """A sealed operation: the release it makes, and what is then to be moved and removed.

    Paths are below the folder of submissions; `moves` lead there from the pending folder.
    """

    release_id: str
    is_new: bool
    warehouse: str
    moves: dict[str, str]
    removals: list[str]


@dataclass
class Stage:
    """The pending folder of one operation."""

    uploads: Path
    moves: dict[str, str] = field(default_factory=dict)
    removals: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where things are made ready."""
        return self.uploads / PENDING

    def place(self, name: str, target: str) -> Path:
        """Return where to write what is to be moved to `target`."""
        self.moves[name] = target
        return self.folder / name

    def seal(self, release_id: str, store: Warehouse, *, is_new: bool) -> None:
        """Flush everything; from now on the pointer decides what becomes of it."""
        where = _relative(store.folder, self.uploads)
        operation = Operation(release_id, is_new, where, self.moves, self.removals)
        draft = self.folder / f".{_SEALED}"
        draft.write_text(json.dumps(asdict(operation), ensure_ascii=False), "utf-8")
        for path in [*self.folder.rglob("*"), self.folder]:
            make_durable(path)
        draft.replace(self.folder / _SEALED)
        make_durable(self.folder)

    def settle(self) -> None:
        """Move everything into place; whoever is interrupted here is finished by the next."""
        _finish(self.uploads, self.moves, self.removals)


@contextmanager
def staged(uploads: Path, store: Warehouse) -> Iterator[Stage]:
    """Yield an empty stage that nobody else uses; the caller holds the publisher's lock.

    Two warehouses may be built from the same submissions, so these have a lock of their own.
    """
    uploads.mkdir(parents=True, exist_ok=True)
    lock = FileLock(uploads / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise WarehouseProblem(
            f"{uploads}: another publication is at work; try again when it has finished"
        ) from None
    try:
        recover(uploads, store)
        _refuse_strangers(uploads)
        stage = Stage(uploads)
        shutil.rmtree(stage.folder, ignore_errors=True)
        stage.folder.mkdir()
        yield stage
    finally:
        try:
            recover(uploads, store)
            if _read(uploads / PENDING) is None:
                shutil.rmtree(uploads / PENDING, ignore_errors=True)
        finally:
            lock.release()


def recover(uploads: Path, store: Warehouse) -> None:
    """Finish or undo what an interrupted operation on this warehouse left.

    The caller holds the publisher's lock, so nobody is at work on it.
    """
    pending = uploads / PENDING
    operation = _read(pending)
    if operation is None or not _is_here(operation, store, uploads):
        return
    if store.current_or_none() == operation.release_id:
        _finish(uploads, operation.moves, operation.removals)
        return
    if operation.is_new:  # a release that was never current, with a submission that is none
        store.discard(operation.release_id)
    shutil.rmtree(pending, ignore_errors=True)


def _finish(uploads: Path, moves: dict[str, str], removals: list[str]) -> None:
    """Carry out what is left to do; doing it again changes nothing."""
    pending = uploads / PENDING
    for name, target in moves.items():
        if (pending / name).exists():
            (pending / name).replace(uploads / target)
            make_durable((uploads / target).parent)
    for name in removals:
        (uploads / name).unlink(missing_ok=True)
        make_durable((uploads / name).parent)
    shutil.rmtree(pending, ignore_errors=True)


def _read(pending: Path) -> Operation | None:
    """Return what was sealed; what was not never happened."""
    try:
        return Operation(**json.loads((pending / _SEALED).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _refuse_strangers(uploads: Path) -> None:
    """Stop where an operation on another warehouse waits to be finished."""
    operation = _read(uploads / PENDING)
    if operation and (uploads / operation.warehouse / "CURRENT").is_file():
        other = (uploads / operation.warehouse).resolve()
        raise Problem(
            f"{uploads}: an interrupted publication waits to be finished; "
            f"run `python -m etl build --warehouse {other}` first"
        )


def _is_here(operation: Operation, store: Warehouse, uploads: Path) -> bool:
    return operation.warehouse == _relative(store.folder, uploads)


def _relative(folder: Path, start: Path) -> str:
    """Return a folder as seen from another: the same after both were moved together."""
    try:
        return Path(os.path.relpath(folder.resolve(), start.resolve())).as_posix()
    except ValueError:  # another drive
        return folder.resolve().as_posix()
