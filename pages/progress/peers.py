"""One indicator in all cities of the cluster or of Shanxi: places, map, spread, best neighbours."""

from dataclasses import dataclass

from markupsafe import Markup

from indicators.catalogue import Indicator
from pages.frame.context import Context
from pages.frame.kept import kept
from pages.progress import chart_files
from presentation import templating, widgets
from presentation.foreign import spoken
from presentation.standings import SINCE
from presentation.standings_page import comparison, neighbours
from presentation.standings_table import all_places
from presentation.tabs import group_tabs

TELLING = "gdp_per_capita"
"""Shown where an address names no indicator: known in all cities and years."""


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    page = kept(context, _page)
    widgets.show(page.comparison, key="peers")
    if page.is_drawn:
        chart_files.of_peers(context, context.reader.catalogue.indicators[_asked(context)])
    widgets.show(page.places, key="peers-all")


@dataclass(frozen=True, slots=True)
class _Page:
    """One indicator's comparison, if there is one, and the places in all indicators."""

    comparison: Markup
    is_drawn: bool
    places: Markup


def _asked(context: Context) -> str:
    return context.indicator or TELLING


def _page(context: Context) -> _Page:
    scene, t = context.scene, context.t
    chosen = context.reader.catalogue.indicators.get(_asked(context))
    if chosen is None:
        asked = spoken(context.indicator or "", context.language)
        lead = t.markup("peers.unknown", id=asked)
        shown = [templating.render("shell/heading.html", title=t("peers.choose"), lead=lead)]
    else:
        shown = _compare(context, chosen)
    parts = all_places(scene, context.group, chosen.indicator_id if chosen else "")
    tabs = group_tabs(scene, "peers", context.group)
    about = {"since": SINCE, "year": scene.year, "cities": scene.cities, "tabs": tabs}
    places = templating.render("progress/peers_all.html", t=t, parts=parts, **about)
    return _Page(templating.stacked(*shown), len(shown) > 1, places)


def _compare(context: Context, indicator: Indicator) -> list[Markup]:
    """Return one indicator's heading and comparison; the heading says where there is none."""
    scene, t = context.scene, context.t
    geo = context.settings.data_dir / "geo"
    view = comparison(scene, indicator, context.group, geo)
    before, after = neighbours(scene, indicator)
    head = templating.render(
        "progress/peers_head.html",
        t=t,
        scene=scene,
        title=view.title
        if view
        else t("peers.empty", indicator=scene.name(indicator), since=SINCE),
        lead=view.lead if view else "",
        indicator=indicator,
        before=before,
        after=after,
        tabs=group_tabs(scene, "peers", context.group),
    )
    if view is None:
        return [head]
    count = len(context.reader.plan.members(context.group))
    group = t(f"peers.among_{context.group}", count=count)
    about = {"view": view, "group": group, "label": scene.name(indicator)}
    return [head, templating.render("progress/peers.html", t=t, **about)]
