"""What other rules would say of the same figures, beside the light, and why they differ."""

from dataclasses import dataclass

from indicators.areas import Area
from indicators.assessment import Assessment, Light
from indicators.catalogue import Indicator
from indicators.opinions import opinions
from indicators.targets import TargetForm
from presentation.figures import figure, value, with_unit
from presentation.readings import how_far
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One city: the light with its lead, and each other rule's word; empty where it has none."""

    city: Area
    light: Light
    status: str
    schedule: str
    eurostat: str
    united_nations: str
    direction: str
    why: str


def opinion_rows(scene: Scene, indicator: Indicator) -> tuple[OpinionRow, ...]:
    """Return a row a city; none at all where no city is on the way to a number."""
    found = [scene.assessment(indicator.indicator_id, c.code) for c in scene.cities]
    if not any(a.completion is not None for a in found):
        return ()
    return tuple(_row(scene, indicator, a) for a in found)


def _row(scene: Scene, indicator: Indicator, a: Assessment) -> OpinionRow:
    t, target = scene.t, scene.reader.target_of(a)
    words = scene.wording(a)
    said = opinions(a, target) if target else None
    base = (scene.reader.areas[a.ref_area], a.light, words.status())
    if said is None:
        why = t("opinion.none" if a.is_assessable else "opinion.no_light")
        return OpinionRow(*base, how_far(words) if a.is_assessable else "", "", "", "", why)
    ratio = with_unit(figure(said.ratio * 100, 0), "%", t)
    share = with_unit(figure(said.share * 100, 0), "%", t)
    return OpinionRow(
        *base,
        schedule=words.lead(),
        eurostat=t(f"opinion.eurostat_{said.eurostat}", ratio=ratio),
        united_nations=t(
            f"opinion.un_{said.united_nations}",
            projected=_projected(scene, indicator, a, said.projected),
            share=share,
            year=target.target_year if target else "",
        ),
        direction=t("opinion.better" if said.is_better else "opinion.not_better"),
        why=t(f"opinion.why_{said.difference}"),
    )


def _projected(scene: Scene, indicator: Indicator, a: Assessment, projected: float) -> str:
    """Write the projected value; of an average growth it is the index."""
    if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
        return scene.t("opinion.index", value=figure(projected, 1))
    return value(projected, indicator, scene.t)
