"""Header and footer: the same on every page, and made of real links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.language import Language
from pages.frame import present, trail
from pages.frame.kept import kept
from presentation import templating
from presentation.forms import form_of
from presentation.theme import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from pages import Entry
    from pages.access.links import AccountLinks
    from pages.frame.context import Context

GROUPED = frozenset({"data"})
"""Sections shown as one item in the navigation, their pages in a second line below it."""

USUAL_YEARS = 5
"""Years looked at that the header has room for: the plan's own."""


@dataclass(frozen=True, slots=True)
class Item:
    """One link of the header; its `name` also gives back the focus after it was followed."""

    name: str
    text: str
    href: str
    current: bool
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: above it, between header and heading, below it; and its state."""

    header: Markup
    trail: Markup | None
    footer: Markup
    states: tuple[State, ...]


def frame(context: Context, pages: Sequence[Entry], current: Entry, links: AccountLinks) -> Frame:
    """Return all that stands around a page, or around a sheet of a presentation."""
    above = trail.trail(context, current.key)
    if context.present:
        foot = present.footer(context, current)
        return Frame(present.header(context), above, foot, (State.PRESENT,))
    crowded = bool(links.name) or len(context.reader.years_looked_at) > USUAL_YEARS
    states = (State.CROWDED,) if crowded else ()
    return Frame(_header(context, pages, current, links), above, kept(context, footer), states)


def _header(
    context: Context, pages: Sequence[Entry], current: Entry, links: AccountLinks
) -> Markup:
    """Return the header, for who is signed in anew: their name and way out are nobody else's."""
    if links.name:
        return header(context, pages, current, links)

    def public(context: Context, *_told_by: str) -> Markup:
        return header(context, pages, current, links)

    place = (current.key, current.path, links.href, links.back)
    return kept(context, public, *place, *(page.key for page in pages))


def header(
    context: Context,
    pages: Sequence[Entry],
    current: Entry,
    links: AccountLinks | None = None,
) -> Markup:
    """Return the header for the page `current`; for one not in `pages` it leads to the first.

    `links` are the ways to sign in or out.
    """
    here = current.key if current in pages else pages[0].key
    section = current.section
    within = [p for p in pages if p.section == section] if section in GROUPED else []
    return templating.render(
        "shell/header.html",
        t=context.t,
        home=context.link(pages[0].key),
        items=_items(context, pages, current),
        section=section,
        links=links,
        search=form_of(context.link("search", query=None)),
        query=context.query or "",
        present=context.link(here, present="1"),
        within=[_page(context, page, page is current) for page in within],
        years=[
            Item(
                f"year-{year}",
                str(year),
                context.link(here, year=year),
                current=year == context.year,
                title=context.t("year.one", year=year),
            )
            for year in context.reader.years_looked_at
        ],
        languages=[
            Item(
                f"language-{language}",
                context.t(f"language.{language}"),
                context.link(here, language=language),
                current=language == context.language,
                title=context.t(f"language.{language}_full"),
                language=language,
            )
            for language in Language
        ],
    )


def footer(context: Context) -> Markup:
    """Return the key of the lights, and which release everything above comes from."""
    return templating.render(
        "shell/footer.html",
        t=context.t,
        sources=context.link("catalogue"),
        release=context.reader.release_id,
        day=context.reader.data_as_of.isoformat(),
    )


def _items(context: Context, pages: Sequence[Entry], current: Entry) -> list[Item]:
    """One item a page, but only one for all pages of a grouped section."""
    items: list[Item] = []
    seen: set[str] = set()
    for page in pages:
        if not page.listed:
            continue
        if page.section not in GROUPED:
            items.append(_page(context, page, page is current))
        elif page.section not in seen:
            seen.add(page.section)
            chosen = current.section == page.section
            text = context.t(f"section.{page.section}")
            items.append(Item(f"section-{page.section}", text, context.link(page.key), chosen))
    return items


def _page(context: Context, page: Entry, current: bool) -> Item:
    return Item(f"page-{page.key}", context.t(page.text), context.link(page.key), current)
