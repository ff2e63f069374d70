"""Which pages are there for someone: what one may not open is in no menu and at no address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from access import Identity, may, require

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pages import Entry
    from pages.frame.context import Context


def open_to(identity: Identity, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the pages that someone may open, if only for what is their own."""
    return tuple(entry for entry in entries if _may_open(identity, entry))


def render(entry: Entry, context: Context) -> None:
    """Show a page after asking again; raises `NotAllowed` where the table was wrong."""
    if entry.permission is not None:
        require(context.identity, entry.permission, owner=context.identity.name)
    entry.render(context)


def _may_open(identity: Identity, entry: Entry) -> bool:
    return entry.permission is None or may(identity, entry.permission, owner=identity.name)
