"""One CSV file of data/plan as rows whose faults name file, line and column."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from etl.problems import PlanProblem
from indicators.language import Bilingual

T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One line of a plan file; a getter that cannot answer raises `ValueError`."""

    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Return the stripped cell, empty where the column is missing."""
        return (self.cells.get(column) or "").strip()

    def bilingual(self, stem: str) -> Bilingual:
        """Return the pair of columns `stem_zh` and `stem_en`."""
        return Bilingual(self.text(f"{stem}_zh"), self.text(f"{stem}_en"))

    def parsed(self, column: str, parse: Callable[[str], T]) -> T:
        """Return the cell as another type; the fault says what would have been possible."""
        cell = self.text(column)
        try:
            return parse(cell)
        except ValueError:
            members = getattr(parse, "__members__", {}).values()
            known = f"; possible: {', '.join(m.value for m in members)}" if members else ""
            raise ValueError(f"column {column}: {cell!r} is not valid{known}") from None

    def optional(self, column: str, parse: Callable[[str], T]) -> T | None:
        """Return None for an empty cell, else the cell as another type."""
        return self.parsed(column, parse) if self.text(column) else None

    def each(self, column: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        """Return the parts of a cell separated by semicolons, each as another type."""
        parts = (part.strip() for part in self.text(column).split(";"))
        return tuple(parse(part) for part in parts if part)


def read_rows(path: Path) -> list[Row]:
    """Read a plan file; raises `PlanProblem` when it cannot be read as UTF-8 CSV."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            return [Row(reader.line_num, cells) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PlanProblem([f"{path.name}: cannot be read ({error})"]) from None
