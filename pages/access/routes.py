"""The routes and the middleware that signing in adds to the server, as the policy says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.routing import Route

from access.addresses import SIGN_IN, SIGN_OUT
from access.policy import Mode, Policy
from pages.access.local_door import LocalDoor
from pages.access.office_door import LeadBack, OfficeDoor, back_cookie
from pages.access.uploads import RefuseUploads

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from indicators.language import Language


def routes(policy: Policy, default: Language, start_page: Callable[[], Response]) -> list[Route]:
    """Return what the server answers itself; `start_page` is where a run begins."""
    if policy.mode is Mode.OIDC:
        office = OfficeDoor(policy, start_page)
        return [Route(f"/{SIGN_IN}", office.ask, methods=["GET"])]
    local = LocalDoor(policy, default)
    return [
        Route(f"/{SIGN_IN}", local.ask, methods=["GET"]),
        Route(f"/{SIGN_IN}", local.enter, methods=["POST"]),
        Route(f"/{SIGN_OUT}", local.leave, methods=["POST"]),
    ]


def middleware(policy: Policy) -> list[Middleware]:
    """Return what stands around all requests."""
    if policy.mode is Mode.OIDC:
        return [Middleware(RefuseUploads), Middleware(LeadBack, cookie=back_cookie(policy))]
    return [Middleware(RefuseUploads)]
