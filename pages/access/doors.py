"""What is shown before any page: sign in first, sign in with the office's provider, sign out.

Nothing here needs a release, and nothing of one is shown.
"""

from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlencode, urlsplit

import streamlit as st

from access import Permission, may
from access.addresses import SIGN_IN, SIGN_OUT, way_back
from access.forms import is_genuine
from access.policy import Mode, Policy
from indicators.language import Language
from pages.access import links
from pages.access.office_door import ANSWERED
from pages.access.visit import LEAVE, Visit, sessions
from presentation import sign_in, templating, widgets
from presentation.texts import Texts, texts


def closed(visit: Visit, policy: Policy) -> Callable[[Texts], None] | None:
    """Return what is to be shown instead of a page, or nothing when the way is free.

    The office's sign-in and sign-out have addresses of their own in a run, because it is a run
    that sends the browser to the provider. Local accounts never get here: the server answers.
    """
    asked = address()
    if policy.mode is Mode.OIDC and asked == SIGN_OUT and visit.identity.signed_in:
        return partial(_sign_out, visit, policy)
    if policy.mode is Mode.OIDC and asked == SIGN_IN:
        return partial(_sign_in, visit)
    if may(visit.identity, Permission.VIEW):
        return None
    return partial(_no_role if visit.identity.signed_in else _ask, visit)


def show(door: Callable[[Texts], None], paths: Mapping[str, str], language: Language) -> None:
    """Show a door at whatever address is asked for, so that it is still there afterwards."""
    t = texts(language)
    title = t("access.sign_in")
    names = dict.fromkeys(["", *paths.values(), address()])
    pages = [
        st.Page(partial(door, t), title=title, url_path=name or None, default=not name)
        for name in names
    ]
    page = st.navigation(pages, position="hidden")
    widgets.configure(t("product.page_title", page=title))
    widgets.inject_theme()
    with widgets.place("header"):
        languages = sign_in.ways(t, _in_language)
        widgets.show(templating.render("access/door_header.html", t=t, languages=languages))
    with widgets.place("page"):
        page.run()
    widgets.navigation(language, "door", "", str(st.query_params))


def address() -> str:
    """Return the name of the page that the browser's address asks for."""
    url = st.context.url
    return urlsplit(url).path.rpartition("/")[2] if isinstance(url, str) else ""


def here() -> str:
    """Return the address of this run, as a way back."""
    query = urlencode(st.query_params.to_dict())
    return way_back(f"{address()}?{query}")


def _in_language(language: Language) -> str:
    return f"./{address()}?{urlencode({**st.query_params.to_dict(), 'lang': language})}"


def _ask(_visit: Visit, t: Texts) -> None:
    """Lead to the sign-in page; the link is for when the browser does not follow."""
    target = links.sign_in(here(), t.language)
    _notice(t, "needed", {t("access.sign_in"): target})
    widgets.redirect(target)


def _no_role(visit: Visit, t: Texts) -> None:
    name = visit.identity.shown
    _notice(t, "no_role", {t("access.other"): links.sign_out(visit)}, name=name)


def _sign_in(visit: Visit, t: Texts) -> None:
    """Send the browser to the office's provider, unless it has just come back from there."""
    back = way_back(st.query_params.get("next"))
    if visit.identity.signed_in:
        widgets.redirect(back)
    elif ANSWERED in st.query_params:
        again = links.sign_in(back, t.language)
        _notice(t, "failed", {t("access.again"): again, t("access.start"): "./"})
    else:
        _notice(t, "going", {})
        st.login()


def _sign_out(visit: Visit, policy: Policy, t: Texts) -> None:
    """End the session here and at the provider; a link from elsewhere is asked about first."""
    if not is_genuine(LEAVE, visit.key, st.query_params.get("token", "")):
        ways = {t("access.sign_out"): links.sign_out(visit)}
        _notice(t, "leave", ways, name=visit.identity.shown)
        return
    sessions(policy).end(visit.key)
    st.logout()


def _notice(t: Texts, text: str, ways: Mapping[str, str], **values: str) -> None:
    shown = [{"text": name, "href": href} for name, href in ways.items()]
    title, lead = t(f"access.{text}.title"), t(f"access.{text}.lead", **values)
    widgets.show(templating.render("access/notice.html", title=title, lead=lead, links=shown))
