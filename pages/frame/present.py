"""A page as a sheet for a wall: no menus, only its title, where its figures come from, the way on.

`?present=1` asks for it; with `&every=20` it goes on by itself after so many seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.frame.sequence import place_of
from presentation import templating

if TYPE_CHECKING:
    from markupsafe import Markup

    from pages import Entry
    from pages.frame.context import Context

USUAL_SECONDS = 20


def header(context: Context) -> Markup:
    """Return what stands above a sheet: nothing to be seen while all is well."""
    return templating.render("shell/present_head.html", t=context.t)


def footer(context: Context, current: Entry) -> Markup:
    """Return the small print of a sheet with the ways on."""
    page = current.key if current.key in context.paths else "overview"
    every = None if context.every else str(USUAL_SECONDS)
    return templating.render(
        "shell/present.html",
        t=context.t,
        title=context.t(current.text),
        year=context.year,
        release=context.reader.release_id,
        day=context.reader.data_as_of.isoformat(),
        place=place_of(context, page),
        playing=bool(context.every),
        seconds=context.every or USUAL_SECONDS,
        auto=context.link(page, every=every),
        leave=context.link(page, present=None, every=None),
    )
