"""Signing in and out with local accounts: requests that the server answers without a run.

A cookie that scripts cannot read is set by an answer to a request, and a run has none to answer.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import anyio.to_thread

from access import forms
from access.accounts import Accounts
from access.addresses import way_back
from access.database import AccessProblem, Database
from access.passwords import Password
from access.policy import Policy
from access.sessions import Limits, key_of
from access.sign_in import Attempt, Refused, SignedIn, SignIn
from pages.access.answers import (
    DEVICE_SECONDS,
    ENTER,
    Cookies,
    Problem,
    form,
    keep,
    lead_to,
    view_of,
)
from pages.access.visit import LEAVE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from indicators.language import Language

LOG = logging.getLogger(__name__)


class LocalDoor:
    """The way in and out, as the policy says."""

    def __init__(self, policy: Policy, default: Language) -> None:
        self.policy = policy
        self.default = default
        self.cookies = Cookies.of(policy)
        limits = Limits(policy.idle_seconds, policy.longest_seconds)
        self.sign_in = SignIn(Accounts(Database(policy.accounts_file)), limits)
        self.sessions = self.sign_in.sessions

    async def ask(self, request: Request) -> Response:
        """Show the form; who is signed in already is led on."""
        token = request.cookies.get(self.cookies.session, "")
        try:
            if await anyio.to_thread.run_sync(self.sessions.account, token) is not None:
                return lead_to(way_back(request.query_params.get("next")))
        except AccessProblem:
            return self._unavailable(request, request.query_params)
        return self._form(request, request.query_params)

    async def enter(self, request: Request) -> Response:
        """Try the name and the password of the form."""
        sent = await _sent(request)
        mark = request.cookies.get(self.cookies.form, "")
        if not _is_genuine(request, ENTER, mark, sent):
            return self._form(request, sent, Problem(403, "stale"))
        attempt = Attempt(
            name=sent.get("name", ""),
            password=Password(sent.pop("password", "")),
            client=request.client.host if request.client else "",
            device=request.cookies.get(self.cookies.device, ""),
        )
        try:
            outcome = await anyio.to_thread.run_sync(self.sign_in, attempt)
            if isinstance(outcome, SignedIn):
                return await self._let_in(request, sent, outcome)
        except AccessProblem:
            return self._unavailable(request, sent)
        return self._form(request, sent, _refusal(outcome))

    async def leave(self, request: Request) -> Response:
        """End the session, if the form is of the one who has it."""
        sent = await _sent(request)
        token = request.cookies.get(self.cookies.session, "")
        response = lead_to(way_back(sent.get("next")))
        if not _is_genuine(request, LEAVE, token, sent):
            return response
        try:
            await anyio.to_thread.run_sync(self.sessions.end, key_of(token))
        except AccessProblem:
            return self._unavailable(request, {})
        response.delete_cookie(self.cookies.session, httponly=True, samesite="strict")
        return response

    async def _let_in(self, request: Request, sent: Mapping[str, str], who: SignedIn) -> Response:
        """Lead to the page asked for, with a new session in place of an earlier one."""
        if before := request.cookies.get(self.cookies.session):
            await anyio.to_thread.run_sync(self.sessions.end, key_of(before))
        response = lead_to(way_back(sent.get("next")))
        keep(request, response, self.cookies.session, who.token)
        keep(request, response, self.cookies.device, who.device, DEVICE_SECONDS)
        return response

    def _form(
        self, request: Request, asked: Mapping[str, str], problem: Problem | None = None
    ) -> Response:
        view = view_of(asked, self.policy, self.default)
        return form(request, self.cookies, view, problem)

    def _unavailable(self, request: Request, asked: Mapping[str, str]) -> Response:
        LOG.exception("Nobody can sign in or out")
        return self._form(request, asked, Problem(503, "unavailable"))


def _refusal(outcome: Refused) -> Problem:
    return Problem(429, wait=outcome.wait) if outcome.wait else Problem(403, "refused")


async def _sent(request: Request) -> dict[str, str]:
    """Read the form, or nothing when it is none; no more than a form can hold."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > forms.LONGEST:
            return {}
    return forms.fields(request.headers.get("content-type", ""), body)


def _is_genuine(request: Request, purpose: str, mark: str, sent: Mapping[str, str]) -> bool:
    fits = forms.is_genuine(purpose, mark, sent.get("token", ""))
    return fits and forms.is_same_origin(request.headers)
