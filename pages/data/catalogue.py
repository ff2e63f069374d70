"""What the figures mean and where they come from: definitions, method, sources, downloads."""

from functools import partial

import streamlit as st

from etl.exporting import Dataset, Selection, select
from etl.formats import Format, write
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.catalogue import SECTIONS, catalogue
from presentation.figures import figure
from presentation.foreign import marked, quoted
from storage.reading import ReleaseReader


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    t = context.t
    wanted = (context.text or "").strip()
    view = catalogue(context.scene, wanted)
    shared = {
        "t": t,
        "view": view,
        "wanted": wanted,
        "quoted": partial(quoted, language=t.language),
        "marked": partial(marked, language=t.language),
    }
    widgets.show(templating.render("data/catalogue_head.html", sections=SECTIONS, **shared))
    widgets.show(templating.render("data/catalogue_filter.html", **shared))
    widgets.show(templating.render("data/definitions.html", **shared))
    widgets.show(templating.render("data/method.html", **shared))
    widgets.show(templating.render("data/sources.html", figure=figure, **shared))
    with st.container(key="catalogue-downloads", horizontal=True):
        for dataset in Dataset:
            widgets.download(
                t(f"catalogue.download.{dataset}"),
                partial(as_csv, context.reader, dataset),
                f"{context.reader.release_id}-{dataset}.csv",
                "text/csv",
                key=f"download-{dataset}",
            )


def as_csv(reader: ReleaseReader, dataset: Dataset) -> bytes:
    """Return a whole dataset as a file; asked for only when somebody takes it."""
    return write(select(reader, dataset, Selection()), Format.CSV)
