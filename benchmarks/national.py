"""Every page beside a nation's figures, held against the same page on the shipped data alone.

Two servers take turns: one reads the shipped release, the other one with 2,900 made-up areas.
What is counted is the run on the server, from the question to the last message, and each time of a
view that nobody has asked for, since one that was put together before is only sent again.
"""

import asyncio
from contextlib import ExitStack
from itertools import cycle, islice, product
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.installing import analyst, install
from benchmarks.measuring import Report, Times, ratio
from benchmarks.nation import ROWS, make
from benchmarks.serving import served
from benchmarks.viewing import Viewer, viewer
from benchmarks.views import every_view, with_query
from settings import VARIABLE

BAR = 2.0
YEARS = (2018, 2019, 2017, 2020, 2016)
ANEW = ("lang=zh", "lang=en", "lang=zh&count=plan", "lang=en&count=plan")
RUNS = len(YEARS) * (len(ANEW) - 1)
"""With more, views would come again."""
Sides = tuple[Times, Times]


def measure(runs: int | None = None) -> Report:
    """Serve both releases, and go from view to view of every page in turns."""
    report = Report("national")
    report.heading(f"Another view of every page, with {ROWS:,} made-up figures beside the shipped")
    with ExitStack() as stack:
        servers: list[tuple[str, str]] = []
        for name in ("shipped", "national"):
            folder = Path(stack.enter_context(TemporaryDirectory()))
            config = install(folder, make(folder)) if name == "national" else install(folder)
            server = stack.enter_context(served("server.py", {VARIABLE: str(config)}))
            servers.append((server, analyst(config)))
        found = asyncio.run(_taken(servers, runs or RUNS))
    for key, (shipped, national) in found.items():
        report.times(national, shipped)
        report.outcome(f"{key} ÷ the same on the shipped data", ratio(national, shipped, BAR))
    report.keep()
    return report


async def _taken(servers: list[tuple[str, str]], runs: int) -> dict[str, Sides]:
    found = {}
    for key, address in every_view().items():
        async with viewer(*servers[0]) as one, viewer(*servers[1]) as other:
            found[key] = await _in_turns(key, address, (one, other), runs)
    return found


async def _in_turns(key: str, address: str, viewers: tuple[Viewer, Viewer], runs: int) -> Sides:
    """Take the same views on both sides; each year comes once before it counts."""
    sides = Times(f"{key}, shipped"), Times(f"{key}, national")
    views = cycle(f"{query}&year={year}" for query, year in product(ANEW, YEARS))
    for number, query in enumerate(islice(views, len(YEARS) + runs)):
        for side in (0, 1) if number % 2 else (1, 0):
            run = await viewers[side].look(with_query(address, query))
            if number >= len(YEARS):
                sides[side].seconds.append(run.seconds)
    return sides
