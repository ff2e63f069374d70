"""Fifty viewers of one server: with time to think between two looks, and all at one instant.

The viewers live in this process, the server in its own. A single viewer takes turns with them, and
each look of the crowd is held against what that same view takes a single viewer.
"""

import asyncio
import random
import time
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.installing import install
from benchmarks.measuring import Outcome, Report, Times
from benchmarks.serving import Server, running
from benchmarks.viewing import Viewer, ViewingProblem, viewer
from benchmarks.views import public_views
from settings import VARIABLE

VIEWERS, THINK, LOOKS = 50, 5.0, 2
"""How many they are, seconds between two looks, and looks of each in a round."""
RUNS = 4
LAPS = 4
"""How often a single viewer goes through all views in a round."""
SLOWDOWN_BAR, AT_ONCE_BAR, MEMORY_BAR = 5.0, 1.2, 1.0
ROUTES = {
    "overview, another year": [f"?year={year}" for year in (2018, 2019, 2017, 2020, 2016)],
    "one page after the other": list(public_views().values()),
}


@dataclass
class Taken:
    """What was measured with one crowd."""

    alone: dict[str, list[float]] = field(default_factory=dict)
    """View → seconds of a single viewer."""
    processor: list[float] = field(default_factory=list)
    """Seconds the server computed for one look of a single viewer, one mean a round."""
    thinking: list[tuple[str, float]] = field(default_factory=list)
    at_once: list[float] = field(default_factory=list)
    """Seconds until the last of them had what it asked for, a round."""
    errors: int = 0
    memory: float = 0.0
    """Megabytes a viewer."""
    own: float = 0.0
    """Seconds that this process computed while they were looking and thinking."""


def measure(runs: int | None = None) -> Report:
    """Let each crowd look at a server of its own."""
    report = Report("viewers")
    with ExitStack() as stack:
        config = install(Path(stack.enter_context(TemporaryDirectory())))
        for title, views in ROUTES.items():
            report.heading(f"{VIEWERS} viewers: {title}")
            with running("server.py", {VARIABLE: str(config)}) as server:
                taken = asyncio.run(_crowd(server, views, runs or RUNS))
            _told(report, title, taken)
    report.keep()
    return report


async def _crowd(server: Server, views: list[str], rounds: int) -> Taken:
    taken = Taken()
    async with AsyncExitStack() as stack:
        single = await stack.enter_async_context(viewer(server.address))
        for view in views * 2:
            await single.look(view)
        before = server.memory
        viewers = [await stack.enter_async_context(viewer(server.address)) for _ in range(VIEWERS)]
        await _at_once(viewers, views, taken)
        for number in range(rounds):
            await _alone(server, single, views, taken)
            order = views[number % len(views) :] + views[: number % len(views)]
            taken.at_once.append(await _at_once(viewers, order, taken))
            began = time.process_time()
            looks = (_think(n, v, order, taken) for n, v in enumerate(viewers))
            await asyncio.gather(*looks)
            taken.own += time.process_time() - began
        taken.memory = (server.memory - before) / VIEWERS
    return taken


async def _alone(server: Server, single: Viewer, views: list[str], taken: Taken) -> None:
    began = server.processor_seconds
    for view in views * LAPS:
        taken.alone.setdefault(view, []).append((await single.look(view)).seconds)
    taken.processor.append((server.processor_seconds - began) / (len(views) * LAPS))


async def _at_once(viewers: list[Viewer], views: list[str], taken: Taken) -> float:
    """Let all look at once, as many at each view; return the seconds until all have it."""
    began = time.perf_counter()
    looks = (_look(v, views[n % len(views)], taken) for n, v in enumerate(viewers))
    await asyncio.gather(*looks)
    return time.perf_counter() - began


async def _think(number: int, one: Viewer, views: list[str], taken: Taken) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, THINK))
    for turn in range(LOOKS):
        view = views[(number + 1 + turn) % len(views)]
        seconds = await _look(one, view, taken)
        if seconds is not None:
            taken.thinking.append((view, seconds))
        await asyncio.sleep(THINK)


async def _look(one: Viewer, view: str, taken: Taken) -> float | None:
    try:
        return (await one.look(view)).seconds
    except (ViewingProblem, OSError) as problem:
        print(f"  {problem}", flush=True)
        taken.errors += 1
        return None


def _told(report: Report, title: str, taken: Taken) -> None:
    alone = {view: float(np.median(seconds)) for view, seconds in taken.alone.items()}
    one = float(np.median(taken.processor))
    slower = np.array([seconds / alone[view] for view, seconds in taken.thinking])
    single = [seconds / alone[view] for view, every in taken.alone.items() for seconds in every]
    report.times(
        Times("a look of a single viewer", [s for every in taken.alone.values() for s in every]),
        Times("  of it computing, mean of a round", taken.processor),
        Times(f"a look of one of {VIEWERS}, with time to think", [s for _, s in taken.thinking]),
        Times(f"all {VIEWERS} at once, until the last", taken.at_once),
    )
    # Alone nobody waits for anybody: what lies above 1 here is the machine's own unrest.
    print(f"  p95 of the single viewer ÷ its median {np.quantile(single, 0.95):.2f} ×", flush=True)
    print(f"  a look takes the client {taken.own / len(slower) * 1000:.1f} ms", flush=True)
    drawn = np.random.default_rng(2020).choice(slower, (2_000, len(slower)))
    low, high = np.quantile(np.quantile(drawn, 0.95, axis=1), (0.025, 0.975))
    thinking = Outcome(float(np.quantile(slower, 0.95)), float(low), float(high), SLOWDOWN_BAR)
    shares = [seconds / VIEWERS / one for seconds in taken.at_once]
    report.outcome(f"{title}: p95 with {THINK:.0f} s to think ÷ one", thinking)
    at_once = Outcome(float(np.median(shares)), min(shares), max(shares), AT_ONCE_BAR)
    report.outcome(f"{title}: all at once ÷ {VIEWERS} × computing of one", at_once)
    for name, found, bar, unit in (
        ("memory a viewer", taken.memory, MEMORY_BAR, "MB"), ("errors", taken.errors, 0.0, "")
    ):  # fmt: skip
        report.outcome(f"{title}: {name}", Outcome(found, found, found, bar), unit)
