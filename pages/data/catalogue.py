"""What the figures mean and where they come from: definitions, method, sources, downloads."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from etl.exporting import Dataset, Selection, select
from etl.formats import Format, write
from pages.frame.context import Context
from pages.frame.kept import kept
from presentation import templating, widgets
from presentation.catalogue import SECTIONS, catalogue
from presentation.figures import figure
from presentation.foreign import marked, quoted
from storage.reading import ReleaseReader


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    t = context.t
    widgets.show(kept(context, _page), key="catalogue")
    with st.container(key="catalogue-downloads", horizontal=True):
        for dataset in Dataset:
            widgets.download(
                t(f"catalogue.download.{dataset}"),
                partial(as_csv, context.reader, dataset),
                f"{context.reader.release_id}-{dataset}.csv",
                "text/csv",
                key=f"download-{dataset}",
            )


def _page(context: Context) -> Markup:
    t = context.t
    wanted = (context.text or "").strip()
    values = {
        "t": t,
        "view": catalogue(context.scene, wanted),
        "wanted": wanted,
        "quoted": partial(quoted, language=t.language),
        "marked": partial(marked, language=t.language),
        "sections": SECTIONS,
        "figure": figure,
    }
    parts = ("catalogue_head", "catalogue_filter", "definitions", "method", "sources")
    return templating.stacked(*(templating.render(f"data/{p}.html", **values) for p in parts))


def as_csv(reader: ReleaseReader, dataset: Dataset) -> bytes:
    """Return a whole dataset as a file; asked for only when somebody takes it."""
    return write(select(reader, dataset, Selection()), Format.CSV)
