"""Measure a call in a process of its own: its memory is its own, and nothing is warm from before.

The process calls one function of a benchmark with texts and prints what it returned. Starting
Python and importing are over before the function takes its first time.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from benchmarks.measuring import Outcome

ROOT = Path(__file__).resolve().parents[1]
MOST_MB = 2_000.0
_STATUS = Path("/proc/self/status")


@dataclass
class Alone:
    """Calls processes and keeps the peak of memory that each of them had."""

    peaks: dict[str, list[float]] = field(default_factory=dict)

    def seconds(self, call: Callable[..., dict[str, float]], *arguments: str) -> dict[str, float]:
        """Return what a function returns that is called with texts in a process of its own."""
        name = f"{call.__module__}:{call.__name__}"
        command = [sys.executable, "-m", "benchmarks.alone", name, *arguments]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        self.peaks.setdefault(call.__name__, []).append(found.pop("peak"))
        return found

    def peak(self, call: Callable[..., object], bar: float = MOST_MB) -> Outcome:
        """Return the highest memory of all calls of a function, in MB."""
        most = max(self.peaks[call.__name__])
        return Outcome(most, most, most, bar)


def peak_mb() -> float:
    """Return the most memory that this process has had.

    What `getrusage` says of a process begins with the memory of the one that started it.
    """
    if _STATUS.exists():
        line = next(s for s in _STATUS.read_text("ascii").splitlines() if s.startswith("VmHWM"))
        return float(line.split()[1]) / 1024
    import resource  # elsewhere than on Linux; Windows has none

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Call what the command line names."""
    module, _, function = sys.argv[1].partition(":")
    found = getattr(import_module(module), function)(*sys.argv[2:])
    print(json.dumps(found | {"peak": peak_mb()}))


if __name__ == "__main__":
    main()
