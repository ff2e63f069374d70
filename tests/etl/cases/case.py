"""One case: a file, and everything that is to be said about it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.etl.cases.writing import Book, Made

ANYWHERE = "faulty cells"


@dataclass(frozen=True)
class Told:
    """A finding that a case must give: at its faulty cells, or in the rows and columns named."""

    code: str
    cause: str = ""
    at: str | tuple[tuple[int, str], ...] = ANYWHERE


@dataclass(frozen=True)
class Case:
    """A file by the function that makes it, the findings it must give, and no other."""

    make: Callable[[Book], Made]
    told: tuple[Told, ...] = ()
    shape: str | None = "long"
    encoding: str | None = "utf-8"
    exit_code: int = 0
    repairs: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.make.__name__

    def expected(self, made: Made) -> list[tuple[str, int, str, str]]:
        """Code, row, column and cause of each finding."""
        return sorted(
            (told.code, row, column, told.cause)
            for told in self.told
            for row, column in (made.faulty if told.at == ANYWHERE else told.at)
        )
