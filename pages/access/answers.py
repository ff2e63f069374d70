"""The answers of the sign-in routes: the form with its cookie, and the way on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, RedirectResponse, Response

from access import forms
from access.addresses import way_back
from access.policy import Policy, Viewing
from indicators.language import Language
from pages.access.visit import session_cookie
from presentation.sign_in import SignInView, headers, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

ENTER = "sign in"
"""The purpose of the form."""
DEVICE_SECONDS = 180 * 86400
"""How long a browser that has signed in is known as one."""


@dataclass(frozen=True, slots=True)
class Cookies:
    """Names of the three cookies; none can be read by a script or is sent from another site."""

    session: str
    form: str
    device: str

    @classmethod
    def of(cls, policy: Policy) -> Cookies:
        """Return the names for an installation."""
        name = session_cookie(policy.accounts_file)
        return cls(name, name.replace("session", "form"), name.replace("session", "device"))


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the form is shown again: a key of `access.problem`, or the seconds to wait."""

    status: int
    text: str = ""
    wait: int = 0


def view_of(asked: Mapping[str, str], policy: Policy, default: Language) -> SignInView:
    """Return what the form shows for a query or a form that was sent."""
    language = asked.get("lang", "")
    return SignInView(
        language=Language(language) if language in set(Language) else default,
        back=way_back(asked.get("next")),
        token="",
        open_to_all=policy.viewing is Viewing.OPEN,
        name=asked.get("name", "")[:64],
    )


def form(
    request: Request, cookies: Cookies, view: SignInView, problem: Problem | None = None
) -> Response:
    """Return the sign-in page; two tabs share the cookie that their forms are bound to."""
    mark = request.cookies.get(cookies.form) or forms.new_mark()
    view = replace(view, token=forms.token_for(ENTER, mark))
    if problem:
        view = replace(view, problem=problem.text, wait=problem.wait)
    response = HTMLResponse(page(view), problem.status if problem else 200, headers())
    if problem and problem.wait:
        response.headers["Retry-After"] = str(problem.wait)
    keep(request, response, cookies.form, mark)
    return response


def lead_to(address: str) -> Response:
    """Return the way on after a form: a page is asked for, and no form is sent again."""
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


def keep(
    request: Request, response: Response, name: str, value: str, seconds: int | None = None
) -> None:
    """Set a cookie; without `seconds` it goes when the browser is closed."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
