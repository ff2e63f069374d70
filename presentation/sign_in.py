"""The sign-in page: the one page that the server makes without Streamlit.

A password then never passes through a widget, and the browser's password manager works. It
carries its style sheet and icon in itself, and says in a header that nothing else may run on it.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup

from indicators.language import Language
from presentation import templating, theme
from presentation.icon import icon
from presentation.texts import Texts, texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInView:
    """What the page shows; `back` is where it leads after signing in."""

    language: Language
    back: str
    token: str
    open_to_all: bool
    name: str = ""
    problem: str = ""
    """A key of `access.problem`."""
    wait: int = 0
    """Seconds until the next attempt."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link to the same page in a language."""

    language: Language
    text: str
    title: str
    href: str
    current: bool


def ways(t: Texts, address: Callable[[Language], str]) -> list[Way]:
    """Return the languages a page is there in, with the `address` in each."""
    return [
        Way(
            language,
            t(f"language.{language}"),
            t(f"language.{language}_full"),
            address(language),
            language == t.language,
        )
        for language in Language
    ]


def page(view: SignInView) -> Markup:
    """Return the whole page."""
    t = texts(view.language)
    return templating.render(
        "access/sign_in.html",
        t=t,
        view=view,
        problem=_problem(t, view),
        languages=ways(t, partial(_same, view)),
        style=Markup(_style()),
        icon=icon(),
    )


@cache
def headers() -> Mapping[str, str]:
    """Return what a browser is told about the page: nothing foreign, no frame, no copy kept.

    The referrer stays within this server; `no-referrer` would hide the origin of the form.
    """
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    rules = (
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(rules),
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def _problem(t: Texts, view: SignInView) -> str:
    if view.wait > 90:
        return t("access.problem.wait_minutes", count=-(-view.wait // 60))
    if view.wait:
        return t("access.problem.wait_seconds", count=view.wait)
    return t(f"access.problem.{view.problem}") if view.problem else ""


def _same(view: SignInView, language: Language) -> str:
    """Return the address of the same page in a language, which then leads back in it as well."""
    page, _, query = view.back.partition("?")
    back = f"{page}?{urlencode({**dict(parse_qsl(query)), 'lang': language})}"
    return "./sign_in?" + urlencode({"next": back, "lang": language})


@cache
def _style() -> str:
    return theme.stylesheet()
