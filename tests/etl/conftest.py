"""The command line inside this process: as a user calls it, without starting Python again."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from etl.__main__ import main
from tests.conftest import Shipped, csv_rows


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


@pytest.fixture
def etl(
    shipped: Shipped, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Command:
    """Call a command of `python -m etl`; on the shipped data's warehouse unless told otherwise."""

    def call(*arguments: object, warehouse: object = None) -> Said:
        store = ["--warehouse", str(warehouse or shipped.warehouse)]
        monkeypatch.setattr(sys, "argv", ["etl", *map(str, arguments), *store])
        capfdbinary.readouterr()
        code = main()
        out, err = capfdbinary.readouterr()
        return Said(code, out, err.decode())

    return call
