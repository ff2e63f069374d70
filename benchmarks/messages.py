"""What a page sends a browser that has just come: bytes of its messages before compression."""

import asyncio
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.installing import analyst, install
from benchmarks.measuring import Outcome, Report
from benchmarks.serving import served
from benchmarks.viewing import Run, viewer
from benchmarks.views import MAPS, every_view, with_query
from indicators.language import Language
from settings import VARIABLE

BAR, MAP_BAR = 300.0, 600.0
"""Kilobytes, without a map and with one."""
LARGEST = 3
"""How many of the largest kinds are named."""


def measure(_runs: int | None = None) -> Report:
    """Open every page once in each language; a size does not vary."""
    report = Report("messages")
    report.heading("First load: kilobytes of messages before compression")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        config = install(folder)
        server = stack.enter_context(served("server.py", {VARIABLE: str(config)}))
        found = asyncio.run(_first_loads(server, analyst(config)))
    for (key, language), run in found.items():
        size = run.size / 1000
        bar = MAP_BAR if key in MAPS else BAR
        report.outcome(f"{key}, {language}: {_kinds(run)}", Outcome(size, size, size, bar), "KB")
    report.keep()
    return report


async def _first_loads(server: str, cookies: str) -> dict[tuple[str, str], Run]:
    found: dict[tuple[str, str], Run] = {}
    for key, address in every_view().items():
        for language in Language:
            async with viewer(server, cookies) as new:
                found[key, language] = await new.look(with_query(address, f"lang={language}"))
    return found


def _kinds(run: Run) -> str:
    """Name what most of it is."""
    largest = sorted(run.sizes.items(), key=lambda kind: -kind[1])[:LARGEST]
    return ", ".join(f"{name} {size / 1000:.0f}" for name, size in largest)
