"""How each kind of thing found is shown: its name, where it leads, what stands beside it."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from indicators.areas import Area
from indicators.assessment import Light
from presentation.indicator_index import lights_by_city
from presentation.ledger_selection import Selection, selected
from presentation.ledger_words import department, with_gloss
from presentation.scene import Scene
from presentation.search_index import Entry, Kind


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: its name, where it leads, and what stands beside it."""

    name: Markup
    href: str
    beside: str
    lights: tuple[tuple[Light, str], ...] = ()
    stage: str = ""


def result(scene: Scene, entry: Entry, city: Area | None) -> Result | None:
    """Show an entry; the ledger opens narrowed to the `city` that was named beside it.

    A state that no project of that city has is nothing to be shown.
    """
    match entry.kind:
        case Kind.INDICATOR:
            return _indicator(scene, entry)
        case Kind.CITY:
            own = scene.reader.areas[entry.key]
            return Result(escape(scene.name(own)), scene.link("city", city=entry.key), "")
        case Kind.DEPARTMENT:
            return _department(scene, entry, city)
        case Kind.STAGE:
            return _stage(scene, entry, city)
    href = scene.link("ledger", clause=entry.key)
    name = with_gloss(scene, entry.zh, entry.en)
    if entry.project is None:
        return Result(name, href, entry.key)
    stage = entry.project.stage
    at = f"#project-{entry.project.project_id}" if entry.project.project_id else ""
    status = scene.t(f"ledger.stage.{stage}")
    return Result(name, f"{href}{at}", status, stage=stage)


def _indicator(scene: Scene, entry: Entry) -> Result:
    indicator = scene.reader.catalogue.indicators[entry.key]
    goal = scene.reader.catalogue.goals[indicator.goal_id or ""].short(scene.language)
    href = scene.link("indicator", indicator=entry.key)
    return Result(escape(scene.name(indicator)), href, goal, lights_by_city(scene, entry.key))


def _department(scene: Scene, entry: Entry, city: Area | None) -> Result:
    count = len(selected(scene.reader.plan, Selection(department=entry.key, city=city)))
    href = _ledger(scene, city, department=entry.key, stage=None)
    beside = _there(scene, scene.t("search.count.clause", count=count), city)
    return Result(department(scene, entry.key), href, beside)


def _stage(scene: Scene, entry: Entry, city: Area | None) -> Result | None:
    found = selected(scene.reader.plan, Selection(stage=entry.key, city=city))
    count = sum(len(of_clause.projects) for of_clause in found)
    if city and not count:
        return None
    name = escape(scene.t(f"ledger.stage.{entry.key}"))
    href = _ledger(scene, city, department=None, stage=entry.key)
    beside = _there(scene, scene.t("search.count.project", count=count), city)
    return Result(name, href, beside, stage=entry.key)


def _ledger(scene: Scene, city: Area | None, **wanted: str | None) -> str:
    """Return the address of the ledger narrowed to this, and to nothing else chosen before."""
    return scene.link("ledger", city=city.code if city else None, domain=None, **wanted)


def _there(scene: Scene, counted: str, city: Area | None) -> str:
    if city is None:
        return counted
    return scene.t("search.there", city=scene.name(city), counted=counted)
