"""What an installation decides about access: the table `[access]` of its settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from access.roles import Role

EVERYONE = "*"
"""In a role map: all who can sign in."""


class Mode(StrEnum):
    """Who knows the people."""

    LOCAL = "local"
    """This installation: accounts with passwords in a file."""
    OIDC = "oidc"
    """The office: a provider of OpenID Connect."""


class Viewing(StrEnum):
    """Who may look."""

    OPEN = "open"
    """Everybody who reaches the server."""
    CLOSED = "closed"
    """Who has signed in and has a role."""


@dataclass(frozen=True, slots=True)
class Policy:
    """`config.toml` says what each key is for; claims and the map matter with OIDC only."""

    mode: Mode = Mode.LOCAL
    viewing: Viewing = Viewing.OPEN
    accounts_file: Path = Path("data/accounts/accounts.sqlite")
    idle_minutes: int = 60
    longest_hours: int = 12
    name_claim: str = "sub"
    role_claim: str = "roles"
    role_map: Mapping[str, Role] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def idle_seconds(self) -> int:
        """How long a session may rest."""
        return self.idle_minutes * 60

    @property
    def longest_seconds(self) -> int:
        """How long a session may last, however busy it is."""
        return self.longest_hours * 3600
