"""What the pages of this section do with an upload: check it, publish it, take it back.

Each asks for the permission where the work is done; what stops an operation is a key of the
interface's texts, for the reader, and the log has the rest.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from access import Permission, require
from etl import operations
from etl.corrections import Correction, forget, remember
from etl.operations import AlreadyPublished, Office, ReasonNeeded, Receipt, Refused
from etl.preview import preview
from etl.problems import Problem
from etl.publishing import ReleaseChanged
from etl.submissions import SubmissionKind, all_submissions
from pages.data.desk import Checked, Held
from pages.frame.context import Context
from storage.warehouse import Warehouse, WarehouseProblem

LOG = logging.getLogger(__name__)
Report = Callable[[str, int, int], None]
Result = TypeVar("Result")


class NotDone(Exception):
    """An operation that changed nothing; `said` is the key of the sentence for it."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(said)


def office_of(context: Context) -> Office:
    """Return where the installation keeps its data and releases."""
    chosen = context.settings
    return Office(chosen.data_dir, Warehouse(chosen.warehouse_dir), chosen.first_year_looked_at)


def check(context: Context, held: Held) -> Checked:
    """Check a file against the release of the view."""
    require(context.identity, Permission.CHECK)
    plan, reader = office_of(context).plan(), context.reader
    said = office_of(context).columns()
    return Checked(*preview(held.content, held.name, plan, reader, columns=said))


def publish(context: Context, held: Held, reason: str, seen: str | None, report: Report) -> Receipt:
    """Publish a file that was shown against the release `seen`; raises `NotDone`."""
    who = context.identity
    require(who, Permission.PUBLISH, owner=who.name)
    office = office_of(context)
    return _done(
        lambda: operations.submit(
            office, held.content, held.name, by=who.name, reason=reason, report=report, seen=seen
        )
    )


def withdraw(context: Context, submission_id: str, reason: str, report: Report) -> None:
    """Take a submission back; whose it is, its own sidecar says. Raises `NotDone`."""
    who, office = context.identity, office_of(context)
    require(who, Permission.WITHDRAW, owner=_owner(office, submission_id))
    _done(
        lambda: operations.withdraw(
            office, submission_id, by=who.name, reason=reason, report=report
        )
    )


def _owner(office: Office, submission_id: str) -> str | None:
    found = (s for s in all_submissions(office.uploads) if s.submission_id == submission_id)
    return next((s.by for s in found), None)


def go_back(context: Context, release_id: str, reason: str, report: Report) -> None:
    """Make an earlier release current again; raises `NotDone`."""
    who = context.identity
    require(who, Permission.GO_BACK)
    office = office_of(context)
    _done(lambda: operations.go_back(office, release_id, by=who.name, reason=reason, report=report))


def explain(context: Context, correction: Correction) -> None:
    """Remember what a column is; who may check may say so."""
    who = context.identity
    require(who, Permission.CHECK)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    remember(office_of(context).uploads, replace(correction, by=who.name, at=at))


def unexplain(context: Context, header: str) -> None:
    """Forget what somebody said a column is."""
    require(context.identity, Permission.CHECK)
    forget(office_of(context).uploads, header)


def _done(work: Callable[[], Result]) -> Result:
    try:
        return work()
    except ReleaseChanged:
        raise NotDone("changed") from None
    except WarehouseProblem:
        LOG.warning("Another publication is under way", exc_info=True)
        raise NotDone("busy") from None
    except AlreadyPublished:
        raise NotDone("already") from None
    except Refused:
        raise NotDone("refused") from None
    except ReasonNeeded:
        raise NotDone("reason") from None
    except (Problem, OSError):
        LOG.exception("An operation failed")
        raise NotDone("failed") from None
