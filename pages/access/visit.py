"""Who is asking: read anew in every run, from the cookie the connection was opened with.

Session state is never asked: it lives as long as the connection, and a session may end before.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from access.claims import identity_of, session_of
from access.database import AccessProblem, Database
from access.forms import token_for
from access.identity import ANONYMOUS, VISITOR, Identity
from access.policy import Mode, Policy, Viewing
from access.roles import Role
from access.sessions import Limits, Sessions

if TYPE_CHECKING:
    from pages.frame.context import Context

LOG = logging.getLogger(__name__)
LEAVE = "sign out"
"""The purpose of the form or link that ends a session."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A person in a run; `key` is what the session is kept under, `token` lets it be ended."""

    identity: Identity
    key: str = ""
    token: str = ""


def of_this_run(policy: Policy) -> Visit:
    """Return who is asking now; what cannot be established is nobody.

    For what is written from a callback or a fragment use `asking_now`: those run with what an
    earlier run knew.
    """
    try:
        return _local(policy) if policy.mode is Mode.LOCAL else _stated(policy, st.user.to_dict())
    except AccessProblem:
        LOG.exception("It could not be established who is signed in")
        return nobody(policy)


def asking_now(context: Context) -> Identity:
    """Return who is asking at this moment, for a callback or a fragment that is about to write."""
    return of_this_run(context.settings.access).identity


def nobody(policy: Policy) -> Visit:
    """Return a visit of someone who is not signed in."""
    return Visit(VISITOR if policy.viewing is Viewing.OPEN else ANONYMOUS)


def session_cookie(accounts_file: Path) -> str:
    """Return the name of the session's cookie: another for each installation on a machine.

    Browsers tell servers apart by name, not by port.
    """
    return f"zhongyuan_session_{hashlib.sha256(str(accounts_file).encode()).hexdigest()[:8]}"


def sessions(policy: Policy) -> Sessions:
    """Return the sessions of an installation."""
    limits = Limits(policy.idle_seconds, policy.longest_seconds)
    return Sessions(Database(policy.accounts_file), limits)


def _local(policy: Policy) -> Visit:
    token = st.context.cookies.get(session_cookie(policy.accounts_file))
    if not isinstance(token, str):
        return nobody(policy)
    account = sessions(policy).account(token)
    if account is None:
        return nobody(policy)
    return Visit(account.identity, token=token_for(LEAVE, token))


def _stated(policy: Policy, claims: Mapping[str, Any]) -> Visit:
    """Return who the office's provider says it is."""
    session = session_of(claims) if claims.get("is_logged_in") else None
    identity = identity_of(claims, policy)
    if session is None or identity is None:
        return nobody(policy)
    key, stated_at = session
    if not sessions(policy).admit(key, identity.name, stated_at):
        return nobody(policy)
    if identity.role is None and policy.viewing is Viewing.OPEN:
        identity = Identity(identity.name, identity.shown, Role.VIEWER)
    return Visit(identity, key, token_for(LEAVE, key))
