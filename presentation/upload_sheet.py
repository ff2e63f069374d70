"""The table of a file as it was read: what each column means, and faulty cells marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presentation.upload_columns import Meaning, meanings, said
from presentation.upload_findings import LIGHTS, message

if TYPE_CHECKING:
    from etl.findings import Finding
    from etl.preview import Sheet, SheetRow
    from presentation.scene import Scene

NARROW = 8
"""So many columns have room beside what the file would change."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it stands in the file; `faults` are the numbers of its findings."""

    text: str
    severity: str = ""
    faults: tuple[int, ...] = ()
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `head` carries findings about the row as a whole. After a gap rows are left out."""

    number: int
    head: Cell
    cells: tuple[Cell, ...]
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What is shown of a file's table; `said` is what its titles say in place of columns."""

    titles: tuple[Line, ...]
    header: Line | None
    meanings: tuple[Meaning, ...]
    lines: tuple[Line, ...]
    said: str
    shown: int
    rows_in_all: int
    is_read: bool

    @property
    def is_wide(self) -> bool:
        """Whether it needs the width of the page."""
        return len(self.lines[0].cells if self.lines else ()) > NARROW


def table(scene: Scene, sheet: Sheet, findings: Mapping[int, Finding]) -> Table:
    """Mark the cells of a sheet with the numbers of the findings about them."""
    headers = sheet.header.cells if sheet.header else ()
    width = max((len(r.cells) for r in sheet.rows), default=0)
    drawing = _Drawing(scene, headers, max(width, len(headers)), findings)
    rows = tuple(drawing.lines(sheet.rows))
    return Table(
        titles=tuple(drawing.lines(sheet.above)),
        header=next(drawing.lines([sheet.header])) if sheet.header else None,
        meanings=meanings(scene, sheet.columns, headers),
        lines=rows,
        said=said(scene, sheet.defaults),
        shown=len(rows),
        rows_in_all=sheet.rows_in_all,
        is_read=sheet.is_read,
    )


class _Drawing:
    """Rows as lines; a cell is known by its row and the header above it."""

    def __init__(
        self, scene: Scene, headers: tuple[str, ...], width: int, findings: Mapping[int, Finding]
    ) -> None:
        self._t, self._width, self._findings = scene.t, width, findings
        self._headers = {header: at for at, header in reversed(list(enumerate(headers)))}
        self._marks: dict[tuple[int, int | None], list[int]] = {}
        for number, f in findings.items():
            at = self._headers.get(f.column) if f.column else None
            self._marks.setdefault((f.row, at), []).append(number)

    def lines(self, rows: Iterable[SheetRow]) -> Iterator[Line]:
        """Yield a line for each row; rows before the first one count as no gap."""
        before = 0
        for row in rows:
            texts = (*row.cells, *("",) * (self._width - len(row.cells)))
            cells = tuple(self._cell(row.number, at, text) for at, text in enumerate(texts))
            head = self._cell(row.number, None, str(row.number))
            yield Line(row.number, head, cells, bool(before) and row.number > before + 1)
            before = row.number

    def _cell(self, row: int, at: int | None, text: str) -> Cell:
        numbers = self._marks.get((row, at))
        if not numbers:
            return Cell(text)
        found = [self._findings[n] for n in numbers]
        worst = min((f.severity.value for f in found), key=list(LIGHTS).index)
        reasons = (
            self._t("upload.cell_reason", kind=self._t(f"upload.severity.{f.severity}"),
                    message=message(f, self._t))
            for f in found
        )  # fmt: skip
        return Cell(text, worst, tuple(numbers), " ".join(reasons))
