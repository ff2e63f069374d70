"""What was published, by whom and why; any two releases compared; and the way back."""

from functools import partial

import streamlit as st

from access import Permission, may
from etl.history import History, compared, facts_of, history
from pages.data import audit_log, undo
from pages.data.office import office_of
from pages.frame.context import Context
from presentation import comparison, templating, widgets
from presentation.foreign import spoken, tongue
from presentation.releases import SHOWN, Allowed, Listing
from presentation.upload import SHOWN as MOST
from storage.warehouse import Warehouse


def render(context: Context) -> None:
    """Show the page for the view `context` describes."""
    office = office_of(context)
    past = history(office.warehouse, office.uploads)
    sides = _sides(context, past)
    allowed = Allowed(
        lambda owner: may(context.identity, Permission.WITHDRAW, owner=owner),
        may(context.identity, Permission.GO_BACK),
    )
    listing = Listing(context.scene, past, widgets.zone(), allowed, sides)
    _head(context, past, listing, office.warehouse)
    undo.offer(context, past)
    _list(context, past, listing, sides, office.warehouse)
    audit_log.show(context, past, listing, office.uploads)


def _sides(context: Context, past: History) -> tuple[str | None, str]:
    """Return the releases to compare: those of the address, else the current and the last.

    After a withdrawal the first release may be current again: then what was taken back is shown.
    """
    after = context.release or context.reader.release_id
    if context.submission and context.release is None:
        made = (p for p in past.releases if p.made_by and p.made_by.subject == context.submission)
        after = next((p.release_id for p in made), after)
    return context.against or past.beside(after), after


def _head(context: Context, past: History, listing: Listing, store: Warehouse) -> None:
    t, current = context.t, past.find(context.reader.release_id)
    facts = facts_of(store, context.reader.release_id)
    upload = context.link("upload") if may(context.identity, Permission.CHECK) else ""
    head = {
        "said": undo.what_is_said(context),
        "title": listing.title(current, facts),
        "lead": t("releases.lead" if past.log else "releases.lead_empty"),
        "upload": upload,
    }
    widgets.show(templating.render("data/releases_head.html", t=t, **head))


def _list(
    context: Context,
    past: History,
    listing: Listing,
    sides: tuple[str | None, str],
    store: Warehouse,
) -> None:
    t, (before, after) = context.t, sides
    older = past.releases[SHOWN:]
    known = {p.release_id for p in past.releases}
    unknown = after not in known or (before is not None and before not in known)
    view = None
    if before and not unknown:
        found = compared(store, before, after)
        view = comparison.compared(context.scene, found, before, after)
    values = {
        "rows": listing.rows(past.releases[:SHOWN], partial(facts_of, store)),
        "older": listing.folded(older),
        "older_open": bool({before, after} & {p.release_id for p in older}),
        "view": view,
        "unknown": unknown,
        "most": MOST,
        "spoken": partial(spoken, language=t.language),
        "tongue": partial(tongue, language=t.language),
    }
    widgets.show(templating.render("data/releases.html", t=t, **values))
