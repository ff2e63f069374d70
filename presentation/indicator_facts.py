"""What stands behind an indicator: all its targets, breaks, vintages, definition, sources."""

from dataclasses import dataclass

from markupsafe import Markup

from indicators.areas import Area
from indicators.assessment import Light
from indicators.breaks import EVERY_AREA
from indicators.catalogue import Indicator
from indicators.formulas import parse, written
from indicators.language import Language
from indicators.observations import Vintage
from indicators.sources import Source
from indicators.targets import Target, TargetForm
from presentation.figures import figure, unit
from presentation.foreign import spoken
from presentation.indicator_table import source_name
from presentation.scene import Scene
from presentation.wording import Wording


@dataclass(frozen=True, slots=True)
class TargetFact:
    """One target with each city's light against it; the last of a light says whether it counts.

    Of a target `in_words` the quotation says all.
    """

    by: str
    demand: str
    in_words: bool
    nature: str
    source: str
    quote: str
    note: str
    lights: tuple[tuple[Area, Light, str, bool], ...]


@dataclass(frozen=True, slots=True)
class BreakFact:
    """One break in words."""

    where: str
    year: int
    kind: str
    comparable: str
    explanation: str


@dataclass(frozen=True, slots=True)
class VintageFact:
    """All published values of one city and year; the first is used, unless a computed one is."""

    city: Area
    year: int
    values: tuple[tuple[str, str, str], ...]
    is_used: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything below the table."""

    targets: tuple[TargetFact, ...]
    breaks: tuple[BreakFact, ...]
    vintages: tuple[VintageFact, ...]
    formula: str
    unit: str
    sources: tuple[Source, ...]


def facts(scene: Scene, indicator: Indicator) -> Facts:
    """Collect what a reader needs to trust or question the figures."""
    return Facts(
        targets=_targets(scene, indicator),
        breaks=_breaks(scene, indicator),
        vintages=tuple(v for c in scene.cities for v in _vintages(scene, indicator, c)),
        formula=formula_text(scene, indicator),
        unit=unit(indicator.unit, scene.t),
        sources=scene.reader.sources_of(indicator.indicator_id),
    )


def formula_text(scene: Scene, indicator: Indicator) -> str:
    """Write a formula with the catalogue's names in the reader's language."""
    if not indicator.expression:
        return ""
    entries = scene.reader.catalogue.entries
    return written(
        parse(indicator.expression),
        lambda name: scene.name(entries[name]),
        lambda name: scene.t("formula.cluster", name=scene.name(entries[name])),
        {"*": "×", "/": "÷"},
    )


def _targets(scene: Scene, indicator: Indicator) -> tuple[TargetFact, ...]:
    """List every target once, with the lights of the cities it is held against."""
    found: dict[Target, list[tuple[Area, Light, str, bool]]] = {}
    sample: dict[Target, Wording] = {}
    for city in scene.cities:
        for a in scene.reader.lights.every(indicator.indicator_id, city.code, scene.year):
            words = scene.wording(a)
            if words.target is not None:
                light = (city, a.light, words.status_and_reason(), a.headline)
                found.setdefault(words.target, []).append(light)
                sample.setdefault(words.target, words)
    return tuple(
        TargetFact(
            by=sample[target].set_by(),
            demand=sample[target].demand(),
            in_words=target.form is TargetForm.IMPROVE,
            nature=scene.t(f"nature.{target.nature}"),
            source=target.source_title,
            quote=target.quote,
            note=target.note(scene.language),
            lights=tuple(lights),
        )
        for target, lights in found.items()
    )


def _breaks(scene: Scene, indicator: Indicator) -> tuple[BreakFact, ...]:
    cities = {c.code for c in scene.cities}
    own = [b for b in scene.reader.plan.breaks if b.indicator_id == indicator.indicator_id]
    return tuple(
        BreakFact(
            where=scene.t("break.everywhere")
            if b.ref_area == EVERY_AREA
            else scene.name(scene.reader.areas[b.ref_area]),
            year=b.first_year_after,
            kind=scene.t(f"break.{b.kind}"),
            comparable=scene.t(f"break.{b.comparable}"),
            explanation=b.explanation(scene.language),
        )
        for b in own
        if b.ref_area in cities | {EVERY_AREA}
    )


def _vintages(scene: Scene, indicator: Indicator, city: Area) -> list[VintageFact]:
    """Return the years for which more than one value was published."""
    by_year: dict[int, list[Vintage]] = {}
    for vintage in scene.reader.vintages(indicator.indicator_id, city.code):
        by_year.setdefault(vintage.time_period, []).append(vintage)
    return [
        VintageFact(
            city, year, tuple(_vintage(scene, indicator, v) for v in values), values[0].is_winner
        )
        for year, values in by_year.items()
        if len(values) > 1
    ]


def _vintage(scene: Scene, indicator: Indicator, found: Vintage) -> tuple[str, str, str]:
    text = figure(found.obs_value, max(indicator.decimals, 2))
    return text, source_name(scene, found.source_id), found.released_on.isoformat()


def source_lines(sources: tuple[Source, ...]) -> list[Markup]:
    """Name each dataset once, in Chinese, with its editions and the latest release date."""
    by_dataset: dict[str, list[Source]] = {}
    for source in sources:
        by_dataset.setdefault(source.dataset, []).append(source)
    lines = []
    for editions in by_dataset.values():
        last = max(editions, key=lambda s: s.released_on)
        years = sorted({s.edition for s in editions})
        span = years[0] if len(years) == 1 else f"{years[0]}—{years[-1]}"
        names = (spoken(name, Language.ZH) for name in (last.publisher, last.title))
        line = Markup("{}《{}》{}，{}")
        lines.append(line.format(*names, span, last.released_on.isoformat()))
    return lines
