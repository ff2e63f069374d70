"""Composition root: settings → identity → release → context → page table → navigation.

The only place where the parts are put together; what a page shows is decided in `pages/`.
"""

from functools import partial

import streamlit as st

import settings
from pages import PAGES, PATHS, Entry
from pages.access import doors, entries, links, uploads, visit
from pages.frame import notices, releases, shell
from pages.frame.context import Context, read_context
from pages.service import sheet
from presentation import widgets
from storage.warehouse import WarehouseProblem


def main() -> None:
    """Show the page for the address of this run, to those who may see it."""
    chosen = settings.load()
    asking = visit.of_this_run(chosen.access)
    uploads.note(asking.identity)
    if door := doors.closed(asking, chosen.access):
        doors.show(door, PATHS, notices.language_of(st.query_params, chosen.default_language))
        return
    try:
        reader = releases.current(chosen.warehouse_dir)
        context = read_context(
            st.query_params, settings=chosen, reader=reader, paths=PATHS, identity=asking.identity
        )
        account = links.account(asking, chosen.access, context.t, doors.here())
        show(context, entries.open_to(asking.identity, PAGES), account)
    except WarehouseProblem as problem:
        notices.without_release(st.query_params, chosen.default_language, problem)


def show(context: Context, pages: tuple[Entry, ...], account: links.AccountLinks) -> None:
    """Show header, page and footer; `pages` are those that this person may open."""
    table = list(pages)
    if address := notices.unknown_address(frozenset(entry.path for entry in pages)):
        table.append(Entry("missing", "", address, "missing.title", notices.missing))
    page = st.navigation([streamlit_page(entry, context) for entry in table], position="hidden")
    current = next(entry for entry in table if entry.path == page.url_path)
    frame = shell.frame(context, pages, current, account)  # read before anything is shown
    widgets.configure(context.t("product.page_title", page=context.t(current.text)))
    look = sheet.address() if sheet.is_served() and current.path in PATHS.values() else ""
    widgets.inject_theme(*frame.states, is_there=bool(look))
    with widgets.place("header"):
        widgets.show(frame.header, key="shell-header")
    with widgets.place("page"):
        if frame.trail:
            widgets.show(frame.trail, key="shell-trail")
        notices.or_failed(page.run, context)
    with widgets.place("footer"):
        widgets.show(frame.footer, key="shell-footer")
        if context.present:
            widgets.present(int(context.every or 0))
        view = str(st.query_params)
        widgets.navigation(context.language, current.key, context.subject, view, look)


def streamlit_page(entry: Entry, context: Context) -> st.Page:
    """Return Streamlit's form of an entry: a callable, never a file it could serve by itself."""
    title = context.t(entry.text)
    render = partial(entries.render, entry, context)
    return st.Page(render, title=title, url_path=entry.path or None, default=not entry.path)


main()
