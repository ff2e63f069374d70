"""An installation to do harm to, and what must hold of it afterwards."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from etl import operations
from etl.care.repair import repair
from etl.care.verify import verify
from storage.warehouse import Warehouse
from tests.conftest import ROOT
from tests.crafted import Folder, Line, a_built_folder, figures, silent
from tests.handed_in import REASON, a_file, an_office, counting, hand_in, in_release

BEFORE = {2015: 1.0, 2016: 2.0, 2018: 8.0}
NEW_YEAR, NEW = 2019, 9.0


@dataclass(frozen=True)
class Place:
    """A folder with a withdrawn submission, one that counts, and a file not yet handed in."""

    root: Path

    @property
    def folder(self) -> Folder:
        """Data and releases."""
        return Folder(self.root)

    @property
    def new_file(self) -> Path:
        """What an analyst is about to publish."""
        return self.root / "new.csv"

    def copy(self, root: Path) -> "Place":
        """The same elsewhere."""
        return Place(Path(shutil.copytree(self.root, root)))

    def command(self, *arguments: object) -> list[str]:
        """A command of `python -m etl` on this place."""
        places = ("--data", self.root, "--warehouse", self.folder.warehouse)
        return [sys.executable, "-B", "-m", "etl", *map(str, (*arguments, *places))]

    def publishing(self) -> list[str]:
        """The command that publishes the new file."""
        return self.command("submit", self.new_file, "--by", "li", "--reason", REASON)

    def damage(self) -> list[str]:
        """What `verify` says."""
        return [str(found) for found in verify(an_office(self.folder))]

    def repaired(self) -> list[str]:
        """Repair; returns what is left."""
        return [str(found) for found in repair(an_office(self.folder), silent).left]

    def is_whole(self) -> None:
        """Fail unless everything fits together and the next publication works."""
        self.folder.build()
        assert self.damage() == []
        assert counting(self.folder) == in_release(self.folder)
        hand_in(self.folder, {2020: 20})
        assert figures(self.folder)[2020] == 20


def a_place(root: Path) -> Place:
    """Build one."""
    folder = a_built_folder(root)
    first = hand_in(folder, {2017: 7}).submission.submission_id
    hand_in(folder, {2018: 8})
    office = an_office(folder)
    operations.withdraw(office, first, by="li", reason=REASON, report=silent)
    place = Place(root)
    place.new_file.write_bytes(a_file({NEW_YEAR: NEW}))
    return place


def prepared(place: Place, operation: str) -> dict[int, float]:
    """Make an operation possible; returns the figures there will be when it has happened."""
    if operation == "build":
        place.folder.source("three", Line(NEW, NEW_YEAR))
    return {2015: 1.0, 2016: 2.0} if operation == "withdraw" else BEFORE | {NEW_YEAR: NEW}


def run(command: list[str], **how: object) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end; a traceback is never an answer."""
    environ = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # type: ignore[call-overload]
        command, cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", check=False, **how
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def releases(place: Place) -> list[str]:
    """The releases that there are."""
    return Warehouse(place.folder.warehouse).releases()
