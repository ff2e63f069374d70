"""What an OpenID provider states about someone → an identity.

The provider's signature has been checked by then (Streamlit does that when it receives the
token). Only the claims of the identity token count; the role comes from a claim that the
installation names, through a map that it writes.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from access.identity import Identity
from access.policy import EVERYONE, Policy
from access.roles import Role

_SHOWN = ("name", "preferred_username", "email")
"""Claims under which people know themselves, the best first."""


def identity_of(claims: Mapping[str, Any], policy: Policy) -> Identity | None:
    """Return who the claims are about, with the highest role that the map gives; or nobody.

    An identity without a role is known and may do nothing that a visitor may not. An address
    that the provider itself calls unverified is not taken as a name.
    """
    name = claims.get(policy.name_claim)
    if not isinstance(name, str) or not name.strip():
        return None
    if policy.name_claim == "email" and claims.get("email_verified") is False:
        return None
    shown = next((claims[c] for c in _SHOWN if isinstance(claims.get(c), str)), name)
    return Identity(name, shown or name, role_of(claims, policy))


def role_of(claims: Mapping[str, Any], policy: Policy) -> Role | None:
    """Return the highest role that the map gives to the values of the role claim."""
    stated = {*_values(claims, policy.role_claim), EVERYONE}
    found = [role for value, role in policy.role_map.items() if value in stated]
    return max(found, key=lambda role: role.rank, default=None)


def session_of(claims: Mapping[str, Any]) -> tuple[str, float] | None:
    """Return a key for this one sign-in and when it was stated; nothing if it does not say.

    Issuer, person, moment and nonce together are another for each sign-in and the same in
    each run that follows.
    """
    stated_at = claims.get("iat")
    if not isinstance(stated_at, int | float) or isinstance(stated_at, bool):
        return None
    parts = [str(claims.get(claim, "")) for claim in ("iss", "sub", "iat", "nonce")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest(), float(stated_at)


def _values(claims: Mapping[str, Any], claim: str) -> set[str]:
    """Return a claim's texts: one or a list, by its own name or as `outer.inner`."""
    value: Any = claims
    for step in (claim,) if claim in claims else claim.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    listed = value if isinstance(value, list | tuple) else [value]
    return {text for text in listed if isinstance(text, str)} - {EVERYONE}
