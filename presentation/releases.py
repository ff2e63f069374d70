"""What was published, newest first: who, when, why, and the ways on from each release."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from markupsafe import Markup

from presentation.figures import figure
from presentation.foreign import spoken
from presentation.moments import moment

if TYPE_CHECKING:
    from etl.audit import Entry
    from etl.history import Facts, History, Published
    from etl.submissions import Submission
    from presentation.scene import Scene

SUBMIT, GO_BACK = "submit", "go_back"
_WORDS = frozenset({SUBMIT, "withdraw", GO_BACK})
SHOWN = 12
"""Releases beyond these are folded away, and their files are not opened."""


@dataclass(frozen=True, slots=True)
class Done:
    """One operation: what, who, when, why."""

    what: Markup
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """A way to take something back: the link to where it is asked for a reason."""

    name: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One release; `is_old` and `is_new` say which side of the comparison it is."""

    release_id: str
    number: str
    is_current: bool
    made: Done
    again: tuple[Done, ...]
    counts: tuple[str, ...]
    state: str
    is_old: bool
    is_new: bool
    as_old: str
    as_new: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the reader may do; `withdraw` is asked with the name of who handed it in."""

    withdraw: Callable[[str], bool]
    go_back: bool


class Listing:
    """The list of releases in the words of one scene."""

    def __init__(
        self,
        scene: Scene,
        past: History,
        zone: tzinfo,
        allowed: Allowed,
        sides: tuple[str | None, str],
    ) -> None:
        """Compare the two `sides`, the older first; the older may be missing."""
        self._scene, self._past, self._zone = scene, past, zone
        self._allowed, self._sides = allowed, sides

    def rows(self, releases: Iterable[Published], facts: Callable[[str], Facts]) -> tuple[Row, ...]:
        """Return rows with the counts of each release."""
        return tuple(self._row(p, facts(p.release_id)) for p in releases)

    def folded(self, releases: Iterable[Published]) -> tuple[Row, ...]:
        """Return rows without the counts, for releases that nobody looks at yet."""
        return tuple(self._row(p, None) for p in releases)

    def title(self, current: Published | None, facts: Facts) -> Markup:
        """Say which release is current, and how it came to be."""
        t = self._scene.t
        number = Markup("<b>{}</b>").format(facts.info.short_id)
        latest = (current.again[-1:] or (current.made_by,))[0] if current else None
        if latest is None:
            return t.markup("releases.title_built", release=number, at=self._built(facts))
        done = self.done(latest)
        by = spoken(done.by, t.language)
        return t.markup("releases.title", release=number, by=by, at=done.at, what=done.what)

    def done(self, entry: Entry) -> Done:
        """Write one operation of the log."""
        at = moment(datetime.fromisoformat(entry.at), self._zone)
        return Done(self._what(entry), entry.by, at, entry.reason)

    def _what(self, entry: Entry) -> Markup:
        t, made = self._scene.t, self._past.submissions.get(entry.subject)
        facts: dict[str, object] = {"subject": entry.subject.split("-", 1)[0], "file": ""}
        if made:
            facts["file"] = spoken(made.file_name, t.language)
        elif entry.action != GO_BACK:
            facts["file"] = entry.subject
        return t.markup(
            f"releases.did.{entry.action if entry.action in _WORDS else 'other'}", **facts
        )

    def _row(self, published: Published, facts: Facts | None) -> Row:
        scene, release_id = self._scene, published.release_id
        old, new = self._sides
        made = published.made_by
        built = Done(Markup.escape(scene.t("releases.did.build")), "", self._built(facts), "")
        return Row(
            release_id=release_id,
            number=release_id.split("-", 1)[0],
            is_current=published.is_current,
            made=self.done(made) if made else built,
            again=tuple(self.done(entry) for entry in published.again),
            counts=self._counts(facts),
            state=self._state(made),
            is_old=release_id == old,
            is_new=release_id == new,
            as_old=scene.link("releases", against=release_id, release=new, submission=None),
            as_new=scene.link("releases", release=release_id, against=old, submission=None),
            acts=tuple(self._acts(published)),
        )

    def _built(self, facts: Facts | None) -> str:
        return moment(facts.info.built_at.replace(tzinfo=UTC), self._zone) if facts else ""

    def _counts(self, facts: Facts | None) -> tuple[str, ...]:
        if facts is None:
            return ()
        t = self._scene.t
        return (
            t("releases.observations", count=figure(facts.info.rows_observed, 0)),
            t("releases.submissions", count=figure(len(facts.submissions), 0)),
        )

    def _submission(self, made: Entry | None) -> Submission | None:
        handed_in = made is not None and made.action == SUBMIT
        return self._past.submissions.get(made.subject) if made and handed_in else None

    def _state(self, made: Entry | None) -> str:
        submission = self._submission(made)
        if submission is None:
            return ""
        return self._scene.t("releases.withdrawn" if submission.withdrawn else "releases.counts")

    def _acts(self, published: Published) -> Iterator[Act]:
        """Offer to withdraw what counts, and to go back to what is not current."""
        scene, made = self._scene, self._submission(published.made_by)
        release_id, now = published.release_id, scene.reader.release_id
        if made and not made.withdrawn and self._allowed.withdraw(made.by):
            href = scene.link("releases", submission=made.submission_id, release=None, against=None)
            yield Act(f"withdraw-{made.submission_id}", scene.t("releases.withdraw"), href)
        if self._allowed.go_back and not published.is_current:
            href = scene.link("releases", release=release_id, against=now, submission=None)
            yield Act(f"back-{release_id}", scene.t("releases.go_back"), href)
