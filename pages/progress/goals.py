"""Each of the plan's goals with its indicators, three cities side by side."""

from pages.frame.context import Context
from presentation import templating, widgets
from presentation.goals import TREND_YEARS, goals


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    scene, t = context.scene, context.t
    view = goals(scene, context.domain)
    widgets.show(templating.render("progress/goals_head.html", t=t, view=view))
    table = templating.render(
        "progress/goals.html",
        t=t,
        view=view,
        year=scene.year,
        years=TREND_YEARS,
    )
    widgets.show(table, key="goals-table")
