"""The sentence the goals page opens with, by rule.

For all domains: which goal has come furthest and which the least. For one domain: how many of
its indicators each city reached. Then, for both, what all three cities did or did not reach.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from indicators.assessment import Assessment, Light, Status
from indicators.catalogue import Domain
from indicators.language import Language
from presentation.casing import within
from presentation.scene import Scene

NAMED = 3
"""Names listed in a sentence; the others are counted."""

Cases = Mapping[str, list[tuple[Assessment, ...]]]
"""Goal → for each of its indicators the cities' assessments."""


def finding(scene: Scene, domain: Domain | None, every: Cases) -> Markup:
    """Return the sentence for one domain, or for all."""
    first = _goals(scene, every) if domain is None else _cities(scene, domain, every)
    # Two lines in Chinese; in English each part takes more than one, so they run on.
    between = Markup("<br>") if scene.language is Language.ZH else Markup(" ")
    return first + between + _shared(scene, every)


def _goals(scene: Scene, every: Cases) -> Markup:
    shares = {}
    for goal, rows in every.items():
        lights = [a.light for cases in rows for a in cases]
        known = [light for light in lights if light is not Light.NONE]
        # A goal half of which cannot be judged is neither the best nor the worst.
        if len(known) * 2 > len(lights):
            shares[goal] = (known.count(Light.GOOD), len(known))
    if not shares:
        return scene.t.markup("goals.finding_nothing", year=scene.year)
    ordered = sorted(shares, key=lambda goal: shares[goal][0] / shares[goal][1])
    return scene.t.markup(
        "goals.finding_all",
        year=scene.year,
        best=_goal(scene, ordered[-1]),
        best_count=_count(shares[ordered[-1]][0]),
        best_of=shares[ordered[-1]][1],
        worst=_goal(scene, ordered[0]),
        worst_count=_count(shares[ordered[0]][0]),
        worst_of=shares[ordered[0]][1],
    )


def _cities(scene: Scene, domain: Domain, every: Cases) -> Markup:
    rows = [cases for found in every.values() for cases in found]
    good = Counter(a.ref_area for cases in rows for a in cases if a.light is Light.GOOD)
    counts = [
        scene.t.markup("goals.city_count", city=scene.name(c), count=_count(good[c.code]))
        for c in scene.cities
    ]
    return scene.t.markup(
        "goals.finding_domain",
        year=scene.year,
        domain=scene.t(f"goals.domain_{domain}"),
        indicators=len(rows),
        counts=Markup(scene.t("list.comma")).join(counts),
    )


def _shared(scene: Scene, every: Cases) -> Markup:
    rows = [cases for found in every.values() for cases in found]
    good = [cases for cases in rows if all(a.light is Light.GOOD for a in cases)]
    bad = [cases for cases in rows if all(a.light is Light.BAD for a in cases)]
    missed = any(a.status is Status.MISSED for cases in bad for a in cases)
    t, named = scene.t, names(scene, (cases[0].indicator_id for cases in bad))
    if not bad:
        worst = t.markup("goals.shared_no_bad")
    else:
        key = "goals.shared_missed" if missed else "goals.shared_behind"
        worst = t.markup(key, names=named)
    if not good:
        return t.markup("goals.shared", good=t.markup("goals.shared_no_good"), bad=worst)
    reached = t.markup("goals.shared_good", count=_count(len(good)))
    return t.markup("goals.shared", good=reached, bad=worst)


def names(scene: Scene, indicator_ids: Iterable[str]) -> str:
    """List indicators in a sentence; beyond `NAMED` it says how many there are."""
    indicators = scene.reader.catalogue.indicators
    found = [scene.within(indicators[i]) for i in indicator_ids]
    if len(found) > NAMED:
        listed = scene.t("list.comma").join(found[:NAMED])
        return scene.t("goals.and_more", names=listed, count=len(found))
    last = scene.t("list.and").join(found[-2:])
    return scene.t("list.comma").join([*found[:-2], last])


def _goal(scene: Scene, goal_id: str) -> str:
    return within(scene.reader.catalogue.goals[goal_id].short(scene.language), scene.language)


def _count(number: int) -> Markup:
    return Markup(f"<b>{number}</b>")
