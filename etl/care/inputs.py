"""Damage to the truth: plan files, sources, submissions and their log.

It cannot be made again: the original has to come back, or a person says that the change is meant.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from etl import audit
from etl.care.damage import BACK, BUILD, Damage
from etl.plan import read_plan
from etl.problems import PlanProblem, SourceProblem
from etl.sources import read_source
from etl.submissions import (
    FOLDER,
    META,
    WITHDRAWN,
    Submission,
    is_as_written,
    is_id,
    read_submission,
)
from storage.digests import RecordDamaged, digest_of
from storage.soundness import record_of
from storage.warehouse import Warehouse

_BELOW, _UPLOADS = "data/", f"data/{FOLDER}/"


def of_known_files(data: Path, store: Warehouse) -> Iterator[Damage]:
    """Yield the files that differ from those which the current release was built from."""
    release_id, recorded = _last_record(store)
    for name, digest in {**_handed_in(store), **recorded}.items():
        path = data / name.removeprefix(_BELOW)
        if name.startswith(_BELOW) and (what := _difference(path, digest, release_id)):
            yield Damage(str(path), what, f"{BACK}, or {BUILD} if the change is meant")


def _handed_in(store: Warehouse) -> dict[str, str]:
    """Return the submissions' files that any release was built from: they never change."""
    found: dict[str, str] = {}
    for release_id in store.releases():
        with suppress(RecordDamaged):
            found |= record_of(store, release_id)
    return {name: digest for name, digest in found.items() if name.startswith(_UPLOADS)}


def _last_record(store: Warehouse) -> tuple[str, Mapping[str, str]]:
    """Return the current release, or the newest where the pointer is lost, with its record."""
    release_id = store.current_or_none() or next(iter(store.releases()), "")
    try:
        return release_id, record_of(store, release_id)
    except RecordDamaged:
        return release_id, {}


def _difference(path: Path, digest: str, release_id: str) -> str:
    try:
        same = digest_of(path) == digest
    except FileNotFoundError:
        return f"it is gone, and {release_id} was built from it"
    except OSError as error:
        return f"it cannot be read ({error.strerror})"
    return "" if same else f"it is not the file that {release_id} was built from (hash differs)"


def of_plan_and_sources(data: Path) -> Iterator[Damage]:
    """Yield every fault for which a build would stop."""
    try:
        read_plan(data)
    except PlanProblem as problem:
        for fault in problem.faults:
            yield Damage(str(data / "plan"), fault, "mend the plan file")
    except OSError as error:
        yield Damage(str(data / "plan"), f"it cannot be read ({error.strerror})", BACK)
    root = data / "sources"
    for path in sorted(root.rglob("*.csv")):
        try:
            read_source(root, path)
        except SourceProblem as problem:
            yield Damage(str(path), str(problem), f"mend the sidecar, or {BACK}")


def of_submissions(uploads: Path) -> Iterator[Damage]:
    """Yield what is wrong with submissions, withdrawn ones included, and with their log."""
    entries = _entries(uploads)
    told = {e.subject: e for e in entries if e.action == "submit"}
    there = sorted(p for p in uploads.glob("s*") if p.is_dir() and is_id(p.name))
    yield from _of_the_log(uploads, bool(there))
    for number in sorted(told.keys() - {p.name for p in there}):
        yield Damage(str(uploads / number), "the submission is gone, the log has it", BACK)
    for folder in there:
        try:
            made = read_submission(folder)
            what = _wrong_with(made, told.get(folder.name)) or _wrongly_counted(made, entries)
            what = what or _rewritten(made)
        except SourceProblem as problem:
            what = str(problem)
        except OSError as error:
            what = f"its file cannot be read ({error.strerror})"
        if what:
            yield Damage(str(folder), what, BACK)


def _entries(uploads: Path) -> list[audit.Entry]:
    try:
        return list(audit.read(uploads))
    except (OSError, ValueError):
        return []


def _of_the_log(uploads: Path, has_submissions: bool) -> Iterator[Damage]:
    log = uploads / audit.LOG
    if not log.exists():
        if has_submissions:
            yield Damage(str(log), "the log of submissions is gone", BACK)
        return
    try:
        line = audit.broken_at(uploads)
        what = f"line {line} does not fit those before it" if line else ""
    except (OSError, ValueError) as error:
        what = f"it cannot be read ({error})"
    if what:
        yield Damage(str(log), what, BACK)


def _wrong_with(made: Submission, entry: audit.Entry | None) -> str:
    if digest_of(made.path) != made.sha256:
        return f"{made.path.name} is not the file that was handed in (hash differs)"
    if entry is None:
        return "the log has no entry of it"
    if (entry.sha256, entry.by, entry.reason) != (made.sha256, made.by, made.reason):
        return f"{META} does not say what the log says"
    return ""


def _rewritten(made: Submission) -> str:
    for sidecar in (META, WITHDRAWN) if made.withdrawn else (META,):
        if not is_as_written(made.path.parent / sidecar):
            return f"{sidecar} is not as it was written"
    return ""


def _wrongly_counted(made: Submission, entries: list[audit.Entry]) -> str:
    """Say where the log contradicts what counts; going back may have changed it either way."""
    own = [e for e in entries if e.action == "go_back" or e.subject == made.submission_id]
    last = own[-1].action if own else ""
    if made.withdrawn and last == "submit":
        return "it is withdrawn, and the log has no entry of that"
    if not made.withdrawn and last == "withdraw":
        return "it counts, and the log says that it was withdrawn"
    if made.withdrawn and not any(_fits(made.path.parent / WITHDRAWN, e) for e in own):
        return f"{WITHDRAWN} does not say what the log says"
    return ""


def _fits(mark: Path, entry: audit.Entry) -> bool:
    try:
        said = tomllib.loads(mark.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return (said.get("by"), said.get("reason")) == (entry.by, entry.reason)
