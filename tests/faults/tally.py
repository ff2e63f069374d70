"""What came of many runs of one fault: how often which way, and what failed."""

import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

AT_A_TIME = 2


@dataclass
class Tally:
    """Counts of one fault; a run says in a word or two what came of it, or fails."""

    fault: str
    ways: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def runs(self) -> int:
        """How many there were."""
        return self.ways.total() + len(self.failures)

    def line(self) -> str:
        """The row of the table."""
        ways = ", ".join(f"{number} {way}" for way, number in sorted(self.ways.items()))
        verdict = "passed" if self.runs and not self.failures else "FAILED"
        return f"{self.fault:<34} {self.runs:>4} runs  {verdict}  {ways}"


def tallied(fault: str, runs: Iterable[Callable[[], str]], at_a_time: int = AT_A_TIME) -> Tally:
    """Carry out all runs, a few at a time."""
    tally = Tally(fault)

    def one(run: Callable[[], str]) -> tuple[str, str]:
        try:
            return run(), ""
        except Exception as error:  # whatever it is, the run has failed
            last = traceback.extract_tb(error.__traceback__)[-1]
            return "", f"{type(error).__name__} in {last.name}, line {last.lineno}: {error}"

    with ThreadPoolExecutor(at_a_time) as pool:
        for way, failure in pool.map(one, runs):
            if failure:
                tally.failures.append(failure)
            else:
                tally.ways[way] += 1
    return tally
