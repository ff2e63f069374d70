"""Links that lead to signing in and out, and back to where one was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from access.addresses import SIGN_IN, SIGN_OUT, way_back
from access.policy import Mode

if TYPE_CHECKING:
    from access.policy import Policy
    from indicators.language import Language
    from pages.access.visit import Visit
    from presentation.texts import Texts


@dataclass(frozen=True, slots=True)
class AccountLinks:
    """What the header shows: a name and a way out, or a way in.

    With a `token` the way out is a form; the office's provider is left by a link.
    """

    name: str
    role: str
    href: str
    token: str
    back: str


def sign_in(back: str, language: Language, **more: str) -> str:
    """Return the address of the sign-in page that leads back to `back`."""
    query = {"next": way_back(back), "lang": language.value, **more}
    return f"./{SIGN_IN}?{urlencode(query)}"


def sign_out(visit: Visit) -> str:
    """Return the address that ends a session of the office's provider."""
    return f"./{SIGN_OUT}?{urlencode({'token': visit.token})}"


def account(visit: Visit, policy: Policy, t: Texts, back: str) -> AccountLinks:
    """Return what the header shows of a visit to the page `back`."""
    identity = visit.identity
    if not identity.signed_in:
        return AccountLinks("", "", sign_in(back, t.language), "", back)
    local = policy.mode is Mode.LOCAL
    return AccountLinks(
        name=identity.shown,
        role=role_name(t, identity.role),
        href="" if local else sign_out(visit),
        token=visit.token if local else "",
        back=way_back(back),
    )


def role_name(t: Texts, role: str | None) -> str:
    """Return a role in the reader's words."""
    return t(f"access.role.{role or 'none'}")
