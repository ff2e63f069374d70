"""The figures behind a picture: what its check number is made from, and what a check compares."""

from dataclasses import dataclass

from indicators.catalogue import Indicator
from presentation.briefing.number import PictureKey, digest, written
from presentation.briefing.request import Focus


@dataclass(frozen=True, slots=True)
class Figure:
    """One value as the release exports it."""

    ref_area: str
    time_period: int
    obs_value: float
    obs_status: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One city's light and the level it is held against."""

    ref_area: str
    status: str
    reason: str
    value_year: int | None
    required_value: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything a picture states about one indicator."""

    release_id: str
    indicator_id: str
    figures: tuple[Figure, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def digest(self) -> int:
        """The digest that a check number carries."""
        return digest(self.release_id, (self.indicator_id, *self.figures, *self.verdicts))


def evidence(scene: Focus, indicator: Indicator) -> Evidence:
    """Collect the figures of the chosen cities up to the year looked at, and their lights."""
    series = scene.reader.series(indicator.indicator_id)
    figures = tuple(
        Figure(c.code, year, o.obs_value, o.obs_status.value, o.source_id)
        for c in scene.cities
        for year, o in sorted(series.get(c.code, {}).items())
        if year <= scene.year
    )
    found = [scene.assessment(indicator.indicator_id, c.code) for c in scene.cities]
    verdicts = tuple(
        Verdict(a.ref_area, a.status.value, str(a.reason or ""), a.value_year, a.required_value)
        for a in found
    )
    return Evidence(scene.reader.release_id, indicator.indicator_id, figures, verdicts)


def check_number(scene: Focus, indicator: Indicator) -> str:
    """Return the check number of the picture of an indicator."""
    return written(key_of(scene, indicator), evidence(scene, indicator).digest)


def key_of(scene: Focus, indicator: Indicator) -> PictureKey:
    """Return what a picture shows, by position in its release."""
    cities = scene.reader.plan_cities
    chosen = sum(1 << n for n, c in enumerate(cities) if c.code in scene.chosen)
    return PictureKey(
        release=int(scene.reader.info.short_id.removeprefix("r")),
        indicator=list(scene.reader.catalogue.indicators).index(indicator.indicator_id),
        cities=chosen,
        year=scene.year,
        in_plan_words=scene.counting == "plan",
    )
