"""Where the figures come from: each dataset with its editions, and what became of their rows."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from indicators.sources import Source
from presentation.scene import Scene
from presentation.texts import TextError
from storage.findings import Fault, faults
from storage.release import RowCounts

_SAID = ("title", "publisher", "licence", "note")


@dataclass(frozen=True, slots=True)
class Edition:
    """One file of a dataset; `own` is what its sidecar says and the others do not."""

    source_id: str
    edition: str
    released_on: date
    own: tuple[str, ...]
    counts: RowCounts


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset; `shared` is what all its sidecars say: title, publisher, licence, note.

    These are quotations; `name` is what the reader's language calls it.
    """

    name: str
    kind: str
    title: str
    shared: tuple[str, ...]
    editions: tuple[Edition, ...]
    total: RowCounts


@dataclass(frozen=True, slots=True)
class Provenance:
    """Everything on sources; `outside` are labels the catalogue does not know, by file."""

    datasets: tuple[Dataset, ...]
    total: RowCounts
    set_aside: tuple[Fault, ...]
    outside: tuple[tuple[str, tuple[str, ...]], ...]


def provenance(scene: Scene) -> Provenance:
    """Collect the sources of a release."""
    by_dataset: dict[str, list[Source]] = {}
    for source in scene.reader.sources.values():
        by_dataset.setdefault(source.dataset, []).append(source)
    found = faults(scene.reader)
    outside: dict[str, list[str]] = {}
    for fault in found:
        if not fault.is_set_aside:
            outside.setdefault(fault.source_id, []).append(fault.cell)
    return Provenance(
        datasets=tuple(_dataset(scene, name, own) for name, own in by_dataset.items()),
        total=total(scene.reader.row_counts.values()),
        set_aside=tuple(f for f in found if f.is_set_aside),
        outside=tuple((source_id, tuple(labels)) for source_id, labels in outside.items()),
    )


def total(counts: Iterable[RowCounts]) -> RowCounts:
    """Add up what became of the rows of several files."""
    rows = tuple(counts)
    return RowCounts(*(sum(getattr(c, f.name) for c in rows) for f in fields(RowCounts)))


def _dataset(scene: Scene, name: str, own: list[Source]) -> Dataset:
    counts = scene.reader.row_counts
    common = {field for field in _SAID if len({getattr(s, field) for s in own}) == 1}
    title = own[0].title if "title" in common else ""
    called = _name(scene, name, title)
    return Dataset(
        name=called,
        kind=scene.t(f"catalogue.kind.{own[-1].kind}"),
        title="" if title == called else title,
        shared=_said(own[0], [f for f in _SAID[1:] if f in common]),
        editions=tuple(
            Edition(
                s.source_id,
                s.edition,
                s.released_on,
                _said(s, [f for f in _SAID if f not in common]),
                counts[s.source_id],
            )
            for s in own
        ),
        total=total(counts[s.source_id] for s in own),
    )


def _said(source: Source, fields_wanted: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for field in fields_wanted if (text := getattr(source, field)))


def _name(scene: Scene, name: str, title: str) -> str:
    """Name a dataset in the reader's language; one nobody has named yet goes by its title."""
    try:
        return scene.t(f"catalogue.dataset.{name}")
    except TextError:
        return title or name
