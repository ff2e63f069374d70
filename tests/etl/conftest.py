"""The command line inside this process: as a user calls it, without starting Python again."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import settings
from etl.__main__ import main
from tests.conftest import Shipped, csv_rows
from tests.crafted import SHIPPED


@dataclass(frozen=True)
class Said:
    """What a command did: its exit code, and what it wrote to both outputs."""

    code: int
    out: bytes
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        """Standard output as CSV."""
        return csv_rows(self.out)


Command = Callable[..., Said]


@pytest.fixture(scope="session")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings for the shipped data as they came: what an office has added is not for tests."""
    folder = tmp_path_factory.mktemp("unused")
    (folder / "data").mkdir()
    for part in SHIPPED.iterdir():
        if part.name not in ("uploads", "warehouse"):
            (folder / "data" / part.name).symlink_to(part)
    config = folder / "config.toml"
    config.write_text("data_dir = 'data'\n", encoding="utf-8")
    return config


@pytest.fixture
def etl(
    shipped: Shipped,
    unused: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Command:
    """Call a command of `python -m etl`; on the shipped data's warehouse unless told otherwise."""
    monkeypatch.setenv(settings.VARIABLE, str(unused))

    def call(*arguments: object, warehouse: object = None) -> Said:
        store = ["--warehouse", str(warehouse or shipped.warehouse)]
        monkeypatch.setattr(sys, "argv", ["etl", *map(str, arguments), *store])
        capfdbinary.readouterr()
        code = main()
        out, err = capfdbinary.readouterr()
        return Said(code, out, err.decode())

    return call
