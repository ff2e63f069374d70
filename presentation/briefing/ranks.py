"""The sheet of places: the ranked list of the peers page, as plain values to be drawn."""

from dataclasses import dataclass

from markupsafe import Markup

from indicators.areas import Group
from indicators.catalogue import Indicator
from indicators.language import Language
from presentation.briefing.sheet import plain, source_names, stamp
from presentation.figures import unit
from presentation.scene import Scene
from presentation.spread import spread_of
from presentation.standings import SINCE, Standings, standings
from presentation.standings_rows import Figure, Ladder, Row, ladder
from presentation.standings_words import lead, title


@dataclass(frozen=True, slots=True)
class Place:
    """One city: its line of the table, and where its two figures lie, as shares of the way."""

    city: str
    name: str
    is_own: bool
    cells: tuple[str, ...]
    before: float | None
    now: float
    joined: bool


@dataclass(frozen=True, slots=True)
class Ranks:
    """Everything on the sheet; `cells` follow `heads`: two places, two figures, change."""

    indicator_id: str
    above: str
    title: str
    lead: str
    city: str
    way: str
    heads: tuple[str, ...]
    places: tuple[Place, ...]
    middle: float
    key: str
    source: str
    stamp: str


def ranks(scene: Scene, indicator: Indicator, group: Group) -> Ranks | None:
    """Put the sheet together; None when no city has a figure after the baseline."""
    found = standings(scene, indicator, group)
    if found.year is None:
        return None
    t, rows = scene.t, ladder(scene, found)
    said = {"since": SINCE, "year": found.year}
    way = t("peers.way", **said)
    names = source_names(scene.reader.sources_of(indicator.indicator_id))
    heads = [t("peers.rank"), t("peers.rank_before", **said), t("peers.figure", year=SINCE)]
    heads += [t("peers.figure", year=found.year), t("peers.change")]
    return Ranks(
        indicator_id=indicator.indicator_id,
        above=t("list.gap").join(x for x in (scene.name(indicator), unit(indicator.unit, t)) if x),
        title=_one_line(scene, title(scene, found)),
        lead=lead(scene, found, spread_of(scene, found)),
        city=t("peers.city"),
        way=f"{way}{t('list.gap')}{t('peers.log')}" if rows.is_log else way,
        heads=tuple(heads),
        places=tuple(_place(scene, row, rows.width) for row in rows.rows),
        middle=rows.middle / rows.width,
        key=_key(scene, found, rows),
        source=t("briefing.source_figures", figures=t("list.sentences").join(names)),
        stamp=stamp(scene),
    )


def _place(scene: Scene, row: Row, width: int) -> Place:
    none = "–"
    gap = scene.t("peers.gap") if row.gap else ""
    cells = (
        row.rank or none,
        row.rank_before or none,
        _written(row.before) if row.before else none,
        _written(row.now),
        gap or row.change or none,
    )
    before = None if row.x_before is None else row.x_before / width
    now = row.x_now / width
    return Place(row.area.code, scene.name(row.area), row.is_own, cells, before, now, not gap)


def _one_line(scene: Scene, said: Markup) -> str:
    """Return a finding without its break, which Chinese does not need a blank for."""
    between = " " if scene.language == Language.EN else ""
    return plain(Markup(between).join(said.split(Markup("<br>"))))


def _written(shown: Figure) -> str:
    return f"{shown.text} {shown.firmness}".rstrip()


def _key(scene: Scene, found: Standings, rows: Ladder) -> str:
    said = [scene.t("peers.ladder_key", since=SINCE, year=found.year)]
    if rows.missing:
        cities = scene.t("list.comma").join(rows.missing)
        said.append(scene.t("peers.missing", year=found.year, cities=cities))
    return " ".join(said)
