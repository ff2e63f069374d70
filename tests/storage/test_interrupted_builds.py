"""A build that is killed, at any point: readers keep the old release, the next build succeeds."""

import multiprocessing
import random
import time

import pytest

from storage.verification import verify_release
from storage.warehouse import Warehouse
from tests.crafted import Line, a_copy, figures
from tests.storage.dying import build_until

OLD, NEW = {2015: 1, 2016: 2}, {2015: 1, 2016: 9}
POINTS = {
    "read 0": OLD,
    "read 1": OLD,
    "read 2": OLD,
    "series 0": OLD,
    "write 0": OLD,
    "before it is in place": OLD,
    "before it is pointed to": OLD,
    "once it is pointed to": NEW,
    "done 1": NEW,
}
MOMENTS = [random.Random(122).uniform(0.02, 0.4) for _ in range(4)]


@pytest.fixture(scope="module")
def processes():
    """Processes that start with the program already imported, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([build_until.__module__])
    return context


@pytest.fixture
def changed(folder):
    """A folder whose release is out of date: the next build takes over one figure."""
    folder.source("two", Line(9, 2016))
    return folder


def the_next_build_succeeds(folder):
    folder.build()
    store = Warehouse(folder.warehouse)
    assert figures(folder) == NEW
    assert verify_release(store.path(store.current())) == []
    left = {path.name for path in folder.warehouse.rglob("*") if path.name.startswith(".")}
    assert left == {".lock"}
    assert len(store.releases()) == 2


@pytest.mark.parametrize("point", POINTS)
def test_a_build_killed_at(point, changed, processes):
    process = processes.Process(target=build_until, args=(changed.root, point))
    process.start()
    process.join()
    assert process.exitcode != 0
    assert figures(changed) == POINTS[point]
    the_next_build_succeeds(changed)


def test_a_build_killed_at_any_moment(built_once, tmp_path, processes):
    killed = 0
    for number, seconds in enumerate(MOMENTS):
        folder = a_copy(built_once, tmp_path / str(number))
        folder.source("two", Line(9, 2016))
        process = processes.Process(target=build_until, args=(folder.root, "the end"))
        process.start()
        time.sleep(seconds)
        process.kill()
        process.join()
        killed += process.exitcode != 0
        assert figures(folder) in (OLD, NEW)
        the_next_build_succeeds(folder)
    assert killed


def test_builds_killed_again_and_again_leave_nothing_behind(changed, processes):
    for point in ("write 0", "read 1", "before it is pointed to"):
        process = processes.Process(target=build_until, args=(changed.root, point))
        process.start()
        process.join()
        assert figures(changed) == OLD
    the_next_build_succeeds(changed)
