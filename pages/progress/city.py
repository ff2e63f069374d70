"""One city's strengths and lags, and how far each of its indicators has come."""

from markupsafe import Markup

from pages.frame.context import Context
from pages.frame.kept import kept
from pages.progress import chart_files
from presentation import templating, widgets
from presentation.city import city


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    widgets.show(kept(context, _page), key="city")
    chart_files.of_city(context, context.reader.areas[_code(context)])


def _page(context: Context) -> Markup:
    scene, t = context.scene, context.t
    view = city(scene, _code(context))
    peers = len(scene.reader.plan.peers)
    head = templating.render("progress/city_head.html", t=t, view=view)
    lists = templating.render("progress/city.html", t=t, view=view, peers=peers)
    return templating.stacked(head, lists)


def _code(context: Context) -> str:
    return context.city or context.scene.cities[0].code
