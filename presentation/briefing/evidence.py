"""The figures behind a picture: what its check number is made from, and what a check compares."""

from dataclasses import dataclass

from indicators.catalogue import Indicator
from presentation.briefing.number import WHOLE_PLACE, PictureKey, digest, written
from presentation.briefing.request import WHOLE, Focus


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
    names: tuple[str, ...] = ()
    """The indicator of each verdict, on the sheet of all lights."""

    @property
    def digest(self) -> int:
        """The digest that a check number carries."""
        rows = (self.indicator_id, *self.names, *self.figures, *self.verdicts)
        return digest(self.release_id, rows)


def evidence(scene: Focus, indicator: Indicator) -> Evidence:
    """Collect the figures of the chosen cities up to the year looked at, and their lights."""
    series = scene.reader.series(indicator.indicator_id)
    figures = tuple(
        Figure(c.code, year, o.obs_value, o.obs_status.value, o.source_id)
        for c in scene.cities
        for year, o in sorted(series.get(c.code, {}).items())
        if year <= scene.year
    )
    verdicts = _verdicts(scene, indicator.indicator_id)
    return Evidence(scene.reader.release_id, indicator.indicator_id, figures, verdicts)


def whole_evidence(scene: Focus) -> Evidence:
    """Collect every light of the chosen cities: what the sheet of all lights states."""
    ids = tuple(scene.reader.catalogue.indicators)
    scene.reader.read_ahead(ids)
    verdicts = tuple(verdict for i in ids for verdict in _verdicts(scene, i))
    names = tuple(i for i in ids for _ in scene.cities)
    return Evidence(scene.reader.release_id, WHOLE, (), verdicts, names)


def _verdicts(scene: Focus, indicator_id: str) -> tuple[Verdict, ...]:
    found = [scene.assessment(indicator_id, c.code) for c in scene.cities]
    return tuple(
        Verdict(a.ref_area, a.status.value, str(a.reason or ""), a.value_year, a.required_value)
        for a in found
    )


def check_number(scene: Focus, indicator: Indicator) -> str:
    """Return the check number of the picture of an indicator."""
    return written(key_of(scene, indicator), evidence(scene, indicator).digest)


def whole_number(scene: Focus) -> str:
    """Return the check number of the sheet of all lights."""
    return written(key_of(scene, None), whole_evidence(scene).digest)


def key_of(scene: Focus, indicator: Indicator | None) -> PictureKey:
    """Return what a picture shows, by position in its release; none is the sheet of all lights."""
    cities = scene.reader.plan_cities
    every = list(scene.reader.catalogue.indicators)
    place = WHOLE_PLACE if indicator is None else every.index(indicator.indicator_id)
    chosen = sum(1 << n for n, c in enumerate(cities) if c.code in scene.chosen)
    return PictureKey(
        release=int(scene.reader.info.short_id.removeprefix("r")),
        indicator=place,
        cities=chosen,
        year=scene.year,
        in_plan_words=scene.counting == "plan",
    )
