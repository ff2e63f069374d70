"""The answer to a check number in words, for the page and the command line."""

from dataclasses import dataclass

from indicators.assessment import Light
from presentation.briefing.checking import Change, Checked
from presentation.briefing.evidence import Evidence, Figure
from presentation.briefing.request import Focus
from presentation.figures import figure, unit
from presentation.indicator_table import source_name
from presentation.light_changes import mark
from presentation.scene import Scene
from presentation.trajectory import trajectories


@dataclass(frozen=True, slots=True)
class Line:
    """One figure behind the picture; `now` only where it is another one today."""

    code: str
    city: str
    year: int
    then: str
    now: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown: a verdict, which picture it was, its figures and what has changed."""

    is_found: bool
    is_same: bool
    verdict: str
    about: str
    lines: tuple[Line, ...]
    lights: tuple[tuple[str, str, tuple[Light, str], tuple[Light, str]], ...]


def answer(found: Checked, scene: Scene) -> Answer:
    """Put the answer into words."""
    t = scene.t
    verdict = t(f"briefing.check.{found.finding}", count=len(found.changes) + len(found.lights))
    if found.scene is None or found.then is None:
        return Answer(False, False, verdict, "", (), ())
    if found.indicator is None:
        return _of_all(found, found.scene, found.then, scene, verdict)
    about = t(
        "briefing.check.about",
        indicator=scene.name(found.indicator),
        unit=unit(found.indicator.unit, t) or t("catalogue.no_unit"),
        cities=t("list.comma").join(scene.name(c) for c in found.scene.cities),
        year=found.scene.year,
        release=found.then.release_id,
    )
    changed = {(c.ref_area, c.time_period): c for c in found.changes}
    # What came before the years of the picture is not in it, but a change there is still told.
    years = trajectories(found.scene, found.indicator)[0].years
    every = [(f.ref_area, f.time_period) for f in found.then.figures]
    places = [place for place in every if place[1] in years or place in changed]
    places += [place for place in changed if place not in places]
    figures = {(f.ref_area, f.time_period): f for f in found.then.figures}
    lines = tuple(
        _line(found.scene, found, place, figures.get(place), changed.get(place)) for place in places
    )
    lights = tuple(
        (code, scene.name(scene.reader.areas[code]), mark(scene, old), mark(scene, new))
        for code, old, new in found.lights
    )
    return Answer(True, not changed and not lights, verdict, about, lines, lights)


def _of_all(found: Checked, then: Focus, states: Evidence, scene: Scene, verdict: str) -> Answer:
    """Put the answer on the sheet of all lights into words."""
    cities = scene.t("list.comma").join(scene.name(c) for c in then.cities)
    said = {"cities": cities, "year": then.year, "release": then.reader.release_id}
    about = scene.t("briefing.check.about_all", count=len(set(states.names)), **said)
    known = {**then.reader.catalogue.indicators, **scene.reader.catalogue.indicators}
    lights = tuple(
        (
            code,
            f"{scene.name(scene.reader.areas[code])} {scene.name(known[indicator])}",
            mark(scene, old),
            mark(scene, new),
        )
        for indicator, (code, old, new) in zip(found.lights_of, found.lights, strict=True)
    )
    return Answer(True, not lights, verdict, about, (), lights)


def _line(
    scene: Scene,
    found: Checked,
    place: tuple[str, int],
    then: Figure | None,
    change: Change | None,
) -> Line:
    now = _written(scene, found, change.now) if change else ""
    return Line(
        code=place[0],
        city=scene.name(scene.reader.areas[place[0]]),
        year=place[1],
        then=_written(scene, found, then),
        now=now,
        source=source_name(scene, then.source_id) if then else "",
    )


def _written(scene: Scene, found: Checked, shown: Figure | None) -> str:
    if shown is None or found.indicator is None:
        return scene.t("value.none")
    text = figure(shown.obs_value, max(found.indicator.decimals, 2))
    return text if shown.obs_status == "A" else f"{text} {shown.obs_status}"


def lines(found: Checked, scene: Scene) -> list[str]:
    """Return the answer line by line, for a terminal."""
    said = answer(found, scene)
    rows = [f"{x.city} {x.year}: {x.then}" + (f" → {x.now}" if x.now else "") for x in said.lines]
    turned = [f"{city}: {old[1]} → {new[1]}" for _, city, old, new in said.lights]
    return [line for line in (said.verdict, said.about, *rows, *turned) if line]
