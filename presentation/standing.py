"""A city's place among the cities of the cluster, and the sentence that says it."""

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import Polarity
from presentation.citations import Cited, Origin, Sentence, official
from presentation.scene import Scene
from presentation.texts import Texts


@dataclass(frozen=True, slots=True)
class Rank:
    """A city's place among those with a value in that year; 1 is the best."""

    place: int
    among: int
    year: int


def ranked(values: Mapping[str, float], code: str, polarity: Polarity, year: int) -> Rank | None:
    """Return a city's place; those with equal values share the better one.

    None where the city has no value, is alone, or neither direction is better.

    >>> ranked({"a": 3, "b": 5, "c": 5}, "c", Polarity.HIGHER, 2020)
    Rank(place=1, among=3, year=2020)
    >>> ranked({"a": 3, "b": 5}, "b", Polarity.LOWER, 2020).place
    2
    """
    if code not in values or len(values) < 2 or polarity is Polarity.NONE:
        return None
    better = sum((v - values[code]) * polarity.sign > 0 for v in values.values())
    return Rank(better + 1, len(values), year)


def rank_sentence(found: Rank, t: Texts, city: str, name: str) -> Sentence:
    """Say which place a city has among the cluster's cities."""
    subject = t("sentence.subject", city=city, indicator=name)
    said = {"place": found.place, "among": found.among, "year": found.year}
    text = official(t("sentence.rank", subject=subject, **said), t)
    cited = [Cited(str(n), n, Origin.RANK, found.year) for n in (found.among, found.place)]
    return Sentence(text, tuple(cited))


def standing(scene: Scene, indicator_id: str, code: str) -> Rank | None:
    """Return a city's place in the year of its own latest value up to the year looked at."""
    series = scene.reader.series(indicator_id)
    year = max(scene.values(indicator_id, code), default=None)
    if year is None:
        return None
    found = {c.code: series.get(c.code, {}).get(year) for c in scene.reader.plan.cluster}
    values = {area: seen.obs_value for area, seen in found.items() if seen is not None}
    polarity = scene.reader.catalogue.indicators[indicator_id].polarity
    return ranked(values, code, polarity, year)
