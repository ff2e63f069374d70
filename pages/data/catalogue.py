"""What the figures mean: definitions, method, sources and downloads."""

from pages.frame.context import Context
from presentation import templating, widgets


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    widgets.show(templating.render("shell/heading.html", title=context.t("nav.catalogue")))
