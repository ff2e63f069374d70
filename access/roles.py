"""Roles and what they allow: one table, and nothing else decides."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What someone is here for; each may do all that the one before may do."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    PUBLISHER = "publisher"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """Its place in the order, for the highest of several."""
        return list(Role).index(self)


class Permission(StrEnum):
    """What can be done; each is asked for by its own name where the work is done."""

    VIEW = "view"
    """See published figures."""
    CHECK = "check"
    """Have a file checked and see which lights it would turn; nothing is kept."""
    PUBLISH = "publish"
    """Make a submission part of the release."""
    WITHDRAW = "withdraw"
    """Take a submission out of the release again."""
    GO_BACK = "go_back"
    """Make an earlier release the current one."""
    MANAGE_ACCOUNTS = "manage_accounts"
    """Add accounts, disable them, change roles and passwords of others."""


_VIEWER = frozenset({Permission.VIEW})
_ANALYST = _VIEWER | {Permission.CHECK}
_PUBLISHER = _ANALYST | {Permission.PUBLISH, Permission.WITHDRAW, Permission.GO_BACK}
_ADMIN = _PUBLISHER | {Permission.MANAGE_ACCOUNTS}

FOR_EVERYONE: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.VIEWER: _VIEWER,
        Role.ANALYST: _ANALYST,
        Role.PUBLISHER: _PUBLISHER,
        Role.ADMIN: _ADMIN,
    }
)
"""What a role may do whoever the thing belongs to."""

FOR_ONESELF: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {Role.ANALYST: frozenset({Permission.PUBLISH, Permission.WITHDRAW})}
)
"""What a role may do beyond that, with what is its own."""


def least_role(permission: Permission) -> Role:
    """Return the lowest role that has a permission at all, if only for what is its own.

    >>> least_role(Permission.WITHDRAW).value, least_role(Permission.GO_BACK).value
    ('analyst', 'publisher')
    """
    return next(
        role
        for role in Role
        if permission in FOR_EVERYONE[role] | FOR_ONESELF.get(role, frozenset())
    )
