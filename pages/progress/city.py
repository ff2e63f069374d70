"""One city's strengths and lags, and how far each of its indicators has come."""

from pages.frame.context import Context
from presentation import templating, widgets
from presentation.city import city


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    scene, t = context.scene, context.t
    view = city(scene, context.city or scene.cities[0].code)
    widgets.show(templating.render("progress/city_head.html", t=t, view=view))
    peers = len(scene.reader.plan.peers)
    lists = templating.render("progress/city.html", t=t, view=view, peers=peers)
    widgets.show(lists, key="city-lists")
