"""The sentence that says a city's place among the cities of the cluster."""

from indicators.areas import Area, Group
from indicators.catalogue import Indicator, Polarity
from indicators.standing import Place
from presentation.citations import Cited, Origin, Sentence, official
from presentation.scene import Scene
from presentation.sentences import called
from presentation.standings import places_in
from presentation.texts import Texts


def standing(scene: Scene, indicator: Indicator, city: Area) -> Sentence | None:
    """Return the sentence for the year of a city's own latest value; None where it has no place.

    Where neither direction is better a place would say nothing.
    """
    year = max(scene.values(indicator.indicator_id, city.code), default=None)
    areas = scene.reader.plan.members(Group.CLUSTER)
    place = places_in(scene, indicator, areas, year).get(city.code)
    if year is None or place is None or indicator.polarity is Polarity.NONE:
        return None
    return place_sentence(place, year, scene.t, called(scene, city), scene.name(indicator))


def place_sentence(place: Place, year: int, t: Texts, city: str, indicator: str) -> Sentence:
    """Say which place a city has in a year; a shared one says so."""
    subject = t("sentence.subject", city=city, indicator=indicator)
    key = "sentence.rank_shared" if place.shared else "sentence.rank"
    text = t(key, subject=subject, place=place.rank, among=place.of, year=year)
    cited = [Cited(str(n), n, Origin.RANK, year) for n in (place.of, place.rank)]
    return Sentence(official(text, t), tuple(cited))
