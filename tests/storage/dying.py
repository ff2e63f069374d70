"""A build in a process of its own that dies as by a power cut: no handler, no clean-up."""

import os
import signal
from pathlib import Path
from typing import Any

from etl.pipeline import build
from storage.warehouse import Warehouse


def die() -> None:
    """End this process at once."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


class DyingWarehouse(Warehouse):
    """A warehouse whose publisher dies at one of the last steps."""

    point = ""

    def publish(self, *given: Any, **named: Any) -> None:
        if self.point == "before it is in place":
            die()
        super().publish(*given, **named)

    def point_to(self, release_id: str) -> None:
        if self.point == "before it is pointed to":
            die()
        super().point_to(release_id)
        if self.point == "once it is pointed to":
            die()


def build_until(folder: Path, point: str) -> None:
    """Build, and die at a point: a stage that the build reports, or a step of publishing."""

    def report(stage: str, done: int, _total: int) -> None:
        if point == f"{stage} {done}":
            die()

    warehouse = DyingWarehouse(folder / "warehouse")
    warehouse.point = point
    build(folder, warehouse, 2016, report)
