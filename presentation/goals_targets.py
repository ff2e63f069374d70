"""What is held against an indicator's cities: one target for all, or one each."""

from dataclasses import dataclass

from indicators.assessment import Assessment
from indicators.targets import TargetForm
from presentation.scene import Scene
from presentation.wording import Wording


@dataclass(frozen=True, slots=True)
class Held:
    """A target, who set it, and the cities it speaks for where others have another one."""

    demand: str
    by: str
    cities: str = ""


def held(scene: Scene, cases: tuple[Assessment, ...], median: str) -> tuple[Held, ...]:
    """Return each different target once; `median` is the peers' where the cities share it."""
    found: dict[Held, list[str]] = {}
    for a in cases:
        one = one_held(scene.wording(a), median)
        found.setdefault(one, []).append(scene.name(scene.reader.areas[a.ref_area]))
    if len(found) == 1:
        return tuple(found)
    return tuple(Held(h.demand, h.by, scene.listed(names)) for h, names in found.items())


def one_held(words: Wording, median: str = "") -> Held:
    """Return what one target demands; the plan's words as the comparison they ask for."""
    t, target = words.t, words.target
    if target is None:
        return Held(t("target.none"), "")
    if target.form is not TargetForm.IMPROVE:
        return Held(words.demand(), words.set_by())
    asked = t("goals.median", median=median) if median else t("goals.direction")
    return Held(asked, words.set_by())
