"""Find an indicator, clause, project or department: in Chinese, by pinyin, in English."""

from pages.frame.context import Context
from presentation import templating, widgets
from presentation.search import search


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    view = search(context.scene, (context.query or "").strip())
    widgets.show(templating.render("oversight/search.html", t=context.t, view=view))
