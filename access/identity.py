"""Who someone is for one run of a page or one command."""

from dataclasses import dataclass

from access.roles import Role


@dataclass(frozen=True, slots=True)
class Identity:
    """A person with a role; made anew for every run, so that it is never older than that.

    `name` is unique and never given to someone else: it is what submissions and the audit log
    keep as their owner. `shown` is what readers see. `role` is `None` for those who may not even
    look. An empty `name` is nobody in particular, and owns nothing.
    """

    name: str
    shown: str
    role: Role | None

    @property
    def signed_in(self) -> bool:
        """Whether it is known who this is."""
        return bool(self.name)

    def owns(self, owner: str | None) -> bool:
        """Say whether something that belongs to `owner` is this person's own."""
        return self.signed_in and owner == self.name


ANONYMOUS = Identity("", "", None)
"""Someone who has not signed in, where that is needed to see anything."""

VISITOR = Identity("", "", Role.VIEWER)
"""Someone who has not signed in, where everybody may look."""


def operator(name: str) -> Identity:
    """Return the identity of a command: whoever can start one can also change the files.

    The name is what the command was told (`--by`), for the record; the shell asked who it is.
    """
    return Identity(name, name, Role.ADMIN)
