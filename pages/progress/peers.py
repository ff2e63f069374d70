"""One indicator in all cities of the cluster or of Shanxi: places, map, spread, best neighbours."""

from indicators.catalogue import Indicator
from pages.frame.context import Context
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
    scene, t = context.scene, context.t
    indicators = context.reader.catalogue.indicators
    chosen = indicators.get(context.indicator or TELLING)
    tabs = group_tabs(scene, "peers", context.group)
    if chosen is None:
        asked = spoken(context.indicator or "", context.language)
        lead = t.markup("peers.unknown", id=asked)
        heading = {"title": t("peers.choose"), "lead": lead}
        widgets.show(templating.render("shell/heading.html", **heading))
    else:
        _compare(context, chosen)
    parts = all_places(scene, context.group, chosen.indicator_id if chosen else "")
    about = {"since": SINCE, "year": scene.year, "cities": scene.cities, "tabs": tabs}
    widgets.show(templating.render("progress/peers_all.html", t=t, parts=parts, **about))


def _compare(context: Context, indicator: Indicator) -> None:
    """Show one indicator, or say that there is nothing to compare."""
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
    widgets.show(head)
    if view is not None:
        count = len(context.reader.plan.members(context.group))
        group = t(f"peers.among_{context.group}", count=count)
        label = scene.name(indicator)
        page = templating.render("progress/peers.html", t=t, view=view, group=group, label=label)
        widgets.show(page, key="peers-comparison")
