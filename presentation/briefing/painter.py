"""Draw many pictures on all cores: child processes that know nothing but how to draw.

Not `multiprocessing`, whose children would begin by running Streamlit's script again. A sheet is
plain values, so it can be handed over as it is; the answers come back one by one, in order.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, cast

from presentation.briefing.png import Form, picture
from presentation.briefing.sheet import Sheet

Order = tuple[Sheet, Form]
_ROOT = Path(__file__).parents[2]
_FEW = 3
"""So few pictures are drawn sooner than a child has started."""


class PainterProblem(RuntimeError):
    """A child could not draw; the message says what it said."""


def pictures(
    orders: Sequence[Order], drawn: Callable[[int], None] = lambda _n: None
) -> list[bytes]:
    """Draw pictures and return them in order; `drawn` is told how many are ready."""
    told = drawn or (lambda _count: None)
    if len(orders) <= _FEW:
        return [_here(order, told, n) for n, order in enumerate(orders, 1)]
    workers = min(os.cpu_count() or 1, len(orders))
    done = iter(range(1, len(orders) + 1))
    results: list[bytes] = [b""] * len(orders)

    def work(first: int) -> None:
        for n, content in enumerate(_child(orders[first::workers])):
            results[first + n * workers] = content
            told(next(done))

    with ThreadPoolExecutor(workers) as pool:
        for finished in [pool.submit(work, first) for first in range(workers)]:
            finished.result()
    return results


def _here(order: Order, drawn: Callable[[int], None], number: int) -> bytes:
    content = picture(*order)
    drawn(number)
    return content


def _child(orders: Sequence[Order]) -> Iterator[bytes]:
    """Start a child, give it its sheets, and yield what it draws."""
    command = [sys.executable, "-m", "presentation.briefing.painter"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe) as child:
        source, sink = cast("IO[bytes]", child.stdout), cast("IO[bytes]", child.stdin)
        pickle.dump(list(orders), sink)
        sink.close()
        for _ in orders:
            yield _received(source)


def _received(source: IO[bytes]) -> bytes:
    size = int.from_bytes(source.read(8), "big")
    content = source.read(size)
    if not size or len(content) < size:
        raise PainterProblem("A picture could not be drawn; the server's log says why.")
    return content


def main() -> None:
    """Read sheets, write pictures: what a child does."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Only the parent writes to this pipe, and what it writes are its own sheets.
    for order in pickle.load(source):
        content = picture(*order)
        sink.write(len(content).to_bytes(8, "big") + content)
        sink.flush()


if __name__ == "__main__":
    main()
