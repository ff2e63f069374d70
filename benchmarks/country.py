"""Building, checking, publishing and asking at four sizes, the largest that of the whole country.

The shipped data are real; the other three are synthetic (`benchmarks.synthetic_country`), and only
the plan's three cities are assessed in all of them. One more year is handed in on top; for the
shipped data `benchmarks.publish` does that. The floor is DuckDB loading the same files, with their
types declared, into one table of a file database. Each run has a process of its own, whose start
is not counted.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import country_runs as runs_of
from benchmarks.alone import Alone
from benchmarks.measuring import Report, Times, in_turns, level, ratio
from benchmarks.synthetic_country import NATIONAL, SIZES, Size, make

ROOT = Path(__file__).resolve().parents[1]
PUBLISH_BAR = 15.0
RUNS = 3


def measure(runs: int | None = None) -> Report:
    """Print seconds and ratios for each size; the bars are for the country."""
    report = Report("country")
    with TemporaryDirectory() as name:
        _shipped(report, Path(name), runs or RUNS)
    for size in SIZES:
        with TemporaryDirectory() as name:
            _synthetic(report, Path(name), size, runs or RUNS)
    report.keep()
    return report


def _shipped(report: Report, folder: Path, runs: int) -> None:
    processes = Alone()
    report.heading("The shipped data")
    place = str(ROOT / "data"), str(folder)
    processes.seconds(runs_of.prepare, *place)
    sides = (runs_of.build_anew, runs_of.floor, runs_of.query, runs_of.query_floor)
    _told(report, processes, _taken(processes, runs, place, *sides))


def _synthetic(report: Report, folder: Path, size: Size, runs: int) -> None:
    processes = Alone()
    report.heading(
        f"Synthetic, {size.name}: {size.areas:,} areas × {size.indicators} indicators × "
        f"{size.years} years = {size.observations:,} observations"
    )
    country = make(folder, size)
    place = str(country.data), str(folder)
    processes.seconds(runs_of.prepare, *place)
    sides = (runs_of.build_anew, runs_of.floor, runs_of.query, runs_of.query_floor)
    taken = _taken(processes, runs, place, *sides, runs_of.publish)
    _told(report, processes, taken)
    published, floor = taken[runs_of.PUBLISH], taken[runs_of.FLOOR]
    report.remark(f"publish ÷ floor {published.median / floor.median:.1f} ×")
    if size is NATIONAL:
        report.outcome("publish of one more year", level(published, PUBLISH_BAR), "s")
        report.outcome("publish, memory peak", processes.peak(runs_of.publish), "MB")
        report.outcome("build, memory peak", processes.peak(runs_of.build_anew), "MB")


def _taken(
    processes: Alone,
    runs: int,
    place: tuple[str, str],
    *calls: Callable[[str, str], dict[str, float]],
) -> dict[str, Times]:
    sides = [lambda call=call: processes.seconds(call, *place) for call in calls]
    return in_turns(runs, *sides)


def _told(report: Report, processes: Alone, taken: dict[str, Times]) -> None:
    """Print the times, what they are to their floors, and the memory."""
    report.times(*taken.values())
    for text, ours, floor in (
        ("build ÷ floor", runs_of.BUILD, runs_of.FLOOR),
        ("query ÷ floor", runs_of.QUERY, runs_of.QUERY_FLOOR),
    ):
        found = ratio(taken[ours], taken[floor], 0.0)
        report.remark(f"{text} {found.value:.1f} ×  (95 %: {found.low:.1f}–{found.high:.1f})")
    for call in (runs_of.build_anew, runs_of.query):
        report.remark(f"memory peak of {call.__name__} {processes.peak(call).value:.0f} MB")
