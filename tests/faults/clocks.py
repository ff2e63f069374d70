"""A clock that is set back: the figure published last still counts, and the log stays in order."""

import random
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

from etl import audit, moments
from etl.submissions import all_submissions
from tests.crafted import figures
from tests.faults.place import Place, run
from tests.handed_in import a_file, hand_in


def runs(base: Place, work: Path, chance: random.Random, count: int) -> Iterator[Callable[[], str]]:
    """Yield runs with a clock that is days or years behind."""
    for number in range(count):
        yield partial(_set_back, base, work / f"clock-{number}", chance.randint(1, 2500))


def _set_back(base: Place, root: Path, days: int) -> str:
    place = base.copy(root)
    way = _publish(place, days)
    assert figures(place.folder)[2018] == 88, "the later publication counts"
    uploads = place.root / "uploads"
    times = [s.at for s in all_submissions(uploads)]
    assert times == sorted(times)
    told = [entry.at for entry in audit.read(uploads)]
    assert told == sorted(told)
    assert audit.broken_at(uploads) is None
    place.is_whole()
    assert figures(place.folder)[2018] == 88
    return way


def _publish(place: Place, days: int) -> str:
    """Correct a figure while the clock is behind."""
    place.new_file.write_bytes(a_file({2018: 88}))
    if not shutil.which("faketime"):
        return _by_an_injected_clock(place, days)
    done = run(["faketime", f"-{days} days", *place.publishing()])
    assert done.returncode == 0, done.stderr
    return "with libfaketime"


def _by_an_injected_clock(place: Place, days: int) -> str:
    class Behind(moments.datetime):  # type: ignore[misc,name-defined]
        @classmethod
        def now(cls, tz=None):  # type: ignore[no-untyped-def]
            return super().now(tz) - moments.timedelta(days=days)

    with patch.object(moments, "datetime", Behind):
        hand_in(place.folder, {2018: 88})
    return "with an injected clock"
