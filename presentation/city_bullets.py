"""One line for each of a city's indicators: a picture of its way, its figure, how far it is."""

from dataclasses import dataclass

from indicators.assessment import Assessment, Light
from indicators.catalogue import Domain, Polarity
from indicators.targets import TargetForm, direction_of
from presentation.city_pictures import Picture, picture
from presentation.city_standing import standing
from presentation.figures import figure
from presentation.readings import in_full, observed
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class Bullet:
    """One indicator with a light; without a `picture` the `note` says why there is none."""

    light: Light
    status: str
    name: str
    href: str
    picture: Picture | None
    note: str
    figure: str
    firmness: str
    year: str
    detail: str
    stands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One domain: indicators with a number first, then those with a direction."""

    domain: Domain
    name: str
    bullets: tuple[Bullet, ...]


def sections(scene: Scene, every: list[Assessment]) -> tuple[Section, ...]:
    """Group what could be assessed by domain, in the order of the catalogue."""
    indicators = scene.reader.catalogue.indicators
    found = []
    for domain in Domain:
        own = [a for a in every if a.is_assessable and indicators[a.indicator_id].domain is domain]
        own.sort(key=lambda a: a.form is TargetForm.IMPROVE)
        bullets = tuple(_bullet(scene, a) for a in own)
        found.append(Section(domain, scene.t(f"goals.domain_{domain}"), bullets))
    return tuple(found)


def in_two_columns(found: tuple[Section, ...]) -> tuple[tuple[Section, ...], ...]:
    """Split the sections, order kept, where the two columns come out most alike in length."""

    def unevenness(at: int) -> int:
        left, right = (sum(len(s.bullets) for s in part) for part in (found[:at], found[at:]))
        return abs(left - right)

    at = min(range(1, len(found)), key=unevenness)
    return found[:at], found[at:]


def _bullet(scene: Scene, a: Assessment) -> Bullet:
    words = scene.wording(a)
    now = observed(scene, a)
    drawn = picture(scene, a)
    # An average over years has no place among the single years of others.
    placed = now is not None and not now.is_rate
    stands = standing(scene, words.indicator, a.ref_area, now.year) if now and placed else ()
    return Bullet(
        light=a.light,
        status=words.status(),
        name=scene.name(words.indicator),
        href=scene.link("indicator", indicator=a.indicator_id),
        picture=drawn,
        note="" if drawn else _note(scene, a),
        figure=in_full(scene, a, now) if now else "",
        firmness=now.firmness if now else "",
        year=scene.t("goals.year", year=now.year) if now and now.year != scene.year else "",
        detail=words.distance() if a.form is TargetForm.IMPROVE else _against(scene, a),
        stands=stands,
    )


def _note(scene: Scene, a: Assessment) -> str:
    """Say why no way can be drawn."""
    if a.form is TargetForm.IMPROVE:
        return scene.wording(a).reason()
    if a.form is TargetForm.YEAR_AT_LEAST:
        return scene.t("city.single_year")
    return scene.t("city.kept" if _met_before(a) else "city.no_path")


def _met_before(a: Assessment) -> bool:
    if a.form is None or a.baseline_value is None or a.required_value is None:
        return False
    if direction_of(a.form) is Polarity.LOWER:
        return a.baseline_value <= a.required_value
    return a.baseline_value >= a.required_value


def _against(scene: Scene, a: Assessment) -> str:
    """Say what is demanded and by whom, how much is done, and how far ahead or behind."""
    words, t = scene.wording(a), scene.t
    parts = [t("city.demanded", by=words.set_by(), demand=words.demand())]
    if a.completion is None:
        parts.append(words.distance())
    else:
        parts.append(t("city.done", share=f"{figure(a.completion * 100, 1)}%"))
        if a.schedule != 1:
            parts.append(words.lead())
    return t("list.semicolon").join(parts)
