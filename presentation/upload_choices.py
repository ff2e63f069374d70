"""What an analyst can say a column is: roles, and figures of an indicator, an area or a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.catalogue import Kind
from presentation.upload_columns import meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.corrections import Correction
    from etl.layout import Column
    from etl.preview import Sheet
    from presentation.scene import Scene

ROLES = (
    "label", "area_name", "ref_area", "time_period", "obs_value", "unit", "scope", "note",
    "citation", "obs_status",
)  # fmt: skip
ASIDE = "ignored"
YEARS_BACK = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a column can be: its role, which one, and how it is called."""

    role: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A remembered correction in words."""

    header: str
    text: str


def choices(scene: Scene) -> tuple[Choice, ...]:
    """Return everything a column can be, the likeliest first."""
    return tuple(_choices(scene))


def _choices(scene: Scene) -> Iterator[Choice]:
    t = scene.t
    yield Choice(ASIDE, "", t("upload.columns.aside"))
    for role in ROLES:
        yield Choice(role, "", t(f"upload.meaning.{role}"))
    for city in scene.cities:
        text = t("upload.columns.figures", what=scene.name(city))
        yield Choice("area", city.code, text)
    last = scene.reader.years_looked_at[-1] + 1
    for year in range(last, last - YEARS_BACK, -1):
        yield Choice("year", str(year), t("upload.meaning.year", year=year))
    for entry in scene.reader.catalogue.entries.values():
        if entry.kind is not Kind.DERIVED:
            label = entry.source_label or entry.indicator_id
            text = t("upload.columns.figures", what=scene.name(entry))
            yield Choice("indicator", label, text)


def columns_to_say(scene: Scene, sheet: Sheet) -> list[tuple[str, str]]:
    """Return each header with how it is understood, those that nobody knows first."""
    headers = sheet.header.cells if sheet.header else ()
    found = [m for m in meanings(scene, sheet.columns, headers) if m.header.strip()]
    return [(m.header, m.text) for m in sorted(found, key=lambda m: m.used)]


def unknown_columns(sheet: Sheet) -> list[Column]:
    """Return the columns that nobody knows."""
    return [column for column in sheet.columns if column.role == "unknown"]


def explained(scene: Scene, known: tuple[Correction, ...]) -> tuple[Explained, ...]:
    """Return corrections in words."""
    words = {(c.role, c.key): c.text for c in choices(scene)}
    return tuple(Explained(c.header, words.get((c.role, c.key), c.key or c.role)) for c in known)
