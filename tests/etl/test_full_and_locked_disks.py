"""A disk that is full, a folder that cannot be written: one sentence, and the old release stays."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl import audit
from storage.verification import verify_release
from storage.warehouse import Warehouse
from tests.conftest import ROOT
from tests.crafted import Folder
from tests.handed_in import REASON, a_file, counting, current, hand_in, in_release

resource = pytest.importorskip("resource", reason="limits of a process are set the POSIX way")

PR_CAPBSET_DROP, DAC_OVERRIDE = 24, 1
FULL, LOCKED = "the disk is full", "writing there is not allowed"
SIZES = {"not even the sidecar": 64, "the parsed figures": 1500, "the release": 100_000}


def with_files_up_to(size: int):
    """What runs before a program, so that none of its files can be larger, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def as_anybody() -> None:
    """What runs before a program, so that permissions hold for root, too."""
    if os.geteuid() == 0:
        ctypes.CDLL(None, use_errno=True).prctl(PR_CAPBSET_DROP, DAC_OVERRIDE, 0, 0, 0)


def etl(folder: Folder, before, *arguments: object) -> str:
    """Run a command that has to fail; returns the one sentence it fails with."""
    places = ("--data", folder.root, "--warehouse", folder.warehouse)
    command = [sys.executable, "-B", "-m", "etl", *map(str, (*arguments, *places))]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", preexec_fn=before, check=False
    )
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1]


@pytest.fixture
def handed_in(folder: Folder, tmp_path: Path) -> Folder:
    hand_in(folder, {2016: 5})
    (tmp_path / "new.csv").write_bytes(a_file({2017: 6}))
    return folder


def what_is(folder: Folder) -> tuple[object, ...]:
    store = Warehouse(folder.warehouse)
    assert verify_release(store.path(store.current())) == []
    assert counting(folder) == in_release(folder)
    told = list(audit.read(folder.root / "uploads"))
    return current(folder), store.releases(), told, counting(folder)


OPERATIONS = {
    "submit": lambda folder: ("submit", folder.root.parent / "new.csv"),
    "withdraw": lambda _: ("withdraw", "s000001"),
    "go back": lambda folder: ("go-back", Warehouse(folder.warehouse).releases()[-1]),
}


@pytest.mark.parametrize("room", SIZES)
def test_a_file_that_finds_no_room_is_not_published(handed_in, room):
    was = what_is(handed_in)
    before = with_files_up_to(SIZES[room])
    command = OPERATIONS["submit"](handed_in)
    said = etl(handed_in, before, *command, "--by", "li", "--reason", REASON)
    assert FULL in said
    assert "the current release stays" in said
    assert what_is(handed_in) == was
    assert not (handed_in.root / "uploads" / ".pending").exists()
    hand_in(handed_in, {2017: 6})
    assert current(handed_in)[1][2017] == 6, "with room again it works"


@pytest.mark.parametrize("operation", ["withdraw", "go back"])
def test_what_finds_no_room_is_not_taken_back(handed_in, operation):
    was = what_is(handed_in)
    command = OPERATIONS[operation](handed_in)
    said = etl(handed_in, with_files_up_to(64), *command, "--by", "li", "--reason", REASON)
    assert FULL in said
    assert what_is(handed_in) == was


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="root's rights are dropped there")
@pytest.mark.parametrize("place", ["uploads", "warehouse"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_folder_that_cannot_be_written_is_named(handed_in, operation, place):
    was = what_is(handed_in)
    locked = handed_in.root / place
    locked.chmod(0o555)
    try:
        command = OPERATIONS[operation](handed_in)
        said = etl(handed_in, as_anybody, *command, "--by", "li", "--reason", REASON)
    finally:
        locked.chmod(0o755)
    assert LOCKED in said
    assert place in said
    assert what_is(handed_in) == was
