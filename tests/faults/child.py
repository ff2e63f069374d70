"""Operations in processes of their own, which start with the program already imported."""

import multiprocessing
import resource
import traceback
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from etl import operations
from etl.problems import Problem
from storage.warehouse import WarehouseProblem
from tests.crafted import Folder, silent
from tests.handed_in import REASON, an_office

DONE = "done"


@dataclass(frozen=True)
class Child:
    """A process at work on an operation."""

    process: BaseProcess
    said: Connection

    def answer(self) -> str:
        """Wait for the end; `done`, or the sentence why not, or nothing when it was killed."""
        try:
            answer: str = self.said.recv()
        except EOFError:
            answer = ""
        self.process.join()
        self.said.close()
        return answer


@cache
def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def start(root: Path, operation: str, *about: Path | str, room: int | None = None) -> Child:
    """Start an operation; with `room` no file may become larger."""
    said, says = _context().Pipe(duplex=False)
    arguments = (says, root, operation, about, room)
    process = _context().Process(target=_operate, args=arguments)
    process.start()
    says.close()
    return Child(process, said)


def _operate(
    says: Connection, root: Path, operation: str, about: tuple[Path | str, ...], room: int | None
) -> None:
    try:
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        _carry_out(Folder(root), operation, *about)
        says.send(DONE)
    except (Problem, WarehouseProblem) as problem:
        says.send(str(problem))
    except BaseException:
        says.send(traceback.format_exc())


def _carry_out(folder: Folder, operation: str, about: Path | str = "") -> None:
    office = an_office(folder)
    if operation == "build":
        folder.build()
    elif operation == "publish":
        file = Path(about)
        operations.submit(
            office, file.read_bytes(), file.name, by="li", reason=REASON, report=silent
        )
    else:
        operations.withdraw(office, str(about), by="li", reason=REASON, report=silent)
