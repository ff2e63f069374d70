"""What an identity may do, and the guard that stands where the work is done.

`may` answers a menu; `require` stops a function. A function that writes takes an `Identity` and
calls `require` before anything else, so it does not matter which page, command or message led
to it.
"""

from enum import StrEnum

from access.identity import Identity
from access.roles import FOR_EVERYONE, FOR_ONESELF, Permission, Role, least_role

__all__ = ["NotAllowed", "Permission", "Reason", "Role", "may", "require"]

_DOING = {
    Permission.VIEW: "Viewing",
    Permission.CHECK: "Checking a file",
    Permission.PUBLISH: "Publishing",
    Permission.WITHDRAW: "Withdrawing",
    Permission.GO_BACK: "Going back to an earlier release",
    Permission.MANAGE_ACCOUNTS: "Managing accounts",
}


class Reason(StrEnum):
    """Why something is not allowed, and so what would help."""

    SIGN_IN = "sign_in"
    """It is not known who asks."""
    ROLE = "role"
    """The role never allows it."""
    OWNER = "owner"
    """The role allows it only for what is one's own."""


class NotAllowed(Exception):
    """Someone asked for what is not allowed; the message is one sentence for them."""

    def __init__(self, identity: Identity, permission: Permission) -> None:
        self.identity = identity
        self.permission = permission
        self.reason = _reason(identity, permission)
        super().__init__(_sentence(identity, permission, self.reason))


def may(identity: Identity, permission: Permission, *, owner: str | None = None) -> bool:
    """Say whether `identity` may do something with what belongs to `owner`.

    Without an owner only what is allowed for everyone's things counts, so that a forgotten
    owner never opens anything. Something new belongs to who brings it: `owner=identity.name`.
    """
    if identity.role is None:
        return False
    if permission in FOR_EVERYONE[identity.role]:
        return True
    return identity.owns(owner) and permission in FOR_ONESELF.get(identity.role, ())


def require(identity: Identity, permission: Permission, *, owner: str | None = None) -> None:
    """Return if `identity` may do that (see `may`), else raise `NotAllowed`."""
    if not may(identity, permission, owner=owner):
        raise NotAllowed(identity, permission)


def _reason(identity: Identity, permission: Permission) -> Reason:
    if not identity.signed_in:
        return Reason.SIGN_IN
    if may(identity, permission, owner=identity.name):
        return Reason.OWNER
    return Reason.ROLE


def _sentence(identity: Identity, permission: Permission, reason: Reason) -> str:
    doing = _DOING[permission]
    least = least_role(permission)
    if reason is Reason.SIGN_IN:
        return f"{doing} is not possible without signing in as {least} or higher."
    if reason is Reason.OWNER:
        return f"{doing} what belongs to others is not for {identity.role}s like {identity.shown}."
    role = f"the role {identity.role}" if identity.role else "no role"
    return f"{doing} needs the role {least} or higher, and {identity.shown} has {role}."
