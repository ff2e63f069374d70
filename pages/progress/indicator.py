"""One indicator: the way of the three cities to the target, and what stands behind it."""

from functools import partial

from indicators.catalogue import Indicator
from pages.frame.context import Context
from pages.progress import chart_files
from presentation import templating, widgets
from presentation.charts import trajectory_figure
from presentation.foreign import marked
from presentation.indicator import indicator_head
from presentation.indicator_duties import duties
from presentation.indicator_facts import facts, source_lines
from presentation.indicator_index import index
from presentation.indicator_outlook import outlook
from presentation.indicator_table import indicator_table
from presentation.trajectory import common_span, trajectories


def render(context: Context) -> None:
    """Show the page for the view `context` describes; without an indicator, offer them all."""
    indicator = context.reader.catalogue.indicators.get(context.indicator or "")
    if indicator is None:
        _choose(context)
        return
    scene, t = context.scene, context.t
    head = indicator_head(scene, indicator)
    widgets.show(templating.render("progress/indicator_head.html", t=t, scene=scene, head=head))
    charts = trajectories(scene, indicator)
    span = common_span(charts)
    for place, card, chart in zip(
        widgets.side_by_side(len(charts)), head.cards, charts, strict=True
    ):
        with place:
            widgets.show(templating.render("progress/indicator_card.html", t=t, card=card))
            figure = trajectory_figure(chart, indicator, span, t, widgets.scheme())
            about = {"city": scene.name(card.city), "indicator": scene.name(indicator)}
            label = t("chart.label", **about, finding=card.finding)
            widgets.plot(figure, f"trajectory-{chart.city}", label)
    chart_files.offer(context, indicator)
    _figures(context, indicator, charts[0].years, charts[0].wanted_year)


def _figures(context: Context, indicator: Indicator, years: range, target_year: int) -> None:
    scene, t = context.scene, context.t
    known = facts(scene, indicator)
    about = {
        "title": scene.name(indicator),
        "indicator": indicator,
        "table": indicator_table(scene, indicator, years),
        "outlook": outlook(scene, indicator, target_year),
        "target_year": target_year,
        "facts": known,
        "duties": duties(scene, indicator),
        "quoted": scene.quoted,
        "marked": partial(marked, language=t.language),
        "source_groups": source_lines(known.sources),
    }
    for part in ("table", "outlook", "facts"):
        widgets.show(templating.render(f"progress/indicator_{part}.html", t=t, **about))


def _choose(context: Context) -> None:
    scene, t = context.scene, context.t
    names = t("list.comma").join(scene.name(c) for c in scene.cities)
    lead = t("indicator.choose_lead", cities=names, year=scene.year)
    if context.indicator:
        lead = t("indicator.unknown", id=context.indicator)
    title = t("indicator.choose")
    widgets.show(templating.render("shell/heading.html", title=title, lead=lead))
    widgets.show(templating.render("progress/indicator_index.html", t=t, goals=index(scene)))
