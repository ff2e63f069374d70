"""What the peers page shows of one indicator, put together."""

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from indicators.areas import Group
from indicators.catalogue import Indicator
from presentation.indicator import Neighbour
from presentation.scene import Scene
from presentation.spread import SpreadPicture, spread_of, spread_picture
from presentation.standings import SINCE, standings
from presentation.standings_best import Best, best_of
from presentation.standings_map import ShadedMap, shaded_map
from presentation.standings_rows import Ladder, ladder
from presentation.standings_scatter import Scatter, scatter
from presentation.standings_words import lead, spread_words, title

MAP_HEIGHT = {Group.CLUSTER: 330, Group.SHANXI: 400}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything about one indicator in one group, ready to be put into its templates."""

    indicator: Indicator
    since: int
    year: int
    title: Markup
    lead: str
    ladder: Ladder
    map: ShadedMap
    scatter: Scatter
    spread: SpreadPicture | None
    spread_words: str
    best: Best


def comparison(scene: Scene, indicator: Indicator, group: Group, geo: Path) -> Comparison | None:
    """Compare the cities of a group; None when no city has a figure after the baseline."""
    found = standings(scene, indicator, group)
    if found.year is None:
        return None
    spread = spread_of(scene, found)
    return Comparison(
        indicator=indicator,
        since=SINCE,
        year=found.year,
        title=title(scene, found),
        lead=lead(scene, found, spread),
        ladder=ladder(scene, found),
        map=shaded_map(scene, found, geo, MAP_HEIGHT[group]),
        scatter=scatter(scene, found),
        spread=spread_picture(scene, spread),
        spread_words=spread_words(scene, spread),
        best=best_of(scene, found),
    )


def neighbours(scene: Scene, indicator: Indicator) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the indicators before and after this one in the catalogue, as links to this page."""
    every = list(scene.reader.catalogue.indicators.values())
    at = every.index(indicator)
    around = (every[at - 1] if at else None, every[at + 1] if at + 1 < len(every) else None)
    first, last = (
        Neighbour(scene.name(i), scene.link("peers", indicator=i.indicator_id)) if i else None
        for i in around
    )
    return first, last
