"""What the page of an indicator shows, put together once a release and view."""

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from indicators.catalogue import Indicator
from pages.frame.context import Context
from presentation import templating
from presentation.charts import Figure, trajectory_figure
from presentation.foreign import marked
from presentation.indicator import indicator_head
from presentation.indicator_duties import departments, duties
from presentation.indicator_facts import facts, source_lines
from presentation.indicator_outlook import outlook
from presentation.indicator_table import indicator_table
from presentation.theme import Scheme
from presentation.trajectory import common_span, trajectories

NAMED = 3
"""Departments named below the heading; the plan's sections further down name all."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one city; `label` says in words what the figure shows."""

    city: str
    text: Markup
    figure: Figure
    label: str


@dataclass(frozen=True, slots=True)
class Page:
    """Heading, one card a city, and what stands below the cards."""

    head: Markup
    cards: list[Card]
    below: Markup


def page(context: Context, scheme: Scheme) -> Page:
    """Return the page of the indicator that the address names."""
    scene, t = context.scene, context.t
    indicator = context.reader.catalogue.indicators[context.indicator or ""]
    head = indicator_head(scene, indicator)
    charts = trajectories(scene, indicator)
    span = common_span(charts)
    cards = []
    for card, chart in zip(head.cards, charts, strict=True):
        text = templating.render("progress/indicator_card.html", t=t, card=card)
        figure = trajectory_figure(chart, indicator, span, t, scheme)
        about = {"city": scene.name(card.city), "indicator": scene.name(indicator)}
        label = t("chart.label", **about, finding=card.finding)
        cards.append(Card(chart.city, text, figure, label))
    answering = departments(duties(scene, indicator))
    shown = templating.render(
        "progress/indicator_head.html",
        t=t,
        scene=scene,
        head=head,
        answering=answering,
        most=NAMED,
    )
    first = charts[0]
    return Page(shown, cards, _below(context, indicator, first.years, first.wanted_year))


def _below(context: Context, indicator: Indicator, years: range, target_year: int) -> Markup:
    """Return what stands below the charts."""
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
    names = ("table", "outlook", "facts")
    parts = (templating.render(f"progress/indicator_{name}.html", t=t, **about) for name in names)
    return templating.stacked(*parts)
