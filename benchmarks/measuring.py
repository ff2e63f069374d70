"""Take times in turns and say what they amount to: medians, spread, ratio and its certainty."""

import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

RESULTS = Path(__file__).with_name("results")
RESAMPLINGS = 10_000
LIBRARIES = ("duckdb", "playwright", "plotly", "pyarrow", "streamlit")


@dataclass(frozen=True)
class Times:
    """Seconds of one thing, in the order in which they were taken."""

    name: str
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one."""
        return float(np.median(self.seconds))

    @property
    def spread(self) -> tuple[float, float]:
        """The middle half lies between these two."""
        low, high = np.quantile(self.seconds, (0.25, 0.75))
        return float(low), float(high)


@dataclass(frozen=True)
class Outcome:
    """A measured value, the interval that holds it with 95 %, and the bar it must stay under."""

    value: float
    low: float
    high: float
    bar: float

    @property
    def is_met(self) -> bool:
        """Say whether the bar may be met: near the bar the noise decides the median."""
        return self.low <= self.bar

    @property
    def verdict(self) -> str:
        """One word, or two where the interval reaches over the bar."""
        if not self.is_met:
            return "MISSED"
        return "met" if self.value <= self.bar else "met within noise"


def in_turns(runs: int, *sides: Callable[[], dict[str, float]]) -> dict[str, Times]:
    """Call the sides alternately and collect the named seconds that each call returns.

    One call of each comes first and is not counted. Whoever begins changes every round, so that
    none always has the warmer machine.
    """
    for call in sides:
        call()
    taken: dict[str, Times] = {}
    for number in range(runs):
        for call in sides if number % 2 else sides[::-1]:
            for name, seconds in call().items():
                taken.setdefault(name, Times(name)).seconds.append(seconds)
    return taken


def ratio(ours: Times, floor: Times, bar: float) -> Outcome:
    """Return the ratio of the medians with a bootstrap interval over rounds."""
    pairs = np.array([ours.seconds, floor.seconds])
    medians = np.median(pairs[:, _samples(len(floor.seconds))], axis=2)
    low, high = np.quantile(medians[0] / medians[1], (0.025, 0.975))
    return Outcome(ours.median / floor.median, float(low), float(high), bar)


def level(ours: Times, bar: float) -> Outcome:
    """Return the median in seconds with a bootstrap interval."""
    medians = np.median(np.array(ours.seconds)[_samples(len(ours.seconds))], axis=1)
    low, high = np.quantile(medians, (0.025, 0.975))
    return Outcome(ours.median, float(low), float(high), bar)


def _samples(count: int) -> np.ndarray:
    return np.random.default_rng(2020).integers(0, count, (RESAMPLINGS, count))


@dataclass
class Report:
    """What one benchmark found; printed line by line, and kept as JSON."""

    name: str
    lines: list[dict[str, object]] = field(default_factory=list)
    misses: int = 0

    def heading(self, text: str) -> None:
        """Print what is measured now."""
        print(f"\n{text}", flush=True)

    def times(self, *rows: Times) -> None:
        """Print the times of each row."""
        for row in rows:
            low, high = row.spread
            print(
                f"  {row.name:<44} median {row.median:7.3f} s   middle half {low:.3f}–{high:.3f}"
                f"   all {min(row.seconds):.3f}–{max(row.seconds):.3f}   n {len(row.seconds)}",
                flush=True,
            )
            self.lines.append(asdict(row))

    def outcome(self, text: str, found: Outcome, unit: str = "×") -> None:
        """Print a value against its bar."""
        print(
            f"  {text:<44} {found.value:.2f} {unit}  (95 %: {found.low:.2f}–{found.high:.2f})"
            f"  bar {found.bar:.1f}  {found.verdict}",
            flush=True,
        )
        self.misses += not found.is_met
        line = {"outcome": text, **asdict(found), "unit": unit, "verdict": found.verdict}
        self.lines.append(line)

    def remark(self, text: str) -> None:
        """Print and keep what has no bar."""
        print(f"  {text}", flush=True)
        self.lines.append({"remark": text})

    def keep(self) -> None:
        """Write everything to `benchmarks/results`, with what it was measured on."""
        now = datetime.now(UTC)
        RESULTS.mkdir(exist_ok=True)
        machine = {
            "taken": now.isoformat(timespec="seconds"),
            "system": platform.platform(),
            "processors": os.cpu_count(),
            "python": sys.version.split()[0],
            **{name: version(name) for name in LIBRARIES},
        }
        path = RESULTS / f"{self.name}-{now:%Y%m%d-%H%M%S}.json"
        content = {"benchmark": self.name, "machine": machine, "lines": self.lines}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
