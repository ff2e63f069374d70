"""Publishing, withdrawing or going back is killed at any step: it happened as a whole or not."""

import itertools
import multiprocessing

import pytest

from etl import audit
from storage.verification import verify_release
from storage.warehouse import Warehouse
from tests.crafted import Folder, a_copy
from tests.etl.dying import operate, operate_until
from tests.handed_in import counting, current, hand_in, in_release

SEALED = "operation.json"
FIRST, SECOND, THIRD = {2016: 5}, {2016: 6}, {2017: 7}


@pytest.fixture(scope="module")
def processes():
    """Processes that start with the program already imported, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([operate_until.__module__])
    return context


@pytest.fixture(scope="module")
def handed_in(built_once, tmp_path_factory) -> Folder:
    """Two submissions, the second of which replaces the first's figure: r2 and r3."""
    folder = a_copy(built_once, tmp_path_factory.mktemp("handed-in") / "folder")
    hand_in(folder, FIRST)
    hand_in(folder, SECOND)
    return folder


def releases(folder: Folder) -> list[str]:
    return Warehouse(folder.warehouse).releases()


def the(number: int, folder: Folder) -> str:
    return next(r for r in releases(folder) if r.startswith(f"r{number}-"))


CASES = {
    "submit": (1, 1, lambda _: ("submit", THIRD)),
    "withdraw the last, which makes an earlier release current again": (
        1, 4, lambda _: ("withdraw", "s000002"),
    ),
    "withdraw the first, which makes a new release": (3, 4, lambda _: ("withdraw", "s000001")),
    "go back to before both": (2, 4, lambda folder: ("go_back", the(1, folder))),
}  # fmt: skip
"""What is done, and at which steps it is killed: all of a submission, every fourth of the rest."""


@pytest.mark.parametrize("case", CASES)
def test_an_operation_killed_at_any_step(case, handed_in, tmp_path, processes):
    first, stride, operation = CASES[case]
    what = operation(handed_in)
    old = (counting(handed_in), current(handed_in)[1])
    after = a_copy(handed_in, tmp_path / "after")
    operate(after, *what)
    new = (counting(after), current(after)[1])
    seen = []
    for step in itertools.count(first, stride):
        folder = a_copy(handed_in, tmp_path / str(step))
        process = processes.Process(target=operate_until, args=(folder.root, step, *what))
        process.start()
        process.join()
        if (folder.root / "acknowledged").exists():
            break
        assert process.exitcode != 0
        seen.append(what_came_of_it(folder, handed_in, old, new))
        if step % 5 == 0:  # often enough: a build has just found everything in order
            the_next_operation_works(folder)
    assert what_came_of_it(folder, handed_in, old, new), "acknowledged and lost"
    assert seen == sorted(seen), "until the pointer moves it has not happened, then it has"
    assert True in seen
    assert False in seen


def what_came_of_it(folder: Folder, before: Folder, old: object, new: object) -> bool:
    """Whether the operation happened; the release, the files and the log say the same."""
    release_id, shown = current(folder)
    happened = in_release(folder) == new[0]  # type: ignore[index]
    assert (in_release(folder), shown) == (new if happened else old)
    assert verify_release(Warehouse(folder.warehouse).path(release_id)) == []

    folder.build()
    assert current(folder) == (release_id, shown), "built from the files it is the same"
    assert counting(folder) == in_release(folder)

    uploads = folder.root / "uploads"
    assert audit.broken_at(uploads) is None
    known = list(audit.read(before.root / "uploads"))
    told = list(audit.read(uploads))
    assert told[: len(known)] == known
    assert [e.release_id for e in told[len(known) :]] == ([release_id] if happened else [])

    assert happened or releases(folder) == releases(before), "what never was current is no release"
    assert left_over(folder) <= {".lock", ".pending"}
    assert not (uploads / ".pending" / SEALED).exists(), "only what was never sealed may be left"
    return happened


def left_over(folder: Folder) -> set[str]:
    places = (folder.root / "uploads", folder.warehouse, folder.warehouse / "cache")
    return {p.name for place in places for p in place.glob(".*")}


def the_next_operation_works(folder: Folder) -> None:
    was = counting(folder)
    receipt = hand_in(folder, {2018: 8})
    assert counting(folder) == in_release(folder) == [*was, receipt.submission.submission_id]
    assert current(folder)[1][2018] == 8
    assert left_over(folder) == {".lock"}


def test_an_operation_is_finished_by_whatever_comes_next(handed_in, tmp_path, processes):
    """The pointer has moved, nothing else has: the next publication finds everything in place."""
    folder, step = interrupted_after_the_pointer(handed_in, tmp_path, processes)
    assert counting(folder) == ["s000001", "s000002"], f"nothing was moved yet at step {step}"
    assert in_release(folder) == ["s000001", "s000002", "s000003"]
    receipt = hand_in(folder, {2018: 8})
    assert receipt.submission.submission_id == "s000004"
    assert counting(folder) == in_release(folder)
    entries = audit.read(folder.root / "uploads")
    assert [e.subject for e in entries] == ["s000001", "s000002", "s000003", "s000004"]


def test_a_build_elsewhere_leaves_an_interrupted_operation_alone(handed_in, tmp_path, processes):
    folder, _ = interrupted_after_the_pointer(handed_in, tmp_path, processes)
    folder.build(tmp_path / "elsewhere")
    assert (folder.root / "uploads" / ".pending" / SEALED).exists()
    folder.build()
    assert counting(folder) == in_release(folder) == ["s000001", "s000002", "s000003"]


def interrupted_after_the_pointer(handed_in, tmp_path, processes):
    for step in itertools.count(12):
        folder = a_copy(handed_in, tmp_path / f"pointer-{step}")
        what = ("submit", THIRD)
        process = processes.Process(target=operate_until, args=(folder.root, step, *what))
        process.start()
        process.join()
        if len(in_release(folder)) == 3:
            return folder, step
    raise AssertionError("never")
