"""One release seen in one language, year and way of counting: what all pages start from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

from indicators.areas import Area
from indicators.assessment import Assessment, Light
from indicators.catalogue import Indicator
from indicators.language import Language
from presentation.casing import within
from presentation.texts import Texts
from presentation.wording import Wording
from storage.reading import ReleaseReader

Link = Callable[..., str]
"""`link(page, **changes)` gives the address of a page with this view."""


@dataclass(frozen=True)
class Scene:
    """A release with the view through which it is looked at."""

    reader: ReleaseReader
    t: Texts
    year: int
    counting: Literal["headline", "plan"]
    link: Link = field(compare=False)

    @property
    def language(self) -> str:
        """Language of names and texts."""
        return self.t.language

    @property
    def cities(self) -> tuple[Area, ...]:
        """The three cities, in order of display."""
        return self.reader.plan_cities

    def name(self, area: Area | Indicator) -> str:
        """Return a name in the view's language."""
        return area.name(self.language)

    def within(self, indicator: Indicator) -> str:
        """Return an indicator's name as it stands within a sentence."""
        return within(self.name(indicator), self.language)

    def listed(self, names: Sequence[str]) -> str:
        """Write names in a row, the last one joined as the language does."""
        last = self.t("list.last").join(names[-2:])
        return self.t("list.comma").join([*names[:-2], last])

    def quoted(self, text: str) -> Markup:
        """Mark Chinese words of a source as such where the page is in another language."""
        if self.language == Language.ZH:
            return escape(text)
        return Markup('<span lang="zh">{}</span>').format(text)

    def assessment(self, indicator_id: str, city: str, year: int | None = None) -> Assessment:
        """Return what gives the light, by the view's way of counting."""
        lights, as_of = self.reader.lights, self.year if year is None else year
        if self.counting == "plan":
            return lights.in_plan_words(indicator_id, city, as_of)
        return lights.headline(indicator_id, city, as_of)

    def wording(self, assessment: Assessment) -> Wording:
        """Return the words about an assessment."""
        indicator = self.reader.catalogue.indicators[assessment.indicator_id]
        return Wording(assessment, indicator, self.reader.target_of(assessment), self.t)

    def values(self, indicator_id: str, city: str) -> dict[int, float]:
        """Return a city's values up to the year looked at."""
        series = self.reader.series(indicator_id).get(city, {})
        return {y: o.obs_value for y, o in series.items() if y <= self.year}

    def lights_of(self, city: str, year: int | None = None) -> dict[str, Light]:
        """Return a city's lights by indicator."""
        return {i: self.assessment(i, city, year).light for i in self.reader.catalogue.indicators}
