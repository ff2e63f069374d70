"""Two publishers at once: each is either published or told so, and nothing is lost between them."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.crafted import figures
from tests.faults.child import DONE, start
from tests.faults.place import BEFORE, Place
from tests.handed_in import a_file

YEARS = (2010, 2011)


def runs(base: Place, work: Path, chance: random.Random, count: int) -> Iterator[Callable[[], str]]:
    """Yield runs in which the second starts up to half a second after the first."""
    for number in range(count):
        yield partial(_both, base, work / f"rivals-{number}", chance.uniform(0, 0.5))


def _both(base: Place, root: Path, later: float) -> str:
    place = base.copy(root)
    children = []
    for year in YEARS:
        file = root / f"{year}.csv"
        file.write_bytes(a_file({year: year}))
        children.append(start(root, "publish", file))
        time.sleep(later if year == YEARS[0] else 0)
    answers = [child.answer() for child in children]
    won = [year for year, answer in zip(YEARS, answers, strict=True) if answer == DONE]
    told = (DONE, "at work", "published in between")
    assert all(any(words in answer for words in told) for answer in answers), answers
    assert won, "one of them must get through"
    assert figures(place.folder) == BEFORE | {year: float(year) for year in won}
    place.is_whole()
    return "both published" if len(won) == 2 else "one published, one told to try again"
