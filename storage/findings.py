"""Findings of a release for readers: rows with the same fault in the same file are one entry."""

from dataclasses import dataclass, replace

import sqlalchemy as sa

from indicators.language import Bilingual
from storage.reading import ReleaseReader
from storage.records import restored
from storage.tables import FINDING


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one file; `rows` are 1-based in it, `cell` is what stands there."""

    source_id: str
    code: str
    severity: str
    cause: str
    cell: str
    message: Bilingual
    rows: tuple[int, ...]

    @property
    def is_set_aside(self) -> bool:
        """Whether the rows were set aside; others are only told of."""
        return self.severity == "error"


def faults(reader: ReleaseReader) -> tuple[Fault, ...]:
    """Return all faults of a release, by file in the order of its rows."""
    query = sa.select(FINDING).order_by(FINDING.c.source_id, FINDING.c.row)
    found: dict[Fault, list[int]] = {}
    for row in reader.columns(query).to_pylist():
        found.setdefault(restored(Fault, row | {"rows": ""}), []).append(row["row"])
    return tuple(replace(fault, rows=tuple(rows)) for fault, rows in found.items())
