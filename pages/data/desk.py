"""The files one person has at hand: of this session alone, until published or put aside.

Nothing is shared between sessions and nothing is written anywhere. A check is kept by content,
name and release, so that a rerun is instant and another release means another check.
"""

import hashlib
from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace
from typing import Any

from etl.check_report import CheckReport
from etl.operations import Receipt
from etl.preview import Sheet

_KEY = "upload-desk"


@dataclass(frozen=True, slots=True)
class Held:
    """One file; its number stands in the address."""

    number: int
    name: str
    content: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a file against one release."""

    report: CheckReport
    sheet: Sheet | None


@dataclass
class Desk:
    """Files, their checks against the current release, and receipts of those published.

    `seen` is the release against which each file was last shown. `said` is the key of what is to
    be said next time; `round` names the uploader, so that a new one is empty.
    """

    owner: str
    files: list[Held] = field(default_factory=list)
    checks: dict[tuple[str, str, str], Checked] = field(default_factory=dict)
    receipts: dict[int, Receipt] = field(default_factory=dict)
    seen: dict[int, str] = field(default_factory=dict)
    said: str = ""
    round: int = 0
    given: int = 0

    @classmethod
    def of(cls, state: MutableMapping[Any, Any], owner: str) -> "Desk":
        """Return the desk of a session; one of somebody else is cleared away."""
        desk = state.get(_KEY)
        if not isinstance(desk, cls) or desk.owner != owner:
            desk = state[_KEY] = cls(owner)
        return desk

    @property
    def uploader(self) -> str:
        """The key of the uploader that is on the page now."""
        return f"upload-files-{self.round}"

    def put(self, name: str, content: bytes) -> Held:
        """Put a file on the desk; the same one again takes the place of the first."""
        digest = hashlib.sha256(content).hexdigest()
        for held in self.files:
            if (held.sha256, held.name) == (digest, name) and held.number not in self.receipts:
                return held
        self.given += 1
        held = Held(self.given, name, content, digest)
        self.files.append(held)
        return held

    def chosen(self, number: str | None) -> Held | None:
        """Return the file with a number, else the first; None when there is none."""
        found = [held for held in self.files if str(held.number) == number]
        return next(iter(found or self.files), None)

    def put_aside(self, held: Held) -> None:
        """Forget a file and all that is known of it."""
        self.files.remove(held)
        self.receipts.pop(held.number, None)
        self.seen.pop(held.number, None)
        for key in [key for key in self.checks if key[:2] == (held.sha256, held.name)]:
            del self.checks[key]

    def check_of(self, held: Held, release_id: str) -> Checked | None:
        """Return what is known of a file against a release."""
        return self.checks.get((held.sha256, held.name, release_id))

    def keep(self, held: Held, release_id: str, checked: Checked) -> None:
        """Keep a check; those against other releases are of no use any more."""
        for key in [key for key in self.checks if key[2] != release_id]:
            del self.checks[key]
        self.checks[held.sha256, held.name, release_id] = checked

    def check_anew(self) -> None:
        """Forget all checks: columns are understood in another way from now on."""
        self.checks.clear()

    def published(self, held: Held, receipt: Receipt) -> None:
        """Keep the receipt in place of the content."""
        at = self.files.index(held)
        self.files[at] = replace(held, content=b"")
        self.receipts[held.number] = receipt
        self.said = ""
