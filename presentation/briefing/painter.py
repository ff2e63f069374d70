"""Draw many pictures on all cores: child processes that know nothing but how to draw.

Not `multiprocessing`, whose children would begin by running Streamlit's script again. A sheet is
plain values, so it can be handed over as it is; the answers come back one by one.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, cast

from presentation.briefing.forms import Form
from presentation.briefing.ranks import Ranks
from presentation.briefing.sheet import Sheet
from presentation.briefing.whole import Whole

Order = tuple[Sheet | Whole | Ranks, Form]
Child = subprocess.Popen[bytes]
_ROOT = Path(__file__).parents[2]
_FEW = 3
"""So few pictures are drawn sooner than a child has started."""
_Answer = tuple[int, bytes]
"""Number of an order and its picture; an empty one is a child's failure."""


class PainterProblem(RuntimeError):
    """A child could not draw."""

    def __init__(self) -> None:
        super().__init__("A picture could not be drawn; the server's log says why.")


def begin(orders: Sequence[Order]) -> Iterator[_Answer]:
    """Start drawing at once; return an iterator of order number and picture as they come.

    Raises `PainterProblem`, from the iterator, when a child fails.
    """
    if len(orders) <= _FEW:
        return ((n, drawn(*order)) for n, order in enumerate(orders))
    answers: SimpleQueue[_Answer] = SimpleQueue()
    workers = min(os.cpu_count() or 1, len(orders))
    children = []
    for first in range(workers):
        command = [sys.executable, "-m", "presentation.briefing.painter"]
        pipe = subprocess.PIPE
        child = subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe)
        numbers = range(first, len(orders), workers)
        Thread(target=_tend, args=(child, orders, numbers, answers), daemon=True).start()
        children.append(child)
    return _collected(answers, len(orders), children)


def drawn(sheet: Sheet | Whole | Ranks, form: Form) -> bytes:
    """Draw one picture here and now."""
    # What draws is loaded by those that draw, not by every server.
    from presentation.briefing.png import picture

    return picture(sheet, form)


def pictures(orders: Sequence[Order]) -> list[bytes]:
    """Draw pictures and return them in order."""
    found = dict(begin(orders))
    return [found[n] for n in range(len(orders))]


def _collected(
    answers: "SimpleQueue[_Answer]", count: int, children: Sequence[Child]
) -> Iterator[_Answer]:
    """Pass on the answers; whoever stops listening ends the children as well."""
    try:
        for _ in range(count):
            number, content = answers.get()
            if not content:
                raise PainterProblem
            yield number, content
    finally:
        for child in children:
            child.kill()


def _tend(
    child: Child, orders: Sequence[Order], numbers: range, answers: "SimpleQueue[_Answer]"
) -> None:
    """Give a child its sheets, and pass on what it draws."""
    source, sink = cast("IO[bytes]", child.stdout), cast("IO[bytes]", child.stdin)
    with child:
        try:
            pickle.dump([orders[n] for n in numbers], sink)
            sink.close()
            for number in numbers:
                size = int.from_bytes(source.read(8), "big")
                content = source.read(size)
                whole = bool(size) and len(content) == size
                answers.put((number, content if whole else b""))
                if not whole:
                    return
        except OSError:
            answers.put((numbers[0], b""))


def main() -> None:
    """Read sheets, write pictures: what a child does."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Only the parent writes to this pipe, and what it writes are its own sheets.
    for order in pickle.load(source):
        content = drawn(*order)
        sink.write(len(content).to_bytes(8, "big") + content)
        sink.flush()


if __name__ == "__main__":
    main()
