"""Each of the plan's goals with its indicators, three cities side by side."""

from markupsafe import Markup

from pages.frame.context import Context
from pages.frame.kept import kept
from presentation import templating, widgets
from presentation.goals import goals
from presentation.goals_cases import TREND_YEARS


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    widgets.show(kept(context, _page), key="goals")


def _page(context: Context) -> Markup:
    scene, t = context.scene, context.t
    view = goals(scene, context.domain)
    values = {"year": scene.year, "years": TREND_YEARS}
    return templating.stacked(
        templating.render("progress/goals_head.html", t=t, view=view),
        templating.render("progress/goals.html", t=t, view=view, **values),
    )
