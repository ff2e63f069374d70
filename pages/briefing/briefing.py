"""The briefing: choose what goes into it, see it, take it along; and check a picture."""

import streamlit as st

from pages.briefing.checking import checking
from pages.briefing.choice import Choice
from pages.briefing.form import form
from pages.briefing.offer import offer
from pages.briefing.preview import preview
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.briefing.request import focused, request, usual_title


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    t, scene = context.t, context.scene
    choice = Choice.of(st.session_state, context)
    _heading(context, choice)
    with st.container(key="briefing-both"):
        left, right = st.columns((5, 6), gap="large")
    # The picture first: the browser fetches it while the form is still coming.
    with right:
        if choice.indicators and choice.cities:
            asked = request(
                scene, cities=choice.cities, indicators=choice.picked, order=choice.order,
                title=choice.title, office=choice.office,
            )  # fmt: skip
            # What is to be taken along stands above the preview it depends on.
            above = st.container()
            shown = preview(context, asked)
            with above:
                offer(context, choice, asked, shown)
        else:
            widgets.show(templating.render("data/hint.html", text=t("briefing.nothing_chosen")))
        checking(context)
    with left:
        form(context, choice, usual_title(focused(scene, tuple(choice.cities))))


def _heading(context: Context, choice: Choice) -> None:
    t, scene = context.t, context.scene
    names = t("list.comma").join(scene.name(c) for c in scene.cities if c.code in choice.cities)
    said = {"indicators": len(choice.indicators), "cities": names, "year": scene.year}
    title = t(
        "briefing.finding" if choice.indicators and choice.cities else "briefing.empty", **said
    )
    lead = t("briefing.lead", release=context.reader.release_id)
    widgets.show(templating.render("shell/heading.html", title=title, lead=lead))
