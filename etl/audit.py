"""The audit log: one line an operation, each holding the hash of the line before.

Whoever edits, removes or reorders a line breaks the chain from there on. The log only tells
what happened; what counts is read from the submissions themselves.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from etl.moments import later

LOG = "log.jsonl"
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Told:
    """What an operation says of itself: who did what to what, why, and the file's hash."""

    by: str
    action: str
    subject: str
    reason: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation: who did what, when and why, and which release came of it."""

    number: int
    at: str
    by: str
    action: str
    subject: str
    release_id: str
    reason: str
    sha256: str
    previous: str
    hash: str


def continued(uploads: Path, told: Told, release_id: str) -> bytes:
    """Return the log with an operation at its end; the caller holds the publisher's lock.

    It replaces the old one as a whole, so a line is never half written.
    """
    last = next(reversed(list(read(uploads))), None)
    at = later([datetime.fromisoformat(last.at)] if last else [])
    facts: dict[str, object] = {
        "number": (last.number if last else 0) + 1,
        "at": at.isoformat(),
        "by": told.by,
        "action": told.action,
        "subject": told.subject,
        "release_id": release_id,
        "reason": told.reason,
        "sha256": told.sha256,
        "previous": last.hash if last else _START,
    }
    line = json.dumps({**facts, "hash": _hash(facts)}, ensure_ascii=False)
    return b"".join(kept + b"\n" for kept in [*_lines(uploads), line.encode("utf-8")])


def read(uploads: Path) -> Iterator[Entry]:
    """Yield the entries, oldest first; a line that is none is left out, and breaks the chain."""
    for line in _lines(uploads):
        entry = _entry(line)
        if entry:
            yield entry


def broken_at(uploads: Path) -> int | None:
    """Return the number of the first line that does not fit the chain, None when all do."""
    previous = _START
    for number, line in enumerate(_lines(uploads), 1):
        entry = _entry(line)
        if entry is None or entry.number != number or entry.previous != previous:
            return number
        facts = {key: value for key, value in asdict(entry).items() if key != "hash"}
        if entry.hash != _hash(facts):
            return number
        previous = entry.hash
    return None


def _lines(uploads: Path) -> list[bytes]:
    try:
        content = (uploads / LOG).read_bytes()
    except FileNotFoundError:
        return []
    return [line for line in content.split(b"\n") if line]


def _entry(line: bytes) -> Entry | None:
    """Return what a line says, or nothing if it is not what this module writes."""
    try:
        entry = Entry(**json.loads(line))
        datetime.fromisoformat(entry.at)
    except (ValueError, TypeError):
        return None
    texts = (getattr(entry, f.name) for f in fields(Entry) if f.name != "number")
    sound = type(entry.number) is int and all(isinstance(text, str) for text in texts)
    return entry if sound else None


def _hash(facts: dict[str, object]) -> str:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def as_table(entries: Iterable[Entry]) -> pa.Table:
    """Return entries as columns, for an export; all of it text but the number."""
    types = [(f.name, pa.int64() if f.type is int else pa.string()) for f in fields(Entry)]
    return pa.Table.from_pylist([asdict(e) for e in entries], schema=pa.schema(types))


def as_lines(uploads: Path) -> bytes:
    """Return the log as it is kept, one JSON object a line, so that anyone can check the chain."""
    try:
        return (uploads / LOG).read_bytes()
    except FileNotFoundError:
        return b""
