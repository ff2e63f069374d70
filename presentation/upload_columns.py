"""How the columns of a file were understood, and what its titles say in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presentation.figures import unit
from presentation.texts import TextError

if TYPE_CHECKING:
    from etl.layout import Column
    from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class Meaning:
    """How one column was understood; `used` is False for one that is left aside."""

    header: str
    text: str
    used: bool
    corrected: bool = False


def meanings(
    scene: Scene, columns: Iterable[Column], headers: tuple[str, ...]
) -> tuple[Meaning, ...]:
    """Return the meaning of each header; blank headers have none."""
    known = {c.position: c for c in columns}
    return tuple(_meaning(scene, known.get(at), text) for at, text in enumerate(headers))


def _meaning(scene: Scene, column: Column | None, header: str) -> Meaning:
    t = scene.t
    if column is None:
        return Meaning(header, t("upload.meaning.unused") if header.strip() else "", used=False)
    if column.role == "unknown":
        return Meaning(header, t("upload.meaning.unknown"), used=False)
    text = _named(scene, column)
    if column.unit:
        text = t("upload.meaning.in_unit", what=text, unit=_unit(scene, column.unit))
    return Meaning(header, text, column.role != "ignored", column.corrected)


def _named(scene: Scene, column: Column) -> str:
    t = scene.t
    match column.role:
        case "year":
            return t("upload.meaning.year", year=column.key)
        case "area":
            area = scene.reader.areas.get(column.key)
            return t("upload.meaning.area", area=scene.name(area) if area else column.key)
        case "indicator":
            return _entry(scene, column.key)
        case "ignored":
            return t("upload.meaning.unused")
        case role:
            return t(f"upload.meaning.{role}")


def _entry(scene: Scene, label: str) -> str:
    """Return the catalogue's name for a label of the sources, if it has one."""
    entries = scene.reader.catalogue.entries.values()
    found = [e for e in entries if label in (e.source_label, e.indicator_id)]
    return scene.name(found[0]) if found else label


def _unit(scene: Scene, symbol: str) -> str:
    """Return a unit in the reader's language; offices write more units than the catalogue."""
    try:
        return unit(symbol, scene.t)
    except TextError:
        return symbol


def said(scene: Scene, defaults: Mapping[str, str]) -> str:
    """Return what the titles, or the file's name, say in place of columns."""
    parts = []
    for role, value in defaults.items():
        if role == "ref_area":
            area = scene.reader.areas.get(value)
            value = scene.name(area) if area else value
        elif role == "label":
            value = _entry(scene, value)
        elif role == "unit":
            value = _unit(scene, value)
        parts.append(
            scene.t("upload.said_part", role=scene.t(f"upload.default.{role}"), value=value)
        )
    return scene.t("list.comma").join(parts)
