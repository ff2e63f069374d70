"""Each of the plan's goals with its indicators, three cities side by side."""

from pages.frame.context import Context
from presentation import templating, widgets
from presentation.goals import goals
from presentation.goals_cases import TREND_YEARS


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    scene, t = context.scene, context.t
    view = goals(scene, context.domain)
    widgets.show(templating.render("progress/goals_head.html", t=t, view=view))
    values = {"year": scene.year, "years": TREND_YEARS}
    table = templating.render("progress/goals.html", t=t, view=view, **values)
    widgets.show(table, key="goals-table")
