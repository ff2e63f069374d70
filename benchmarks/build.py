"""A build of the shipped data from nothing, as a user starts it: process start included."""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Report, in_turns, level

BAR = 4.0
RUNS = 7
BUILD = "python -m etl build, from nothing"
AGAIN = "the same again, nothing changed"
ROOT = Path(__file__).resolve().parents[1]


def measure(runs: int | None = None) -> Report:
    """Build into an empty warehouse each time; the second build into the same one is for scale."""
    report = Report("build")
    report.heading("Build of the shipped data, process start included")
    taken = in_turns(runs or RUNS, _build)
    report.times(*taken.values())
    report.outcome(BUILD, level(taken[BUILD], BAR), unit="s")
    report.keep()
    return report


def _build() -> dict[str, float]:
    with TemporaryDirectory() as name:
        command = [sys.executable, "-m", "etl", "build", "--warehouse", name]
        return {BUILD: _seconds(command), AGAIN: _seconds(command)}


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began
