"""The files at hand as a row of links, each with its verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.assessment import Light
from presentation.upload import verdict

if TYPE_CHECKING:
    from etl.check_report import CheckReport
    from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class FileState:
    """One file at hand; without a report it is still to be checked."""

    number: int
    name: str
    report: CheckReport | None
    published: bool


@dataclass(frozen=True, slots=True)
class FileTab:
    """One link; `name` gives back the focus after it was followed."""

    name: str
    text: str
    href: str
    current: bool
    light: Light
    word: str


def desk_tabs(scene: Scene, files: Iterable[FileState], chosen: int) -> tuple[FileTab, ...]:
    """Return a tab for each file."""
    return tuple(_tab(scene, file, file.number == chosen) for file in files)


def _tab(scene: Scene, file: FileState, current: bool) -> FileTab:
    light, word = _verdict(file)
    return FileTab(
        f"file-{file.number}",
        file.name,
        scene.link("upload", file=str(file.number)),
        current,
        light,
        scene.t(f"upload.{word}"),
    )


def _verdict(file: FileState) -> tuple[Light, str]:
    if file.published:
        return Light.GOOD, "published"
    if file.report is None:
        return Light.NONE, "waiting"
    light = verdict(file.report)
    return light, f"verdict_{light}"
