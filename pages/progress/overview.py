"""How many lights of which colour, what lags and what goes well, and where."""

from markupsafe import Markup

from pages.frame.context import Context
from pages.frame.kept import kept
from presentation import templating, widgets
from presentation.maps import outlines
from presentation.overview import overview
from presentation.overview_changes import changes

MAP_HEIGHT = 200


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    # In one piece: three that change together would be laid out three times.
    widgets.show(kept(context, _page), key="overview")


def _page(context: Context) -> Markup:
    scene, t = context.scene, context.t
    view = overview(scene)
    parts = [templating.render("shell/heading.html", title=view.title, lead=view.subtitle)]
    parts.append(templating.render("progress/overview.html", t=t, view=view))
    drawn = outlines(
        context.settings.data_dir / "geo" / "three_cities_counties.geojson", MAP_HEIGHT
    )
    names = t("list.comma").join(scene.name(c) for c in scene.cities)
    where = {
        "map": drawn,
        "map_label": t("overview.map_label", cities=names),
        "places": [(c, *drawn.centre(c.code)) for c in scene.cities],
    }
    parts.append(templating.render("progress/overview_lists.html", t=t, view=view, **where))
    if turned := changes(scene):
        values = {"changes": turned, "year": scene.year, "before": scene.year - 1}
        parts.append(templating.render("progress/overview_changes.html", t=t, **values))
    return Markup("").join(parts)
