"""kill -9 at a random moment of building, publishing or withdrawing."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from tests.crafted import figures
from tests.faults.child import DONE, Child, start
from tests.faults.place import BEFORE, Place, prepared

OPERATIONS = ("build", "publish", "withdraw")
TRIES, SOONER = 3, 0.8


def runs(base: Place, work: Path, chance: random.Random, times: int) -> Iterator[Callable[[], str]]:
    """Yield runs, in turns of the three operations; the moment lies where work is done."""
    spans = {name: _span(base, work / f"whole-{name}", name) for name in OPERATIONS}
    for one in range(times):
        name = OPERATIONS[one % len(OPERATIONS)]
        moment = chance.uniform(0, spans[name])
        yield partial(_killed, base, work / f"kill-{one}", name, moment)


def _started(place: Place, operation: str) -> Child:
    about = {"build": "", "publish": place.new_file, "withdraw": "s000002"}[operation]
    return start(place.root, operation, about)


def _span(base: Place, root: Path, operation: str) -> float:
    """Return how long an undisturbed operation takes: the longest of a few."""
    longest = 0.0
    for number in range(TRIES):
        place = base.copy(root / str(number))
        prepared(place, operation)
        began = time.monotonic()
        assert _started(place, operation).answer() == DONE
        longest = max(longest, time.monotonic() - began)
    return longest


def _killed(base: Place, root: Path, operation: str, moment: float) -> str:
    """Kill for certain: a moment after the end was none, so an earlier one is taken then."""
    for attempt in count():
        way = _tried(base, root / str(attempt), operation, moment * SOONER**attempt)
        if way:
            return way
    raise AssertionError("never")


def _tried(base: Place, root: Path, operation: str, moment: float) -> str:
    place = base.copy(root)
    after = prepared(place, operation)
    child = _started(place, operation)
    time.sleep(moment)
    child.process.kill()
    answer = child.answer()
    assert answer in ("", DONE), answer

    seen = figures(place.folder)  # readers go on at once, without anybody's help
    assert seen in (BEFORE, after), f"{operation} at {moment:.3f} s shows {seen}"
    if answer == DONE:
        assert seen == after, "acknowledged and lost"
        return ""
    assert place.repaired() == []
    if operation != "build":  # repairing a build is building
        assert figures(place.folder) == seen, "what was seen does not change any more"
    place.is_whole()
    return "had happened" if seen == after else "had not happened"
