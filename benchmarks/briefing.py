"""A whole briefing, three cities and every indicator as of 2020, and a single picture.

The pack is made by a process of its own, as the nightly job does, so its start counts; pictures
are drawn on all cores. A single picture is one after the first, which also reads the fonts.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Report, in_turns, level
from indicators.language import Language
from presentation.briefing.forms import Form
from presentation.briefing.png import picture
from presentation.briefing.request import request
from presentation.briefing.sheet import sheets
from presentation.scene import Scene
from presentation.texts import texts
from storage.reading import open_current

PACK_BAR, PICTURE_BAR = 20.0, 1.0
RUNS = 3
PACK = "python -m presentation.briefing make, everything"
PICTURE = "one more picture, 1920×1080"
ROOT = Path(__file__).resolve().parents[1]


def measure(runs: int | None = None) -> Report:
    """Build a release, make the pack from it some times, and a picture of each indicator."""
    report = Report("briefing")
    report.heading("Briefing: three cities, every indicator, as of 2020")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        warehouse = str(folder / "warehouse")
        _run(["etl", "build", "--warehouse", warehouse])
        command = ["presentation.briefing", "make", "--warehouse", warehouse]
        taken = in_turns(runs or RUNS, lambda: {PACK: _run([*command, "--out", str(folder)])})
        draw = stack.enter_context(_pictures(Path(warehouse)))
        taken |= in_turns((runs or RUNS) * 5, lambda: {PICTURE: draw()})
    report.times(*taken.values())
    report.outcome(PACK, level(taken[PACK], PACK_BAR), unit="s")
    report.outcome(PICTURE, level(taken[PICTURE], PICTURE_BAR), unit="s")
    report.keep()
    return report


@contextmanager
def _pictures(warehouse: Path) -> Iterator[Callable[[], float]]:
    """Give a function that draws the next indicator's picture and returns its seconds."""
    reader = open_current(warehouse)
    scene = Scene(reader, texts(Language.ZH), 2020, "headline", lambda *_page, **_view: "")
    drawn = cycle(sheets(request(scene)))

    def draw() -> float:
        sheet = next(drawn)
        began = time.perf_counter()
        picture(sheet, Form.WIDE)
        return time.perf_counter() - began

    yield draw
    reader.close()


def _run(arguments: list[str]) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began
