"""What the catalogue page shows: definitions, method, sources; and how foreign words are marked."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from indicators.language import Language
from presentation.definitions import Measure, Part, definitions, measures
from presentation.figures import figure
from presentation.method import Method, method
from presentation.provenance import Provenance, provenance
from presentation.scene import Scene

SECTIONS = ("definitions", "method", "sources", "downloads")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_WORDS = re.compile(r"([\u4e00-\u9fff]+)")
_LATIN = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything on the page but the downloads, ready for its templates."""

    title: Markup
    subtitle: str
    parts: tuple[Part, ...]
    measures: tuple[Measure, ...]
    method: Method
    provenance: Provenance


def catalogue(scene: Scene, wanted: str = "") -> Catalogue:
    """Put the page together; `wanted` filters the definitions."""
    found = provenance(scene)
    return Catalogue(
        title=_title(scene, found),
        subtitle=scene.t(
            "catalogue.subtitle",
            release=scene.reader.release_id,
            built=f"{scene.reader.info.built_at:%Y-%m-%d %H:%M}",
        ),
        parts=definitions(scene, wanted),
        measures=measures(scene, wanted),
        method=method(scene),
        provenance=found,
    )


def quoted(text: str, language: str) -> Markup:
    """Mark a source's own words where they are not in the page's language.

    >>> quoted("统计局", "en")
    Markup('<q lang="zh">统计局</q>')
    >>> quoted("统计局", "zh"), quoted("v8.0", "zh")
    (Markup('统计局'), Markup('v8.0'))
    """
    if language != Language.ZH and _CHINESE.search(text):
        return Markup('<q lang="zh">{}</q>').format(text)
    if language == Language.ZH and _LATIN.search(text) and not _CHINESE.search(text):
        return Markup('<q lang="en">{}</q>').format(text)
    return escape(text)


def marked(text: str, language: str) -> Markup:
    """Mark the Chinese words inside a sentence of another language.

    >>> marked("label 出口额 <2017>", "en")
    Markup('label <span lang="zh">出口额</span> &lt;2017&gt;')
    """
    if language == Language.ZH:
        return escape(text)
    parts = _CHINESE_WORDS.split(text)
    chinese = Markup('<span lang="zh">{}</span>').format
    return Markup("").join(chinese(p) if n % 2 else escape(p) for n, p in enumerate(parts))


def _title(scene: Scene, found: Provenance) -> Markup:
    catalogue = scene.reader.catalogue
    counts = found.total
    return scene.t.markup(
        "catalogue.finding",
        indicators=len(catalogue.indicators),
        goals=len(catalogue.goals),
        files=len(scene.reader.sources),
        read=figure(counts.rows_read, 0),
        used=Markup("<b>{}</b>").format(figure(counts.rows_observed, 0)),
        outside=figure(counts.rows_outside, 0),
        aside=figure(counts.rows_set_aside, 0),
    )
