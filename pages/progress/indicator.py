"""One indicator: the way of the three cities to the target, and what stands behind it."""

from pages.frame.context import Context
from pages.frame.kept import kept
from pages.progress import chart_files
from pages.progress.indicator_page import page
from presentation import templating, widgets
from presentation.indicator_index import index


def render(context: Context) -> None:
    """Show the page for the view `context` describes; without an indicator, offer them all."""
    indicator = context.reader.catalogue.indicators.get(context.indicator or "")
    if indicator is None:
        _choose(context)
        return
    view = kept(context, page, widgets.scheme())
    widgets.show(view.head, key="indicator-head")
    for place, card in zip(widgets.side_by_side(len(view.cards)), view.cards, strict=True):
        with place:
            widgets.show(card.text, key=f"indicator-{card.city}")
            widgets.plot(card.figure, f"trajectory-{card.city}", card.label)
    chart_files.of_indicator(context, indicator)
    widgets.show(view.below, key="indicator-below")


def _choose(context: Context) -> None:
    scene, t = context.scene, context.t
    names = t("list.comma").join(scene.name(c) for c in scene.cities)
    lead = t("indicator.choose_lead", cities=names, year=scene.year)
    if context.indicator:
        lead = t("indicator.unknown", id=context.indicator)
    title = t("indicator.choose")
    widgets.show(templating.render("shell/heading.html", title=title, lead=lead))
    widgets.show(templating.render("progress/indicator_index.html", t=t, goals=index(scene)))
