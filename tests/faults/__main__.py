"""Do harm on purpose and count what came of it: `python3 manage.py faults`.

Not part of the tests: moments are random, and it takes minutes. The seed is printed, so that a
failure can be repeated.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults import clocks, damage, disks, kills, lost, rivals
from tests.faults.place import Place, a_place
from tests.faults.tally import Tally, tallied


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python3 manage.py faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=None, help="repeat an earlier run")
    parser.add_argument("--kills", type=int, default=102, help="kill -9, so many times in all")
    parser.add_argument("--others", type=int, default=24, help="bit flips, cuts; a third elsewhere")
    return parser.parse_args()


def tallies(base: Place, work: Path, seed: int, kill: int, others: int) -> Iterator[Tally]:
    """Yield what came of each fault."""
    chance, few = random.Random(seed), max(1, others // 3)
    yield tallied("kill -9 of build, publish, withdraw", kills.runs(base, work, chance, kill))
    for how in damage.HOW:
        name = {"flip": "a bit flipped in any file", "cut": "any file cut short"}[how]
        yield tallied(name, damage.runs(base, work, seed, others, how))
    where = "small disk" if disks.can_mount(work) else "file limit"
    yield tallied(f"disk full ({where})", disks.full(base, work / "d", chance, few))
    yield tallied("folder read-only", disks.locked(base, work, few))
    yield tallied("clock set back", clocks.runs(base, work, chance, few))
    yield tallied("two publishers at once", rivals.runs(base, work, chance, few), at_a_time=1)
    with lost.server(base, work) as (place, running):
        yield tallied("browser lost in mid-upload", lost.runs(place, running, few), at_a_time=1)


def main() -> int:
    """Print a line a fault; the exit code says whether any run failed."""
    chosen = options()
    seed = random.randrange(10**6) if chosen.seed is None else chosen.seed
    print(f"seed {seed}", flush=True)
    began, failed = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        work = Path(name)
        base = a_place(work / "base")
        for tally in tallies(base, work, seed, chosen.kills, chosen.others):
            print(tally.line(), flush=True)
            for failure in tally.failures:
                print(f"    {failure}", flush=True)
            failed += len(tally.failures)
    verdict = f"{failed} runs failed" if failed else "all passed"
    print(f"{verdict}, {time.monotonic() - began:.0f} s")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
