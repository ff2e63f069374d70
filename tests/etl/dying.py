"""An operation in a process of its own that dies as by a power cut, at a step counted from 1.

A step is whatever touches the folder: a file opened for writing, made, renamed or removed.
Python's audit events tell of each just before it happens, so no hook is needed in the program.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from etl import operations
from tests.crafted import Folder, silent
from tests.handed_in import REASON, a_file, an_office, hand_in

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"}


def operate(folder: Folder, operation: str, *about: Any) -> None:
    """Carry out one operation."""
    office = an_office(folder)
    if operation == "submit":
        hand_in(folder, *about)
    elif operation == "withdraw":
        operations.withdraw(office, *about, by="li", reason=REASON, report=silent)
    else:
        operations.go_back(office, *about, by="li", reason=REASON, report=silent)


def operate_until(root: Path, step: int, operation: str, *about: Any) -> None:
    """Carry out one operation and die at a step; one that comes through leaves `acknowledged`."""
    a_file({})
    die_at(root, step)
    operate(Folder(root), operation, *about)
    (root / "acknowledged").touch()


def die_at(root: Path, step: int) -> None:
    """End this process at once when it comes to a step."""
    seen = 0

    def listen(event: str, about: tuple[Any, ...]) -> None:
        nonlocal seen
        if is_step(event, about, str(root)):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    sys.addaudithook(listen)


def is_step(event: str, about: tuple[Any, ...], root: str) -> bool:
    """Whether an event changes something in the folder; removing a tree names no whole paths."""
    place = str(about[0]) if about else ""
    if event == "open":
        flags = about[2] if isinstance(about[2], int) else 0
        return place.startswith(root) and bool(flags & (os.O_WRONLY | os.O_RDWR))
    return event in CHANGES and (place.startswith(root) or not Path(place).is_absolute())
