"""What several folders of tests share: one release of the shipped data, built and read once."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from etl.exporting import Dataset
from storage.reading import ReleaseReader, open_current
from tests.crafted import Folder, a_built_folder, a_copy

ROOT = Path(__file__).resolve().parents[1]
Export = Callable[..., list[dict[str, str]]]


def command_line(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m etl` as a user does, in the project's folder."""
    command = [sys.executable, "-m", "etl", *map(str, arguments)]
    environ = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, check=False)


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """Read an exported CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@dataclass(frozen=True)
class Shipped:
    """The release of the shipped data, with what the commands that made it printed."""

    data: Path
    warehouse: Path
    built: subprocess.CompletedProcess[bytes]

    @property
    def release(self) -> Path:
        """The release's file."""
        return next(self.warehouse.glob("r*.duckdb"))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Build the shipped data once, through the command line."""
    warehouse = tmp_path_factory.mktemp("shipped") / "warehouse"
    built = command_line("build", "--warehouse", warehouse)
    assert built.returncode == 0, built.stderr.decode()
    return Shipped(ROOT / "data", warehouse, built)


@pytest.fixture(scope="session")
def exported(shipped: Shipped) -> dict[Dataset, bytes]:
    """Everything that can be exported, as the command line writes it to standard output."""

    def run(dataset: Dataset) -> bytes:
        done = command_line("export", dataset, "--warehouse", shipped.warehouse)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    with ThreadPoolExecutor() as pool:
        return dict(zip(Dataset, pool.map(run, Dataset), strict=True))


@pytest.fixture(scope="session")
def rows(exported: dict[Dataset, bytes]) -> dict[str, list[dict[str, str]]]:
    """The same as rows of text cells, by the dataset's name."""
    return {dataset.value: csv_rows(content) for dataset, content in exported.items()}


@pytest.fixture(scope="session")
def release(shipped: Shipped) -> Iterator[ReleaseReader]:
    """A reader of the shipped data's release."""
    reader = open_current(shipped.warehouse)
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A small data folder and its release, built once; only to be read and copied."""
    return a_built_folder(tmp_path_factory.mktemp("small"))


@pytest.fixture
def folder(built_once: Folder, tmp_path: Path) -> Folder:
    """The same for one test alone, which may change it."""
    return a_copy(built_once, tmp_path / "folder")


def the_row(rows: list[dict[str, str]], **wanted: Any) -> dict[str, str]:
    """The one row with these cells; fails when there is none or more than one."""
    (only,) = (r for r in rows if all(r[name] == str(cell) for name, cell in wanted.items()))
    return only
