"""The office's provider: remember where someone wanted to go, and lead there afterwards.

Streamlit carries out the sign-in (`st.login`) and always ends it at the start page. So the page
asked for waits in a cookie, and the answer that ends the sign-in leads there instead, by way of
the sign-in page: only a run can tell whether what the provider stated lets someone in, and must
not ask the provider again when it does not, since it would answer the same for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from access.addresses import SIGN_IN, way_back
from access.database import AccessProblem
from pages.access.visit import session_cookie

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from access.policy import Policy

CALLBACK = "/oauth2callback"
ANSWERED = "answered"
"""In the address of the sign-in page: the provider has been asked."""
_SECONDS = 900
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SECRET_LENGTH = 32


def check(secrets: Mapping[str, Any]) -> None:
    """Raise `AccessProblem` unless the provider is described in the secrets, and safely.

    Who can guess `cookie_secret` can write a statement of the provider, with any role.
    """
    try:
        auth = secrets["auth"]
        missing = [key for key in _NEEDED if not auth.get(key)]
    except (KeyError, FileNotFoundError):
        missing = list(_NEEDED)
    if missing:
        raise AccessProblem(
            "'access.mode' is 'oidc', but .streamlit/secrets.toml does not have in [auth]: "
            f"{', '.join(missing)}. docs/access.md has an example."
        )
    if len(auth["cookie_secret"]) < _SECRET_LENGTH:
        raise AccessProblem(
            f"'cookie_secret' in .streamlit/secrets.toml needs {_SECRET_LENGTH} random "
            "characters; docs/access.md says how to make them."
        )


class OfficeDoor:
    """The address a sign-in begins at."""

    def __init__(self, policy: Policy, start_page: Callable[[], Response]) -> None:
        self.cookie = back_cookie(policy)
        self.start_page = start_page

    async def ask(self, request: Request) -> Response:
        """Begin a run, which sends the browser to the provider; keep the way back."""
        response = self.start_page()
        response.set_cookie(
            self.cookie,
            way_back(request.query_params.get("next")),
            max_age=_SECONDS,
            httponly=True,
            samesite="lax",  # the provider leads back here, and it is another site
            secure=request.url.scheme == "https",
        )
        return response


class LeadBack:
    """Middleware: the answer to the provider's callback leads to where someone wanted to go."""

    def __init__(self, app: ASGIApp, cookie: str) -> None:
        self.app = app
        self.cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and change one redirection."""
        if scope["type"] != "http" or not scope["path"].endswith(CALLBACK):
            await self.app(scope, receive, send)
            return
        query = parse_qs(scope["query_string"].decode("latin-1"))
        back = way_back(Request(scope).cookies.get(self.cookie))

        async def led(message: Message) -> None:
            # A provider's sign-out ends at the callback as well, but without a state.
            if message["type"] == "http.response.start" and "state" in query:
                self._lead(MutableHeaders(raw=message["headers"]), back)
            await send(message)

        await self.app(scope, receive, led)

    def _lead(self, headers: MutableHeaders, back: str) -> None:
        """Lead to the sign-in page, which leads on to `back` or says that it did not work."""
        if "location" in headers:
            query = {ANSWERED: "yes", "next": back, **dict(_language(back))}
            headers["location"] = f"./{SIGN_IN}?{urlencode(query)}"


def back_cookie(policy: Policy) -> str:
    """Return the name of the cookie with the way back."""
    return session_cookie(policy.accounts_file).replace("session", "back")


def _language(address: str) -> list[tuple[str, str]]:
    """Return the language an address asks for, so that a failure is told in it."""
    query = address.partition("?")[2]
    return [(name, value) for name, value in parse_qsl(query) if name == "lang"]
