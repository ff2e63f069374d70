"""A full disk and a read-only one: one sentence, the old release stays, and then it works."""

import ctypes
import os
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.crafted import figures
from tests.faults.child import DONE, start
from tests.faults.place import BEFORE, Place, prepared, run

PR_CAPBSET_DROP, DAC_OVERRIDE = 24, 1
KIB = 1024
NEEDED = 8192 * KIB
"""What a small release and all that is made on the way to it takes, and a little more."""


def can_mount(work: Path) -> bool:
    """Say whether a small disk of our own can be made here."""
    with _small_disk(work / "try", 512) as mounted:
        return mounted


def full(base: Place, work: Path, chance: random.Random, count: int) -> Iterator[Callable[[], str]]:
    """Yield runs with less and less room, from none to almost enough."""
    real = can_mount(work)
    for number in range(count):
        room = chance.randrange(NEEDED)
        one = _on_a_small_disk if real else _with_small_files
        yield partial(one, base, work / f"full-{number}", room)


def _on_a_small_disk(base: Place, root: Path, room: int) -> str:
    size = sum(p.stat().st_size + 4 * KIB for p in base.root.rglob("*"))
    with _small_disk(root, (size + room) // KIB) as mounted:
        assert mounted
        place = base.copy(root / "place")
        way = _without_room(place, None)
        subprocess.run(["mount", "-o", f"remount,size={8 * size}", str(root)], check=True)
        place.is_whole()
        return way


def _with_small_files(base: Place, root: Path, room: int) -> str:
    place = base.copy(root)
    way = _without_room(place, room)
    place.is_whole()
    return way


def locked(base: Place, work: Path, count: int) -> Iterator[Callable[[], str]]:
    """Yield runs in which folders may only be read, one after the other."""
    for number in range(count):
        name = ("warehouse", "uploads", ".")[number % 3]
        yield partial(_read_only, base, work / f"locked-{number}", name)


def _read_only(base: Place, root: Path, name: str) -> str:
    place = base.copy(root)
    folders = [root / name, *(p for p in (root / name).rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        after = prepared(place, "publish")
        done = run(place.publishing(), preexec_fn=_as_anybody)
        answer = DONE if done.returncode == 0 else done.stderr
        way = _way(place, after, answer, "writing there is not allowed")
    finally:
        for folder in folders:
            folder.chmod(0o755)
    place.is_whole()
    return way


def _without_room(place: Place, room: int | None) -> str:
    after = prepared(place, "publish")
    answer = start(place.root, "publish", place.new_file, room=room).answer()
    return _way(place, after, answer, "the disk is full")


def _way(place: Place, after: dict[int, float], answer: str, sentence: str) -> str:
    seen = figures(place.folder)
    if answer == DONE:
        assert seen == after
        return "room enough"
    assert sentence in answer, answer
    assert "Traceback" not in answer
    assert seen == BEFORE
    return "refused in one sentence"


def _as_anybody() -> None:
    if os.geteuid() == 0:
        ctypes.CDLL(None, use_errno=True).prctl(PR_CAPBSET_DROP, DAC_OVERRIDE, 0, 0, 0)


@contextmanager
def _small_disk(root: Path, size: int) -> Iterator[bool]:
    """Mount a disk of so many KiB in memory, where that is allowed."""
    root.mkdir(parents=True)
    options = ["-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(root)]
    try:
        mounted = not subprocess.run(
            ["mount", *options], capture_output=True, check=False
        ).returncode
    except OSError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(root)], check=True)
