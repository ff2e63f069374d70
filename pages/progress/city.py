"""One city's strengths and lags, in sentences."""

from pages.frame.context import Context
from presentation import templating, widgets


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    widgets.show(templating.render("shell/heading.html", title=context.t("nav.city")))
