"""Progress of a build: a bar on a terminal, plain lines otherwise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

_STAGES = {
    "read": "reading sources",
    "series": "choosing winners, deriving indicators",
    "write": "assessing and writing the release",
    "done": "done",
}


@contextmanager
def reporting(stream: TextIO) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that is told stage, steps done and steps in all."""
    if stream.isatty():
        with _bar(stream) as report:
            yield report
    else:
        yield _lines(stream)


def _lines(stream: TextIO) -> Callable[[str, int, int], None]:
    seen: set[str] = set()

    def report(stage: str, _done: int, total: int) -> None:
        if stage not in seen and stage != "done":
            seen.add(stage)
            count = f" ({total})" if total > 1 else ""
            print(f"{_STAGES[stage]}{count} …", file=stream, flush=True)

    return report


@contextmanager
def _bar(stream: TextIO) -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task(_STAGES["read"], total=None)

        def report(stage: str, done: int, total: int) -> None:
            progress.update(task, description=_STAGES[stage], completed=done, total=total)

        yield report
